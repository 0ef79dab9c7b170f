package dev.quotaledger.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What becomes known of a deal of a closed period is always recorded. It is earned in that period and
 * posted in the open one.
 */
class LateFactsTest {

  private static final String API = "/api/v1/";

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;
  private static String token = "";

  @BeforeAll
  static void aQuarterIsClosed() throws IOException {
    server = RunningServer.start(dataDir);
    client = server.client();
    write("POST", "calendars", """
        {"calendarId":"c","timeZone":"UTC","periods":[
          {"periodId":"Q1","firstDay":"2026-01-01","lastDay":"2026-03-31"},
          {"periodId":"Q2","firstDay":"2026-04-01","lastDay":"2026-06-30"}]}""");
    write("POST", "teams", "{\"teamId\":\"north\",\"name\":\"North\"}");
    hire("ann");
    hire("ben");
    write("POST", "plans", """
        {"planId":"p","name":"Plan","calendarId":"c","currency":"USD"}""");
    deal("first", "ann", "WON", "100", "2026-02-01");
    deal("second", "ann", "WON", "40", "2026-02-02");
    deal("third", "ann", "WON", "30", "2026-02-03");
    write("POST", "plans/p/periods/Q1/closure", "{}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyLateFactIsTakenAndLeavesWhatWasReported() throws IOException {
    assertCredited("ann", "170.00", "none", "170.00", "none");

    deal("late", "ann", "WON", "20", "2026-02-04");
    assertCredited("ann", "190.00", "none", "170.00", "20.00");

    deal("first", "ann", "WON", "90", "2026-02-01");
    assertCredited("ann", "180.00", "none", "170.00", "10.00");

    deal("second", "ann", "NEGOTIATION", "40", null);
    assertCredited("ann", "140.00", "none", "170.00", "-30.00");

    deal("second", "ann", "LOST", "40", "2026-02-02");
    assertCredited("ann", "140.00", "none", "170.00", "-30.00");

    write("DELETE", "deals/third?reason=Cancelled", "");
    assertCredited("ann", "110.00", "none", "170.00", "-60.00");

    deal("note", "ann", "WON", "-5", "2026-02-05");
    assertCredited("ann", "105.00", "none", "170.00", "-65.00");

    write("PUT", "deals/late", """
        {"source":"crm","stage":"WON","amount":"20","currency":"USD","closedOn":"2026-02-04",
         "splits":[{"repId":"ann","percent":"25"},{"repId":"ben","percent":"75"}]}""");
    assertCredited("ann", "90.00", "none", "170.00", "-80.00");
    assertCredited("ben", "15.00", "none", "none", "15.00");

    deal("note", "ann", "WON", "-5", "2026-04-05");
    assertCredited("ann", "95.00", "-5.00", "170.00", "-80.00");

    write("POST", "plans/p/periods/Q1/reopening", "{\"reason\":\"Audit\"}");
    deal("found", "ann", "WON", "7", "2026-02-06");
    assertCredited("ann", "102.00", "-5.00", "177.00", "-80.00");
  }

  private static void hire(String rep) throws IOException {
    write("POST", "reps", """
        {"repId":"%1$s","name":"Rep %1$s","teamId":"north","hiredOn":"2020-01-01"}""".formatted(rep));
  }

  private static void deal(
      String deal, String rep, String stage, String amount, @Nullable String closedOn)
      throws IOException {
    write("PUT", "deals/" + deal, """
        {"source":"crm","repId":"%s","stage":"%s","amount":"%s","currency":"USD","closedOn":%s}""".formatted(
            rep, stage, amount, closedOn == null ? null : "\"" + closedOn + "\""));
  }

  private static void assertCredited(
      String rep, String earnedInQ1, String earnedInQ2, String postedInQ1, String postedInQ2)
      throws IOException {
    assertThat(credited(rep, "Q1", "EARNED")).as("earned in Q1").isEqualTo(earnedInQ1);
    assertThat(credited(rep, "Q2", "EARNED")).as("earned in Q2").isEqualTo(earnedInQ2);
    assertThat(credited(rep, "Q1", "POSTED")).as("posted in Q1").isEqualTo(postedInQ1);
    assertThat(credited(rep, "Q2", "POSTED")).as("posted in Q2").isEqualTo(postedInQ2);
  }

  private static String credited(String rep, String period, String basis) throws IOException {
    String path = API + "plans/p/attainment?period=%s&subject=%s&basis=%s";
    String[] admin = admin();
    Answer answer = client.get(
        path.formatted(period, rep, basis), admin[0], admin[1], "Consistency-Token", token);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    JsonNode items = answer.json().path("items");
    return items.isEmpty() ? "none" : items.at("/0/credited").asString();
  }

  private static void write(String method, String path, String body) throws IOException {
    Answer answer = client.sendJson(method, API + path, body, admin());
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
    token = answer.header("Consistency-Token");
  }

  private static String[] admin() throws IOException {
    String password = Files.readString(dataDir.resolve("admin-password")).strip();
    byte[] both = ("admin:" + password).getBytes(UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
  }
}
