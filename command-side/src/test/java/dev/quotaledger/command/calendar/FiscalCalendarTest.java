package dev.quotaledger.command.calendar;

import static dev.quotaledger.command.RefusedWith.refusedWith;

import dev.quotaledger.api.CalendarCommand;
import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.CalendarCommand.ExtendCalendar;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.Refusal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a calendar decides; tests name the invariant of {@link FiscalCalendar}. */
class FiscalCalendarTest {

  private static final CalendarId FISCAL = new CalendarId("fiscal");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static final Period YEAR = period("FY26", "2026-01-01", "2026-12-31", null);
  private static final Period H1 = period("FY26-H1", "2026-01-01", "2026-06-30", "FY26");
  private static final Period H2 = period("FY26-H2", "2026-07-01", "2026-12-31", "FY26");
  private static final Period NEXT = period("FY27", "2027-01-01", "2027-12-31", null);

  @Nested
  class Defining {

    @Test
    void recordsItsFirstPeriods() {
      given()
          .when(define(YEAR, H1, H2))
          .expectEvents(defined(YEAR, H1, H2))
          .expectResultMessagePayload(0L);
    }

    @Test
    void takesParentsAndChildrenInAnyOrder() { // 3
      given().when(define(H2, YEAR, H1)).expectEvents(defined(H2, YEAR, H1));
    }

    @Test
    void takesPeriodsOfOneDayAndLevelsOfDifferentDepth() { // 1, 2
      Period newYear = period("FY26-H1-1", "2026-01-01", "2026-01-01", "FY26-H1");
      Period rest = period("FY26-H1-2", "2026-01-02", "2026-06-30", "FY26-H1");
      given()
          .when(define(YEAR, H1, H2, newYear, rest, NEXT))
          .expectEvents(defined(YEAR, H1, H2, newYear, rest, NEXT));
    }

    @Test
    void refusesAGapBetweenOutermostPeriods() { // 1
      Period late = period("FY27", "2027-01-02", "2027-12-31", null);
      refuses(
          given(),
          define(YEAR, late),
          misfit("FY27", "must begin on 2027-01-01, the day after 'FY26' ends"));
    }

    @Test
    void refusesAnOverlapOfOutermostPeriods() { // 1
      Period early = period("FY27", "2026-12-31", "2027-12-31", null);
      refuses(
          given(),
          define(YEAR, early),
          misfit("FY27", "must begin on 2027-01-01, the day after 'FY26' ends"));
    }

    @Test
    void refusesTwoPeriodsOfTheSameDays() { // 1
      refuses(
          given(),
          define(YEAR, period("FY26-again", "2026-01-01", "2026-12-31", null)),
          misfit("FY26-again", "must begin on 2027-01-01, the day after 'FY26' ends"));
    }

    @Test
    void refusesAGapOrAnOverlapWithinAPeriod() { // 2
      Refusal misfit = misfit("FY26-H2", "must begin on 2026-07-01, the day after 'FY26-H1' ends");
      refuses(
          given(), define(YEAR, H1, period("FY26-H2", "2026-07-02", "2026-12-31", "FY26")), misfit);
      refuses(
          given(), define(YEAR, H1, period("FY26-H2", "2026-06-30", "2026-12-31", "FY26")), misfit);
    }

    @Test
    void refusesChildrenThatDoNotFillTheirParent() { // 2
      refuses(
          given(),
          define(YEAR, H2),
          misfit("FY26-H2", "must begin on 2026-01-01, as its parent does"));
      refuses(
          given(),
          define(YEAR, H1),
          misfit("FY26-H1", "must end on 2026-12-31, as its parent does"));
    }

    @Test
    void takesAPeriodOfTenYearsAndNotOneDayMore() { // 5
      Period decade = period("decade", "2020-02-29", "2030-02-27", null);
      given().when(define(decade)).expectEvents(defined(decade));
      Refusal misfit =
          misfit("decade", "must end before 2030-02-28: a period has at most 10 years");
      refuses(given(), define(period("decade", "2020-02-28", "2030-02-28", null)), misfit);
      refuses(
          given(),
          define(period("ALL", "1900-01-01", "9999-12-31", null)),
          misfit("ALL", "must end before 1910-01-01: a period has at most 10 years"));
    }

