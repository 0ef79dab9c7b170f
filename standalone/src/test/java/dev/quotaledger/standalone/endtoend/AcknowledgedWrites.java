package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.ConsistencyToken;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/**
 * Writes of several kinds from several threads, and what a program acknowledged of them. A program
 * may end at any moment; the next one is asked for everything that this one said it has.
 */
final class AcknowledgedWrites {

  private static final int DEAL_WRITERS = 3;
  private static final int REPS = 6;
  private static final int ROWS_OF_AN_IMPORT = 400;
  private static final int VERSIONS = 3;
  private static final int BUDGET = 100_000;

  private final Map<String, Deal> deals = new ConcurrentHashMap<>();
  private final Map<String, String> names = new ConcurrentHashMap<>();
  private final Map<String, Integer> imports = new ConcurrentHashMap<>();
  private final AtomicInteger adjustments = new AtomicInteger();
  private final AtomicInteger sentAdjustments;
  private final AtomicInteger numbers = new AtomicInteger();

  AcknowledgedWrites() {
    this(new AtomicInteger());
  }

  private AcknowledgedWrites(AtomicInteger sentAdjustments) {
    this.sentAdjustments = sentAdjustments;
  }

  /**
   * A deal; its amount follows from the version that its source gave it.
   *
   * @param sourceVersion the newest that was acknowledged
   * @param version the deal's own version then
   * @param token what the acknowledgement gave for reads
   */
  private record Deal(int sourceVersion, long version, String token) {}

  /** What the writes refer to. */
  void setUp(Client client) {
    client.post("/calendars", """
        {'calendarId': 'year', 'timeZone': 'UTC', 'periods': [
          {'periodId': 'Y', 'firstDay': '2026-01-01', 'lastDay': '2026-12-31'}]}
        """).expect(201);
    client.post("/teams", "{'teamId': 'team', 'name': 'Team'}").expect(201);
    for (int rep = 0; rep < REPS; rep++) {
      client.post("/reps", hire("rep" + rep, "Rep")).expect(201);
    }
    client.post("/plans", """
        {'planId': 'plan', 'name': 'Plan', 'calendarId': 'year', 'currency': 'EUR'}
        """).expect(201);
    for (int rep = 0; rep < REPS; rep++) {
      client.put("/plans/plan/quotas", """
          {'subject': {'type': 'REP', 'id': 'rep%d'}, 'periodId': 'Y', 'amount': '%d',
           'reason': 'budget'}
          """.formatted(rep, BUDGET)).expect(200);
    }
    client
        .put("/alert-rules/behind", "{'planId': 'plan', 'kind': 'PACE_BELOW'}")
        .expect(201);
  }

