package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** How far what follows the events is, to who reads with a token, to operators and to Prometheus. */
class ProcessorsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    server = RunningServer.start(dataDir, "--quotaledger.query.consistency-wait=3s");
    client = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aReadWithTheTokenOfAWriteIncludesIt() {
    for (int i = 0; i < 5; i++) {
      Answer written = hire("rep-" + i);
      Answer read = read("rep-" + i, written.header(ConsistencyToken.HEADER));
      assertThat(read.status()).as(read.response().body()).isEqualTo(200);
    }
  }

  @Test
  void aReadThatCannotIncludeTheWriteInTimeSaysWhenToTryAgain() {
    hire("early");
    ConsistencyToken future = ConsistencyToken.of("rep-late", 0, List.of(1_000_000L));

    Answer answer = read("early", future.encode());

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(503);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.member("code")).isEqualTo("not-yet-consistent");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void reactionsAreShownBesideTheReadModels() {
    hire("shown");
    await().atMost(SOON).untilAsserted(() -> {
      JsonNode answer = client.get("/api/v1/admin/processors", as(Role.ADMIN)).json();
      assertThat(answer.path("items"))
          .extracting(item -> item.path("model").asString())
          .containsExactlyInAnyOrder("alerts", "attainment", "history", "pipeline", "timeline");
      assertThat(answer.path("reactions"))
          .extracting(item -> item.path("processor").asString())
          .containsExactly("ledger", "quota-transfer");
      JsonNode reaction = answer.at("/reactions/1");
      assertThat(reaction.path("lag").asLong(-1)).isZero();
      assertThat(reaction.path("position")).isEqualTo(answer.path("head"));
      assertThat(reaction.at("/segments/0/owner").asString()).isNotEmpty();
    });
  }

  @Test
  void theirLagIsExportedToPrometheus() {
    await().atMost(SOON).untilAsserted(() -> {
      String metrics =
          client.get("/actuator/prometheus", as(Role.ADMIN)).response().body();
      assertThat(metrics)
          .contains("quotaledger_processor_lag_events{")
          .contains("processor=\"attainment_1\"")
          .contains("processor=\"quota-transfer\"")
          .contains("quotaledger_processor_stopped{");
    });
  }

  private static Answer hire(String rep) {
    String body = """
        {"repId":"%s","name":"R","hiredOn":"2020-01-01"}""".formatted(rep);
    Answer answer = client.sendJson("POST", "/api/v1/reps", body, as(Role.SALES_OPS));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer;
  }

  private static Answer read(String rep, String token) {
    String[] who = as(Role.SALES_OPS);
    return client.get("/api/v1/reps/" + rep, who[0], who[1], ConsistencyToken.HEADER, token);
  }
}
