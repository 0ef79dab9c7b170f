package dev.quotaledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.attainment.Stories;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A replay tells a plan's story from the events alone, and ends where the live figures are. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ReplayTest {

  private static final String REPLAY = "/api/v1/audit/replay?planId=fy26";

  @Autowired
  private Ledger ledger;

  @Autowired
  private EmbeddedReadStore store;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void begin() {
    client = new Client(port);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void endsWithTheFiguresOfTheLiveModel(long seed) {
    ledger.begin();
    ledger.recordAll(Stories.of(store, seed, seed % 2 == 0));
    List<RecordedEvent> log = ledger.log();
    Instant some = log.get(12 + new Random(seed).nextInt(log.size() - 12)).recordedAt();

    assertThat(totals(lines(REPLAY))).isEqualTo(Audited.attainment(client, ""));
    assertThat(totals(lines(REPLAY + "&until=" + some)))
        .isEqualTo(Audited.attainment(client, "&knownAt=" + some));
    assertThat(ledger.log()).isEqualTo(log);
  }

  @Test
  void tellsOfEachEventWhatItChanged() {
    Audited audited = Audited.opened(ledger);
    audited.set("ann", "Q1", null, "100");
    audited.adjusted("ann", "Q1", "-10", "100", "90");
    audited.dealOpened("d1", "ann", null, "40");
    audited.dealWon("d1", LocalDate.of(2026, 2, 1));
    audited.record(new DealAmountChanged(
        new DealId("d1"),
        Audited.usd("40"),
        Audited.usd("50"),
        LocalDate.of(2026, 2, 1),
        null,
        null));
    audited.record(new PeriodClosed(Audited.PLAN, new PeriodId("Q1"), Audited.FIRST, null));

    List<JsonNode> lines = lines(REPLAY);

    assertThat(lines).hasSize(12);
    assertThat(lines.subList(0, 11).stream().map(line -> line.at("/event/type").asString()))
        .containsExactly(
            "TeamCreated",
            "RepHired",
            "RepHired",
            "CalendarDefined",
            "PlanOpened",
            "QuotaSet",
            "QuotaAdjusted",
            "DealOpened",
            "DealWon",
            "DealAmountChanged",
            "PeriodClosed");
    assertThat(lines.get(3).at("/state/plan").isNull()).isTrue();
    assertThat(lines.get(4).at("/state/plan").asString()).isEqualTo("DRAFT");
    JsonNode adjusted = lines.get(6).at("/state/lines/0");
    assertThat(adjusted.at("/line/subjectId").asString()).isEqualTo("ann");
    assertThat(adjusted.path("before").asString()).isEqualTo("100.00");
    assertThat(adjusted.path("after").asString()).isEqualTo("90.00");
    assertThat(adjusted.path("total").asString()).isEqualTo("90.00");
    assertThat(lines.get(7).at("/state/credits")).isEmpty();
    JsonNode corrected = lines.get(9).at("/state/credits/0");
    assertThat(corrected.path("creditedTo").asString()).isEqualTo("rep-ann");
    assertThat(corrected.path("creditOn").asString()).isEqualTo("2026-02-01");
    assertThat(corrected.path("before").asString()).isEqualTo("40.00");
    assertThat(corrected.path("after").asString()).isEqualTo("50.00");
    assertThat(lines.get(10).at("/state/closedPeriods/0").asString()).isEqualTo("Q1");
    assertThat(lines.get(10).at("/event/actor").asString()).isEqualTo("ops");
    assertThat(lines.getLast().at("/totals/events").asLong()).isEqualTo(11);
  }

  @Test
  void leavesOutWhatTheFiguresDoNotDependOn() {
    Audited audited = Audited.opened(ledger);
    audited.record(new PlanOpened(
        new PlanId("other"),
        "Other",
        Audited.CALENDAR,
        Currency.getInstance("USD"),
        null,
        Audited.FIRST));
    audited.dealOpened("open", "ann", null, "40");
    audited.dealOpened("later", "ann", null, "40");
    audited.dealWon("later", LocalDate.of(2027, 2, 1));

    assertThat(lines(REPLAY)).hasSize(6);
  }

  @ParameterizedTest
  @CsvSource({
    "planId=fy26&until=yesterday, 400, until",
    "planId=fy26&until=2027-01-01T00:00:00Z, 400, until",
    "until=2026-01-01T00:00:00Z, 400, planId",
    "planId=a%20b, 400, planId",
  })
  void namesABadParameter(String query, int status, String field) {
    Audited.opened(ledger);

    Answer answer = client.get("/api/v1/audit/replay?" + query);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void isOfAPlanThatThereIs() {
    Audited.opened(ledger);
    Instant before = ledger.log().get(2).recordedAt();

    assertThat(client.get("/api/v1/audit/replay?planId=none").member("code"))
        .isEqualTo("not-found");
    assertThat(client.get(REPLAY + "&until=" + before).status()).isEqualTo(404);
    ledger.begin();
    assertThat(client.get(REPLAY).status()).isEqualTo(404);
  }

  private List<JsonNode> lines(String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as("%s: %s", path, answer.response().body()).isEqualTo(200);
    assertThat(answer.type()).startsWith("application/x-ndjson");
    return answer
        .response()
        .body()
        .lines()
        .map(line -> JsonMapper.shared().readTree(line))
        .toList();
  }

  private static Map<String, String> totals(List<JsonNode> lines) {
    Map<String, String> totals = new TreeMap<>();
    for (JsonNode figure : lines.getLast().at("/totals/figures")) {
      totals.put(
          "%s %s %s"
              .formatted(
                  figure.path("subjectType").asString(),
                  figure.path("subjectId").asString(),
                  figure.path("periodId").asString()),
          "%s %s %s"
              .formatted(
                  figure.path("quota"),
                  figure.path("credited"),
                  figure.path("deals").asLong()));
    }
    return totals;
  }
}