  /** Writes until the program is gone; returns at once. */
  Running start(Program program) {
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < DEAL_WRITERS; i++) {
      running.add(threads.submit(() -> untilGone(program.client(), this::recordDeals)));
    }
    running.add(threads.submit(() -> untilGone(program.client(), this::adjust)));
    running.add(threads.submit(() -> untilGone(program.client(), this::hire)));
    running.add(threads.submit(() -> untilGone(program.client(), this::importDeals)));
    return new Running(threads, running);
  }

  /** Writers at work. */
  record Running(ExecutorService threads, List<Future<?>> writers) {

    /** Returns after a while, or at once when one of them cannot go on. */
    void goOnFor(Duration duration) throws Exception {
      long end = System.nanoTime() + duration.toNanos();
      for (Future<?> writer : writers) {
        try {
          writer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
          // as it should be: it writes on
        }
      }
    }

    /** Returns when all have met the program's end; throws what else has ended one. */
    void awaitEnd() throws Exception {
      threads.shutdown();
      for (Future<?> writer : writers) {
        writer.get();
      }
    }
  }

  private interface Writing {
    void write(Client client);
  }

  private static void untilGone(Client client, Writing writing) {
    try {
      while (true) {
        writing.write(client);
      }
    } catch (UncheckedIOException _) {
      // the program is gone, and whether it took the last write is open
    }
  }

  /** A new deal, and changes of it. */
  private void recordDeals(Client client) {
    int number = numbers.incrementAndGet();
    String id = "deal-" + number;
    for (int sourceVersion = 1; sourceVersion <= VERSIONS; sourceVersion++) {
      Answer answer = client.put("/deals/" + id, """
          {'source': 'crm', 'sourceVersion': '%d', 'repId': 'rep%d', 'stage': 'WON',
           'amount': '%d', 'currency': 'EUR', 'closedOn': '2026-%02d-15'}
          """.formatted(
              sourceVersion, number % REPS, 100 + sourceVersion, 1 + number % 12));
      answer.expect(sourceVersion == 1 ? 201 : 200);
      long version = answer.json().path("version").asLong();
      deals.put(id, new Deal(sourceVersion, version, answer.token()));
    }
  }

  /** Adds one to each line in turn; what was not acknowledged is sent again with the same key. */
  private void adjust(Client client) {
    int done = adjustments.get();
    int rep = done % REPS;
    sentAdjustments.set(done + 1);
    String one = """
        {'subject': {'type': 'REP', 'id': 'rep%d'}, 'periodId': 'Y', 'delta': '1',
         'reason': 'one more'}
        """.formatted(rep);
    client
        .post("/plans/plan/adjustments", one, "Idempotency-Key", "\"adjustment-" + done + "\"")
        .expect(200);
    adjustments.set(done + 1);
  }

  private void hire(Client client) {
    String id = "hired" + numbers.incrementAndGet();
    client.post("/reps", hire(id, "Name of " + id)).expect(201);
    names.put(id, "Name of " + id);
  }

  private static String hire(String rep, String name) {
    return "{'repId': '%s', 'name': '%s', 'teamId': 'team', 'hiredOn': '2025-01-01'}"
        .formatted(rep, name);
  }

  /** Its rows are decided about after it is acknowledged, many in a transaction. */
  private void importDeals(Client client) {
    int number = numbers.incrementAndGet();
    String rows = IntStream.range(0, ROWS_OF_AN_IMPORT)
        .mapToObj(row -> "import-%d-%d,erp,rep%d,,,,WON,%d,EUR,,,2026-%02d-10,,1"
            .formatted(number, row, row % REPS, row, 1 + row % 12))
        .collect(Collectors.joining("\n"));
    String location = client
        .importCsv(
            "deals",
            "dealId,source,repId,territoryId,accountId,productLine,stage,amount,currency,"
                + "createdOn,expectedCloseOn,closedOn,leadId,sourceVersion\n" + rows)
        .expect(202)
        .header("Location");
    String path = location.substring(location.indexOf("/imports"));
    imports.put(path, number);
    client.await(path, "/state", "COMPLETED");
  }

  /** Returns when writes of each kind have been acknowledged. */
  void awaitSome() {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> deals.size() > 10
            && names.size() > 1
            && adjustments.get() > REPS
            && imports.size() > 1);
  }

  /** What has been acknowledged until now; what is sent after it is not known to it. */
  AcknowledgedWrites soFar() {
    AcknowledgedWrites copy = new AcknowledgedWrites(sentAdjustments);
    copy.deals.putAll(deals);
    copy.names.putAll(names);
    copy.imports.putAll(imports);
    copy.adjustments.set(adjustments.get());
    return copy;
  }

  /** Asks for a few deals with the tokens that their acknowledgements gave. */
  void findSome(Client client) {
    deals.entrySet().stream()
        .limit(20)
        .forEach(each -> find(client, each.getKey(), each.getValue()));
  }

  /** Asks for everything that was acknowledged. */
  void findAll(Client client) {
    imports.forEach((path, number) -> findImported(client, path, number));
    new ReadModels(client).awaitAll();
    deals.forEach((id, deal) -> find(client, id, deal));
    names.forEach((id, name) ->
        assertThat(client.get("/reps/" + id).expect(200).text("/name")).isEqualTo(name));
    findAdjustments(client);
  }

  private static void findImported(Client client, String path, int number) {
    Answer done = client.await(path, "/state", "COMPLETED");
    assertThat(
            done.json().path("accepted").asInt() + done.json().path("unchanged").asInt())
        .isEqualTo(ROWS_OF_AN_IMPORT);
    for (int row : List.of(0, ROWS_OF_AN_IMPORT / 2, ROWS_OF_AN_IMPORT - 1)) {
      client
          .get("/deals/import-%d-%d".formatted(number, row), ConsistencyToken.HEADER, done.token())
          .expect(200);
    }
  }

  private static void find(Client client, String id, Deal deal) {
    Answer found =
        client.get("/deals/" + id, ConsistencyToken.HEADER, deal.token()).expect(200);
    int sourceVersion = Integer.parseInt(found.text("/sourceVersion"));
    assertThat(sourceVersion).as(id).isBetween(deal.sourceVersion(), VERSIONS);
    assertThat(found.json().path("version").asLong()).as(id).isGreaterThanOrEqualTo(deal.version());
    assertThat(new BigDecimal(found.text("/amount")))
        .as(id)
        .isEqualByComparingTo(BigDecimal.valueOf(100L + sourceVersion));
  }

  /** Each was taken once; only of the last one sent it may be open whether it was taken at all. */
  private void findAdjustments(Client client) {
    List<Integer> taken = IntStream.range(0, REPS)
        .mapToObj(rep -> client.get("/plans/plan/quotas?subject=rep" + rep).expect(200))
        .map(line -> new BigDecimal(line.text("/items/0/amount")).intValueExact() - BUDGET)
        .toList();
    int all = taken.stream().mapToInt(each -> each).sum();
    assertThat(all).isBetween(adjustments.get(), sentAdjustments.get());
    assertThat(taken)
        .isEqualTo(IntStream.range(0, REPS)
            .mapToObj(rep -> (all + REPS - 1 - rep) / REPS)
            .toList());
  }

  /** How much was acknowledged, in words. */
  @Override
  public String toString() {
    return "%d deals, %d adjustments, %d reps, %d imports"
        .formatted(deals.size(), adjustments.get(), names.size(), imports.size());
  }
}
