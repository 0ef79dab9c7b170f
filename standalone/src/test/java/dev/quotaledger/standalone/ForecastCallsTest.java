package dev.quotaledger.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What people say of deals and periods goes all the way from a write to the forecast; who may say it
 * follows from who reports to whom. The users are the rep 275, who manages 276.
 */
class ForecastCallsTest {

  private static final String API = "/api/v1/";
  private static final String CALL = """
      {"subject":{"type":"%s","id":"%s"},"periodId":"%s","commit":"%s","note":"%s"}""";

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;
  private static String token = "";
  private static String quarter = "";

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start(dataDir);
    client = server.client();
    int year = LocalDate.now(ZoneOffset.UTC).getYear();
    Answer calendar = write("POST", "calendars", """
        {"calendarId":"c","timeZone":"UTC","pattern":"QUARTERS",
         "firstDay":"%d-01-01"}""".formatted(year));
    assertThat(calendar.status()).isEqualTo(201);
    quarter = client
        .get(API + "calendars/c", with(admin()))
        .json()
        .at("/periods/1/periodId")
        .asString();
    write("POST", "teams", "{\"teamId\":\"north\",\"name\":\"North\"}");
    write("POST", "teams", "{\"teamId\":\"south\",\"name\":\"South\"}");
    hire("275", "north", "");
    hire("276", "north", ",\"managerId\":\"275\"");
    hire("277", "south", "");
    write("POST", "plans", """
        {"planId":"p","name":"Plan","calendarId":"c","currency":"EUR"}""");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void anOverrideSurvivesWhatTheCrmRecordsLater() throws IOException {
    String today = LocalDate.now(ZoneOffset.UTC).toString();
    String deal = """
        {"source":"crm","repId":"276","stage":"%s","amount":"1000","currency":"EUR",
         "expectedCloseOn":"%s"}""";
    write("PUT", "deals/d", deal.formatted("PROPOSAL", today));
    String period = periodOf(today);

    Answer said = say(
        Role.MANAGER,
        "PUT",
        "deals/d/forecast-category",
        "{\"category\":\"COMMIT\",\"reason\":\"Verbal yes\"}");
    assertThat(said.status()).as(said.response().body()).isEqualTo(200);
    write("PUT", "deals/d", deal.formatted("QUALIFIED", today));

    JsonNode item = forecast("rep", "276", period);
    assertThat(item.at("/categories/COMMIT").asString()).isEqualTo("1000.00");
    assertThat(item.path("overridden").asInt()).isEqualTo(1);
    JsonNode thing = client.get(API + "deals/d", with(admin())).json();
    assertThat(thing.path("forecastCategory").asString()).isEqualTo("COMMIT");
    assertThat(thing.path("stage").asString()).isEqualTo("QUALIFIED");
    write("PUT", "deals/other", deal.formatted("PROPOSAL", today).replace("276", "277"));
    assertThat(say(
                Role.MANAGER,
                "PUT",
                "deals/other/forecast-category",
                "{\"category\":\"OMITTED\",\"reason\":\"Not mine\"}")
            .member("code"))
        .isEqualTo("out-of-reach");
  }

  @Test
  void aRepCallsAManagerAdjustsAndTheClosingFreezesBoth() throws IOException {
    String calls = "plans/p/forecast/calls";
    String adjustments = "plans/p/forecast/adjustments";
    String own = CALL.formatted("REP", "275", quarter, "100", "Mine");
    String others = CALL.formatted("REP", "276", quarter, "90", "Less");

    assertThat(say(Role.REP, "POST", calls, own).status()).isEqualTo(200);
    assertThat(say(Role.REP, "POST", calls, others).member("code")).isEqualTo("out-of-reach");
    assertThat(say(Role.REP, "POST", adjustments, own).member("code")).isEqualTo("forbidden");
    assertThat(say(Role.SALES_OPS, "POST", adjustments, own).member("code")).isEqualTo("own-call");
    assertThat(say(Role.MANAGER, "POST", calls, others.replace("90", "95")).status())
        .isEqualTo(200);
    assertThat(say(Role.MANAGER, "POST", adjustments, others).status()).isEqualTo(200);
    for (String subject : new String[] {"REP 277", "TEAM south", "HOUSE house"}) {
      String[] parts = subject.split(" ", 2);
      String body = CALL.formatted(parts[0], parts[1], quarter, "1", "x");
      assertThat(say(Role.MANAGER, "POST", adjustments, body).member("code"))
          .as(subject)
          .isEqualTo("out-of-reach");
    }
    assertThat(say(Role.MANAGER, "POST", calls, CALL.formatted("TEAM", "north", quarter, "1", "x"))
            .status())
        .isEqualTo(200);

    JsonNode item = forecast("rep", "276", quarter);
    assertThat(item.at("/submitted/commit").asString()).isEqualTo("95.00");
    assertThat(item.at("/submitted/submittedBy").asString()).isEqualTo("MANAGER");
    assertThat(item.at("/adjusted/commit").asString()).isEqualTo("90.00");
    assertThat(item.at("/adjusted/note").asString()).isEqualTo("Less");
    assertThat(forecast("team", "north", quarter).at("/submitted/commit").asString())
        .isEqualTo("1.00");

    write("POST", "plans/p/periods/" + quarter + "/closure", "{}");
    assertThat(say(Role.REP, "POST", calls, own).member("code")).isEqualTo("period-closed");
    assertThat(client
            .get(API + calls + "?subject=276", with(admin()))
            .json()
            .at("/items/0/frozen")
            .asBoolean())
        .isTrue();
    write("POST", "plans/p/periods/" + quarter + "/reopening", "{\"reason\":\"Late order\"}");
    assertThat(say(Role.REP, "POST", calls, own).status()).isEqualTo(200);

    String ofTheRep = client
        .get(API + calls + "?subject=275", with(RunningServer.as(Role.REP)))
        .response()
        .body();
    assertThat(ofTheRep).contains("Mine").doesNotContain("Less");
    assertThat(client
            .get(API + calls + "?subject=276", with(RunningServer.as(Role.REP)))
            .status())
        .isEqualTo(403);
  }

  private static void hire(String rep, String team, String manager) throws IOException {
    write("POST", "reps", """
        {"repId":"%1$s","name":"Rep %1$s","teamId":"%2$s","hiredOn":"2020-01-01"%3$s}""".formatted(rep, team, manager));
  }

  private static String periodOf(String day) throws IOException {
    for (JsonNode period : client.get(API + "calendars/c", with(admin())).json().path("periods")) {
      boolean isLeaf = period.hasNonNull("parentId");
      if (isLeaf
          && period.path("firstDay").asString().compareTo(day) <= 0
          && period.path("lastDay").asString().compareTo(day) >= 0) {
        return period.path("periodId").asString();
      }
    }
    throw new AssertionError("No period has " + day);
  }

  private static JsonNode forecast(String groupBy, String subject, String period)
      throws IOException {
    String path = API + "plans/p/forecast?groupBy=%s&subject=%s&period=%s";
    Answer answer = client.get(path.formatted(groupBy, subject, period), with(admin()));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().at("/items/0");
  }

  private static Answer write(String method, String path, String body) throws IOException {
    Answer answer = send(admin(), method, path, body);
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
    return answer;
  }

  private static Answer say(Role role, String method, String path, String body) {
    return send(RunningServer.as(role), method, path, body);
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

  private static String[] admin() throws IOException {
    String password = Files.readString(dataDir.resolve("admin-password")).strip();
    byte[] both = ("admin:" + password).getBytes(UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
  }
}
