package dev.quotaledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A plan of two quarters in US dollars with ann and ben, of whom an auditor asks. */
final class Audited {

  static final PlanId PLAN = new PlanId("fy26");
  static final CalendarId CALENDAR = new CalendarId("fiscal");
  static final String PATH = "/api/v1/plans/fy26/";
  static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

  private final Ledger ledger;

  private Audited(Ledger ledger) {
    this.ledger = ledger;
  }

  /** Starts over. */
  static Audited opened(Ledger ledger) {
    ledger.begin();
    Audited audited = new Audited(ledger);
    audited.record(new TeamCreated(new TeamId("north"), "North", null, DateRange.ALWAYS));
    audited.record(new RepHired(new RepId("ann"), new TeamId("north"), null, FIRST));
    audited.record(new RepHired(new RepId("ben"), new TeamId("north"), null, FIRST));
    audited.record(new CalendarDefined(CALENDAR, ZoneOffset.UTC, periods()));
    audited.record(
        new PlanOpened(PLAN, "FY26", CALENDAR, Currency.getInstance("USD"), null, FIRST));
    return audited;
  }

  private static List<Period> periods() {
    List<Period> periods = new ArrayList<>();
    PeriodId half = new PeriodId("H1");
    periods.add(new Period(half, FIRST, LocalDate.of(2026, 6, 30), null));
    periods.add(new Period(new PeriodId("Q1"), FIRST, LocalDate.of(2026, 3, 31), half));
    periods.add(
        new Period(new PeriodId("Q2"), LocalDate.of(2026, 4, 1), LocalDate.of(2026, 6, 30), half));
    return periods;
  }

  /** Records the event; answers its identifier. */
  String record(DomainEvent event) {
    ledger.record(event);
    return ledger.log().getLast().eventId();
  }

  String set(String rep, String period, @Nullable String before, String after) {
    return record(new QuotaSet(
        PLAN,
        line(Subject.rep(new RepId(rep)), null, period),
        before == null ? null : usd(before),
        usd(after),
        FIRST,
        null));
  }

  String adjusted(String rep, String period, String delta, String before, String after) {
    return record(new QuotaAdjusted(
        PLAN,
        line(Subject.rep(new RepId(rep)), null, period),
        usd(delta),
        usd(before),
        usd(after),
        FIRST,
        null,
        null));
  }

  String dealOpened(String deal, @Nullable String rep, @Nullable String territory, String amount) {
    return record(new DealOpened(
        new DealId(deal),
        new DealFacts(
            "crm",
            rep == null ? null : new RepId(rep),
            List.of(),
            territory == null ? null : new TerritoryId(territory),
            null,
            null,
            DealStage.PROPOSAL,
            usd(amount),
            FIRST,
            null,
            null,
            null),
        FIRST,
        null));
  }

  String dealWon(String deal, LocalDate on) {
    return record(new DealWon(new DealId(deal), on, on, null, null));
  }

  static QuotaLineKey line(Subject subject, @Nullable String territory, String period) {
    return new QuotaLineKey(
        subject, territory == null ? null : new TerritoryId(territory), null, new PeriodId(period));
  }

  static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  /** The newest event. */
  static RecordedEvent last(Ledger ledger) {
    return ledger.log().getLast();
  }

  /** Every figure that attainment answers, by subject and period: quota, credited and deals. */
  static Map<String, String> attainment(Client client, String parameters) {
    Map<String, String> figures = new TreeMap<>();
    String cursor = "";
    do {
      JsonNode page = read(client, PATH + "attainment?limit=1000" + parameters + cursor);
      for (JsonNode item : page.path("items")) {
        figures.put(
            "%s %s %s"
                .formatted(
                    item.at("/subject/type").asString(),
                    item.at("/subject/id").asString(),
                    item.path("periodId").asString()),
            "%s %s %s"
                .formatted(
                    item.path("quota"),
                    item.path("credited"),
                    item.path("deals").asLong()));
      }
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asString() : "";
    } while (!cursor.isEmpty());
    return figures;
  }

  static JsonNode read(Client client, String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as("%s: %s", path, answer.response().body()).isEqualTo(200);
    return answer.json();
  }
}
