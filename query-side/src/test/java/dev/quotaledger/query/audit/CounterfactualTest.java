package dev.quotaledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.attainment.Stories;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Figures as if events had not happened, and what of the rest would not have been decided then. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class CounterfactualTest {

  private static final String PATH = "/api/v1/audit/counterfactuals";
  private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 1);

  @Autowired
  private Ledger ledger;

  @Autowired
  private EmbeddedReadStore store;

  @LocalServerPort
  private int port;

  private Client client;
  private Audited audited;

  @BeforeEach
  void begin() {
    client = new Client(port);
    audited = Audited.opened(ledger);
  }

  @Test
  void showsBothSidesAndTheDifference() {
    audited.set("ann", "Q1", null, "100");
    String adjustment = audited.adjusted("ann", "Q1", "-10", "100", "90");
    audited.set("ben", "Q1", null, "50");
    audited.dealOpened("d1", "ann", null, "40");
    audited.dealWon("d1", FEBRUARY);

    JsonNode answer = ask(adjustment);

    assertThat(answer.at("/excluded/0/type").asString()).isEqualTo("QuotaAdjusted");
    JsonNode ann = figure(answer, "ann", "Q1");
    assertThat(ann.at("/quota/factual").asString()).isEqualTo("90.00");
    assertThat(ann.at("/quota/counterfactual").asString()).isEqualTo("100.00");
    assertThat(ann.at("/quota/difference").asString()).isEqualTo("10.00");
    assertThat(ann.at("/credited/difference").asString()).isEqualTo("0.00");
    assertThat(ann.at("/attainment/factual").decimalValue()).isEqualByComparingTo("0.444444");
    assertThat(ann.at("/attainment/counterfactual").decimalValue()).isEqualByComparingTo("0.4");
    assertThat(figure(answer, "ben", "Q1").at("/quota/difference").asString()).isEqualTo("0.00");
    assertThat(answer.path("lines")).hasSize(1);
    assertThat(answer.at("/lines/0/line/subjectId").asString()).isEqualTo("ann");
    assertThat(answer.path("broken")).isEmpty();
  }

  @Test
  void whatWasAdjustedWouldNeverHaveBeenSet() {
    String set = audited.set("ann", "Q1", null, "100");
    String adjustment = audited.adjusted("ann", "Q1", "-10", "100", "90");

    JsonNode answer = ask(set);

    assertThat(broken(answer))
        .containsExactlyInAnyOrder(
            adjustment + " LINE_EXISTS",
            adjustment + " BEFORE_HOLDS",
            adjustment + " NOT_BELOW_ZERO");
    assertThat(figure(answer, "ann", "Q1").at("/quota/counterfactual").asString())
        .isEqualTo("-10.00");
  }

  @Test
  void aDealWouldNotHaveBeenWonOrKnown() {
    String opened = audited.dealOpened("d1", "ann", null, "40");
    String won = audited.dealWon("d1", FEBRUARY);
    String split = audited.record(new DealCreditSplitChanged(
        new DealId("d1"),
        List.of(),
        List.of(
            new Share(new RepId("ann"), BigDecimal.valueOf(50)),
            new Share(new RepId("ben"), BigDecimal.valueOf(50))),
        true,
        FEBRUARY,
        null,
        null));

    JsonNode notWon = ask(won);
    assertThat(broken(notWon)).containsExactly(split + " DEAL_WON");
    assertThat(figure(notWon, "ben", "Q1").at("/credited/difference").asString())
        .isEqualTo("-20.00");
    JsonNode unknown = ask(opened);
    assertThat(broken(unknown)).containsExactly(won + " DEAL_OPENED", split + " DEAL_OPENED");
    assertThat(broken(ask(opened, won, split))).isEmpty();
  }

  @Test
  void aTerritoryWouldBeNobodysToGiveAway() {
    TerritoryId east = new TerritoryId("east");
    String defined = audited.record(new TerritoryDefined(east, "East", null, Audited.FIRST));
    String assigned = audited.record(
        new TerritoryAssigned(east, new RepId("ann"), HolderRole.PRIMARY, Audited.FIRST, null));
    audited.record(new QuotaSet(
        Audited.PLAN,
        Audited.line(Subject.rep(new RepId("ann")), "east", "Q1"),
        null,
        Audited.usd("100"),
        Audited.FIRST,
        null));
    String reallocated = audited.record(reallocated(east));
    String transferred = audited.record(transferred(east, reallocated));

    assertThat(broken(ask(assigned))).containsExactly(reallocated + " GIVER_HOLDS_TERRITORY");
    assertThat(broken(ask(reallocated))).containsExactly(transferred + " TRANSFER_HAS_CAUSE");
    assertThat(broken(ask(defined)))
        .contains(assigned + " TERRITORY_EXISTS", reallocated + " TERRITORY_EXISTS");
    JsonNode withoutQuota = ask(ledger.log().get(7).eventId());
    assertThat(broken(withoutQuota))
        .containsExactly(transferred + " GIVER_HAS_QUOTA", transferred + " BEFORE_HOLDS");
    assertThat(figure(withoutQuota, "ann", "Q1").at("/quota/counterfactual").asString())
        .isEqualTo("-40.00");
  }

  private static TerritoryEvent reallocated(TerritoryId territory) {
    return new TerritoryReallocated(
        territory,
        new RepId("ann"),
        new RepId("ben"),
        FEBRUARY,
        null,
        QuotaMove.PRORATE_BY_DAYS,
        List.of(),
        List.of(),
        null);
  }

  private static QuotaTransferred transferred(TerritoryId territory, String cause) {
    Money moved = Audited.usd("40");
    return new QuotaTransferred(
        Audited.PLAN,
        cause,
        territory,
        Subject.rep(new RepId("ann")),
        Subject.rep(new RepId("ben")),
        new Method("PRORATE_BY_DAYS", 1),
        List.of(new Move(
            null,
            new PeriodId("Q1"),
            moved,
            59,
            90,
            Audited.usd("100"),
            Audited.usd("60"),
            null,
            moved)),
        FEBRUARY,
        null);
  }

  @Test
  void aPeriodWouldBeClosedOrNeverHaveBeen() {
    PeriodId quarter = new PeriodId("Q1");
    String closed = audited.record(new PeriodClosed(Audited.PLAN, quarter, Audited.FIRST, null));
    String reopened =
        audited.record(new PeriodReopened(Audited.PLAN, quarter, Audited.FIRST, null));
    String set = audited.set("ann", "Q1", null, "100");

    assertThat(broken(ask(reopened))).containsExactly(set + " PERIOD_OPEN");
    assertThat(broken(ask(closed))).containsExactly(reopened + " PERIOD_CLOSED");
  }

  @Test
  void withoutItsOpeningThereIsNoPlan() {
    String opened = Audited.last(ledger).eventId();
    String published = audited.record(new PlanPublished(Audited.PLAN, Audited.FIRST));
    String set = audited.set("ann", "Q1", null, "100");

    JsonNode answer = ask(opened);

    assertThat(broken(answer)).containsExactly(published + " PLAN_OPENED", set + " PLAN_OPENED");
    assertThat(figure(answer, "ann", "Q1").at("/quota/counterfactual").isNull()).isTrue();
    assertThat(answer.at("/lines/0/amount/counterfactual").isNull()).isTrue();
  }

  @Test
  void whatWasNotRevisedWouldNotBeDrafted() {
    audited.set("ann", "Q1", null, "100");
    String published = audited.record(new PlanPublished(Audited.PLAN, Audited.FIRST));
    PersonalText why = new PersonalText("plan-fy26", "Zm9v");
    String started = audited.record(new RevisionStarted(Audited.PLAN, 2, Audited.FIRST, why));
    String drafted = audited.record(new QuotaDrafted(
        Audited.PLAN,
        2,
        Audited.line(Subject.rep(new RepId("ann")), null, "Q1"),
        Audited.usd("100"),
        Audited.usd("120"),
        Audited.FIRST,
        null));
    String adjusted = audited.adjusted("ann", "Q1", "5", "100", "105");
    audited.set("ann", "Q1", "105", "120");
    String again = audited.record(new PlanPublished(Audited.PLAN, Audited.FIRST, 2));

    assertThat(broken(ask(adjusted))).hasSize(1).allMatch(it -> it.endsWith(" BEFORE_HOLDS"));
    assertThat(broken(ask(started)))
        .containsExactly(drafted + " PLAN_IN_STATE", again + " PLAN_IN_STATE");
    assertThat(broken(ask(published))).contains(started + " PLAN_IN_STATE");
    assertThat(broken(ask(drafted))).isEmpty();
  }

  @Test
  void withoutTheirHiringRepsAreMissed() {
    String hired = ledger.log().get(1).eventId();
    String set = audited.set("ann", "Q1", null, "100");
    String opened = audited.dealOpened("d1", "ann", null, "40");

    assertThat(broken(ask(hired))).containsExactly(set + " REP_EXISTS", opened + " REP_EXISTS");
  }

  @Test
  void looksAtAPeriodAndADayAsAsked() {
    String set = audited.set("ann", "Q1", null, "100");
    audited.set("ann", "Q2", null, "70");

    JsonNode half = askWith("\"period\":\"H1\",\"groupBy\":\"plan\"", set);
    assertThat(half.path("figures")).hasSize(1);
    assertThat(half.at("/figures/0/quota/counterfactual").asString()).isEqualTo("70.00");
    JsonNode before = askWith("\"asOf\":\"2025-12-31\"", set);
    assertThat(before.path("figures")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void isAFoldOfTheOthersAndTheSameEachTime(long seed) {
    ledger.begin();
    ledger.recordAll(Stories.of(store, seed, seed % 2 == 0));
    List<RecordedEvent> log = ledger.log();
    List<RecordedEvent> without = log.stream()
        .filter(event -> event.payload() instanceof QuotaAdjusted
            || event.payload() instanceof PeriodClosed
            || event.payload() instanceof TerritoryAssigned)
        .toList();
    String[] ids = without.stream().map(RecordedEvent::eventId).toArray(String[]::new);
    String moment = "\"knownAt\":\"%s\"".formatted(log.getLast().recordedAt());

    JsonNode answer = askWith(moment, ids);

    RecordedFacts others = new RecordedFacts();
    log.stream()
        .filter(event -> !without.contains(event))
        .forEach(event -> others.take(event.stored()));
    assertThat(counterfactual(answer)).isEqualTo(figures(others));
    assertThat(askWith(moment, ids)).isEqualTo(answer);
    assertThat(ledger.log()).isEqualTo(log);
  }

  private static Map<String, String> figures(RecordedFacts facts) {
    Map<String, String> figures = new TreeMap<>();
    PlanView plan = facts.plan(Stories.PLAN, View.LIVE).orElseThrow();
    for (Period period : plan.periods(null)) {
      plan.figures(period, GroupBy.REP)
          .forEach((node, figure) -> figures.put(
              node.id() + " " + period.periodId().value(),
              (figure.quota() == null ? "none" : figure.quota().toPlainString())
                  + " "
                  + figure.credited().toPlainString()));
    }
    figures.values().removeIf("none 0.00"::equals);
    return figures;
  }

  private static Map<String, String> counterfactual(JsonNode answer) {
    Map<String, String> figures = new TreeMap<>();
    for (JsonNode figure : answer.path("figures")) {
      JsonNode quota = figure.at("/quota/counterfactual");
      figures.put(
          figure.at("/subject/id").asString() + " " + figure.path("periodId").asString(),
          (quota.isNull() ? "none" : quota.asString())
              + " "
              + figure.at("/credited/counterfactual").asString());
    }
    figures.values().removeIf("none 0.00"::equals);
    return figures;
  }

  @Test
  void refusesIdsOfNothing() {
    Answer answer = send("\"period\":\"Q1\"", "event-0", "event-77", "event-78");

    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.member("code")).isEqualTo("unknown-events");
    assertThat(answer.member("field")).isEqualTo("excluding");
    assertThat(answer.json().path("eventIds").toString()).isEqualTo("[\"event-77\",\"event-78\"]");
  }

  @Test
  void isOfAPlanThatThereIs() {
    assertThat(client
            .sendJson("POST", PATH, "{\"planId\":\"none\",\"excluding\":[\"event-0\"]}")
            .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"groupBy\":\"deal\" | groupBy",
        "\"period\":\"Q9\" | period",
        "\"knownAt\":\"2027-01-01T00:00:00Z\" | knownAt",
        "\"asOf\":\"yesterday\" | asOf",
      })
  void namesABadField(String more, String field) {
    Answer answer = send(more, "event-0");

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void excludesAThousandEventsAtMostAndOneAtLeast() {
    String[] many = Collections.nCopies(1_001, "event-0").toArray(String[]::new);

    assertThat(send("\"period\":\"Q1\"").member("field")).isEqualTo("excluding");
    assertThat(send("\"period\":\"Q1\"", many).member("field")).isEqualTo("excluding");
  }

  private static List<String> broken(JsonNode answer) {
    assertThat(answer.path("brokenTotal").asInt())
        .isEqualTo(answer.path("broken").size());
    return answer.path("broken").values().stream()
        .map(each ->
            each.path("eventId").asString() + " " + each.path("invariant").asString())
        .distinct()
        .toList();
  }

  private static JsonNode figure(JsonNode answer, String subject, String period) {
    return answer.path("figures").values().stream()
        .filter(figure -> figure.at("/subject/id").asString().equals(subject))
        .filter(figure -> figure.path("periodId").asString().equals(period))
        .findFirst()
        .orElseThrow();
  }

  private JsonNode ask(String... excluding) {
    return askWith("\"asOf\":null", excluding);
  }

  private JsonNode askWith(String more, String... excluding) {
    Answer answer = send(more, excluding);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private Answer send(String more, String... excluding) {
    String ids = List.of(excluding).stream().collect(Collectors.joining("\",\"", "\"", "\""));
    return client.sendJson(
        "POST",
        PATH,
        "{\"planId\":\"fy26\",\"excluding\":[%s],%s}"
            .formatted(excluding.length == 0 ? "" : ids, more));
  }
}
