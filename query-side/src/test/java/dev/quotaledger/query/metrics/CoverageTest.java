package dev.quotaledger.query.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Coverage is of what remains of the quota, and a customer costs what was spent to win customers. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class CoverageTest {

  private static final RepId ANN = new RepId("ann");
  private static final TeamId NORTH = new TeamId("north");
  private static final PlanId PLAN = new PlanId("fy26");
  private static final PeriodId QUARTER = new PeriodId("Q1");

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void annOfTheNorthHasAPlan() {
    client = new Client(port);
    ledger.begin();
    ledger.record(new TeamCreated(NORTH, "North", null, LocalDate.of(2020, 1, 1)));
    ledger.record(new RepHired(ANN, NORTH, null, LocalDate.of(2020, 1, 1)));
    ledger.record(new CalendarDefined(
        new CalendarId("fiscal"),
        ZoneOffset.UTC,
        List.of(new Period(QUARTER, day(1, 1), day(3, 31), null))));
    ledger.record(new PlanOpened(
        PLAN, "FY26", new CalendarId("fiscal"), Currency.getInstance("USD"), null, day(1, 1)));
  }

  @Nested
  class ThePipeline {

    private static final String COVERAGE =
        "/api/v1/metrics/coverage?planId=fy26&period=Q1&asOf=2026-02-01";

    @Test
    void coversWhatRemainsOfTheQuota() {
      quota("2000000");
      won("w", "400000", null, 10);
      open("a", DealStage.QUALIFIED, "4800000", day(3, 1));
      open("prospect", DealStage.PROSPECTING, "7", day(3, 1));
      open("stale", DealStage.PROPOSAL, "11", day(1, 31));
      open("undated", DealStage.PROPOSAL, "13", null);
      open("later", DealStage.PROPOSAL, "17", day(4, 1));

      JsonNode ann = client.get(COVERAGE).json().at("/items/0");

      assertThat(ann.path("remaining").asString()).isEqualTo("1600000.00");
      assertThat(ann.path("pipeline").asString()).isEqualTo("4800000.00");
      assertThat(ann.path("deals").asInt()).isEqualTo(1);
      assertThat(ann.path("coverage").decimalValue()).isEqualByComparingTo("3");
      assertThat(ann.at("/unqualified/value").asString()).isEqualTo("7.00");
      assertThat(ann.at("/stale/value").asString()).isEqualTo("11.00");
      assertThat(ann.at("/undated/value").asString()).isEqualTo("13.00");
    }

    @Test
    void isRequiredToBeAsManyTimesLargerAsDealsAreLost() {
      quota("1000");
      won("w", "1", null, 10);
      for (String lost : List.of("l1", "l2", "l3")) {
        open(lost, DealStage.QUALIFIED, "1", day(1, 20));
        ledger.record(new DealLost(new DealId(lost), day(1, 20), day(1, 20), null, null));
      }

      JsonNode ann = client.get(COVERAGE).json().at("/items/0");

      assertThat(ann.path("winRate").decimalValue()).isEqualByComparingTo("0.25");
      assertThat(ann.path("requiredCoverage").decimalValue()).isEqualByComparingTo("4");
    }

    @Test
    void isUndefinedWhenTheQuotaIsMetOrThereIsNone() {
      open("a", DealStage.QUALIFIED, "5", day(3, 1));
      assertThat(client.get(COVERAGE).json().at("/items/0/reason").asString())
          .isEqualTo("NO_QUOTA");

      quota("100");
      won("w", "100", null, 10);

      JsonNode ann = client.get(COVERAGE).json().at("/items/0");
      assertThat(ann.path("coverage").isNull()).isTrue();
      assertThat(ann.path("reason").asString()).isEqualTo("QUOTA_MET");
    }

    @Test
    void isExplainedByTheOpenDealsAndHowEachCounts() {
      quota("100");
      open("a", DealStage.QUALIFIED, "5", day(3, 1));
      open("b", DealStage.PROSPECTING, "5", day(3, 1));

      JsonNode deals = client
          .get(COVERAGE.replace("coverage?", "coverage/explain?subject=ann&"))
          .json()
          .path("deals");

      assertThat(deals)
          .extracting(deal ->
              deal.path("dealId").asString() + " " + deal.path("standing").asString())
          .containsExactly("a COUNTED", "b UNQUALIFIED");
    }

    @ParameterizedTest
    @CsvSource({
      "planId=fy26, period",
      "period=Q1, planId",
      "planId=fy26&period=Q9, period",
      "planId=fy26&period=Q1&groupBy=leadSource, groupBy",
    })
    void namesABadParameter(String query, String field) {
      Answer answer = client.get("/api/v1/metrics/coverage?" + query);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.member("field")).isEqualTo(field);
    }
  }

  @Nested
  class ACustomer {

    private static final String CAC = "/api/v1/metrics/cac?from=2026-01-01&until=2026-01-31";

    @Test
    void isAnAccountWithItsFirstWinAndCostsItsPartOfWhatWasSpent() {
      won("old", "1", "returning", -20);
      won("again", "1", "returning", 10);
      won("a", "1", "first", 10);
      won("a2", "1", "first", 20);
      won("b", "1", "second", 31);
      won("nobody", "1", null, 12);
      spent("s", "300", day(1, 1), day(1, 30));

      JsonNode answer = client.get(CAC).json();

      assertThat(answer.path("lagDays").asInt()).isZero();
      assertThat(answer.at("/items/0/newCustomers").asInt()).isEqualTo(2);
      assertThat(answer.at("/items/0/spend").asString()).isEqualTo("300.00");
      assertThat(answer.at("/items/0/cac").asString()).isEqualTo("150.00");
      assertThat(answer.path("excluded").toString()).contains("NO_ACCOUNT\",\"count\":1");
    }

    @Test
    void costsWhatWasSpentOnTheDaysAndALagEarlier() {
      won("a", "1", "first", 10);
      spent("s", "310", day(1, 1), day(1, 31));
      spent("t", "100", LocalDate.of(2025, 12, 27), day(1, 5));

      assertThat(client.get(CAC).json().at("/items/0/spend").asString()).isEqualTo("360.00");
      assertThat(client.get(CAC + "&lagDays=31").json().at("/items/0/spend").asString())
          .isEqualTo("50.00");
    }

    @Test
    void costsTheTeamWhatWasSpentForIt() {
      won("a", "1", "first", 10);
      ledger.record(new SpendRecorded(
          new SpendId("s"), facts("70", day(1, 1), day(1, 31), NORTH), day(1, 1)));
      spent("t", "30", day(1, 1), day(1, 31));

      assertThat(client.get(CAC + "&groupBy=team").json().at("/items/0/cac").asString())
          .isEqualTo("70.00");
      assertThat(client.get(CAC).json().at("/items/0/cac").asString()).isEqualTo("100.00");
    }

    @Test
    void costsWhatIsKnownNowOrWasThen() {
      won("a", "1", "first", 10);
      Instant then = spent("s", "310", day(1, 1), day(1, 31));
      ledger.record(new SpendCorrected(
          new SpendId("s"),
          facts("310", day(1, 1), day(1, 31), null),
          facts("620", day(1, 1), day(1, 31), null),
          day(1, 1),
          null));

      assertThat(client.get(CAC).json().at("/items/0/cac").asString()).isEqualTo("620.00");
      assertThat(client.get(CAC + "&knownAt=" + then).json().at("/items/0/cac").asString())
          .isEqualTo("310.00");
      assertThat(client
              .get(CAC.replace("cac?", "cac/explain?subject=company&"))
              .json()
              .path("spend")
              .toString())
          .isEqualTo("[{\"spendId\":\"s\",\"amount\":\"620.00\"}]");
    }

    @Test
    void hasNoCostWhenNothingWasSpentOrNobodyCame() {
      spent("s", "310", day(1, 1), day(1, 31));
      assertThat(client.get(CAC).json().at("/items/0/reason").asString())
          .isEqualTo("NO_NEW_CUSTOMERS");
    }

    @ParameterizedTest
    @CsvSource({"groupBy=rep, groupBy", "lagDays=-1, lagDays", "lagDays=soon, lagDays"})
    void namesABadParameter(String query, String field) {
      Answer answer = client.get("/api/v1/metrics/cac?" + query);

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.member("field")).isEqualTo(field);
    }
  }

  private void quota(String amount) {
    ledger.record(new QuotaSet(
        PLAN,
        new QuotaLineKey(Subject.rep(ANN), null, null, QUARTER),
        null,
        Money.of(amount, "USD"),
        day(1, 1),
        null));
  }

  private void won(String id, String amount, @Nullable String account, int day) {
    LocalDate closed = day(1, 1).plusDays(day - 1L);
    opened(id, DealStage.QUALIFIED, amount, account, null);
    ledger.record(new DealWon(new DealId(id), closed, closed, null, null));
  }

  private void open(String id, DealStage stage, String amount, @Nullable LocalDate expected) {
    opened(id, stage, amount, null, expected);
  }

  private void opened(
      String id,
      DealStage stage,
      String amount,
      @Nullable String account,
      @Nullable LocalDate expected) {
    LocalDate created = LocalDate.of(2025, 6, 1);
    ledger.record(new DealOpened(
        new DealId(id),
        new DealFacts(
            "crm",
            ANN,
            List.of(),
            null,
            account == null ? null : new AccountId(account),
            null,
            stage,
            Money.of(amount, "USD"),
            created,
            expected,
            null,
            null),
        created,
        null));
  }

  private Instant spent(String id, String amount, LocalDate from, LocalDate until) {
    return ledger.record(
        new SpendRecorded(new SpendId(id), facts(amount, from, until, null), from));
  }

  private static SpendFacts facts(
      String amount, LocalDate from, LocalDate until, @Nullable TeamId team) {
    return new SpendFacts("marketing", null, Money.of(amount, "USD"), from, until, team, null);
  }

  private static LocalDate day(int month, int day) {
    return LocalDate.of(2026, month, day);
  }
}