    @Test
    void refusesChildrenThatReachBeyondTheirParent() { // 2
      refuses(
          given(),
          define(YEAR, H1, period("FY26-H2", "2026-07-01", "2027-01-01", "FY26")),
          misfit("FY26-H2", "must end on 2026-12-31, as its parent does"));
    }

    @Test
    void refusesAnUnknownParent() { // 3
      refuses(
          given(),
          define(YEAR, period("Q1", "2026-01-01", "2026-12-31", "FY25")),
          misfit("Q1", "is part of 'FY25', which does not exist"));
    }

    @Test
    void refusesOneNameForTwoPeriods() { // 3
      refuses(given(), define(YEAR, YEAR), misfit("FY26", "is named twice"));
    }

    @Test
    void refusesAPeriodThatIsPartOfItself() { // 3
      refuses(
          given(),
          define(
              period("a", "2026-01-01", "2026-12-31", "b"),
              period("b", "2026-01-01", "2026-12-31", "a")),
          misfit("a", "is part of itself, or lies below more than 9 others"));
    }

    @Test
    void takesTenLevelsAndNotEleven() { // 3
      given().when(define(levels(10))).expectSuccessfulHandlerExecution();
      refuses(
          given(),
          define(levels(11)),
          misfit("level-11", "is part of itself, or lies below more than 9 others"));
    }

