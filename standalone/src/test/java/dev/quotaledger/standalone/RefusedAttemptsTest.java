package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What somebody tried and may not, or could not, is there for auditors to read: once, and with why. */
class RefusedAttemptsTest {

  private static final String OWN_QUOTA = """
      {"subject":{"type":"REP","id":"275"},"periodId":"P","amount":"900000","reason":"because I can",
       "effectiveOn":"2026-01-01"}""";

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    server = RunningServer.start(dataDir);
    client = server.client();
    send("POST", "calendars", """
        {"calendarId":"c","timeZone":"UTC","periods":[
          {"periodId":"P","firstDay":"2026-01-01","lastDay":"2026-12-31"}]}""", Role.ADMIN);
    send("POST", "reps", """
        {"repId":"275","name":"N","hiredOn":"2020-01-01"}""", Role.ADMIN);
    send("POST", "plans", """
        {"planId":"p","name":"P","calendarId":"c","currency":"USD"}""", Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void theCommandIsKeptWithWhoSentItAndWhyItWasRefused() {
    Answer refused = send("PUT", "plans/p/quotas", OWN_QUOTA, Role.SALES_OPS);
    assertThat(refused.status()).isEqualTo(403);
    List<JsonNode> kept = ofRequest(refused);
    assertThat(kept).as("once").hasSize(1);
    JsonNode attempt = kept.getFirst();
    assertThat(attempt.path("actor").asString()).isEqualTo("SALES_OPS");
    assertThat(attempt.path("actorRep").asString()).isEqualTo("275");
    assertThat(attempt.path("code").asString()).isEqualTo("own-quota");
    assertThat(attempt.path("attempted").asString()).isEqualTo("SetQuota");
    assertThat(attempt.path("target").asString()).isEqualTo("plan-p");
    assertThat(attempt.at("/command/amount").decimalValue()).isEqualByComparingTo("900000");
    assertThat(attempt.toString())
        .as("a reason is only there as a cipher")
        .doesNotContain("because");
  }

  @Test
  void aRequestThatWasNotLetInIsKeptAsWhatItAskedFor() {
    Answer refused = send("POST", "plans", "{}", Role.REP);
    assertThat(refused.status()).isEqualTo(403);
    JsonNode attempt = ofRequest(refused).getFirst();
    assertThat(attempt.path("attempted").asString()).isEqualTo("POST /api/v1/plans");
    assertThat(attempt.path("code").asString()).isEqualTo("forbidden");
    Answer read = client.get("/api/v1/audit/refused-attempts", as(Role.REP));
    assertThat(read.status()).isEqualTo(403);
    assertThat(ofRequest(read)).hasSize(1);
  }

  @Test
  void whatIsOnlyOutOfPlaceIsKeptToo() {
    Answer refused = send("POST", "plans/p/periods/P/reopening", """
        {"reason":"x"}""", Role.ADMIN);
    assertThat(refused.status()).isEqualTo(409);
    assertThat(ofRequest(refused))
        .extracting(attempt -> attempt.path("code").asString())
        .containsExactly("period-not-closed");
  }

  @Test
  void theyAreReadByPageByActorAndByDay() {
    for (int i = 0; i < 3; i++) {
      send("POST", "plans", "{}", Role.MANAGER);
    }
    JsonNode first = read("?actor=MANAGER&limit=2");
    assertThat(first.path("items").size()).isEqualTo(2);
    JsonNode second = read("?actor=MANAGER&limit=2&cursor=" + first.path("next").asString());
    assertThat(second.path("items").size()).isEqualTo(1);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(read("?actor=MANAGER&from=2999-01-01").path("items").size()).isZero();
    assertThat(read("?actor=MANAGER&to=1999-01-01").path("items").size()).isZero();
  }

  private static List<JsonNode> ofRequest(Answer answer) {
    List<JsonNode> found = new ArrayList<>();
    read("?limit=1000").path("items").forEach(item -> {
      if (item.path("requestId").asString().equals(answer.header("X-Request-Id"))) {
        found.add(item);
      }
    });
    return found;
  }

  private static JsonNode read(String query) {
    Answer answer = client.get("/api/v1/audit/refused-attempts" + query, as(Role.AUDITOR));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static Answer send(String method, String path, String body, Role role) {
    return client.sendJson(method, "/api/v1/" + path, body, as(role));
  }
}
