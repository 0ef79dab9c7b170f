package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A plan that needs approval, from its opening to its second revision: what is drafted and reviewed is
 * seen by whoever decides about it, and changes no figure before it is published. The sales operations
 * ask, {@code boss} approves, and the rep 275 is whose quota it is not.
 */
class PlanLifeTest {

  private static final String API = "/api/v1/";
  private static final String[] BOSS = RunningServer.basic("boss", "password of boss");
  private static final String[] OPS = RunningServer.basic("planner", "password of planner");

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;
  private static String token = "";

  @BeforeAll
  static void start() {
    server = RunningServer.start(
        dataDir,
        "--quotaledger.security.users[6].name=boss",
        "--quotaledger.security.users[6].password=password of boss",
        "--quotaledger.security.users[6].roles=SALES_OPS",
        "--quotaledger.security.users[7].name=planner",
        "--quotaledger.security.users[7].password=password of planner",
        "--quotaledger.security.users[7].roles=SALES_OPS");
    client = server.client();
    write("POST", "calendars", """
        {"calendarId":"c","timeZone":"UTC","periods":[
          {"periodId":"P1","firstDay":"2026-01-01","lastDay":"2026-06-30"},
          {"periodId":"P2","firstDay":"2026-07-01","lastDay":"2026-12-31"}]}""");
    write("POST", "reps", "{\"repId\":\"276\",\"name\":\"N\",\"hiredOn\":\"2020-01-01\"}");
    write("POST", "reps", "{\"repId\":\"277\",\"name\":\"O\",\"hiredOn\":\"2020-01-01\"}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aPlanIsApprovedPublishedAndRevised() {
    write("POST", "plans", """
        {"planId":"p","name":"P","calendarId":"c","currency":"USD","approval":true}""");
    set("p", "276", "1000");
    write("POST", "plans/p/submission", "{\"comment\":\"Ready\"}");
    nobodyApprovesTheirOwnSubmission();
    rejectedItIsDrawnUpAgain();
    String published = approvedItIsPublished();
    inForceItIsAdjustedOnly();
    aRevisionIsDraftedBesideWhatIsInForce();
    theRevisionIsPublishedAfterAnApprovalOfItsOwn();
    whatWasReportedStays(published);
  }

  private void nobodyApprovesTheirOwnSubmission() {
    Answer own = send(OPS, "POST", "plans/p/approval", "{}");
    assertThat(own.status()).isEqualTo(403);
    assertThat(own.member("code")).isEqualTo("own-submission");
    JsonNode attempt = client
        .get(API + "audit/refused-attempts?actor=planner", as(Role.AUDITOR))
        .json()
        .at("/items/0");
    assertThat(attempt.path("attempted").asString()).isEqualTo("ApprovePlan");
    assertThat(attempt.path("code").asString()).isEqualTo("own-submission");
    assertThat(attempt.path("target").asString()).isEqualTo("plan-p");
    assertThat(read("plans/p").path("state").asString()).isEqualTo("IN_REVIEW");
  }

  private void rejectedItIsDrawnUpAgain() {
    assertThat(send(OPS, "PUT", "plans/p/quotas", quota("276", "5")).member("code"))
        .isEqualTo("plan-in-wrong-state");
    assertThat(send(BOSS, "POST", "plans/p/rejection", "{}").member("field")).isEqualTo("comment");
    assertThat(send(BOSS, "POST", "plans/p/rejection", "{\"comment\":\"Too much\"}")
            .status())
        .isEqualTo(200);
    set("p", "276", "900");
    write("POST", "plans/p/submission", "");
  }

  private String approvedItIsPublished() {
    assertThat(send(OPS, "POST", "plans/p/publication", "").status()).isEqualTo(409);
    assertThat(send(BOSS, "POST", "plans/p/approval", "{\"comment\":\"Fine\"}").status())
        .isEqualTo(200);
    write("POST", "plans/p/publication", "");
    JsonNode plan = read("plans/p");
    assertThat(plan.path("state").asString()).isEqualTo("PUBLISHED");
    assertThat(plan.path("approval").asBoolean()).isTrue();
    assertThat(plan.path("revision").asInt()).isEqualTo(1);
    assertThat(plan.has("underWay")).isFalse();
    assertThat(
            plan.path("timeline").valueStream().map(item -> item.path("reason").asString("")))
        .containsExactly("", "Ready", "Too much", "", "Fine", "");
    assertThat(plan.path("timeline").toString()).doesNotContain("cipher");
    return read("plans/p/attainment?period=P1").path("knownAt").asString();
  }

  private void inForceItIsAdjustedOnly() {
    Answer set = send(OPS, "PUT", "plans/p/quotas", quota("276", "950"));
    assertThat(set.status()).isEqualTo(409);
    assertThat(set.member("detail")).contains("adjust them, or start a revision");
    write("POST", "plans/p/adjustments", quota("276", "-100").replace("amount", "delta"));
    assertThat(quotaOf("276", "")).isEqualTo("800.00");
  }

  private void aRevisionIsDraftedBesideWhatIsInForce() {
    write("POST", "plans/p/revision", "{\"reason\":\"Second half\"}");
    JsonNode drafted = send(OPS, "PUT", "plans/p/quotas", quota("276", "1200")).json();
    assertThat(drafted.path("revision").asInt()).isEqualTo(2);
    set("p", "277", "300");
    assertThat(quotaOf("276", "")).isEqualTo("800.00");
    assertThat(quotaOf("277", "")).isEqualTo("null");
    assertThat(read("plans/p/quotas").path("items")).hasSize(1);
    JsonNode revision = read("plans/p/revision?limit=1");
    assertThat(revision.path("state").asString()).isEqualTo("REVISING");
    assertThat(revision.path("revision").asInt()).isEqualTo(2);
    JsonNode draft = revision.at("/items/0");
    assertThat(draft.at("/subject/id").asString()).isEqualTo("276");
    assertThat(draft.path("amount").asString()).isEqualTo("1200.00");
    assertThat(draft.path("inForce").asString()).isEqualTo("800.00");
    assertThat(draft.path("actor").asString()).isEqualTo("planner");
    assertThat(draft.path("reason").asString()).isEqualTo("because");
    JsonNode second = read("plans/p/revision?cursor=" + revision.path("next").asString());
    assertThat(second.at("/items/0/subject/id").asString()).isEqualTo("277");
    assertThat(second.at("/items/0/inForce").isNull()).isTrue();
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(client
            .get(API + "plans/p/revision?format=csv", with(OPS))
            .response()
            .body())
        .contains("1200.00", "300.00");
    assertThat(client.get(API + "plans/p/revision", as(Role.REP)).status()).isEqualTo(403);
  }

  private void theRevisionIsPublishedAfterAnApprovalOfItsOwn() {
    String before = read("plans/p/revision").path("knownAt").asString();
    write("POST", "plans/p/submission", "");
    write("POST", "plans/p/adjustments", quota("276", "50").replace("amount", "delta"));
    assertThat(quotaOf("276", "")).isEqualTo("850.00");
    assertThat(send(OPS, "POST", "plans/p/approval", "").member("code"))
        .isEqualTo("own-submission");
    assertThat(send(BOSS, "POST", "plans/p/approval", "").status()).isEqualTo(200);
    write("POST", "plans/p/periods/P1/closure", "");
    Answer blocked = send(OPS, "POST", "plans/p/publication", "");
    assertThat(blocked.status()).isEqualTo(409);
    assertThat(blocked.member("code")).isEqualTo("publication-blocked");
    assertThat(blocked.json().path("total").asInt()).isEqualTo(2);
    assertThat(blocked.json().at("/blockers/0/code").asString()).isEqualTo("period-closed");
    assertThat(blocked.json().at("/blockers/0/line/subject/id").asString()).isEqualTo("276");
    assertThat(quotaOf("277", "")).isEqualTo("null");
    write("POST", "plans/p/periods/P1/reopening", "{\"reason\":\"Too early\"}");
    write("POST", "plans/p/publication", "");

    assertThat(quotaOf("276", "")).isEqualTo("1200.00");
    assertThat(quotaOf("277", "")).isEqualTo("300.00");
    assertThat(read("plans/p").path("revision").asInt()).isEqualTo(2);
    assertThat(read("plans/p/revision").path("items")).isEmpty();
    assertThat(read("plans/p/revision?knownAt=" + before).path("items")).hasSize(2);
    List<JsonNode> history =
        read("plans/p/history?subject=276").path("items").valueStream().toList();
    assertThat(history)
        .extracting(item -> "%s %s %s"
            .formatted(
                item.path("type").asString(),
                item.path("before").asString(""),
                item.path("after").asString()))
        .containsExactly(
            "QuotaSet  1000.00",
            "QuotaSet 1000.00 900.00",
            "QuotaAdjusted 900.00 800.00",
            "QuotaAdjusted 800.00 850.00",
            "QuotaSet 850.00 1200.00");
  }

  private void whatWasReportedStays(String published) {
    assertThat(quotaOf("276", "&knownAt=" + published)).isEqualTo("900.00");
    assertThat(read("plans/p?knownAt=" + published).path("revision").asInt()).isEqualTo(1);
  }

  @Test
  void aPlanWithoutApprovalIsRevisedByWhoeverPlans() {
    write("POST", "plans", """
        {"planId":"free","name":"F","calendarId":"c","currency":"USD"}""");
    set("free", "276", "10");
    assertThat(send(OPS, "POST", "plans/free/submission", "").member("code"))
        .isEqualTo("plan-in-wrong-state");
    write("POST", "plans/free/publication", "");
    set("free", "276", "11");
    write("POST", "plans/free/revision", "{\"reason\":\"x\"}");
    set("free", "276", "12");
    write("POST", "plans/free/revision/abandonment", "{\"reason\":\"never mind\"}");
    assertThat(read("plans/free/quotas").at("/items/0/amount").asString()).isEqualTo("11.00");
    assertThat(read("plans/free/revision").path("revision").isNull()).isTrue();
    write("POST", "plans/free/revision", "{\"reason\":\"y\"}");
    assertThat(read("plans/free/revision").path("items")).isEmpty();
    set("free", "276", "13");
    write("POST", "plans/free/publication", "");
    assertThat(read("plans/free/quotas").at("/items/0/amount").asString()).isEqualTo("13.00");
    assertThat(read("plans/free").path("revision").asInt()).isEqualTo(3);
  }

  private static String quota(String rep, String amount) {
    return """
        {"subject":{"type":"REP","id":"%s"},"periodId":"P1","amount":"%s","reason":"because"}""".formatted(rep, amount);
  }

  private static void set(String plan, String rep, String amount) {
    write("PUT", "plans/" + plan + "/quotas", quota(rep, amount));
  }

  private static String quotaOf(String rep, String more) {
    JsonNode items = read("plans/p/attainment?groupBy=rep&period=P1&subject=" + rep + more);
    return items.at("/items/0/quota").asString("null");
  }

  private static JsonNode read(String path) {
    Answer answer = client.get(API + path, with(OPS));
    assertThat(answer.status()).as(path + answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static void write(String method, String path, String body) {
    Answer answer = send(OPS, method, path, body);
    assertThat(answer.status()).as(path + answer.response().body()).isIn(200, 201);
  }

  private static Answer send(String[] user, String method, String path, String body) {
    Answer answer = client.sendJson(method, API + path, body, user);
    token =
        answer.header("Consistency-Token").isEmpty() ? token : answer.header("Consistency-Token");
    return answer;
  }

  private static String[] with(String[] user) {
    return token.isEmpty() ? user : new String[] {user[0], user[1], "Consistency-Token", token};
  }
}
