package dev.quotaledger.command.forecastcall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CallFigures;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallAdjusted;
import dev.quotaledger.api.ForecastCallEvent.ForecastCallSubmitted;
import dev.quotaledger.api.ForecastCallId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForecastCallControllerTest extends Writing {

  private static final String CALL = """
      {'subject':{'type':'REP','id':'c2'},'periodId':'FY2026-Q1','commit':'80000','bestCase':90000,
       'pipeline':'120000.5','note':'Two large ones are close'}""";
  private static final String ADJUSTMENT = """
      {'subject':{'type':'REP','id':'c2'},'periodId':'FY2026-Q1','commit':'95000',
       'note':'The second one is as good as signed'}""";

  @BeforeEach
  void prepare() {
    post("/calendars", """
        {'calendarId':'calls','timeZone':'UTC','pattern':'QUARTERS','firstDay':'2026-01-01'}""");
    post("/reps", "{'repId':'1','name':'Ann','hiredOn':'2020-01-01'}");
    post("/reps", "{'repId':'c2','name':'C Two','hiredOn':'2020-01-01'}");
  }

  @Test
  void keepsACallAndItsAdjustmentEachWithItsNote() {
    open("both");

    Answer call = changed(post("/plans/both/forecast/calls", CALL));
    Answer adjusted = changed(post("/plans/both/forecast/adjustments", ADJUSTMENT));

    assertThat(call.member("commit")).isEqualTo("80000.00");
    assertThat(call.member("pipeline")).isEqualTo("120000.50");
    assertThat(call.json().path("inOrder").asBoolean()).isTrue();
    assertThat(adjusted.json().path("bestCase").isNull()).isTrue();
    assertThat(adjusted.json().path("inOrder").asBoolean()).isFalse();
    CallFigures figures = new CallFigures(eur("80000"), eur("90000"), eur("120000.50"));
    assertThat(stored(stream("both")).getFirst().getPayload())
        .isInstanceOfSatisfying(ForecastCallSubmitted.class, submitted -> {
          assertThat(submitted.figures()).isEqualTo(figures);
          assertSays(submitted.note(), "rep-c2", "Two large ones are close");
        });
    assertThat(lastStored(stream("both")))
        .isInstanceOfSatisfying(ForecastCallAdjusted.class, event -> {
          assertThat(event.submitted()).isEqualTo(figures);
          assertThat(event.figures()).isEqualTo(new CallFigures(eur("95000"), null, null));
          assertSays(event.note(), "rep-c2", "The second one is as good as signed");
        });
  }

  @Test
  void isFrozenFromTheClosingOfThePeriodUntilItIsOpenedAgain() {
    open("frozen");
    changed(post("/plans/frozen/forecast/calls", CALL));
    changed(post("/plans/frozen/periods/FY2026/closure", ""));

    problem(post("/plans/frozen/forecast/calls", CALL), 409, "period-closed");
    problem(post("/plans/frozen/forecast/adjustments", ADJUSTMENT), 409, "period-closed");

    changed(post("/plans/frozen/periods/FY2026/reopening", "{'reason':'Late order'}"));
    changed(post("/plans/frozen/forecast/calls", CALL));
    changed(post("/plans/frozen/closure", ""));
    problem(post("/plans/frozen/forecast/calls", CALL), 409, "plan-in-wrong-state");
  }

  @Test
  void takesARepeatedRequestOnceAndAChangeOfAnotherVersionNever() {
    open("once");
    Answer first = changed(post("/plans/once/forecast/calls", CALL, "Idempotency-Key", "a"));
    Answer again = post("/plans/once/forecast/calls", CALL, "Idempotency-Key", "a");

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.response().body()).isEqualTo(first.response().body());
    assertThat(stored(stream("once"))).hasSize(1);
    problem(
        post("/plans/once/forecast/adjustments", ADJUSTMENT, "If-Match", "\"7\""),
        412,
        "version-mismatch");
    changed(post("/plans/once/forecast/adjustments", ADJUSTMENT, "If-Match", "\"0\""));
  }

  @Test
  void nobodyAdjustsTheirOwnCall() {
    open("own");
    String own = CALL.replace("'c2'", "'1'");

    changed(post("/plans/own/forecast/calls", own));
    problem(
        post("/plans/own/forecast/adjustments", ADJUSTMENT.replace("'c2'", "'1'")),
        403,
        "own-call");
  }

  @Test
  void takesACallForTheWholePlanWithoutAnId() {
    open("house");

    Answer answer = changed(post(
        "/plans/house/forecast/calls",
        "{'subject':{'type':'HOUSE'},'periodId':'FY2026','commit':'1'}"));

    assertThat(answer.json().at("/subject/id").asString()).isEqualTo("house");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'c2' | 'nobody' | 422 | subject.id",
        "'FY2026-Q1' | 'FY2027-Q1' | 422 | periodId",
        "'FY2026-Q1' | 'FY 2026' | 400 | periodId",
        "'commit':'80000', | `` | 400 | commit",
        "'80000' | '80000.001' | 422 | commit",
        "'80000' | '0.00001' | 400 | commit",
        "'80000' | 'much' | 400 | commit",
        "90000 | 90000.005 | 422 | bestCase",
        "'120000.5' | '1234567890123456' | 400 | pipeline",
        "'Two large ones are close' | ' ' | 400 | note",
        "'note' | 'reason' | 400 | reason",
        "'REP' | 'TERRITORY' | 400 | subject.type"
      })
  void namesWhatIsWrongWithACall(String good, String bad, int status, String field) {
    open("wrong");

    Answer answer = post("/plans/wrong/forecast/calls", CALL.replace(good, bad));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void refusesIdsThatAreTooLongTogether() {
    String plan = "p".repeat(100);
    String call = CALL.replace("c2", "r".repeat(100)).replace("FY2026-Q1", "q".repeat(35));

    Answer answer = problem(post("/plans/" + plan + "/forecast/calls", call), 400, "invalid-value");

    assertThat(answer.member("field")).isEqualTo("periodId");
    problem(
        post("/plans/" + plan + "/forecast/calls", call.replace("q".repeat(35), "q")),
        404,
        "not-found");
  }

  @Test
  void namesWhatIsWrongWithAnAdjustment() {
    open("wrong-too");
    String path = "/plans/wrong-too/forecast/adjustments";

    Answer nothing =
        problem(post(path, ADJUSTMENT.replace("'commit':'95000',", "")), 400, "invalid-value");
    assertThat(nothing.member("field")).isEqualTo("commit");
    assertThat(post(path, ADJUSTMENT.replaceFirst(",\\s*'note':'[^']*'", "")).member("field"))
        .isEqualTo("note");
    problem(post("/plans/none/forecast/adjustments", ADJUSTMENT), 404, "not-found");
  }

  private void open(String planId) {
    post("/plans", """
        {'planId':'%s','name':'Plan','calendarId':'calls','currency':'EUR'}""".formatted(planId));
  }

  private static String stream(String planId) {
    return new ForecastCallId(
            new PlanId(planId), new PeriodId("FY2026-Q1"), Subject.rep(new RepId("c2")))
        .toString();
  }

  private static Money eur(String amount) {
    return Money.of(amount, "EUR");
  }
}
