package dev.quotaledger.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealStageChanged;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.RepId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Each of the ratios called conversion has a name, a whole of its own, and the leads behind it. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ConversionTest {

  private static final String CONVERSION = "/api/v1/metrics/conversion";
  private static final String JANUARY = "&from=2026-01-01&until=2026-01-31";
  private static final RepId ANN = new RepId("ann");

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void annIsHired() {
    client = new Client(port);
    ledger.begin();
    ledger.record(new RepHired(ANN, null, null, LocalDate.of(2020, 1, 1)));
  }

  @Test
  void threeOfAHundredCreatedAndThreeOfTenClosedAreTwoRatios() {
    for (int i = 0; i < 100; i++) {
      DealId deal = deal("d" + i, null);
      if (i < 3) {
        ledger.record(new DealWon(deal, day(20), day(20), null, null));
      } else if (i < 10) {
        ledger.record(new DealLost(deal, day(20), day(20), null, null));
      }
    }

    JsonNode ann = items("?groupBy=rep" + JANUARY).getFirst();

    assertThat(ann.path("createdWinRate").decimalValue()).isEqualByComparingTo("0.03");
    assertThat(ann.path("createdOpenShare").decimalValue()).isEqualByComparingTo("0.9");
    assertThat(ann.path("closeRate").decimalValue()).isEqualByComparingTo("0.3");
    assertThat(ann.path("leadConversionRate").isNull()).isTrue();
  }

  @Test
  void aLeadIsConvertedWhenItsDealIsWonWhicheverNamesTheOther() {
    lead("named-by-lead", 1);
    converted("named-by-lead", "a", 5);
    won(deal("a", null), 11);
    lead("named-by-deal", 1);
    won(deal("b", "named-by-deal"), 31);
    lead("still-open", 2);
    converted("still-open", "c", 6);
    deal("c", null);
    lead("given-up", 2);
    ledger.record(new LeadDisqualified(new LeadId("given-up"), day(9), day(9), null, null));

    JsonNode ann = items("?groupBy=rep" + JANUARY).getFirst();

    assertThat(ann.path("leads").asInt()).isEqualTo(4);
    assertThat(ann.path("converted").asInt()).isEqualTo(2);
    assertThat(ann.path("leadConversionRate").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(ann.path("openShare").decimalValue()).isEqualByComparingTo("0.25");
    assertThat(ann.path("averageDays").decimalValue()).isEqualByComparingTo("20");
    assertThat(ann.path("medianDays").decimalValue()).isEqualByComparingTo("20");
  }

  @Test
  void withinCountsOnlyLeadsThatAreOldEnoughAndWonInTime() {
    lead("quick", 1);
    won(deal("a", "quick"), 11);
    lead("slow", 1);
    won(deal("b", "slow"), 31);
    lead("young", 25);

    JsonNode ann = items("?groupBy=rep&within=P10D&asOf=2026-01-31" + JANUARY).getFirst();

    assertThat(ann.path("leads").asInt()).isEqualTo(2);
    assertThat(ann.path("allLeads").asInt()).isEqualTo(3);
    assertThat(ann.path("converted").asInt()).isEqualTo(1);
    assertThat(ann.path("leadConversionRate").decimalValue()).isEqualByComparingTo("0.5");
  }

  @Test
  void theFunnelCountsWhoReachedEachStageAndHowLongTheyStayed() {
    DealId won = deal("won", null);
    ledger.record(
        new DealStageChanged(won, DealStage.PROSPECTING, DealStage.PROPOSAL, day(5), null));
    won(won, 11);
    DealId lost = deal("lost", null);
    ledger.record(
        new DealStageChanged(lost, DealStage.PROSPECTING, DealStage.QUALIFIED, day(3), null));
    ledger.record(new DealLost(lost, day(10), day(10), null, null));
    deal("here", null);

    List<JsonNode> funnel =
        items("?groupBy=rep" + JANUARY).getFirst().path("funnel").valueStream().toList();

    assertThat(funnel)
        .extracting(stage -> "%s %d>%d lost %d here %d median %s"
            .formatted(
                stage.path("stage").asString(),
                stage.path("reached").asInt(),
                stage.path("advanced").asInt(),
                stage.path("lost").asInt(),
                stage.path("here").asInt(),
                stage.path("medianDays").isNull()
                    ? "none"
                    : stage.path("medianDays").decimalValue().toBigInteger()))
        .containsExactly(
            "PROSPECTING 3>2 lost 0 here 1 median 2",
            "QUALIFIED 2>1 lost 1 here 0 median 7",
            "PROPOSAL 1>1 lost 0 here 0 median 6",
            "NEGOTIATION 1>1 lost 0 here 0 median none",
            "WON 1>0 lost 0 here 1 median none");
  }

  @Test
  void recordsOfThePastGiveTheFunnelOfDealsThatWereLoadedAtOnce() {
    LocalDate march = LocalDate.of(2025, 3, 1);
    DealId deal = new DealId("loaded");
    ledger.record(new DealOpened(
        deal,
        new DealFacts(
            "crm",
            ANN,
            List.of(),
            null,
            null,
            null,
            DealStage.WON,
            Money.of("100", "USD"),
            march,
            null,
            march.plusDays(20),
            null),
        march,
        null));
    ledger.record(new DealWon(deal, march.plusDays(20), march.plusDays(20), null, null));
    past(deal, march, DealStage.PROSPECTING, "60");
    past(deal, march.plusDays(4), DealStage.PROPOSAL, "80");

    String year = "&from=2025-01-01&until=2025-12-31";
    JsonNode now = items("?groupBy=rep" + year).getFirst().path("funnel");
    assertThat(now.path(0).path("medianDays").asInt()).isEqualTo(4);
    assertThat(now.path(2).path("medianDays").asInt()).isEqualTo(16);

    JsonNode then =
        client.get("/api/v1/metrics/deals?asOf=2025-03-10" + year).json().at("/items/0");
    assertThat(then.path("open").asInt()).isEqualTo(1);
    assertThat(then.path("openValue").asString()).isEqualTo("80.00");
    JsonNode before =
        client.get("/api/v1/metrics/deals?asOf=2025-03-02" + year).json().at("/items/0");
    assertThat(before.path("openValue").asString()).isEqualTo("60.00");
    JsonNode after =
        client.get("/api/v1/metrics/deals?asOf=2025-03-21" + year).json().at("/items/0");
    assertThat(after.path("wonValue").asString()).isEqualTo("100.00");
  }

  private void past(DealId deal, LocalDate day, DealStage stage, String amount) {
    ledger.record(new DealHistoryRecorded(
        deal, "crm", null, stage, new BigDecimal(amount), null, null, null, day));
  }

  @Test
  void leadsAndDealsAreBrokenDownByWhereTheLeadCameFrom() {
    lead("l1", 1);
    won(deal("a", "l1"), 11);
    deal("no-lead", null);

    List<JsonNode> items = items("?groupBy=leadSource" + JANUARY);

    assertThat(items)
        .extracting(item -> item.path("subject").path("id").asString() + " "
            + item.path("leads").asInt() + " " + item.path("won").asInt())
        .containsExactly("web 1 1");
  }

  @Test
  void theLeadsBehindAFigureSayWhatBecameOfThem() {
    lead("l1", 1);
    won(deal("a", "l1"), 11);
    lead("l2", 2);

    JsonNode answer =
        client.get(CONVERSION + "/explain?subject=ann&limit=1" + JANUARY).json();

    assertThat(answer.path("leads").toString()).contains("\"l1\"", "\"a\"", "2026-01-11", "10");
    assertThat(answer.path("figures").path("converted").asInt()).isEqualTo(1);
    assertThat(answer.path("next").isNull()).isFalse();
  }

  @Test
  void aViewOfThePastHasTheLeadsOfThen() {
    lead("l1", 1);
    converted("l1", "a", 5);
    won(deal("a", null), 20);

    assertThat(items("?asOf=2026-01-10" + JANUARY).getFirst().path("converted").asInt())
        .isZero();
    assertThat(items("?asOf=2026-01-10" + JANUARY).getFirst().path("openShare").asInt())
        .isEqualTo(1);
    assertThat(items("?asOf=2026-01-20" + JANUARY).getFirst().path("converted").asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"90", "P3M", "P0D", "PT5H", "P-1D", "P9999D"})
  void withinIsANumberOfDays(String within) {
    Answer answer = client.get(CONVERSION + "?within=" + within);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo("within");
  }

  private void lead(String id, int day) {
    ledger.record(new LeadCreated(
        new LeadId(id),
        new LeadFacts("web", ANN, day(day), LeadStatus.NEW, null, null, null),
        day(day),
        null));
  }

  private void converted(String lead, String deal, int day) {
    ledger.record(new LeadConverted(
        new LeadId(lead), new Conversion(new DealId(deal), day(day)), day(day), null, null));
  }

  private DealId deal(String id, @Nullable String lead) {
    DealId deal = new DealId(id);
    ledger.record(new DealOpened(
        deal,
        new DealFacts(
            "crm",
            ANN,
            List.of(),
            null,
            null,
            null,
            DealStage.PROSPECTING,
            Money.of("100", "USD"),
            day(2),
            null,
            null,
            lead == null ? null : new LeadId(lead)),
        day(2),
        null));
    return deal;
  }

  private void won(DealId deal, int day) {
    ledger.record(new DealWon(deal, day(day), day(day), null, null));
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 1, day);
  }

  private List<JsonNode> items(String query) {
    return client.get(CONVERSION + query).json().path("items").valueStream().toList();
  }
}
