package dev.quotaledger.command.quotaplan;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.References;
import dev.quotaledger.command.RefusedWith;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.PlanOutline;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;

/**
 * The plan that the tests of quota plans are about: in US dollars, for a calendar of the years 2026
 * and 2027 with their quarters and months. Reps a, b and c, the team sales and the territories north
 * and south exist.
 */
final class PlanExample {

  static final PlanId PLAN = new PlanId("fy26");
  static final CalendarId FISCAL = new CalendarId("fiscal");
  static final Currency USD = Currency.getInstance("USD");
  static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
  static final PersonalText REASON = new PersonalText("plan-fy26", "Zm9vYmFy");
  static final TerritoryId NORTH = new TerritoryId("north");

  private PlanExample() {}

  /** The plan after these events, beside what exists. */
  static TestExecutor<QuotaPlan> given(Object... events) {
    var fixture = new AggregateTestFixture<>(QuotaPlan.class);
    fixture.registerInjectableResource(new Known());
    return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(events);
  }

  /** The plan just opened, and then these events. */
  static TestExecutor<QuotaPlan> givenOpen(Object... events) {
    return given(Stream.concat(Stream.of(opened()), Arrays.stream(events)).toArray());
  }

  /** That the command is refused for exactly this reason, and records nothing. */
  static void refuses(TestExecutor<QuotaPlan> given, Object command, Refusal expected) {
    given.when(command).expectNoEvents().expectException(RefusedWith.refusedWith(expected));
  }

  /** That the command is taken, and records nothing. */
  static void recordsNothing(TestExecutor<QuotaPlan> given, Object command) {
    given.when(command).expectSuccessfulHandlerExecution().expectNoEvents();
  }

  static PlanOpened opened() {
    return new PlanOpened(PLAN, "Fiscal 2026", FISCAL, USD, null, NEW_YEAR);
  }

  /** A line of a rep without territory or product line. */
  static QuotaLineKey line(String rep, String period) {
    return new QuotaLineKey(rep(rep), null, null, period(period));
  }

  /** A line of the territory north. */
  static QuotaLineKey inNorth(Subject subject, String period) {
    return new QuotaLineKey(subject, NORTH, null, period(period));
  }

  /** The line for a product line. */
  static QuotaLineKey forProduct(String productLine, QuotaLineKey key) {
    return new QuotaLineKey(
        key.subject(), key.territoryId(), new ProductLine(productLine), key.periodId());
  }

  static QuotaSet wasSet(QuotaLineKey line, String after) {
    return wasSet(line, null, after, "2026-01-01");
  }

  static QuotaSet wasSet(
      QuotaLineKey line, @Nullable String before, String after, String effectiveOn) {
    return new QuotaSet(PLAN, line, usdOrNone(before), usd(after), day(effectiveOn), null);
  }

  static QuotaAdjusted wasAdjusted(
      QuotaLineKey line, String delta, @Nullable String before, String after, String effectiveOn) {
    return new QuotaAdjusted(
        PLAN, line, usd(delta), usdOrNone(before), usd(after), day(effectiveOn), null, null);
  }

  static SetQuota set(QuotaLineKey line, String amount, @Nullable String effectiveOn) {
    return new SetQuota(PLAN, line, new BigDecimal(amount), null, dayOrNone(effectiveOn));
  }

  static AdjustQuota adjust(QuotaLineKey line, String delta, @Nullable String effectiveOn) {
    return new AdjustQuota(PLAN, line, new BigDecimal(delta), null, dayOrNone(effectiveOn));
  }

  static Subject rep(String id) {
    return Subject.rep(new RepId(id));
  }

  static PeriodId period(String id) {
    return new PeriodId(id);
  }

  static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  static @Nullable Money usdOrNone(@Nullable String amount) {
    return amount == null ? null : usd(amount);
  }

  static LocalDate day(String day) {
    return LocalDate.parse(day);
  }

  static @Nullable LocalDate dayOrNone(@Nullable String day) {
    return day == null ? null : day(day);
  }

  /** Periods such as {@code 2026}, {@code 2026-Q3} and {@code 2026-08}. */
  static List<Period> periods(int year) {
    PeriodId all = new PeriodId(Integer.toString(year));
    LocalDate first = LocalDate.of(year, 1, 1);
    List<Period> periods = new ArrayList<>();
    periods.add(months(all.value(), first, 12, null));
    for (int quarter = 0; quarter < 4; quarter++) {
      PeriodId parent = new PeriodId(year + "-Q" + (quarter + 1));
      periods.add(months(parent.value(), first.plusMonths(3L * quarter), 3, all));
      for (int month = 3 * quarter + 1; month <= 3 * quarter + 3; month++) {
        String id = "%d-%02d".formatted(year, month);
        periods.add(months(id, first.plusMonths(month - 1L), 1, parent));
      }
    }
    return periods;
  }

  private static Period months(
      String id, LocalDate first, int months, @Nullable PeriodId parentId) {
    return new Period(new PeriodId(id), first, first.plusMonths(months).minusDays(1), parentId);
  }

  private static final class Known implements References {

    private final Organization organization = new Organization();
    private final Calendar calendar = new Calendar();

    Known() {
      for (String id : List.of("a", "b", "c")) {
        organization.evolve(new RepHired(new RepId(id), null, null, LocalDate.of(2020, 1, 1)));
      }
      organization.evolve(
          new TeamCreated(new TeamId("sales"), "Sales", null, LocalDate.of(2020, 1, 1)));
      calendar.evolve(new CalendarDefined(
          FISCAL,
          ZoneOffset.UTC,
          Stream.of(2026, 2027).flatMap(year -> periods(year).stream()).toList()));
    }

    @Override
    public Organization organization() {
      return organization;
    }

    @Override
    public Optional<PlanOutline> plan(PlanId planId) {
      return Optional.empty();
    }

    @Override
    public Optional<Calendar> calendar(CalendarId calendarId) {
      return calendarId.equals(FISCAL) ? Optional.of(calendar) : Optional.empty();
    }

    @Override
    public Optional<Holders> territory(TerritoryId territoryId) {
      return Set.of("north", "south").contains(territoryId.value())
          ? Optional.of(Holders.NOBODY)
          : Optional.empty();
    }

    @Override
    public Optional<AlertState> alert(AlertId alertId) {
      return Optional.empty();
    }
  }
}
