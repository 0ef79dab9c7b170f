package dev.quotaledger.command.quotaplan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.web.Client.Answer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanControllerTest extends Writing {

  private static final String LINE = """
      {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','amount':'%s','reason':'Plan'}""";

  @BeforeEach
  void prepare() {
    post("/calendars", """
        {'calendarId':'plans','timeZone':'UTC','pattern':'QUARTERS','firstDay':'2026-01-01'}""");
    post("/reps", "{'repId':'1','name':'Ann','hiredOn':'2020-01-01'}");
    post("/reps", "{'repId':'p2','name':'P Two','hiredOn':'2020-01-01'}");
  }

  @Test
  void goesThroughALife() {
    String open = "{'planId':'life','name':'Life','calendarId':'plans','currency':'EUR'}";

    made(post("/plans", open), "/plans/life");
    unchanged(post("/plans", open));
    problem(post("/plans", open.replace("EUR", "USD")), 409, "already-exists");
    changed(post("/plans/life/publication", ""));
    problem(post("/plans/life/publication", ""), 409, "plan-in-wrong-state");
    Answer closed = changed(post("/plans/life/periods/FY2026-Q1/closure", ""));
    assertThat(closed.member("periodId")).isEqualTo("FY2026-Q1");
    unchanged(post("/plans/life/periods/FY2026-Q1/closure", "{'reason':'Again'}"));
    problem(put("/plans/life/quotas", LINE.formatted("1")), 409, "period-closed");
    changed(post("/plans/life/periods/FY2026-Q1/reopening", "{'reason':'Credit note'}"));
    assertThat(lastStored("plan-life"))
        .isInstanceOfSatisfying(
            PeriodReopened.class,
            reopened -> assertSays(reopened.reason(), "plan-life", "Credit note"));
    problem(
        post("/plans/life/periods/FY2026-Q1/reopening", "{'reason':'x'}"),
        409,
        "period-not-closed");
    problem(post("/plans/life/periods/FY2026-Q9/closure", "{}"), 422, "unknown-reference");
    changed(post("/plans/life/closure", "{'reason':'Replaced'}"));
    problem(put("/plans/life/quotas", LINE.formatted("1")), 409, "plan-in-wrong-state");
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    Answer calendar = problem(
        post("/plans", "{'planId':'x','name':'X','calendarId':'none','currency':'EUR'}"),
        422,
        "unknown-reference");
    assertThat(calendar.member("field")).isEqualTo("calendarId");
    problem(post("/plans/none/publication", ""), 404, "not-found");
    problem(put("/plans/none/quotas", LINE.formatted("1")), 404, "not-found");
  }

  @Test
  void setsALineAndSaysWhatItWasBefore() {
    open("sets");

    Answer first = changed(put("/plans/sets/quotas", LINE.formatted("80000")));
    assertThat(first.json().path("before").isNull()).isTrue();
    Answer second = changed(put("/plans/sets/quotas", LINE.formatted("84000.50")));

    assertThat(second.json().at("/subject/type").asString()).isEqualTo("REP");
    assertThat(second.json().at("/subject/id").asString()).isEqualTo("p2");
    assertThat(second.member("planId")).isEqualTo("sets");
    assertThat(second.member("periodId")).isEqualTo("FY2026-Q1");
    assertThat(second.member("before")).isEqualTo("80000.00");
    assertThat(second.member("after")).isEqualTo("84000.50");
    assertThat(second.member("currency")).isEqualTo("EUR");
    assertThat(second.member("effectiveOn")).isEqualTo("2026-01-01");
    assertThat(lastStored("plan-sets"))
        .isInstanceOfSatisfying(QuotaSet.class, set -> assertSays(set.reason(), "rep-p2", "Plan"));
    assertThat(unchanged(put("/plans/sets/quotas", LINE.formatted("84000.5"))).member("periodId"))
        .isEqualTo("FY2026-Q1");
  }

  @Test
  void setsALineOfTheHouseWithoutAnId() {
    open("house");

    Answer answer = changed(put("/plans/house/quotas", """
        {'subject':{'type':'HOUSE'},'productLine':'Bikes','periodId':'FY2026-Q1','amount':5,
         'reason':'Plan','effectiveOn':'2026-02-01'}"""));

    assertThat(answer.json().at("/subject/id").asString()).isEqualTo("house");
    assertThat(answer.member("productLine")).isEqualTo("Bikes");
    assertThat(answer.member("effectiveOn")).isEqualTo("2026-02-01");
  }

  @Test
  void setsManyLinesAtOnceAllOrNone() {
    open("many");
    String line = LINE.formatted("10").strip();
    String other = line.replace("Q1", "Q2");

    Answer answer = changed(put("/plans/many/quotas", "{'quotas':[%s,%s]}".formatted(line, other)));
    assertThat(answer.json().path("items").size()).isEqualTo(2);
    assertThat(answer.json().at("/items/1/periodId").asString()).isEqualTo("FY2026-Q2");
    assertThat(answer.json().at("/items/1/after").asString()).isEqualTo("10.00");
    assertThat(token(answer).indexes()).isEqualTo(indexesOf("plan-many", 1, 2));

    Answer one = changed(put(
        "/plans/many/quotas", "{'quotas':[%s,%s]}".formatted(line, other.replace("'10'", "'11'"))));
    assertThat(one.json().path("items").size()).isEqualTo(1);

    problem(
        put(
            "/plans/many/quotas",
            "{'quotas':[%s,%s]}".formatted(line.replace("'10'", "'12'"), line.replace("Q1", "Q9"))),
        422,
        "unknown-reference");
    assertThat(stored("plan-many")).hasSize(4);
  }

  @Test
  void takesAThousandLinesAndNoMore() {
    open("bulk");
    String team = LINE.formatted("10").strip().replace("'REP','id':'p2'", "'HOUSE'");
    String lines = IntStream.range(0, 1_000)
        .mapToObj(i -> team.replace("'periodId'", "'productLine':'P" + i + "','periodId'"))
        .collect(Collectors.joining(","));

    Answer answer = changed(put("/plans/bulk/quotas", "{'quotas':[%s]}".formatted(lines)));

    assertThat(answer.json().path("items").size()).isEqualTo(1_000);
    Answer tooMany = problem(
        put("/plans/bulk/quotas", "{'quotas':[%s,%s]}".formatted(lines, team)),
        400,
        "invalid-value");
    assertThat(tooMany.member("field")).isEqualTo("quotas");
    assertThat(tooMany.member("expected")).isEqualTo("1 to 1000 lines");
  }

  @Test
  void adjustsALine() {
    open("adjusts");
    put("/plans/adjusts/quotas", LINE.formatted("80000"));

    Answer answer = changed(post("/plans/adjusts/adjustments", """
        {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','delta':'-10000',
         'reason':'Leave','effectiveOn':'2026-02-15'}"""));

    assertThat(answer.member("before")).isEqualTo("80000.00");
    assertThat(answer.member("after")).isEqualTo("70000.00");
    assertThat(answer.member("effectiveOn")).isEqualTo("2026-02-15");
    problem(post("/plans/adjusts/adjustments", """
            {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q2','delta':'1','reason':'x'}"""), 422, "no-such-line");
    problem(post("/plans/adjusts/adjustments", """
            {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','delta':'-80001','reason':'x'}"""), 422, "negative-quota");
  }

  @Test
  void adjustsManyLinesAtOnceOrNone() {
    open("adjusts-many");
    put("/plans/adjusts-many/quotas", LINE.formatted("80000"));
    put("/plans/adjusts-many/quotas", LINE.formatted("90000").replace("Q1", "Q2"));

    Answer answer = changed(post("/plans/adjusts-many/adjustments", """
        {'adjustments':[
           {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','delta':'-10000','reason':'a'},
           {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q2','delta':'5000','reason':'b'}],
         'method':{'name':'LANDING_QUANTILE','version':1}}"""));

    assertThat(answer.json().path("items").values().stream()
            .map(item -> item.path("after").asString()))
        .containsExactly("70000.00", "95000.00");
    problem(post("/plans/adjusts-many/adjustments", """
        {'adjustments':[
           {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','delta':'1','reason':'a'},
           {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q2','delta':'-95001','reason':'b'}]}"""), 422, "negative-quota");
    problem(post("/plans/adjusts-many/adjustments", """
        {'adjustments':[
           {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','delta':'1','reason':'a'},
           {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','delta':'1','reason':'b'}]}"""), 400, "invalid-value");
    Answer one = changed(post("/plans/adjusts-many/adjustments", """
        {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','delta':'1','reason':'x'}"""));
    assertThat(one.member("before")).as("what was refused changed no line").isEqualTo("70000.00");
    assertThat(problem(post("/plans/adjusts-many/adjustments", """
        {'subject':{'type':'REP','id':'p2'},'periodId':'FY2026-Q1','delta':'1','reason':'x',
         'method':{'name':'by hand','version':1}}"""), 400, "invalid-value")
            .member("field"))
        .isEqualTo("method.name");
  }

  @Test
  void letsNobodySetTheirOwnQuota() {
    open("own");

    problem(put("/plans/own/quotas", LINE.replace("p2", "1").formatted("1")), 403, "own-quota");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'amount':'1' | 'amount':'1.005' | 422 | amount",
        "'amount':'1' | 'amount':'1e15' | 400 | amount",
        "'amount':'1' | 'amount':'1,5' | 400 | amount",
        "'amount':'1', | nothing | 400 | amount",
        "'periodId':'FY2026-Q1', | nothing | 400 | periodId",
        ",'reason':'Plan' | nothing | 400 | reason",
        "'reason':'Plan' | 'reason':' ' | 400 | reason",
        "'subject':{'type':'REP','id':'p2'}, | nothing | 400 | subject",
        "'type':'REP' | 'type':'SALESMAN' | 400 | subject.type",
        "'type':'REP' | 'type':'HOUSE' | 400 | subject.id",
        ",'id':'p2' | nothing | 400 | subject.id",
        "'id':'p2' | 'id':'nobody' | 422 | subject.id",
        "'amount':'1' | 'amount':'1','territoryId':'nowhere' | 422 | territoryId",
        "'amount':'1' | 'amount':'1','quotas':[] | 400 | quotas"
      })
  void namesWhatIsWrongWithALine(String good, String bad, int status, String field) {
    open("bad");
    String body = LINE.formatted("1").strip();
    assertThat(body).contains(good);

    Answer answer = put("/plans/bad/quotas", body.replace(good, bad.equals("nothing") ? "" : bad));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    if (!answer.member("field").isEmpty()) {
      assertThat(answer.member("field")).isEqualTo(field);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'amount':'1' | 'amount':'1e15' | quotas[1].amount",
        "'amount':'1', | nothing | quotas[1].amount",
        "'reason':'Plan' | 'reason':' ' | quotas[1].reason",
        "'type':'REP' | 'type':'HOUSE' | quotas[1].subject.id"
      })
  void namesWhatIsWrongWithOneOfManyLines(String good, String bad, String field) {
    String line = LINE.formatted("1").strip();

    Answer answer = problem(
        put(
            "/plans/bad/quotas",
            "{'quotas':[%s,%s]}"
                .formatted(line, line.replace(good, bad.equals("nothing") ? "" : bad))),
        400,
        "invalid-value");

    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void namesTheDeltaThatIsWrong() {
    Answer answer = problem(post("/plans/bad/adjustments", """
            {'subject':{'type':'HOUSE'},'periodId':'FY2026-Q1','delta':'1e15','reason':'x'}"""), 400, "invalid-value");

    assertThat(answer.member("field")).isEqualTo("delta");
  }

  private void open(String planId) {
    post("/plans", """
        {'planId':'%s','name':'Plan','calendarId':'plans','currency':'EUR'}""".formatted(planId));
  }
}
