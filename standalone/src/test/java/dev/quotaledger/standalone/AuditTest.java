package dev.quotaledger.standalone;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an auditor asks of decisions that went all the way: the events of the real store make up the
 * figures of the read model, and asking records nothing.
 */
class AuditTest {

  private static final String API = "/api/v1/";
  private static final String DEAL = """
      {"source":"crm","repId":"%s","stage":"WON","amount":"%s","currency":"EUR","closedOn":"%s"}""";

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;
  private static String token = "";

  @BeforeAll
  static void aYear() throws IOException {
    server = RunningServer.start(dataDir);
    client = server.client();
    write("POST", "calendars", """
        {"calendarId":"c","timeZone":"UTC","pattern":"QUARTERS","firstDay":"2026-01-01"}""");
    write("POST", "teams", "{\"teamId\":\"north\",\"name\":\"North\"}");
    for (String rep : List.of("275", "276")) {
      write("POST", "reps", """
          {"repId":"%1$s","name":"Rep %1$s","teamId":"north","hiredOn":"2020-01-01"}""".formatted(rep));
    }
    write("POST", "territories", "{\"territoryId\":\"t\",\"name\":\"T\"}");
    write("POST", "territories/t/assignments", """
        {"repId":"275","from":"2020-01-01","role":"PRIMARY"}""");
    write("POST", "plans", """
        {"planId":"p","name":"Plan","calendarId":"c","currency":"EUR"}""");
    write("PUT", "plans/p/quotas", """
        {"subject":{"type":"REP","id":"275"},"territoryId":"t","periodId":"%s","amount":"9000",
         "reason":"Plan"}""".formatted(quarter(1)));
    for (int deal = 0; deal < 150; deal++) {
      write(
          "PUT",
          "deals/d" + deal,
          DEAL.formatted(275 + deal % 2, 10 + deal, "2026-0%d-15".formatted(1 + deal % 6)));
    }
    write("PUT", "deals/d0", DEAL.formatted("275", "77", "2026-01-15"));
    write("POST", "territories/t/reallocations", """
        {"fromRepId":"275","toRepId":"276","effectiveOn":"2026-02-15","reason":"Balance",
         "quota":"PRORATE_BY_DAYS"}""");
    write("POST", "plans/p/periods/%s/closure".formatted(quarter(1)), "{}");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aReplayEndsWithTheLiveFigures() {
    TrackingToken before = head();
    List<JsonNode> lines = replay();

    assertThat(lines.getLast().at("/totals/events").asInt()).isEqualTo(lines.size() - 1);
    assertThat(figures(lines.getLast().at("/totals/figures"))).isEqualTo(live());
    assertThat(lines.stream().map(line -> line.at("/event/type").asString()))
        .contains("CalendarDefined", "TerritoryReallocated", "QuotaTransferred", "PeriodClosed");
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void aCounterfactualLeavesOutATransferAndItsCause() {
    TrackingToken before = head();
    List<JsonNode> lines = replay();
    String cause = eventId(lines, "TerritoryReallocated");
    String transfer = eventId(lines, "QuotaTransferred");

    JsonNode one = counterfactual(cause);
    assertThat(one.path("broken")).hasSize(1);
    assertThat(one.at("/broken/0/eventId").asString()).isEqualTo(transfer);
    assertThat(one.at("/broken/0/invariant").asString()).isEqualTo("TRANSFER_HAS_CAUSE");
    JsonNode both = counterfactual(cause, transfer);
    assertThat(both.path("broken")).isEmpty();
    assertThat(both.path("lines")).hasSize(2);
    assertThat(both.at("/lines/0/amount/counterfactual").asString()).isEqualTo("9000.00");
    assertThat(both.at("/lines/1/amount/counterfactual").isNull()).isTrue();
    assertThat(head()).isEqualTo(before);
  }

  @Test
  void aComparisonNamesTheCorrection() {
    List<JsonNode> lines = replay();
    String corrected = eventId(lines, "DealAmountChanged");
    String before = lines.stream()
        .filter(line -> line.at("/event/type").asString().equals("DealWon"))
        .map(line -> line.at("/event/recordedAt").asString())
        .toList()
        .getLast();

    JsonNode answer = client
        .get(
            API + "plans/p/compare?left=,%s&right=,&period=%s".formatted(before, quarter(1)),
            with(RunningServer.as(Role.AUDITOR)))
        .json();

    JsonNode rep = answer.at("/items/0");
    assertThat(rep.at("/subject/id").asString()).isEqualTo("275");
    assertThat(rep.at("/credited/difference").asString()).isEqualTo("67.00");
    assertThat(rep.path("events").values().stream()
            .map(each -> each.at("/event/eventId").asString()))
        .contains(corrected);
    assertThat(rep.at("/quota/difference").asString()).isNotEqualTo("0.00");
  }

  private static List<JsonNode> replay() {
    Answer answer = client.get(API + "audit/replay?planId=p", with(RunningServer.as(Role.AUDITOR)));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer
        .response()
        .body()
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  private static JsonNode counterfactual(String... excluding) {
    Answer answer = client.sendJson(
        "POST",
        API + "audit/counterfactuals",
        "{\"planId\":\"p\",\"excluding\":[\"%s\"]}".formatted(String.join("\",\"", excluding)),
        RunningServer.as(Role.AUDITOR));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static String eventId(List<JsonNode> lines, String type) {
    return lines.stream()
        .filter(line -> line.at("/event/type").asString().equals(type))
        .map(line -> line.at("/event/eventId").asString())
        .toList()
        .getFirst();
  }

  private static Map<String, String> live() {
    JsonNode items = client
        .get(API + "plans/p/attainment?limit=1000", with(RunningServer.as(Role.AUDITOR)))
        .json()
        .path("items");
    Map<String, String> figures = new TreeMap<>();
    for (JsonNode item : items) {
      figures.put(
          item.at("/subject/id").asString() + " " + item.path("periodId").asString(),
          item.path("quota") + " " + item.path("credited"));
    }
    assertThat(figures).hasSizeGreaterThan(3);
    return figures;
  }

  private static Map<String, String> figures(JsonNode totals) {
    Map<String, String> figures = new TreeMap<>();
    for (JsonNode total : totals) {
      figures.put(
          total.path("subjectId").asString() + " " + total.path("periodId").asString(),
          total.path("quota") + " " + total.path("credited"));
    }
    return figures;
  }

  private static TrackingToken head() {
    return server.context().getBean(EventStore.class).createHeadToken();
  }

  private static String quarter(int number) {
    return client
        .get(API + "calendars/c", with(RunningServer.as(Role.ADMIN)))
        .json()
        .at("/periods/%d/periodId".formatted(number))
        .asString();
  }

  private static void write(String method, String path, String body) throws IOException {
    Answer answer = client.sendJson(method, API + path, body, admin());
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
    token = answer.header("Consistency-Token");
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
