package dev.quotaledger.query.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealStageChanged;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
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

/** What people say counts beside what is computed, as of any day, and until the period is closed. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class CallsTest {

  private static final PlanId PLAN = new PlanId("plan");
  private static final TeamId NORTH = new TeamId("north");
  private static final RepId ANN = new RepId("ann");
  private static final PeriodId Q1 = new PeriodId("2026-Q1");
  private static final PeriodId YEAR = new PeriodId("FY2026");
  private static final String FORECAST = "/api/v1/plans/plan/forecast";
  private static final String CALLS = FORECAST + "/calls";

  @Autowired
  private Ledger ledger;

  @Autowired
  private PersonalTexts texts;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void annHasAPlanOfQuarters() {
    client = new Client(port);
    ledger.begin();
    ledger.record(new TeamCreated(NORTH, "North", null, day(2020, 1, 1)));
    ledger.record(new RepHired(ANN, NORTH, null, day(2020, 1, 1)));
    ledger.record(new CalendarDefined(
        new CalendarId("fiscal"),
        ZoneOffset.UTC,
        List.of(
            new Period(YEAR, day(2026, 1, 1), day(2026, 6, 30), null),
            new Period(Q1, day(2026, 1, 1), day(2026, 3, 31), YEAR),
            new Period(new PeriodId("2026-Q2"), day(2026, 4, 1), day(2026, 6, 30), YEAR))));
    ledger.record(new PlanOpened(
        PLAN,
        "Plan",
        new CalendarId("fiscal"),
        Currency.getInstance("USD"),
        null,
        day(2026, 1, 1)));
  }

  @Test
  void anOverrideStandsWhateverTheStageBecomesAndEndsWithTheDeal() {
    DealId deal = opened("deal", DealStage.PROPOSAL);
    override(deal, ForecastCategory.COMMIT, day(2026, 2, 10));
    ledger.record(new DealStageChanged(
        deal, DealStage.PROPOSAL, DealStage.QUALIFIED, day(2026, 2, 12), null));

    assertThat(categories("2026-02-09")).isEqualTo("BEST_CASE=1000.00, CLOSED=0.00");
    assertThat(categories("2026-02-11")).isEqualTo("CLOSED=0.00, COMMIT=1000.00");
    assertThat(categories("2026-02-13")).isEqualTo("CLOSED=0.00, COMMIT=1000.00");
    assertThat(ann("2026-02-09").path("overridden").asInt()).isZero();
    assertThat(ann("2026-02-13").path("overridden").asInt()).isEqualTo(1);

    ledger.record(new DealWon(deal, day(2026, 2, 20), day(2026, 2, 20), null, null));
    assertThat(categories("2026-02-21")).isEqualTo("CLOSED=1000.00");
    ledger.record(new DealReopened(deal, DealStage.PROPOSAL, day(2026, 2, 25), null, null));
    assertThat(categories("2026-02-26")).isEqualTo("BEST_CASE=1000.00, CLOSED=0.00");
    assertThat(categories("2026-02-13")).isEqualTo("CLOSED=0.00, COMMIT=1000.00");
  }

  @Test
  void whoTakesAnOverrideBackGoesByTheStageAgain() {
    DealId deal = opened("deal", DealStage.PROPOSAL);
    override(deal, ForecastCategory.PIPELINE, day(2026, 2, 10));
    Instant before = ledger.log().getLast().recordedAt();
    ledger.record(new ForecastCategoryOverridden(
        deal, ForecastCategory.PIPELINE, null, day(2026, 2, 12), null));

    assertThat(categories("2026-02-11")).isEqualTo("CLOSED=0.00, PIPELINE=1000.00");
    assertThat(categories("2026-02-12")).isEqualTo("BEST_CASE=1000.00, CLOSED=0.00");
    assertThat(categories("2026-02-12&knownAt=" + before))
        .isEqualTo("CLOSED=0.00, PIPELINE=1000.00");
  }

  @Test
  void nothingCountsOnAnOmittedDeal() {
    opened("other", DealStage.PROPOSAL);
    override(opened("omitted", DealStage.NEGOTIATION), ForecastCategory.OMITTED, day(2026, 2, 10));
    probabilities(1, day(2026, 1, 1), "0.1", "0.2", "0.5", "0.9");

    JsonNode before = ann("2026-02-09");
    JsonNode after = ann("2026-02-11");

    assertThat(before.path("weightedPipeline").asString()).isEqualTo("1400.00");
    assertThat(after.path("weightedPipeline").asString()).isEqualTo("500.00");
    assertThat(categories("2026-02-11"))
        .isEqualTo("BEST_CASE=1000.00, CLOSED=0.00, OMITTED=1000.00");
    assertThat(Double.parseDouble(before.at("/landing/p90").asString())).isGreaterThan(1000);
    assertThat(Double.parseDouble(after.at("/landing/p90").asString())).isLessThan(1001);
    JsonNode explained = client
        .get(FORECAST + "/explain?period=2026-Q1&subject=ann&asOf=2026-02-11")
        .json();
    JsonNode omitted = explained.at("/deals/0");
    assertThat(omitted.path("dealId").asString()).isEqualTo("omitted");
    assertThat(omitted.path("overridden").asBoolean()).isTrue();
    assertThat(omitted.path("winProbability").asDouble()).isZero();
    assertThat(omitted.path("probabilityInPeriod").asDouble()).isZero();
  }

  @Test
  void probabilitiesThatAreSetWeighThePipelineFromTheirDayOn() {
    opened("deal", DealStage.PROPOSAL);
    JsonNode learned = forecast("asOf=2026-02-10").path("probabilities");
    String landing = landing("2026-02-20");
    probabilities(1, day(2026, 2, 11), "0.1", "0.2", "0.25", "0.9");
    probabilities(2, day(2026, 2, 20), "0.1", "0.2", "0.75", "0.9");
    ledger.record(new StageProbabilitiesSet(PLAN, 3, null, null, day(2026, 2, 25), null));

    assertThat(learned.path("source").asString()).isEqualTo("LEARNED");
    assertThat(learned.path("version").isNull()).isTrue();
    assertThat(forecast("asOf=2026-02-10").path("probabilities")).isEqualTo(learned);
    assertThat(ann("2026-02-11").path("weightedPipeline").asString()).isEqualTo("250.00");
    assertThat(ann("2026-02-20").path("weightedPipeline").asString()).isEqualTo("750.00");
    JsonNode set = forecast("asOf=2026-02-20").path("probabilities");
    assertThat(set.path("source").asString()).isEqualTo("SET");
    assertThat(set.path("version").asInt()).isEqualTo(2);
    assertThat(set.at("/byStage/PROPOSAL").decimalValue()).isEqualByComparingTo("0.75");
    JsonNode again = forecast("asOf=2026-02-25").path("probabilities");
    assertThat(again.path("source").asString()).isEqualTo("LEARNED");
    assertThat(again.path("version").asInt()).isEqualTo(3);
    assertThat(landing("2026-02-20")).isEqualTo(landing);
  }

  @Test
  void aCallAndItsAdjustmentStandSideBySide() {
    opened("deal", DealStage.PROPOSAL);
    submitted(Subject.rep(ANN), "100", "150", "200", day(2026, 2, 10));
    adjusted(Subject.rep(ANN), "120", day(2026, 2, 12));
    submitted(Subject.rep(ANN), "110", null, null, day(2026, 2, 14));

    assertThat(ann("2026-02-09").path("submitted").isNull()).isTrue();
    assertThat(ann("2026-02-09").path("adjusted").isNull()).isTrue();
    JsonNode both = ann("2026-02-13");
    assertThat(both.at("/submitted/commit").asString()).isEqualTo("100.00");
    assertThat(both.at("/submitted/bestCase").asString()).isEqualTo("150.00");
    assertThat(both.at("/submitted/pipeline").asString()).isEqualTo("200.00");
    assertThat(both.at("/submitted/submittedBy").asString()).isEqualTo("ann");
    assertThat(both.at("/submitted/note").asString()).isEqualTo("ann says so");
    assertThat(both.at("/adjusted/commit").asString()).isEqualTo("120.00");
    assertThat(both.at("/adjusted/bestCase").isNull()).isTrue();
    assertThat(both.at("/adjusted/adjustedBy").asString()).isEqualTo("manager");
    JsonNode later = ann("2026-02-14");
    assertThat(later.at("/submitted/commit").asString()).isEqualTo("110.00");
    assertThat(later.at("/adjusted/commit").asString()).isEqualTo("120.00");
  }

  @Test
  void eachSubjectHasItsOwnCallAndThePlanThatOfTheHouse() {
    submitted(Subject.rep(ANN), "100", null, null, day(2026, 2, 10));
    submitted(Subject.team(NORTH), "200", null, null, day(2026, 2, 10));
    submitted(Subject.house(), "300", null, null, day(2026, 2, 10));

    assertThat(commit("rep", "ann")).isEqualTo("100.00");
    assertThat(commit("team", "north")).isEqualTo("200.00");
    assertThat(commit("plan", "plan")).isEqualTo("300.00");
    assertThat(forecast("groupBy=rep&asOf=2026-02-11").at("/items/1").isMissingNode())
        .isTrue();
    assertThat(forecast("groupBy=territory&asOf=2026-02-11").path("items").isEmpty())
        .isTrue();
  }

  @Test
  void whatIsSaidWhileThePeriodIsClosedIsSeenAndDoesNotCount() {
    submitted(Subject.rep(ANN), "100", null, null, day(2026, 3, 30));
    ledger.record(new PeriodClosed(PLAN, YEAR, day(2026, 6, 30), null));
    Instant closed = ledger.log().getLast().recordedAt();
    submitted(Subject.rep(ANN), "999", null, null, day(2026, 3, 31));
    adjusted(Subject.rep(ANN), "999", day(2026, 3, 31));

    assertThat(ann("2026-03-31").at("/submitted/commit").asString()).isEqualTo("100.00");
    assertThat(ann("2026-03-31").path("adjusted").isNull()).isTrue();
    assertThat(calls(""))
        .extracting(call -> call.path("counts").asBoolean())
        .containsExactly(true, false, false);
    assertThat(calls("")).allMatch(call -> call.path("frozen").asBoolean());
    assertThat(calls("knownAt=" + closed.minusSeconds(1)))
        .noneMatch(call -> call.path("frozen").asBoolean());

    ledger.record(new PeriodReopened(PLAN, YEAR, day(2026, 6, 30), null));
    submitted(Subject.rep(ANN), "105", null, null, day(2026, 3, 31));

    assertThat(ann("2026-03-31").at("/submitted/commit").asString()).isEqualTo("105.00");
    assertThat(calls(""))
        .extracting(call -> call.path("counts").asBoolean())
        .containsExactly(true, false, false, true);
    assertThat(calls("")).noneMatch(call -> call.path("frozen").asBoolean());
  }

  @Test
  void allCallsAreListedInRecordedOrderPageByPage() {
    submitted(Subject.rep(ANN), "100", "150", "200", day(2026, 2, 10));
    submitted(Subject.team(NORTH), "400", null, "300", day(2026, 2, 10));
    adjusted(Subject.rep(ANN), "160", day(2026, 2, 11));

    List<JsonNode> all = calls("");
    assertThat(all)
        .extracting(call -> call.path("type").asString())
        .containsExactly("SUBMITTED", "SUBMITTED", "ADJUSTED");
    assertThat(all)
        .extracting(call -> call.path("inOrder").asBoolean())
        .containsExactly(true, false, false);
    assertThat(all)
        .extracting(call -> call.at("/subject/id").asString())
        .containsExactly("ann", "north", "ann");
    List<JsonNode> paged = new ArrayList<>();
    String next = "";
    do {
      JsonNode page = client.get(CALLS + "?limit=1" + next).json();
      page.path("items").forEach(paged::add);
      next = page.path("next").isNull() ? "" : "&cursor=" + page.path("next").asString();
    } while (!next.isEmpty());
    assertThat(paged).isEqualTo(all);
    assertThat(calls("subject=ann")).containsExactly(all.getFirst(), all.getLast());
    assertThat(calls("period=2026-Q2")).isEmpty();
    assertThat(calls("period=2026-Q1&asOf=2026-02-10")).hasSize(2);
    assertThat(calls("knownAt=" + all.getFirst().path("recordedAt").asString()))
        .containsExactly(all.getFirst());
    String csv = client.get(CALLS + "?format=csv").response().body();
    assertThat(csv.lines()).hasSize(4);
    assertThat(csv.lines().findFirst().orElseThrow())
        .startsWith("type,subject.type,subject.id,subject.name,periodId,commit,bestCase");
  }

  @ParameterizedTest
  @CsvSource({
    "?period=2027-Q1, period",
    "?cursor=eA, cursor",
    "?knownAt=2040-01-01T00:00:00Z, knownAt"
  })
  void aBadParameterOfTheListIsNamed(String query, String field) {
    Answer answer = client.get(CALLS + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(client.get("/api/v1/plans/none/forecast/calls").status()).isEqualTo(404);
  }

  @Test
  void whatIsErasedAboutSomebodyIsGoneFromTheirCalls() {
    submitted(Subject.rep(ANN), "100", null, null, day(2026, 2, 10));
    assertThat(calls("").getFirst().path("note").asString()).isEqualTo("ann says so");

    texts.erase("rep-ann");

    assertThat(calls("").getFirst().path("note").isNull()).isTrue();
    assertThat(ann("2026-02-11").at("/submitted/note").isNull()).isTrue();
  }

  @Test
  void accuracyMeasuresWhatWasPromisedWhereAnythingWas() {
    DealId deal = opened("deal", DealStage.PROPOSAL);
    ledger.record(new DealWon(deal, day(2026, 3, 20), day(2026, 3, 20), null, null));
    String accuracy = FORECAST + "/accuracy?asOf=2026-05-01&periods=1&leadDays=30";
    assertThat(client.get(accuracy).json().at("/scores/SUBMITTED_COMMIT/count").asInt())
        .isZero();
    assertThat(client.get(accuracy).json().at("/scores/SUBMITTED_COMMIT/wape").isNull())
        .isTrue();

    submitted(Subject.rep(ANN), "1200", null, null, day(2026, 2, 20));
    submitted(Subject.rep(ANN), "1000", null, null, day(2026, 3, 25));

    JsonNode score = client.get(accuracy).json().at("/scores/SUBMITTED_COMMIT");
    assertThat(score.path("count").asInt()).isEqualTo(1);
    assertThat(score.path("wape").decimalValue()).isEqualByComparingTo("0.2");
    assertThat(score.path("bias").decimalValue()).isEqualByComparingTo("0.2");
  }

  private DealId opened(String id, DealStage stage) {
    DealFacts facts = new DealFacts(
        "crm",
        ANN,
        List.of(),
        null,
        null,
        null,
        stage,
        Money.of("1000", "USD"),
        day(2026, 1, 5),
        day(2026, 3, 15),
        null,
        null);
    ledger.record(new DealOpened(new DealId(id), facts, day(2026, 1, 5), null));
    return new DealId(id);
  }

  private void override(DealId deal, ForecastCategory category, LocalDate on) {
    ledger.record(new ForecastCategoryOverridden(deal, null, category, on, null));
  }

  private void probabilities(int version, LocalDate on, String... byStage) {
    Map<DealStage, BigDecimal> map = Map.of(
        DealStage.PROSPECTING, new BigDecimal(byStage[0]),
        DealStage.QUALIFIED, new BigDecimal(byStage[1]),
        DealStage.PROPOSAL, new BigDecimal(byStage[2]),
        DealStage.NEGOTIATION, new BigDecimal(byStage[3]));
    ledger.record(
        new StageProbabilitiesSet(PLAN, version, null, new StageProbabilities(map), on, null));
  }

  private void submitted(
      Subject subject,
      String commit,
      @Nullable String bestCase,
      @Nullable String pipeline,
      LocalDate on) {
    ledger.recordBy(
        "ann",
        new ForecastCallSubmitted(
            new ForecastCallId(PLAN, Q1, subject),
            new CallFigures(usd(commit), usd(bestCase), usd(pipeline)),
            on,
            says(subject, "ann says so")));
  }

  private void adjusted(Subject subject, String commit, LocalDate on) {
    ledger.recordBy(
        "manager",
        new ForecastCallAdjusted(
            new ForecastCallId(PLAN, Q1, subject),
            new CallFigures(usd("100"), usd("150"), usd("200")),
            new CallFigures(usd(commit), null, null),
            on,
            says(subject, "but")));
  }

  private PersonalText says(Subject subject, String text) {
    return texts.encrypt(subject.toString(), text);
  }

  private static @Nullable Money usd(@Nullable String amount) {
    return amount == null ? null : Money.of(amount, "USD");
  }

  private JsonNode forecast(String query) {
    Answer answer = client.get(FORECAST + "?period=2026-Q1&" + query);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode ann(String asOf) {
    return forecast("subject=ann&asOf=" + asOf).at("/items/0");
  }

  private String landing(String asOf) {
    return ann(asOf).path("landing").toString();
  }

  /** Those with something in them. */
  private String categories(String asOf) {
    List<String> categories = new ArrayList<>();
    ann(asOf)
        .path("categories")
        .propertyStream()
        .forEach(each -> categories.add(each.getKey() + "=" + each.getValue().asString()));
    return String.join(", ", categories.stream().sorted().toList());
  }

  private String commit(String groupBy, String subject) {
    return forecast("asOf=2026-02-11&groupBy=" + groupBy + "&subject=" + subject)
        .at("/items/0/submitted/commit")
        .asString();
  }

  private List<JsonNode> calls(String query) {
    return client.get(CALLS + "?" + query).json().path("items").valueStream().toList();
  }

  private static LocalDate day(int year, int month, int day) {
    return LocalDate.of(year, month, day);
  }
}