    @Test
    void recordsNothingTheSecondTime() { // 6
      given(defined(YEAR, H1, H2))
          .when(define(YEAR, H2, H1))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void recordsNothingTheSecondTimeAfterItWasExtended() { // 6
      given(defined(YEAR), extended(NEXT))
          .when(define(YEAR))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void refusesOtherFactsUnderTheSameName() { // 6
      Refusal exists = new Refusal.AlreadyExists("calendar", "fiscal");
      refuses(given(defined(YEAR)), define(YEAR, NEXT), exists);
      refuses(
          given(defined(YEAR)), define(period("FY26", "2026-01-01", "2026-12-30", null)), exists);
      refuses(
          given(defined(YEAR)),
          new DefineCalendar(FISCAL, ZoneId.of("Europe/Paris"), List.of(YEAR)),
          exists);
    }
  }

  @Nested
  class Extending {

    @Test
    void addsPeriodsAfterTheLast() {
      Period half = period("FY27-H", "2027-01-01", "2027-12-31", "FY27");
      given(defined(YEAR)).when(extend(NEXT, half)).expectEvents(extended(NEXT, half));
    }

    @Test
    void addsPeriodsBeforeTheFirst() { // 1
      Period before = period("FY25", "2025-03-01", "2025-12-31", null);
      given(defined(YEAR)).when(extend(before)).expectEvents(extended(before));
    }

    @Test
    void passesOverWhatIsDefinedAlready() { // 6
      given(defined(YEAR, H1, H2)).when(extend(H1, NEXT, YEAR)).expectEvents(extended(NEXT));
    }

    @Test
    void recordsNothingTheSecondTime() { // 6
      given(defined(YEAR), extended(NEXT))
          .when(extend(NEXT))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void refusesToChangeADefinedPeriod() { // 4
      Refusal misfit = misfit("FY26", "is defined already, with other days or another parent");
      refuses(
          given(defined(YEAR)), extend(period("FY26", "2026-01-01", "2026-12-30", null)), misfit);
      refuses(
          given(defined(YEAR), extended(NEXT)),
          extend(period("FY26", "2026-01-01", "2026-12-31", "FY27")),
          misfit);
    }

    @Test
    void refusesToPutAnythingIntoADefinedPeriod() { // 4
      refuses(
          given(defined(YEAR)),
          extend(H1, H2),
          misfit("FY26-H1", "cannot be put into 'FY26', which is defined already"));
      refuses(
          given(defined(YEAR)),
          extend(YEAR, H1, H2),
          misfit("FY26-H1", "cannot be put into 'FY26', which is defined already"));
    }

    @Test
    void refusesAGapAfterTheLastPeriod() { // 1
      refuses(
          given(defined(YEAR)),
          extend(period("FY28", "2028-01-01", "2028-12-31", null)),
          misfit("FY28", "must begin on 2027-01-01, the day after 'FY26' ends"));
    }

    @Test
    void refusesAGapBeforeTheFirstPeriod() { // 1
      refuses(
          given(defined(YEAR)),
          extend(period("FY25", "2025-01-01", "2025-12-30", null)),
          misfit("FY25", "must end on 2025-12-31, the day before 'FY26' begins"));
    }

    @Test
    void refusesAnOverlapWithADefinedPeriod() { // 1
      refuses(
          given(defined(YEAR)),
          extend(period("H2", "2026-07-01", "2026-12-31", null)),
          misfit("H2", "must begin on 2027-01-01, the day after 'FY26' ends"));
    }

    @Test
    void takesFiveThousandPeriodsAndNotOneMore() { // 5
      Object[] thousands =
          IntStream.range(0, 5).mapToObj(i -> extended(days(1_000 * i, 1_000))).toArray();
      Period last = days(5_000, 1)[0];
      refuses(
          given(thousands),
          extend(last),
          misfit("day-5000", "is one too many: a calendar has at most 5,000 periods"));
      Object[] fewer = IntStream.range(0, 5)
          .mapToObj(i -> extended(days(1_000 * i, i == 4 ? 999 : 1_000)))
          .toArray();
      given(fewer).when(extend(days(4_999, 1))).expectSuccessfulHandlerExecution();
    }

    @Test
    void takesAHundredYearsAndNotOneDayMore() { // 5
      Refusal misfit =
          misfit("more", "makes the calendar longer than 100 years, the most that it may have");
      Object decades = defined(decades(1950, 10));
      refuses(given(decades), extend(period("more", "2050-01-01", "2050-01-01", null)), misfit);
      refuses(given(decades), extend(period("more", "1949-12-31", "1949-12-31", null)), misfit);
      given(defined(decades(1950, 9)))
          .when(extend(decades(2040, 1)))
          .expectEvents(extended(decades(2040, 1)));
    }

    @Test
    void needsACalendar() {
      given().when(extend(YEAR)).expectNoEvents().expectException(AggregateNotFoundException.class);
    }
  }

  private static Period[] levels(int count) {
    List<Period> levels = new ArrayList<>();
    for (int level = 1; level <= count; level++) {
      String parent = level == 1 ? null : "level-" + (level - 1);
      levels.add(period("level-" + level, "2026-01-01", "2026-12-31", parent));
    }
    Collections.reverse(levels);
    return levels.toArray(Period[]::new);
  }

  private static Period[] decades(int firstYear, int count) {
    return IntStream.range(0, count)
        .map(i -> firstYear + 10 * i)
        .mapToObj(year -> period("from-" + year, year + "-01-01", year + 9 + "-12-31", null))
        .toArray(Period[]::new);
  }

  private static Period[] days(int first, int count) {
    return IntStream.range(first, first + count)
        .mapToObj(day -> {
          String date = LocalDate.of(2000, 1, 1).plusDays(day).toString();
          return period("day-" + day, date, date, null);
        })
        .toArray(Period[]::new);
  }

  private static TestExecutor<FiscalCalendar> given(Object... events) {
    var fixture = new AggregateTestFixture<>(FiscalCalendar.class);
    return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(events);
  }

  private static void refuses(
      TestExecutor<FiscalCalendar> given, CalendarCommand command, Refusal expected) {
    given.when(command).expectNoEvents().expectException(refusedWith(expected));
  }

  private static Refusal misfit(String periodId, String why) {
    return new Refusal.PeriodsDoNotFit(new PeriodId(periodId), why);
  }

  private static DefineCalendar define(Period... periods) {
    return new DefineCalendar(FISCAL, BERLIN, List.of(periods));
  }

  private static ExtendCalendar extend(Period... periods) {
    return new ExtendCalendar(FISCAL, List.of(periods));
  }

  private static CalendarDefined defined(Period... periods) {
    return new CalendarDefined(FISCAL, BERLIN, List.of(periods));
  }

  private static CalendarExtended extended(Period... periods) {
    return new CalendarExtended(FISCAL, List.of(periods));
  }

  private static Period period(String id, String first, String last, @Nullable String parent) {
    return new Period(
        new PeriodId(id),
        LocalDate.parse(first),
        LocalDate.parse(last),
        parent == null ? null : new PeriodId(parent));
  }
}
