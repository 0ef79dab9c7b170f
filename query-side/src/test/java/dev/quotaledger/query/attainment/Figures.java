package dev.quotaledger.query.attainment;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.RawBsonDocument;
import org.jspecify.annotations.Nullable;

/** A log of events, projected into a real store, and the figures that are read from it. */
final class Figures {

  static final PlanId PLAN = new PlanId("fy26");
  static final Currency USD = Currency.getInstance("USD");

  static final CalendarId CALENDAR = new CalendarId("fiscal");

  private final List<RecordedEvent> log = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Generation generation;
  private final Projection projection;
  private final AttainmentQueries queries;
  private Instant clock = Instant.parse("2026-01-01T00:00:00Z");
  private int projected;

  Figures(EmbeddedReadStore store, int number) {
    this(store, number, CreditBuckets.MAX_FACTS);
  }

  /** With buckets of so many facts. */
  Figures(EmbeddedReadStore store, int number, int maxFacts) {
    generation = new Generation(store.database(), AttainmentModel.NAME, number);
    projection = AttainmentModel.projection(AttainmentFacts.of(generation, maxFacts));
    queries = new AttainmentQueries(new ActiveGenerations() {
      @Override
      public Generation active(String model) {
        return generation;
      }

      @Override
      public boolean isStale(String model) {
        return false;
      }
    });
  }

  /** Years of four quarters of three months, 2025 to 2027. */
  Figures withCalendar() {
    List<Period> periods = new ArrayList<>();
    for (int year = 2025; year <= 2027; year++) {
      PeriodId yearId = new PeriodId("Y" + year);
      periods.add(new Period(yearId, LocalDate.of(year, 1, 1), LocalDate.of(year, 12, 31), null));
      for (int quarter = 1; quarter <= 4; quarter++) {
        LocalDate first = LocalDate.of(year, quarter * 3 - 2, 1);
        periods.add(new Period(
            new PeriodId(year + "Q" + quarter), first, first.plusMonths(3).minusDays(1), yearId));
      }
    }
    record(new CalendarDefined(CALENDAR, ZoneOffset.UTC, periods));
    return this;
  }

  Figures withPlan(@Nullable TeamId team) {
    record(new PlanOpened(PLAN, "FY26", CALENDAR, USD, team, LocalDate.of(2025, 1, 1)));
    return this;
  }

  Figures withTeam(String team, @Nullable String parent) {
    record(new TeamCreated(
        new TeamId(team), team, parent == null ? null : new TeamId(parent), DateRange.ALWAYS));
    return this;
  }

  Figures withRep(String rep, @Nullable String team) {
    record(new RepHired(
        new RepId(rep), team == null ? null : new TeamId(team), null, LocalDate.of(2020, 1, 1)));
    return this;
  }

  Figures withQuota(Subject subject, @Nullable String territory, String period, String amount) {
    record(new QuotaSet(
        PLAN,
        new QuotaLineKey(
            subject,
            territory == null ? null : new dev.quotaledger.api.TerritoryId(territory),
            null,
            new PeriodId(period)),
        null,
        Money.of(amount, "USD"),
        LocalDate.of(2026, 1, 1),
        null));
    return this;
  }

  /** Records the event a minute after the one before; answers when. */
  Instant record(DomainEvent event) {
    return record(event, 60);
  }

  /** Records the event so many seconds after the one before; answers when. */
  Instant record(DomainEvent event, int seconds) {
    clock = clock.plusSeconds(seconds);
    String stream = stream(event);
    long sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
    log.add(new RecordedEvent(
        event, stream, sequence, clock, "event-" + log.size(), Map.of("actor", "ops")));
    return clock;
  }

  List<RecordedEvent> log() {
    return log;
  }

  /** Projects what was recorded and is not projected yet. */
  Figures projected() {
    if (projected < log.size()) {
      projection.project(List.copyOf(log.subList(projected, log.size())));
      projected = log.size();
    }
    return this;
  }

  /** Projects any events, in the role of a redelivery. */
  void project(List<RecordedEvent> batch) {
    projection.project(batch);
  }

  /** The bytes of each document of a collection. */
  List<Integer> sizes(String part) {
    return generation
        .collection(part)
        .withDocumentClass(RawBsonDocument.class)
        .find()
        .map(document -> document.getByteBuffer().remaining())
        .into(new ArrayList<>());
  }

  PlanView plan(View view) {
    return queries.plan(PLAN, view);
  }

  /** What a revision of the plan drafts. */
  List<QuotaDrafted> drafts(int revision, View view) {
    return projected().queries.drafts(PLAN, revision, view).stream()
        .map(DraftBuckets::draft)
        .toList();
  }

  Attainment attainment(String period, GroupBy groupBy, View view) {
    PlanView plan = projected().plan(view);
    return plan.attainment(plan.periods(new PeriodId(period)).getFirst(), groupBy);
  }

  /** The figure of a node, which must exist. */
  Figure figure(String period, GroupBy groupBy, Node node, View view) {
    Figure figure = attainment(period, groupBy, view).figures().get(node);
    if (figure == null) {
      throw new AssertionError("No figure for " + node);
    }
    return figure;
  }

  /** What is credited to a rep. */
  String credited(String rep, String period, View view) {
    Figure figure =
        attainment(period, GroupBy.REP, view).figures().get(new Node(Node.Type.REP, rep));
    return figure == null ? "none" : figure.credited().toPlainString();
  }

  private static String stream(DomainEvent event) {
    return switch (event) {
      case OrganizationEvent _ -> OrganizationId.THE_ONE.toString();
      case CalendarEvent e -> e.calendarId().toString();
      case TerritoryEvent e -> e.territoryId().toString();
      case QuotaPlanEvent e -> e.planId().toString();
      case DealEvent e -> e.dealId().toString();
      case LeadEvent e -> e.leadId().toString();
      case SpendEvent e -> e.spendId().toString();
      case AlertRuleEvent e -> e.ruleId().toString();
      case AlertEvent e -> e.alertId().toString();
      case ForecastCallEvent e -> e.callId().toString();
    };
  }
}
