package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.published.PublishedType;
import dev.quotaledger.published.PublishedTypes;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.EventExamples;
import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** An integrator follows the events: by page, as a stream, and after having been away. */
class FeedTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String EVENTS = "/api/v1/events";
  private static final int REPS = 25;

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    server = RunningServer.start(
        dataDir,
        "--quotaledger.feed.heartbeat=300ms",
        "--quotaledger.feed.max-subscribers=20",
        "--quotaledger.query.consistency-wait=2s");
    client = server.client();
    write("POST", "/api/v1/teams", "{'teamId':'north','name':'North'}");
    IntStream.range(0, REPS).forEach(i -> hire("rep-" + i));
    write("POST", "/api/v1/territories", "{'territoryId':'nordics','name':'Nordics'}");
    await().atMost(SOON).until(() -> size() >= REPS + 2);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void aPageHasCloudEventsInTheOrderOfADenseIndex() {
    JsonNode page = page("?limit=10");
    assertThat(sequences(page))
        .containsExactlyElementsOf(LongStream.range(0, 10).boxed().toList());
    assertThat(page.path("next").asLong()).isEqualTo(9);
    assertThat(page.path("more").asBoolean()).isTrue();
    JsonNode first = page.at("/items/0");
    assertThat(first.path("specversion").asString()).isEqualTo("1.0");
    assertThat(first.path("type").asString()).isEqualTo("dev.quotaledger.team.created.v1");
    assertThat(first.path("subject").asString()).isEqualTo("team/north");
    assertThat(first.path("partitionkey").asString()).isEqualTo("organization-sales");
    assertThat(first.path("actor").asString()).isEqualTo("SALES_OPS");
    assertThat(first.at("/data/name").asString()).isEqualTo("North");
  }

  @Test
  void pagesFollowEachOtherWithoutAGap() {
    List<Long> seen = new ArrayList<>();
    JsonNode page = page("?limit=7");
    seen.addAll(sequences(page));
    while (page.path("more").asBoolean()) {
      page = page("?limit=7&after=" + page.path("next").asLong());
      seen.addAll(sequences(page));
    }
    assertThat(seen)
        .containsExactlyElementsOf(
            LongStream.rangeClosed(0, page.path("next").asLong()).boxed().toList());
  }

  @Test
  void aReadWithTheTokenOfAWriteAlwaysHasItsEvent() {
    for (int i = 0; i < 20; i++) {
      String token = hire("awaited-" + i).header(ConsistencyToken.HEADER);
      String query = "?subject=rep/awaited-" + i;
      assertThat(get(query, "application/json", token).json().path("items").size())
          .isEqualTo(1);
      assertThat(get(query, "application/x-ndjson", token).response().body())
          .contains("rep.hired.v1");
    }
  }

  @Test
  void aReadWhoseWriteDoesNotComeInTimeIsToComeAgain() {
    String token = ConsistencyToken.of("plan-never", 1, List.of(1_000_000L)).encode();
    Answer answer = get("", "application/json", token);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.member("code")).isEqualTo("not-yet-consistent");
    assertThat(answer.member("detail")).isEqualTo("The ledger does not include the write yet.");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void linesAndBatchesHaveTheSameBytes() {
    List<String> lines =
        get("?limit=5", "application/x-ndjson").response().body().lines().toList();
    assertThat(lines).hasSize(5);
    assertThat(get("?limit=5", "application/cloudevents-batch+json").response().body())
        .isEqualTo("[" + String.join(",", lines) + "]");
    String third = lines.get(2);
    assertThat(
            client.get("/api/v1/ledger/entries/2", as(Role.AUDITOR)).response().body())
        .isEqualTo(third);
    PublishedEvent read = PublishedEvent.read(third.getBytes(StandardCharsets.UTF_8));
    assertThat(read.bytes()).isEqualTo(third.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void typeAndSubjectAndDayChooseAmongThem() {
    assertThat(types(page("?limit=1000&type=territory.*")))
        .isNotEmpty()
        .allMatch(type -> type.startsWith("dev.quotaledger.territory."));
    assertThat(types(page("?type=dev.quotaledger.team.created.v1,territory.defined.v1")))
        .contains("dev.quotaledger.team.created.v1", "dev.quotaledger.territory.defined.v1")
        .doesNotContain("dev.quotaledger.rep.hired.v1");
    assertThat(page("?subject=rep/rep-3").at("/items/0/data/repId").asString()).isEqualTo("rep-3");
    assertThat(page("?from=2999-01-01").path("items").size()).isZero();
    assertThat(page("?from=2020-01-01&limit=1").path("items").size()).isEqualTo(1);
  }

  @Test
  void whatCannotBeAskedForIsRefusedByName() {
    assertRefused("?after=x", "after");
    assertRefused("?after=1000000", "after");
    assertRefused("?limit=0", "limit");
    assertRefused("?type=nothing.at-all.v1", "type");
    assertRefused("?subject=north", "subject");
    assertRefused("?from=yesterday", "from");
    assertThat(get("", "text/html").status()).isEqualTo(406);
    String[] who = as(Role.INTEGRATOR);
    for (String id : List.of("1000000", "x", "-1")) {
      Answer answer =
          client.get(EVENTS, who[0], who[1], "Accept", "text/event-stream", "Last-Event-ID", id);
      assertThat(answer.status()).as(id).isEqualTo(400);
      assertThat(answer.member("field")).isEqualTo("Last-Event-ID");
    }
  }

  @Test
  void everyEventThatThereIsAndCouldBeFitsTheDescription() {
    EventDescription description = new EventDescription(client);
    String lines = get("?limit=1000", "application/x-ndjson").response().body();
    lines.lines().forEach(description::assertFits);
    EventExamples.all()
        .map(event -> new PublishedEvent(
            7,
            "http://localhost:8080",
            "event",
            "stream-1",
            0,
            Instant.parse("2026-02-11T08:30:00Z"),
            Map.of("actor", "ops"),
            new PublishedEvent.Payload("type", "1", "0".repeat(64)),
            event))
        .forEach(
            event -> description.assertFits(new String(event.bytes(), StandardCharsets.UTF_8)));
    assertThat(description.messages().keySet().stream().map(Object::toString))
        .containsExactlyInAnyOrderElementsOf(
            PublishedTypes.all().stream().map(PublishedType::shortName).toList());
  }

  @Test
  void aStreamSendsAllThatThereIsAndThenWhatComes() throws IOException {
    long size = size();
    try (Subscriber all = new Subscriber("", null)) {
      assertThat(all.next(Math.toIntExact(size)))
          .containsExactlyElementsOf(LongStream.range(0, size).boxed().toList());
      hire("streamed");
      assertThat(all.next(1)).allMatch(index -> index >= size);
    }
  }

  @Test
  void aSubscriberThatWasAwayMissesAndDoublesNothing() throws IOException {
    long first = size();
    List<Long> seen = new ArrayList<>();
    try (Subscriber before = new Subscriber("?after=" + (first - 1), null)) {
      hire("away-1");
      hire("away-2");
      seen.addAll(before.next(2));
    }
    IntStream.range(3, 30).forEach(i -> hire("away-" + i));
    try (Subscriber after = new Subscriber("", Long.toString(seen.getLast()))) {
      hire("away-30");
      seen.addAll(after.next(28));
    }
    assertThat(seen)
        .containsExactlyElementsOf(LongStream.range(first, first + 30).boxed().toList());
  }

  @Test
  void aStreamOfWhatIsWantedLeavesOutTheRestAndSaysThatItIsThere() throws IOException {
    try (Subscriber wanted = new Subscriber("?subject=rep/wanted", null)) {
      hire("unwanted");
      assertThat(wanted.line()).as("a heartbeat").isEqualTo(":");
      hire("wanted");
      assertThat(wanted.next(1)).hasSize(1);
    }
  }

  @Test
  void aClientThatIsGoneIsNotCountedLongerThanTwoHeartbeats() throws IOException {
    List<Subscriber> crowd = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      crowd.add(new Subscriber("?subject=rep/nobody", null));
    }
    Answer refused = get("?subject=rep/nobody", "text/event-stream");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.member("code")).isEqualTo("too-many-subscribers");
    for (Subscriber each : crowd) {
      each.close();
    }
    Gauge open = server
        .context()
        .getBean(MeterRegistry.class)
        .get("quotaledger.feed.subscribers")
        .gauge();
    await().atMost(SOON).until(() -> open.value() == 0);
    try (Subscriber again = new Subscriber("?subject=rep/nobody", null)) {
      assertThat(again.status()).isEqualTo(200);
    }
  }

  private static void assertRefused(String query, String field) {
    Answer answer = get(query, "application/json");
    assertThat(answer.status()).as(query).isEqualTo(400);
    assertThat(answer.member("field")).as(query).isEqualTo(field);
  }

  private static JsonNode page(String query) {
    Answer answer = get(query, "application/json");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static Answer get(String query, String accept) {
    String[] who = as(Role.INTEGRATOR);
    return client.get(EVENTS + query, who[0], who[1], "Accept", accept);
  }

  private static Answer get(String query, String accept, String token) {
    String[] who = as(Role.INTEGRATOR);
    return client.get(
        EVENTS + query, who[0], who[1], "Accept", accept, ConsistencyToken.HEADER, token);
  }

  private static long size() {
    return page("?limit=1").path("size").asLong();
  }

  private static List<Long> sequences(JsonNode page) {
    List<Long> sequences = new ArrayList<>();
    page.path("items")
        .forEach(item -> sequences.add(Long.parseLong(item.path("sequence").asString())));
    return sequences;
  }

  private static List<String> types(JsonNode page) {
    List<String> types = new ArrayList<>();
    page.path("items").forEach(item -> types.add(item.path("type").asString()));
    return types;
  }

  private static Answer hire(String rep) {
    return write("POST", "/api/v1/reps", """
        {'repId':'%s','name':'R','hiredOn':'2020-01-01'}""".formatted(rep));
  }

  private static Answer write(String method, String path, String body) {
    Answer answer = client.sendJson(method, path, body.replace('\'', '"'), as(Role.SALES_OPS));
    assertThat(answer.status()).as(answer.response().body()).isBetween(200, 299);
    return answer;
  }

  /** A client of the event stream that reads line by line. */
  private static final class Subscriber implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private Subscriber(String query, @Nullable String lastEventId) throws IOException {
      String[] who = as(Role.INTEGRATOR);
      HttpRequest.Builder request = HttpRequest.newBuilder(
              URI.create("http://localhost:" + client.port() + EVENTS + query))
          .header(who[0], who[1])
          .header("Accept", "text/event-stream");
      if (lastEventId != null) {
        request.header("Last-Event-ID", lastEventId);
      }
      try {
        response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
      if (response.statusCode() == 200) {
        assertThat(lines.readLine()).isEqualTo("retry: 2000");
        assertThat(lines.readLine()).isEmpty();
      }
    }

    private int status() {
      return response.statusCode();
    }

    private String line() throws IOException {
      return lines.readLine();
    }

    /** The ids of so many events; each is that of its data. */
    private List<Long> next(int count) throws IOException {
      List<Long> ids = new ArrayList<>();
      while (ids.size() < count) {
        String line = line();
        if (line.startsWith("id: ")) {
          long id = Long.parseLong(line.substring("id: ".length()));
          String data = line();
          assertThat(data).startsWith("data: {").contains("\"%020d\"".formatted(id));
          assertThat(line()).isEmpty();
          ids.add(id);
        } else {
          assertThat(Arrays.asList(":", "")).as("a heartbeat").contains(line);
        }
      }
      return ids;
    }

    @Override
    public void close() throws IOException {
      response.body().close();
      http.shutdownNow();
    }
  }
}
