package dev.quotaledger.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Win rates, deal sizes and cycles are those of the definitions, and are explained by their deals. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class DealMetricsTest {

  private static final String DEALS = "/api/v1/metrics/deals";
  private static final String JANUARY = "&from=2026-01-01&until=2026-01-31";
  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
  private static final RepId ANN = new RepId("ann");
  private static final RepId BEN = new RepId("ben");
  private static final TeamId NORTH = new TeamId("north");

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void annAndBenAreOfTheNorth() {
    client = new Client(port);
    ledger.begin();
    ledger.record(new TeamCreated(NORTH, "North", null, LocalDate.of(2020, 1, 1)));
    for (RepId rep : List.of(ANN, BEN)) {
      ledger.record(new RepHired(rep, NORTH, null, LocalDate.of(2020, 1, 1)));
    }
  }

  @Test
  void aRepsDealsGiveEveryFigure() {
    won("a", ANN, "100", 1, 11);
    won("b", ANN, "200", 1, 21);
    won("c", ANN, "600", 1, 31);
    lost("d", ANN, "100", 2, 7);
    open("e", ANN, "50", 5);
    open("f", ANN, null, 6);

    JsonNode ann = items("?groupBy=rep" + JANUARY).getFirst();

    assertThat(ann.path("subject").path("id").asString()).isEqualTo("ann");
    assertThat(ann.path("won").asInt()).isEqualTo(3);
    assertThat(ann.path("lost").asInt()).isEqualTo(1);
    assertThat(ann.path("open").asInt()).isEqualTo(2);
    assertThat(ann.path("closeRate").decimalValue()).isEqualByComparingTo("0.75");
    assertThat(ann.path("closeRateByValue").decimalValue()).isEqualByComparingTo("0.9");
    assertThat(ann.path("wonValue").asString()).isEqualTo("900.00");
    assertThat(ann.path("openValue").asString()).isEqualTo("50.00");
    assertThat(ann.path("averageDealSize").asString()).isEqualTo("300.00");
    assertThat(ann.path("medianDealSize").asString()).isEqualTo("200.00");
    assertThat(ann.path("averageCycleDays").decimalValue()).isEqualByComparingTo("20");
    assertThat(ann.path("medianCycleDays").decimalValue()).isEqualByComparingTo("20");
    assertThat(ann.path("p90CycleDays").decimalValue()).isEqualByComparingTo("28");
    assertThat(ann.path("averageLostCycleDays").decimalValue()).isEqualByComparingTo("5");
    assertThat(ann.path("salesVelocity").asString()).isEqualTo("22.50");
    assertThat(ann.path("undefined")).isEmpty();
  }

  @Test
  void whatIsUndefinedIsNullAndSaysWhy() {
    open("e", ANN, "50", 5);

    JsonNode ann = items("?groupBy=rep" + JANUARY).getFirst();

    for (String figure : List.of("closeRate", "averageDealSize", "averageCycleDays")) {
      assertThat(ann.path(figure).isNull()).as(figure).isTrue();
      assertThat(ann.path("undefined").has(figure)).as(figure).isTrue();
    }
  }

  @Test
  void aSharedDealIsOneDealOfTheTeamAndOfEachRepWithTheirShare() {
    ledger.record(opened("s", null, List.of(share(ANN, "60"), share(BEN, "40")), "1000", 1));
    ledger.record(new DealWon(new DealId("s"), day(20), day(20), null, null));

    assertThat(items("?groupBy=rep" + JANUARY))
        .extracting(item -> item.path("won").asInt() + " " + text(item, "wonValue"))
        .containsExactly("1 600.00", "1 400.00");
    assertThat(items("?groupBy=team" + JANUARY))
        .extracting(item -> item.path("won").asInt() + " " + text(item, "averageDealSize"))
        .containsExactly("1 1000.00");
    assertThat(items("?groupBy=plan" + JANUARY))
        .extracting(item -> text(item.path("subject"), "type") + " " + text(item, "wonValue"))
        .containsExactly("COMPANY 1000.00");
  }

  @Test
  void aCreditNoteLowersTheValueAndIsNoDealThatWasWon() {
    won("a", ANN, "100", 1, 11);
    won("n", ANN, "-30", 12, 12);

    JsonNode ann = items("?groupBy=rep" + JANUARY).getFirst();

    assertThat(ann.path("won").asInt()).isEqualTo(1);
    assertThat(ann.path("creditNotes").asInt()).isEqualTo(1);
    assertThat(text(ann, "wonValue")).isEqualTo("70.00");
    assertThat(text(ann, "averageDealSize")).isEqualTo("100.00");
    assertThat(ann.path("averageCycleDays").decimalValue()).isEqualByComparingTo("10");
  }

  @Test
  void aDealThatIsOpenedAgainKeepsItsCreationAndTakesItsLastCloseDate() {
    won("a", ANN, "100", 1, 11);
    DealId deal = new DealId("a");
    ledger.record(new DealReopened(deal, DealStage.PROPOSAL, day(15), null, null));

    assertThat(items("?groupBy=rep" + JANUARY).getFirst().path("open").asInt()).isEqualTo(1);
    assertThat(items("?groupBy=rep&asOf=2026-01-12" + JANUARY)
            .getFirst()
            .path("won")
            .asInt())
        .isEqualTo(1);

    ledger.record(new DealWon(deal, day(31), day(31), null, null));
    JsonNode ann = items("?groupBy=rep" + JANUARY).getFirst();

    assertThat(ann.path("won").asInt()).isEqualTo(1);
    assertThat(ann.path("averageCycleDays").decimalValue()).isEqualByComparingTo("30");
  }

  @Test
  void whatWasReportedStaysReadableAfterACorrection() {
    won("a", ANN, "100", 1, 11);
    ledger.record(opened("x", ANN, List.of(), "5", 3));
    Instant reported = ledger.record(new DealLost(new DealId("x"), day(12), day(12), null, null));
    String before =
        answer("?groupBy=rep" + JANUARY + "&knownAt=" + reported).response().body();
    ledger.record(
        new DealAmountChanged(new DealId("a"), usd("100"), usd("80"), day(11), null, null));
    ledger.record(new DealVoided(new DealId("x"), day(12), null, null));

    assertThat(
            answer("?groupBy=rep" + JANUARY + "&knownAt=" + reported).response().body())
        .isEqualTo(before)
        .contains("100.00");
    JsonNode now = items("?groupBy=rep" + JANUARY).getFirst();
    assertThat(text(now, "wonValue")).isEqualTo("80.00");
    assertThat(now.path("lost").asInt()).isZero();
  }

  @Test
  void anotherCurrencyIsCountedAsDealAndListedAsExcludedFromValues() {
    won("a", ANN, "100", 1, 11);
    won("b", ANN, "200", 1, 12);
    ledger.record(opened("eur", ANN, List.of(), null, 2));
    ledger.record(
        new DealAmountChanged(new DealId("eur"), null, Money.of("999", "EUR"), day(2), null, null));
    ledger.record(new DealWon(new DealId("eur"), day(20), day(20), null, null));

    JsonNode answer = answer("?groupBy=rep" + JANUARY).json();

    assertThat(text(answer, "currency")).isEqualTo("USD");
    assertThat(answer.path("items").path(0).path("won").asInt()).isEqualTo(3);
    assertThat(text(answer.path("items").path(0), "wonValue")).isEqualTo("300.00");
    assertThat(answer.path("excluded").toString())
        .isEqualTo("[{\"reason\":\"CURRENCY\",\"count\":1}]");
    assertThat(text(answer("?currency=EUR" + JANUARY).json().at("/items/0"), "wonValue"))
        .isEqualTo("999.00");
  }

  @Test
  void theDealsBehindAFigureMakeItUp() {
    won("a", ANN, "100", 1, 11);
    won("b", ANN, "200", 1, 21);
    lost("d", ANN, "100", 2, 7);
    won("other", BEN, "7", 1, 2);

    JsonNode first = answer("/explain?subject=ann&limit=2" + JANUARY).json();
    JsonNode rest = answer(
            "/explain?subject=ann&limit=2" + JANUARY + "&cursor=" + text(first, "next"))
        .json();

    assertThat(first.path("deals"))
        .extracting(deal -> text(deal, "dealId") + " " + text(deal, "outcome"))
        .containsExactly("a WON", "b WON");
    assertThat(rest.path("deals"))
        .extracting(deal -> text(deal, "dealId") + " " + deal.path("cycleDays").asInt())
        .containsExactly("d 5");
    assertThat(text(first.path("figures"), "wonValue")).isEqualTo("300.00");
    assertThat(rest.path("next").isNull()).isTrue();
  }

  @Test
  void pagesAreThoseOfAllSubjects() {
    won("a", ANN, "100", 1, 11);
    won("b", BEN, "200", 1, 21);
    won("c", null, "300", 1, 21);

    JsonNode first = answer("?limit=2" + JANUARY).json();
    JsonNode rest =
        answer("?limit=2" + JANUARY + "&cursor=" + text(first, "next")).json();

    assertThat(first.path("items"))
        .extracting(item -> text(item.path("subject"), "id"))
        .containsExactly("ann", "ben");
    assertThat(rest.path("items"))
        .extracting(item -> text(item.path("subject"), "type"))
        .containsExactly("HOUSE");
  }

  @ParameterizedTest
  @CsvSource({
    "groupBy=colour, groupBy",
    "from=yesterday, from",
    "from=2026-02-01&until=2026-01-01, until",
    "period=Q1, planId",
    "currency=dollars, currency",
    "fromm=2026-01-01, fromm",
    "asOf=soon, asOf",
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = answer("?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void anUnknownPlanIsNotFound() {
    assertThat(answer("?planId=nothing").status()).isEqualTo(404);
  }

  private void won(String id, @Nullable RepId rep, String amount, int created, int closed) {
    ledger.record(opened(id, rep, List.of(), amount, created));
    ledger.record(new DealWon(new DealId(id), day(closed), day(closed), null, null));
  }

  private void lost(String id, RepId rep, String amount, int created, int closed) {
    open(id, rep, amount, created);
    ledger.record(new DealLost(new DealId(id), day(closed), day(closed), null, null));
  }

  private void open(String id, RepId rep, @Nullable String amount, int created) {
    ledger.record(opened(id, rep, List.of(), amount, created));
  }

  private static DealOpened opened(
      String id, @Nullable RepId rep, List<Share> shares, @Nullable String amount, int created) {
    return new DealOpened(
        new DealId(id),
        new DealFacts(
            "crm",
            rep,
            shares,
            null,
            null,
            null,
            DealStage.PROSPECTING,
            amount == null ? null : usd(amount),
            day(created),
            null,
            null,
            null),
        day(created),
        null);
  }

  private static Share share(RepId rep, String percent) {
    return new Share(rep, new BigDecimal(percent));
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }

  private static LocalDate day(int day) {
    return NEW_YEAR.withDayOfMonth(day);
  }

  private List<JsonNode> items(String query) {
    return answer(query).json().path("items").valueStream().toList();
  }

  private Answer answer(String query) {
    return client.get(DEALS + query);
  }

  private static String text(JsonNode node, String member) {
    return node.path(member).asString();
  }
}
