package dev.quotaledger.query.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealStageChanged;
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
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Random;
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

/** A period's forecasts follow from its facts, the same way each time, and are calibrated. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class PlanForecastTest {

  private static final PlanId PLAN = new PlanId("plan");
  private static final TeamId NORTH = new TeamId("north");
  private static final RepId ANN = new RepId("ann");
  private static final RepId BEN = new RepId("ben");
  private static final int FIRST_YEAR = 2022;
  private static final int YEARS = 5;
  private static final String FORECAST = "/api/v1/plans/plan/forecast";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void annAndBenHaveAPlanOfQuarters() {
    client = new Client(port);
    ledger.begin();
    ledger.record(new TeamCreated(NORTH, "North", null, LocalDate.of(2020, 1, 1)));
    List.of(ANN, BEN)
        .forEach(rep -> ledger.record(new RepHired(rep, NORTH, null, LocalDate.of(2020, 1, 1))));
    ledger.record(new CalendarDefined(new CalendarId("fiscal"), ZoneOffset.UTC, quarters()));
    ledger.record(new PlanOpened(
        PLAN,
        "Plan",
        new CalendarId("fiscal"),
        Currency.getInstance("USD"),
        null,
        LocalDate.of(FIRST_YEAR, 1, 1)));
  }

  @Test
  void theRunRateIsWhatClosedByTheElapsedShare() {
    won("a", ANN, "420000", day(2026, 1, 2), day(2026, 2, 1));

    JsonNode ann = item("?period=2026-Q1&asOf=2026-02-19", "ann");

    assertThat(ann.path("runRate").asString()).isEqualTo("756000.00");
    assertThat(ann.path("closed").asString()).isEqualTo("420000.00");
  }

  @Test
  void aPeriodThatIsOverLandsWhereItClosed() {
    won("a", ANN, "100.00", day(2025, 1, 2), day(2025, 2, 1));
    quota("100.00", "2025-Q1");
    open("later", ANN, DealStage.NEGOTIATION, "999", day(2025, 3, 1), null);

    JsonNode landing = item("?period=2025-Q1&asOf=2025-06-30", "ann").path("landing");

    assertThat(landing.path("p10").asString()).isEqualTo("100.00");
    assertThat(landing.path("p90").asString()).isEqualTo("100.00");
    assertThat(landing.path("probabilityOfQuota").decimalValue()).isEqualByComparingTo("1");
  }

  @Test
  void openDealsCountByWhatBecameOfDealsLikeThem() {
    for (int i = 0; i < 80; i++) {
      LocalDate created = day(2024, 1, 1).plusDays(i);
      LocalDate closed = created.plusDays(20);
      DealId deal = new DealId("d" + i);
      open(deal.value(), ANN, DealStage.PROPOSAL, "10", created, null);
      ledger.record(
          i % 4 == 0
              ? new DealWon(deal, closed, closed, null, null)
              : new DealLost(deal, closed, closed, null, null));
    }
    open("now", ANN, DealStage.PROPOSAL, "1000", day(2026, 1, 10), day(2026, 2, 20));

    JsonNode ann = item("?period=2026-Q1&asOf=2026-01-15", "ann");

    assertThat(Double.parseDouble(ann.path("weightedPipeline").asString()))
        .isCloseTo(250, within(1.0));
    assertThat(ann.path("categories").path("BEST_CASE").asString()).isEqualTo("1000.00");
    JsonNode deal = client
        .get(FORECAST + "/explain?subject=ann&period=2026-Q1&asOf=2026-01-15")
        .json()
        .at("/deals/0");
    assertThat(deal.path("winProbability").asDouble()).isCloseTo(0.25, within(0.001));
    assertThat(deal.path("probabilityInPeriod").asDouble()).isCloseTo(0.25, within(0.03));
  }

  @Test
  void theSameFactsGiveTheSameBytesAndTheTeamIsNoSumOfPercentiles() {
    ledger.recordAll(aCompany(new Random(7)));
    String path = FORECAST + "?period=2026-Q2&asOf=2026-05-01&knownAt=" + lastMoment();

    assertThat(client.get(path).response().body())
        .isEqualTo(client.get(path).response().body());
    List<JsonNode> reps = items("?period=2026-Q2&asOf=2026-05-01");
    JsonNode team = item("?groupBy=team&period=2026-Q2&asOf=2026-05-01", "north");
    assertThat(landing(team, "mean"))
        .isCloseTo(reps.stream().mapToDouble(rep -> landing(rep, "mean")).sum(), within(1.0));
    assertThat(landing(team, "p10"))
        .isGreaterThan(reps.stream().mapToDouble(rep -> landing(rep, "p10")).sum());
    assertThat(landing(team, "p90"))
        .isLessThan(reps.stream().mapToDouble(rep -> landing(rep, "p90")).sum());
  }

  @Test
  void aboutEightInTenPeriodsLandBetweenTheTenthAndTheNinetiethPercentile() {
    int rows = 0;
    double inside = 0;
    for (int seed = 1; seed <= 3; seed++) {
      annAndBenHaveAPlanOfQuarters();
      ledger.recordAll(aCompany(new Random(seed)));
      for (int lead : List.of(30, 60)) {
        JsonNode accuracy = client
            .get(FORECAST + "/accuracy?asOf=2026-12-31&periods=12&leadDays=" + lead)
            .json();
        int count = accuracy.path("rows").size();
        rows += count;
        inside += accuracy.path("insideShare").asDouble() * count;
      }
    }
    assertThat(rows).isGreaterThan(100);
    assertThat(inside / rows).isBetween(0.7, 0.9);
  }

  @Test
  void aQuotaOutOfReachIsFlaggedAndTheProposalIsReachedBySixLandingsInTen() {
    ledger.recordAll(aCompany(new Random(7)));
    quota("9000000.00", "2026-Q2");
    String view = "&period=2026-Q2&asOf=2026-05-01";

    JsonNode ann = realism(view, "ann");

    assertThat(ann.path("flag").asString()).isEqualTo("TOO_HIGH");
    assertThat(client.get(ann.path("explain").asString()).json().path("deals").isEmpty())
        .isFalse();
    JsonNode adjustment = ann.at("/proposal/accept/adjustments/0");
    String proposed = ann.at("/proposal/quota").asString();
    assertThat(adjustment.path("subject").path("id").asString()).isEqualTo("ann");
    assertThat(adjustment.path("effectiveOn").asString()).isEqualTo("2026-05-01");
    assertThat(new BigDecimal("9000000.00")
            .add(new BigDecimal(adjustment.path("delta").asString())))
        .isEqualTo(proposed);
    quota(proposed, "2026-Q2");
    JsonNode after = realism(view, "ann");
    assertThat(after.path("flag").isNull()).isTrue();
    assertThat(after.path("probabilityOfQuota").asDouble()).isCloseTo(0.6, within(0.01));
  }

  @Test
  void aQuotaThatIsNearlyAlwaysMetIsTooLowUntilItsPeriodIsOver() {
    ledger.recordAll(aCompany(new Random(7)));
    quota("1.00", "2026-Q2");

    assertThat(realism("&period=2026-Q2&asOf=2026-05-01", "ann").path("flag").asString())
        .isEqualTo("TOO_LOW");
    JsonNode over = realism("&period=2026-Q2&asOf=2026-07-01", "ann");
    assertThat(over.path("flag").isNull()).isTrue();
    assertThat(over.path("reason").asString()).isEqualTo("PERIOD_OVER");
    JsonNode ben = realism("&period=2026-Q2&asOf=2026-05-01", "ben");
    assertThat(ben.path("reason").asString()).isEqualTo("NO_QUOTA");
    assertThat(ben.path("proposal").isNull()).isTrue();
  }

  @Test
  void nothingIsSaidOfAQuotaOfWhomNothingIsForecast() {
    quota("100.00", "2026-Q2");

    JsonNode ann = realism("&period=2026-Q2&asOf=2026-05-01", "ann");

    assertThat(ann.path("flag").isNull()).isTrue();
    assertThat(ann.path("reason").asString()).isEqualTo("NOTHING_FORECAST");
  }

  @Test
  void aClosedPeriodIsNotProposedToChange() {
    ledger.recordAll(aCompany(new Random(7)));
    quota("9000000.00", "2026-Q2");
    ledger.record(new PeriodClosed(PLAN, new PeriodId("2026-Q2"), day(2026, 6, 30), null));

    JsonNode ann = realism("&period=2026-Q2&asOf=2026-05-01", "ann");

    assertThat(ann.path("flag").asString()).isEqualTo("TOO_HIGH");
    assertThat(ann.path("proposal").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/realism?groupBy=territory, groupBy",
    "?period=Q9, period",
    "?groupBy=leadSource, groupBy",
    "/accuracy?leadDays=-1, leadDays",
    "/accuracy?periods=99, periods",
    "?asOf=2040-01-01, period",
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = client.get(FORECAST + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void anUnknownPlanIsNotFound() {
    assertThat(client.get("/api/v1/plans/nothing/forecast").status()).isEqualTo(404);
  }

  /** Two reps whose deals begin every few days, take some weeks, and are won one time in three. */
  private static List<DomainEvent> aCompany(Random random) {
    List<DomainEvent> events = new ArrayList<>();
    int number = 0;
    for (RepId rep : List.of(ANN, BEN)) {
      LocalDate day = day(FIRST_YEAR, 1, 1);
      while (day.getYear() < FIRST_YEAR + YEARS) {
        DealId id = new DealId("x" + number++);
        String amount = BigDecimal.valueOf(Math.exp(random.nextGaussian() * 0.7) * 10_000)
            .setScale(2, RoundingMode.HALF_UP)
            .toPlainString();
        events.add(opened(id, rep, DealStage.PROSPECTING, amount, day, null));
        LocalDate moved = day.plusDays(1 + random.nextInt(20));
        events.add(
            new DealStageChanged(id, DealStage.PROSPECTING, DealStage.PROPOSAL, moved, null));
        LocalDate closed = moved.plusDays(1 + random.nextInt(60));
        events.add(
            random.nextInt(3) == 0
                ? new DealWon(id, closed, closed, null, null)
                : new DealLost(id, closed, closed, null, null));
        day = day.plusDays(1 + random.nextInt(6));
      }
    }
    return events.stream()
        .filter(event -> event.effectiveOn().getYear() < FIRST_YEAR + YEARS)
        .sorted(Comparator.comparing(DomainEvent::effectiveOn))
        .toList();
  }

  private static List<Period> quarters() {
    List<Period> periods = new ArrayList<>();
    for (int year = FIRST_YEAR; year < FIRST_YEAR + YEARS; year++) {
      PeriodId whole = new PeriodId("FY" + year);
      periods.add(new Period(whole, day(year, 1, 1), day(year, 12, 31), null));
      for (int quarter = 0; quarter < 4; quarter++) {
        LocalDate first = day(year, 1 + 3 * quarter, 1);
        periods.add(new Period(
            new PeriodId(year + "-Q" + (quarter + 1)),
            first,
            first.plusMonths(3).minusDays(1),
            whole));
      }
    }
    return periods;
  }

  private void won(String id, RepId rep, String amount, LocalDate created, LocalDate closed) {
    open(id, rep, DealStage.PROSPECTING, amount, created, null);
    ledger.record(new DealWon(new DealId(id), closed, closed, null, null));
  }

  private void open(
      String id,
      RepId rep,
      DealStage stage,
      String amount,
      LocalDate created,
      @Nullable LocalDate expected) {
    ledger.record(opened(new DealId(id), rep, stage, amount, created, expected));
  }

  private static DealOpened opened(
      DealId id,
      RepId rep,
      DealStage stage,
      String amount,
      LocalDate created,
      @Nullable LocalDate expected) {
    return new DealOpened(
        id,
        new DealFacts(
            "crm",
            rep,
            List.of(),
            null,
            null,
            null,
            stage,
            Money.of(amount, "USD"),
            created,
            expected,
            null,
            null),
        created,
        null);
  }

  private void quota(String amount, String period) {
    ledger.record(new QuotaSet(
        PLAN,
        new QuotaLineKey(Subject.rep(ANN), null, null, new PeriodId(period)),
        null,
        Money.of(amount, "USD"),
        day(2025, 1, 1),
        null));
  }

  private static LocalDate day(int year, int month, int day) {
    return LocalDate.of(year, month, day);
  }

  private String lastMoment() {
    return ledger.log().getLast().recordedAt().toString();
  }

  private static double landing(JsonNode item, String figure) {
    return Double.parseDouble(item.path("landing").path(figure).asString());
  }

  private List<JsonNode> items(String query) {
    return client.get(FORECAST + query).json().path("items").valueStream().toList();
  }

  private JsonNode realism(String query, String subject) {
    return client
        .get(FORECAST + "/realism?subject=" + subject + query)
        .json()
        .path("items")
        .path(0);
  }

  private JsonNode item(String query, String subject) {
    return items(query + "&subject=" + subject).getFirst();
  }
}
