package dev.quotaledger.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the same for every write. */
class WritesTest extends Writing {

  private static final String KEY = "Idempotency-Key";
  private static final String FIRST_YEAR = """
      {'calendarId':'%s','timeZone':'UTC','pattern':'QUARTERS','firstDay':'2026-01-01'}""";
  private static final String SECOND_YEAR = """
      {'pattern':'QUARTERS','firstDay':'2027-01-01'}""";

  @Test
  void answersARepeatedRequestAsTheFirstTimeAndRecordsNothing() {
    Answer first =
        made(post("/calendars", FIRST_YEAR.formatted("once"), KEY, "k1"), "/calendars/once");
    post("/calendars/once/periods", SECOND_YEAR);

    Answer repeat =
        made(post("/calendars", FIRST_YEAR.formatted("once"), KEY, "k1"), "/calendars/once");

    assertThat(repeat.response().body()).isEqualTo(first.response().body());
    assertThat(repeat.header("ETag")).isEqualTo("\"0\"");
    assertThat(token(repeat)).isEqualTo(token(first));
    assertThat(first.header("Idempotent-Replayed")).isEmpty();
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(stored("calendar-once")).hasSize(2);
  }

  @Test
  void refusesAnIdempotencyKeyThatCameWithAnotherBody() {
    post("/calendars", FIRST_YEAR.formatted("reused"), KEY, "k2");

    problem(
        post("/calendars", FIRST_YEAR.formatted("reused").replace("UTC", "Europe/Oslo"), KEY, "k2"),
        422,
        "idempotency-key-reused");
    problem(
        post("/calendars/reused/periods", SECOND_YEAR, KEY, "k2"), 422, "idempotency-key-reused");
    assertThat(stored("calendar-reused")).hasSize(1);
  }

  @Test
  void knowsARepeatedRequestAfterARestart(@TempDir Path dataDir) {
    String body = FIRST_YEAR.formatted("kept");
    Answer first;
    try (RunningCommandSide before = RunningCommandSide.start(dataDir)) {
      first = before.post("/calendars", body, KEY, "k3");
    }
    try (RunningCommandSide after = RunningCommandSide.start(dataDir)) {
      Answer repeat = made(after.post("/calendars", body, KEY, "k3"), "/calendars/kept");

      assertThat(repeat.response().body()).isEqualTo(first.response().body());
      assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
      problem(
          after.post("/calendars", body.replace("UTC", "Europe/Oslo"), KEY, "k3"),
          422,
          "idempotency-key-reused");
      assertThat(after.bean(EventStore.class).readEvents("calendar-kept", 0).asStream())
          .hasSize(1);
    }
  }

  @Test
  void takesNothingFromStrangersAndSaysWhoDidIt() {
    problem(client().sendJson("POST", "/api/v1/calendars", "{}"), 401, "unauthenticated");

    post("/calendars", FIRST_YEAR.formatted("signed"), "X-Request-Id", "request-7");

    assertThat(stored("calendar-signed").getFirst().getMetaData())
        .containsEntry("actor", "ann")
        .containsEntry("actorRep", "1")
        .containsEntry("requestId", "request-7")
        .containsEntry("sourceSystem", "http");
  }

  @Test
  void isMeasuredAndHealthy() {
    post("/calendars", FIRST_YEAR.formatted("measured"));

    assertThat(client().get("/actuator/health").member("status")).isEqualTo("UP");
    assertThat(client()
            .get("/actuator/prometheus", "Authorization", RunningCommandSide.ADMIN)
            .response()
            .body())
        .contains(
            "quotaledger_commands_seconds_count{command=\"DefineCalendar\",outcome=\"accepted\"}");
  }

  @Test
  void takesAChangeOnlyAtTheVersionThatIfMatchNames() {
    post("/calendars", FIRST_YEAR.formatted("matched"));

    Answer stale = problem(
        post("/calendars/matched/periods", SECOND_YEAR, "If-Match", "\"7\""),
        412,
        "version-mismatch");
    assertThat(stale.member("expected")).isEqualTo("7");
    assertThat(stale.member("actual")).isEqualTo("0");
    Answer taken = changed(post("/calendars/matched/periods", SECOND_YEAR, "If-Match", "\"0\""));
    assertThat(taken.header("ETag")).isEqualTo("\"1\"");
    problem(
        post("/calendars/matched/periods", SECOND_YEAR, "If-Match", "\"0\""),
        412,
        "version-mismatch");
  }

  @Test
  void namesExactlyItsOwnEventsInTheToken() {
    Answer first = post("/calendars", FIRST_YEAR.formatted("traced"));
    post("/calendars", FIRST_YEAR.formatted("between"));
    Answer second = post("/calendars/traced/periods", SECOND_YEAR);

    assertThat(token(first).aggregateId()).isEqualTo("calendar-traced");
    assertThat(token(first).indexes()).hasSize(1).isEqualTo(indexesOf("calendar-traced", 0, 0));
    assertThat(token(second).indexes()).hasSize(1).isEqualTo(indexesOf("calendar-traced", 1, 1));
    assertThat(token(post("/calendars/traced/periods", SECOND_YEAR)).indexes())
        .isEqualTo(indexesOf("calendar-traced", 1, 1));
  }

  @Test
  void refusesAMissingBodyAndOneThatIsTooLarge() {
    problem(post("/calendars", ""), 400, "missing-body");
    problem(post("/plans/p/periods/q/reopening", ""), 400, "missing-body");
    problem(
        post("/calendars", "{'calendarId':'" + "x".repeat(1_100_000) + "'}"),
        413,
        "body-too-large");
    problem(post("/calendars", "{'calendarId'"), 400, "malformed-json");
    assertThat(problem(
                post("/calendars", "{'calendarId':'x','timeZone':'UTC','name':'X'}"),
                400,
                "unknown-field")
            .member("expected"))
        .isEqualTo("one of calendarId, firstDay, pattern, periods, timeZone, years");
  }

  @Test
  void saysOfNothingThatItFailedWithinUs() {
    problem(post("/calendars/%20/periods", SECOND_YEAR), 400, "invalid-value");
    problem(post("/calendars?x=1", FIRST_YEAR.formatted("x")), 400, "unknown-parameter");
    problem(put("/calendars", FIRST_YEAR.formatted("x")), 405, "method-not-allowed");
    problem(post("/calendars", FIRST_YEAR.formatted("x"), "If-Match", "7"), 400, "invalid-value");
    problem(post("/calendars", FIRST_YEAR.formatted("x"), KEY, ""), 400, "invalid-value");
  }
}
