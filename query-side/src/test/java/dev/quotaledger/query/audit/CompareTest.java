package dev.quotaledger.query.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.attainment.Stories;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
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

/** What differs between two views, and events whose parts add up to the difference. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class CompareTest {

  private static final LocalDate FEBRUARY = LocalDate.of(2026, 2, 1);

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

  @Test
  void namesTheEventsThatMakeTheDifference() {
    Audited audited = Audited.opened(ledger);
    audited.set("ann", "Q1", null, "100");
    audited.set("ben", "Q1", null, "50");
    audited.dealOpened("d1", "ann", null, "40");
    audited.dealWon("d1", FEBRUARY);
    Instant reported = ledger.log().getLast().recordedAt();
    String adjusted = audited.adjusted("ann", "Q1", "-10", "100", "90");
    String corrected = audited.record(new DealAmountChanged(
        new DealId("d1"), Audited.usd("40"), Audited.usd("55"), FEBRUARY, null, null));

    JsonNode answer = compare("left=," + reported + "&right=,");

    assertThat(answer.path("items")).hasSize(1);
    JsonNode ann = answer.at("/items/0");
    assertThat(ann.at("/subject/id").asString()).isEqualTo("ann");
    assertThat(ann.at("/quota/difference").asString()).isEqualTo("-10.00");
    assertThat(ann.at("/credited/left").asString()).isEqualTo("40.00");
    assertThat(ann.at("/credited/right").asString()).isEqualTo("55.00");
    assertThat(ann.path("events").values().stream()
            .map(each -> "%s %s %s %s %s"
                .formatted(
                    each.path("kind").asString(),
                    each.at("/event/type").asString(),
                    each.path("left").asString(),
                    each.path("right").asString(),
                    each.path("cause").asString())))
        .containsExactly(
            "CREDIT DealWon 40.00 0.00 FACT",
            "QUOTA QuotaAdjusted 0.00 -10.00 FACT",
            "CREDIT DealAmountChanged 0.00 55.00 FACT");
    assertThat(ann.at("/events/1/event/eventId").asString()).isEqualTo(adjusted);
    assertThat(ann.at("/events/2/event/eventId").asString()).isEqualTo(corrected);
    assertThat(answer.path("attribution")).isEmpty();
    assertThat(answer.at("/left/knownAt").asString()).isEqualTo(reported.toString());
  }

  @Test
  void tellsWhatIsDueToAttribution() {
    Audited audited = Audited.opened(ledger);
    TerritoryId east = new TerritoryId("east");
    audited.record(new TerritoryDefined(east, "East", null, Audited.FIRST));
    audited.dealOpened("d1", null, "east", "40");
    audited.dealWon("d1", FEBRUARY);
    Instant vacant = ledger.log().getLast().recordedAt();
    String assigned = audited.record(
        new TerritoryAssigned(east, new RepId("ben"), HolderRole.PRIMARY, Audited.FIRST, null));

    JsonNode answer = compare("left=," + vacant + "&right=,");

    assertThat(answer.path("items")).hasSize(2);
    assertThat(answer.at("/items/0/subject/id").asString()).isEqualTo("ben");
    assertThat(answer.at("/items/0/events/0/cause").asString()).isEqualTo("ATTRIBUTION");
    assertThat(answer.at("/items/0/events/0/event/type").asString()).isEqualTo("DealWon");
    assertThat(answer.at("/items/1/subject/type").asString()).isEqualTo("HOUSE");
    assertThat(answer.at("/items/1/credited/difference").asString()).isEqualTo("-40.00");
    assertThat(answer.path("attribution")).hasSize(1);
    assertThat(answer.at("/attribution/0/eventId").asString()).isEqualTo(assigned);
  }

  @Test
  void comparesWithTheTimeBeforeThePlan() {
    Audited audited = Audited.opened(ledger);
    Instant before = ledger.log().getFirst().recordedAt();
    audited.set("ann", "Q1", null, "100");

    JsonNode answer = compare("left=," + before + "&right=,&groupBy=plan&period=H1");

    assertThat(answer.path("items")).hasSize(1);
    assertThat(answer.at("/items/0/quota/left").isNull()).isTrue();
    assertThat(answer.at("/items/0/quota/right").asString()).isEqualTo("100.00");
    assertThat(client
            .get(Audited.PATH + "compare?left=,%1$s&right=,%1$s".formatted(before))
            .status())
        .isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void listsWhatDiffersAndAddsUp(long seed) {
    ledger.begin();
    ledger.recordAll(Stories.of(store, seed, seed % 2 == 0));
    Random random = new Random(seed);
    for (String groupBy : List.of("rep", "team", "territory", "productLine", "plan")) {
      String[] left = view(random);
      String[] right = view(random);
      String query = "left=%s,%s&right=%s,%s&groupBy=%s"
          .formatted(left[0], left[1], right[0], right[1], groupBy);

      List<JsonNode> items = all(query);

      assertThat(places(items)).as(query).isEqualTo(different(left, right, groupBy));
      for (JsonNode item : items) {
        assertThat(sum(item, "QUOTA"))
            .as("%s: %s", query, item)
            .isEqualByComparingTo(item.at("/quota/difference").asString());
        assertThat(sum(item, "CREDIT"))
            .as("%s: %s", query, item)
            .isEqualByComparingTo(item.at("/credited/difference").asString());
      }
    }
  }

  private String[] view(Random random) {
    List<RecordedEvent> log = ledger.log();
    String asOf = random.nextBoolean() ? "" : "2026-0%d-15".formatted(1 + random.nextInt(4));
    String knownAt = random.nextInt(3) == 0
        ? ""
        : log.get(12 + random.nextInt(log.size() - 12)).recordedAt().toString();
    return new String[] {asOf, knownAt};
  }

  /** Page by page. */
  private List<JsonNode> all(String query) {
    List<JsonNode> items = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = compare(query + "&limit=2" + cursor);
      page.path("items").forEach(items::add);
      cursor = page.hasNonNull("next") ? "&cursor=" + page.path("next").asString() : "";
    } while (!cursor.isEmpty());
    return items;
  }

  private static List<String> places(List<JsonNode> items) {
    return items.stream()
        .map(item -> "%s %s %s"
            .formatted(
                item.at("/subject/type").asString(),
                item.at("/subject/id").asString(),
                item.path("periodId").asString()))
        .sorted()
        .toList();
  }

  private List<String> different(String[] left, String[] right, String groupBy) {
    Map<String, String> one = amounts(left, groupBy);
    Map<String, String> two = amounts(right, groupBy);
    Set<String> places = new TreeSet<>(one.keySet());
    places.addAll(two.keySet());
    return places.stream()
        .filter(place ->
            !one.getOrDefault(place, "null 0.00").equals(two.getOrDefault(place, "null 0.00")))
        .toList();
  }

  private Map<String, String> amounts(String[] view, String groupBy) {
    Map<String, String> amounts = new TreeMap<>();
    Audited.attainment(
            client,
            "&groupBy=" + groupBy
                + (view[0].isEmpty() ? "" : "&asOf=" + view[0])
                + (view[1].isEmpty() ? "" : "&knownAt=" + view[1]))
        .forEach((place, figure) ->
            amounts.put(place, figure.substring(0, figure.lastIndexOf(' ')).replace("\"", "")));
    return amounts;
  }

  private static BigDecimal sum(JsonNode item, String kind) {
    return item.path("events").values().stream()
        .filter(each -> each.path("kind").asString().equals(kind))
        .map(each -> new BigDecimal(each.path("difference").asString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "right=, | left",
        "left=2026-01-01&right=, | left",
        "left=,&right=,, | right",
        "left=yesterday,&right=, | left",
        "left=,&right=,2027-01-01T00:00:00Z | right",
        "left=,&right=,&period=Q9 | period",
        "left=,&right=,&groupBy=deal | groupBy",
        "left=,&right=,&cursor=- | cursor",
      })
  void namesABadParameter(String query, String field) {
    Audited.opened(ledger);

    Answer answer = client.get(Audited.PATH + "compare?" + query);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  private JsonNode compare(String query) {
    return Audited.read(client, Audited.PATH + "compare?" + query);
  }
}
