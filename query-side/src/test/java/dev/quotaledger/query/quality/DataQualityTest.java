package dev.quotaledger.query.quality;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What does not fit was taken as it came, and is listed with the rule that says so. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class DataQualityTest {

  private static final String QUALITY = "/api/v1/data-quality";
  private static final RepId ANN = new RepId("ann");
  private static final PlanId PLAN = new PlanId("plan");
  private static final PeriodId QUARTER = new PeriodId("Q1");
  private static final LocalDate NEW_YEAR = LocalDate.of(2026, 1, 1);
  private static final LocalDate MARCH = LocalDate.of(2026, 3, 1);

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void aPlanInDollarsForBikes() {
    client = new Client(port);
    ledger.begin();
    ledger.record(new RepHired(ANN, null, null, NEW_YEAR));
    ledger.record(new CalendarDefined(
        new CalendarId("fiscal"),
        ZoneOffset.UTC,
        List.of(new Period(QUARTER, NEW_YEAR, LocalDate.of(2026, 3, 31), null))));
    ledger.record(new PlanOpened(
        PLAN, "Plan", new CalendarId("fiscal"), Currency.getInstance("USD"), null, NEW_YEAR));
    ledger.record(new QuotaSet(
        PLAN,
        new QuotaLineKey(Subject.rep(ANN), null, new ProductLine("bikes"), QUARTER),
        null,
        Money.of("100", "USD"),
        NEW_YEAR,
        null));
  }

  @Test
  void aDealThatFitsIsNotListed() {
    won("fine", ANN, "bikes", "10", MARCH);

    assertThat(findings("")).isEmpty();
    assertThat(client.get(QUALITY).json().path("total").asInt()).isZero();
  }

  @Test
  void eachFlawIsFoundByItsRule() {
    won("nobody", null, "bikes", "10", MARCH);
    won("early", ANN, "bikes", "10", NEW_YEAR.plusDays(1));
    won("nothing", ANN, "bikes", "0", MARCH);
    won("worth-nothing-known", ANN, "bikes", null, MARCH);
    won("misspelt", ANN, "bykes", "10", MARCH);
    won("006000000000001", ANN, "bikes", "10", MARCH);
    won("006000000000001AAA", ANN, "bikes", "10", MARCH);
    ledger.record(opened("euros", ANN, "bikes", Money.of("1", "EUR")));
    ledger.record(new LeadCreated(
        new LeadId("l1"),
        new LeadFacts("web", ANN, NEW_YEAR, LeadStatus.NEW, null, null, null),
        NEW_YEAR,
        null));
    ledger.record(new LeadConverted(
        new LeadId("l1"), new Conversion(new DealId("gone"), MARCH), MARCH, null, null));

    assertThat(findings(""))
        .containsExactly(
            "NO_REP_AND_NO_TERRITORY crm nobody",
            "CLOSED_BEFORE_CREATED crm early",
            "WON_WITHOUT_AMOUNT crm nothing",
            "WON_WITHOUT_AMOUNT crm worth-nothing-known",
            "UNKNOWN_PRODUCT_LINE crm misspelt",
            "UNKNOWN_CURRENCY crm euros",
            "DUPLICATE_EXTERNAL_ID crm 006000000000001",
            "DUPLICATE_EXTERNAL_ID crm 006000000000001AAA",
            "CONVERTED_TO_UNKNOWN_DEAL web l1");
    assertThat(client.get(QUALITY).json().path("items"))
        .extracting(
            item -> item.path("flaw").asString() + " " + item.path("count").asInt())
        .contains("WON_WITHOUT_AMOUNT 2", "DUPLICATE_EXTERNAL_ID 2");
  }

  @Test
  void aDealThatChangesInAClosedPeriodIsListedAndThePastIsAsItWas() {
    won("a", ANN, "bikes", "10", MARCH);
    Instant closed = ledger.record(new PeriodClosed(PLAN, QUARTER, MARCH, null));
    assertThat(findings("")).isEmpty();

    ledger.record(new DealAmountChanged(
        new DealId("a"), Money.of("10", "USD"), Money.of("11", "USD"), MARCH, null, null));

    assertThat(findings("")).containsExactly("CLOSED_IN_CLOSED_PERIOD crm a");
    assertThat(findings("?knownAt=" + closed)).isEmpty();
  }

  @Test
  void findingsAreFilteredAndPaged() {
    won("a", null, "bikes", "0", MARCH);
    won("b", null, "bikes", "10", MARCH);

    assertThat(findings("?flaw=WON_WITHOUT_AMOUNT")).containsExactly("WON_WITHOUT_AMOUNT crm a");
    assertThat(findings("?source=other")).isEmpty();
    JsonNode first = client.get(QUALITY + "/findings?limit=2").json();
    assertThat(findings("?limit=2&cursor=" + first.path("next").asString()))
        .containsExactly("WON_WITHOUT_AMOUNT crm a");
    assertThat(client.get(QUALITY + "/findings?flaw=ugly").member("field")).isEqualTo("flaw");
  }

  private void won(
      String id, @Nullable RepId rep, String line, @Nullable String amount, LocalDate closed) {
    ledger.record(opened(id, rep, line, amount == null ? null : Money.of(amount, "USD")));
    ledger.record(new DealWon(new DealId(id), closed, closed, null, null));
  }

  private static DealOpened opened(
      String id, @Nullable RepId rep, String line, @Nullable Money amount) {
    LocalDate created = LocalDate.of(2026, 2, 1);
    return new DealOpened(
        new DealId(id),
        new DealFacts(
            "crm",
            rep,
            List.of(),
            null,
            null,
            new ProductLine(line),
            DealStage.PROPOSAL,
            amount,
            created,
            null,
            null,
            null),
        NEW_YEAR,
        null);
  }

  private List<String> findings(String query) {
    return client
        .get(QUALITY + "/findings" + query)
        .json()
        .path("items")
        .valueStream()
        .map(item -> "%s %s %s"
            .formatted(
                item.path("flaw").asString(),
                item.path("source").asString(),
                item.path("id").asString()))
        .toList();
  }
}
