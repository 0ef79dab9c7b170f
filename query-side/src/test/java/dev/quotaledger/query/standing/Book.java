package dev.quotaledger.query.standing;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.Ledger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A plan for 2026 in US dollars, of a year {@code Y} with the quarters {@code Q1} to {@code Q4}. */
final class Book {

  static final PlanId PLAN = new PlanId("fy26");
  static final String PATH = "/api/v1/plans/fy26/";
  static final TeamId NORTH = new TeamId("north");

  private final Ledger ledger;
  private final Map<QuotaLineKey, Money> lines =
      new TreeMap<>(Comparator.comparing(QuotaLineKey::toString));
  private int deals;

  private Book(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Starts over with the plan for everybody. */
  static Book opened(Ledger ledger) {
    return opened(ledger, null);
  }

  /** Starts over with the plan for a team. */
  static Book opened(Ledger ledger, @Nullable TeamId team) {
    ledger.begin();
    ledger.record(new TeamCreated(NORTH, "North", null, DateRange.ALWAYS));
    CalendarId calendar = new CalendarId("fiscal");
    List<Period> periods = new ArrayList<>();
    PeriodId year = new PeriodId("Y");
    periods.add(new Period(year, day(1, 1), day(12, 31), null));
    for (int quarter = 1; quarter <= 4; quarter++) {
      LocalDate first = day(quarter * 3 - 2, 1);
      periods.add(
          new Period(new PeriodId("Q" + quarter), first, first.plusMonths(3).minusDays(1), year));
    }
    ledger.record(new CalendarDefined(calendar, ZoneOffset.UTC, periods));
    ledger.record(
        new PlanOpened(PLAN, "FY26", calendar, Currency.getInstance("USD"), team, day(1, 1)));
    return new Book(ledger);
  }

  Book rep(String rep, @Nullable TeamId team) {
    return rep(rep, team, LocalDate.of(2020, 1, 1));
  }

  Book rep(String rep, @Nullable TeamId team, LocalDate hiredOn) {
    ledger.record(new RepHired(new RepId(rep), team, null, hiredOn));
    return this;
  }

  Book territory(String territory, @Nullable String potential, @Nullable String holder) {
    TerritoryId id = new TerritoryId(territory);
    ledger.record(new TerritoryDefined(
        id,
        territory,
        potential == null ? null : Money.of(potential, "USD"),
        LocalDate.of(2020, 1, 1)));
    if (holder != null) {
      ledger.record(new TerritoryAssigned(
          id, new RepId(holder), HolderRole.PRIMARY, LocalDate.of(2020, 1, 1), null));
    }
    return this;
  }

  Book leaves(String rep, LocalDate lastDay) {
    ledger.record(new RepDeparted(new RepId(rep), lastDay, lastDay, null));
    return this;
  }

  /** Leaves the territory without a holder from a day on. */
  Book vacant(String territory, LocalDate from) {
    ledger.record(new TerritoryReallocated(
        new TerritoryId(territory),
        null,
        null,
        from,
        null,
        QuotaMove.KEEP,
        List.of(),
        List.of(),
        null));
    return this;
  }

  /** Sets a rep's line; answers when that was recorded. */
  Instant quota(String rep, String period, String amount) {
    return quota(Subject.rep(new RepId(rep)), null, period, amount);
  }

  Instant quota(Subject subject, @Nullable String territory, String period, String amount) {
    Money after = Money.of(amount, "USD");
    QuotaLineKey line = new QuotaLineKey(
        subject, territory == null ? null : new TerritoryId(territory), null, new PeriodId(period));
    return ledger.record(
        new QuotaSet(PLAN, line, lines.put(line, after), after, LocalDate.of(2025, 12, 1), null));
  }

  /** Closes the period; answers when that was recorded. */
  Instant closed(String period) {
    return ledger.record(new PeriodClosed(PLAN, new PeriodId(period), day(12, 31), null));
  }

  /** Lets the rep win a deal; answers when that was recorded. */
  Instant won(String rep, String amount, LocalDate on) {
    DealId deal = new DealId("d" + ++deals);
    ledger.record(new DealOpened(
        deal,
        new DealFacts(
            "crm",
            new RepId(rep),
            List.of(),
            null,
            null,
            null,
            DealStage.PROPOSAL,
            Money.of(amount, "USD"),
            LocalDate.of(2025, 6, 1),
            null,
            null,
            null),
        LocalDate.of(2025, 6, 1),
        null));
    return ledger.record(new DealWon(deal, on, on, null, null));
  }

  static LocalDate day(int month, int day) {
    return LocalDate.of(2026, month, day);
  }
}
