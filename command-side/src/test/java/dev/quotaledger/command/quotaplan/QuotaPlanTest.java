package dev.quotaledger.command.quotaplan;

import static dev.quotaledger.command.RefusedWith.refusedWith;
import static dev.quotaledger.command.quotaplan.PlanExample.FISCAL;
import static dev.quotaledger.command.quotaplan.PlanExample.NEW_YEAR;
import static dev.quotaledger.command.quotaplan.PlanExample.PLAN;
import static dev.quotaledger.command.quotaplan.PlanExample.REASON;
import static dev.quotaledger.command.quotaplan.PlanExample.USD;
import static dev.quotaledger.command.quotaplan.PlanExample.adjust;
import static dev.quotaledger.command.quotaplan.PlanExample.day;
import static dev.quotaledger.command.quotaplan.PlanExample.given;
import static dev.quotaledger.command.quotaplan.PlanExample.givenOpen;
import static dev.quotaledger.command.quotaplan.PlanExample.line;
import static dev.quotaledger.command.quotaplan.PlanExample.opened;
import static dev.quotaledger.command.quotaplan.PlanExample.period;
import static dev.quotaledger.command.quotaplan.PlanExample.recordsNothing;
import static dev.quotaledger.command.quotaplan.PlanExample.refuses;
import static dev.quotaledger.command.quotaplan.PlanExample.set;
import static dev.quotaledger.command.quotaplan.PlanExample.wasAdjusted;
import static dev.quotaledger.command.quotaplan.PlanExample.wasSet;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaPlanCommand.ClosePeriod;
import dev.quotaledger.api.QuotaPlanCommand.ClosePlan;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.PublishPlan;
import dev.quotaledger.api.QuotaPlanCommand.ReopenPeriod;
import dev.quotaledger.api.QuotaPlanCommand.SetQuotas;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.CommandMetadata;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a plan decides about itself and its periods; tests name the invariant of {@link QuotaPlan}.
 */
class QuotaPlanTest {

  private static final TeamId SALES = new TeamId("sales");

  @Nested
  class Opening {

    @Test
    void recordsADraftFromTheFirstDayOfItsCalendar() {
      given()
          .when(new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, null))
          .expectEvents(new PlanOpened(PLAN, "Fiscal 2026", FISCAL, USD, null, NEW_YEAR))
          .expectResultMessagePayload(0L);
    }

    @Test
    void takesATeam() {
      given()
          .when(new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, SALES))
          .expectEvents(new PlanOpened(PLAN, "Fiscal 2026", FISCAL, USD, SALES, NEW_YEAR));
    }

    @Test
    void recordsNothingTheSecondTime() { // 9
      OpenPlan again = new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, null);
      recordsNothing(givenOpen(), again);
      recordsNothing(givenOpen(published(), closed()), again);
    }

    @Test
    void refusesOtherFactsUnderTheSameName() { // 9
      Refusal exists = new Refusal.AlreadyExists("plan", "fy26");
      refuses(givenOpen(), new OpenPlan(PLAN, "Fiscal 2027", FISCAL, USD, null), exists);
      refuses(
          givenOpen(), new OpenPlan(PLAN, "Fiscal 2026", new CalendarId("x"), USD, null), exists);
      refuses(
          givenOpen(),
          new OpenPlan(PLAN, "Fiscal 2026", FISCAL, Currency.getInstance("EUR"), null),
          exists);
      refuses(givenOpen(), new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, SALES), exists);
    }

    @Test
    void refusesAnUnknownCalendar() { // 10
      refuses(
          given(),
          new OpenPlan(PLAN, "Fiscal 2026", new CalendarId("lunar"), USD, null),
          new Refusal.UnknownReference("calendarId", "lunar"));
    }

    @Test
    void refusesAnUnknownTeam() { // 10
      refuses(
          given(),
          new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, new TeamId("nobody")),
          new Refusal.UnknownReference("teamId", "nobody"));
    }
  }

  @Nested
  class Publishing {

    @Test
    void putsADraftInForce() { // 4
      givenOpen().when(new PublishPlan(PLAN)).expectEvents(published());
    }

    @Test
    void refusesAPlanInForce() { // 4
      refuses(givenOpen(published()), new PublishPlan(PLAN), wrong(PlanState.PUBLISHED));
    }

    @Test
    void refusesAClosedPlan() { // 4
      refuses(givenOpen(closed()), new PublishPlan(PLAN), wrong(PlanState.CLOSED));
    }

    @Test
    void refusesWhoSawAnotherVersion() {
      givenOpen(published())
          .when(new ClosePlan(PLAN, null), Map.of(CommandMetadata.EXPECTED_VERSION, "0"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.VersionMismatch(0, 1)));
    }

    @Test
    void needsAPlan() {
      given()
          .when(new PublishPlan(PLAN))
          .expectNoEvents()
          .expectException(AggregateNotFoundException.class);
    }

    private Refusal wrong(PlanState state) {
      return new Refusal.PlanInWrongState(PLAN, state, "be published");
    }
  }

  @Nested
  class ClosingThePlan {

    @Test
    void endsAPlanInForce() { // 4
      givenOpen(published())
          .when(new ClosePlan(PLAN, REASON))
          .expectEvents(new PlanClosed(PLAN, NEW_YEAR, REASON));
    }

    @Test
    void endsADraft() { // 4
      givenOpen().when(new ClosePlan(PLAN, null)).expectEvents(closed());
    }

    @Test
    void refusesAClosedPlan() { // 4
      refuses(
          givenOpen(closed()),
          new ClosePlan(PLAN, null),
          new Refusal.PlanInWrongState(PLAN, PlanState.CLOSED, "be closed"));
    }

    @Test
    void leavesTheLinesAsTheyAreForGood() { // 4
      var line = wasSet(line("a", "2026-Q3"), "100.00");
      Refusal refusal =
          new Refusal.PlanInWrongState(PLAN, PlanState.CLOSED, "take a change of its lines");
      refuses(givenOpen(line, closed()), set(line("a", "2026-Q3"), "1.00", null), refusal);
      refuses(
          givenOpen(line, closed()),
          new SetQuotas(PLAN, List.of(set(line("b", "2026-Q3"), "1.00", null))),
          refusal);
      refuses(givenOpen(line, closed()), adjust(line("a", "2026-Q3"), "1.00", null), refusal);
    }
  }

  @Nested
  class ClosingAPeriod {

    @Test
    void holdsFromItsLastDay() { // 3
      givenOpen(published())
          .when(new ClosePeriod(PLAN, period("2026-Q3"), REASON))
          .expectEvents(new PeriodClosed(PLAN, period("2026-Q3"), day("2026-09-30"), REASON));
    }

    @Test
    void isPossibleInADraft() { // 3
      givenOpen()
          .when(new ClosePeriod(PLAN, period("2026-01"), null))
          .expectEvents(new PeriodClosed(PLAN, period("2026-01"), day("2026-01-31"), null));
    }

    @Test
    void recordsNothingTheSecondTime() { // 9
      recordsNothing(
          givenOpen(closed("2026-Q3")), new ClosePeriod(PLAN, period("2026-Q3"), REASON));
    }

    @Test
    void recordsNothingForAPeriodWithinAClosedOne() { // 9
      recordsNothing(givenOpen(closed("2026-Q3")), new ClosePeriod(PLAN, period("2026-08"), null));
      recordsNothing(givenOpen(closed("2026")), new ClosePeriod(PLAN, period("2026-08"), null));
    }

    @Test
    void takesOneThatContainsAClosedOneOrLiesBesideIt() { // 3
      givenOpen(closed("2026-08"))
          .when(new ClosePeriod(PLAN, period("2026-Q3"), null))
          .expectEvents(closed("2026-Q3"));
      givenOpen(closed("2026-08"))
          .when(new ClosePeriod(PLAN, period("2026-07"), null))
          .expectEvents(closed("2026-07"));
    }

    @Test
    void refusesAnUnknownPeriod() { // 10
      refuses(
          givenOpen(),
          new ClosePeriod(PLAN, period("2028"), null),
          new Refusal.UnknownReference("periodId", "2028"));
    }

    @Test
    void refusesAClosedPlan() { // 4
      refuses(
          givenOpen(closed()),
          new ClosePeriod(PLAN, period("2026-08"), null),
          new Refusal.PlanInWrongState(PLAN, PlanState.CLOSED, "close a period"));
    }

    @Test
    void refusesEveryChangeOfItsLines() { // 3
      refusesChangesOf("2026-08", "2026-08");
      refusesChangesOf("2026-Q3", "2026-Q3");
    }

    @Test
    void refusesEveryChangeOfLinesWithinIt() { // 3
      refusesChangesOf("2026-08", "2026-Q3");
      refusesChangesOf("2026-08", "2026");
      refusesChangesOf("2026-Q3", "2026");
    }

    @Test
    void leavesLinesBesideItAndAroundItOpen() { // 3
      takesChangesOf("2026-09", closed("2026-08"));
      takesChangesOf("2026-10", closed("2026-Q3"));
      takesChangesOf("2026-Q3", closed("2026-08"));
      takesChangesOf("2027-08", closed("2026"));
    }

    private void refusesChangesOf(String linePeriod, String closedPeriod) {
      var line = wasSet(line("a", linePeriod), "100.00");
      Refusal refusal = new Refusal.PeriodClosed(PLAN, period(linePeriod));
      refuses(
          givenOpen(line, closed(closedPeriod)),
          set(line("a", linePeriod), "50.00", null),
          refusal);
      refuses(
          givenOpen(line, closed(closedPeriod)),
          set(line("b", linePeriod), "50.00", null),
          refusal);
      refuses(
          givenOpen(line, closed(closedPeriod)),
          adjust(line("a", linePeriod), "50.00", null),
          refusal);
    }
  }

  @Nested
  class ReopeningAPeriod {

    @Test
    void holdsFromItsLastDay() { // 3
      givenOpen(published(), closed("2026-Q3"))
          .when(new ReopenPeriod(PLAN, period("2026-Q3"), REASON))
          .expectEvents(new PeriodReopened(PLAN, period("2026-Q3"), day("2026-09-30"), REASON));
    }

    @Test
    void opensTheLinesInItAndWithinIt() { // 3
      takesChangesOf("2026-08", closed("2026-Q3"), reopened("2026-Q3"));
      takesChangesOf("2026-Q3", closed("2026-Q3"), reopened("2026-Q3"));
    }

    @Test
    void leavesClosedWhatWasClosedWithinIt() { // 3
      refuses(
          givenOpen(closed("2026-08"), closed("2026-Q3"), reopened("2026-Q3")),
          set(line("a", "2026-08"), "50.00", null),
          new Refusal.PeriodClosed(PLAN, period("2026-08")));
      takesChangesOf("2026-07", closed("2026-08"), closed("2026-Q3"), reopened("2026-Q3"));
    }

    @Test
    void leavesClosedWhatOneAroundItCloses() { // 3
      givenOpen(closed("2026-08"), closed("2026-Q3"))
          .when(new ReopenPeriod(PLAN, period("2026-08"), null))
          .expectEvents(reopened("2026-08"));
      refuses(
          givenOpen(closed("2026-08"), closed("2026-Q3"), reopened("2026-08")),
          set(line("a", "2026-08"), "50.00", null),
          new Refusal.PeriodClosed(PLAN, period("2026-08")));
    }

    @Test
    void letsItBeClosedAgain() { // 3, 9
      givenOpen(closed("2026-08"), reopened("2026-08"))
          .when(new ClosePeriod(PLAN, period("2026-08"), null))
          .expectEvents(closed("2026-08"));
    }

    @Test
    void refusesAPeriodThatIsOpen() { // 3
      Refusal refusal = new Refusal.PeriodNotClosed(PLAN, period("2026-08"));
      ReopenPeriod command = new ReopenPeriod(PLAN, period("2026-08"), null);
      refuses(givenOpen(), command, refusal);
      refuses(givenOpen(closed("2026-08"), reopened("2026-08")), command, refusal);
    }

    @Test
    void refusesAPeriodThatOnlyOneAroundItCloses() { // 3
      refuses(
          givenOpen(closed("2026-Q3")),
          new ReopenPeriod(PLAN, period("2026-08"), null),
          new Refusal.PeriodNotClosed(PLAN, period("2026-08")));
    }

    @Test
    void refusesAnUnknownPeriod() { // 10
      refuses(
          givenOpen(),
          new ReopenPeriod(PLAN, period("2028"), null),
          new Refusal.UnknownReference("periodId", "2028"));
    }

    @Test
    void refusesAClosedPlan() { // 4
      refuses(
          givenOpen(closed("2026-08"), closed()),
          new ReopenPeriod(PLAN, period("2026-08"), null),
          new Refusal.PlanInWrongState(PLAN, PlanState.CLOSED, "open a period again"));
    }
  }

  private static void takesChangesOf(String linePeriod, Object... events) {
    var line = wasSet(line("a", linePeriod), null, "100.00", linePeriod.substring(0, 4) + "-01-01");
    Object[] all =
        Stream.concat(Stream.of(opened(), line), Arrays.stream(events)).toArray();
    String from = line.effectiveOn().toString();
    given(all)
        .when(set(line("a", linePeriod), "50.00", null))
        .expectEvents(wasSet(line("a", linePeriod), "100.00", "50.00", from));
    given(all)
        .when(adjust(line("a", linePeriod), "50.00", null))
        .expectEvents(wasAdjusted(line("a", linePeriod), "50.00", "100.00", "150.00", from));
  }

  private static PlanPublished published() {
    return new PlanPublished(PLAN, NEW_YEAR);
  }

  private static PlanClosed closed() {
    return new PlanClosed(PLAN, NEW_YEAR, null);
  }

  private static PeriodClosed closed(String periodId) {
    return new PeriodClosed(PLAN, period(periodId), lastDay(periodId), null);
  }

  private static PeriodReopened reopened(String periodId) {
    return new PeriodReopened(PLAN, period(periodId), lastDay(periodId), null);
  }

  private static LocalDate lastDay(String periodId) {
    return PlanExample.periods(2026).stream()
        .filter(period -> period.periodId().value().equals(periodId))
        .findFirst()
        .orElseThrow()
        .lastDay();
  }
}
