package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.standalone.endtoend.Program.Jar;
import dev.quotaledger.testing.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * The two sides as processes of their own, one and then two of each, on one PostgreSQL and one
 * server of documents: no event is lost or doubled, and every query side answers the same.
 */
class TwoProcessesIT {

  private static final String ATTAINMENT = "/plans/plan/attainment";
  private static final int ADJUSTMENTS_OF_A_WRITER = 25;
  private static final int WRITERS_OF_A_SIDE = 2;

  @TempDir
  private Path directory;

  private DocumentServer documents;
  private String events;
  private final List<Program> programs = new ArrayList<>();

  @BeforeEach
  void startStores() {
    documents = DocumentServer.start();
    events = PostgresServer.shared().newDatabase();
  }

  @AfterEach
  void stopAll() {
    programs.forEach(Program::close);
    documents.close();
  }

  @Test
  void sidesMayBeKilledAndDoubledWithoutLosingOrDoublingAnEvent() throws Exception {
    Program commandSide = start(Jar.COMMAND_SIDE, "command-1");
    Program querySide = start(Jar.QUERY_SIDE, "query-1");
    Client client = client(commandSide.awaitReady(), querySide.awaitReady());
    aHouseIsSetUp(client);
    aReadIncludesTheWriteBeforeIt(client);
    onlyKnownUsersAreLetIn(commandSide, querySide);

    querySide.kill();
    putDeal(client, 2, "70000").expect(201);
    querySide = start(Jar.QUERY_SIDE, "query-1").awaitReady();
    client = client(commandSide, querySide);
    assertThat(credited(putDeal(client, 2, "60000"), client)).isEqualTo("80000");

    Program secondCommandSide = start(Jar.COMMAND_SIDE, "command-2");
    Program secondQuerySide = start(Jar.QUERY_SIDE, "query-2");
    Client second = client(secondCommandSide.awaitReady(), secondQuerySide.awaitReady());
    manyAdjustOneLineThroughBothSides(List.of(client, second));
    bothQuerySidesAnswerTheSame(client, second);
    aRebuildOnOneIsARebuildOnBoth(client, second);
    aQuerySideTakesOverWhatAnotherLeft(querySide, second);
  }

  private Program start(Jar jar, String name) {
    Program program = Program.start(
        jar,
        directory.resolve(name),
        "--quotaledger.event-store=postgres",
        "--spring.datasource.url=" + events,
        "--quotaledger.read-store=mongodb",
        "--quotaledger.mongodb.uri=" + documents.uri(),
        "--quotaledger.security.users[0].name=audit",
        "--quotaledger.security.users[0].password=" + Program.PASSWORD,
        "--quotaledger.security.users[0].roles=AUDITOR");
    programs.add(program);
    return program;
  }

  private static Client client(Program commandSide, Program querySide) {
    return new Client(commandSide.address(), querySide.address());
  }

  private static void aHouseIsSetUp(Client client) {
    client.post("/calendars", """
        {'calendarId': 'year', 'timeZone': 'UTC', 'periods': [
          {'periodId': 'Y', 'firstDay': '2026-01-01', 'lastDay': '2026-12-31'}]}
        """).expect(201);
    client
        .post("/reps", "{'repId': 'anna', 'name': 'Anna', 'hiredOn': '2025-01-01'}")
        .expect(201);
    client.post("/plans", """
        {'planId': 'plan', 'name': 'Plan', 'calendarId': 'year', 'currency': 'EUR'}
        """).expect(201);
    client.put("/plans/plan/quotas", """
        {'subject': {'type': 'REP', 'id': 'anna'}, 'periodId': 'Y', 'amount': '100000',
         'reason': 'budget'}
        """).expect(200);
  }

  private static void aReadIncludesTheWriteBeforeIt(Client client) {
    for (int amount = 1_000; amount <= 20_000; amount += 1_000) {
      Answer written = putDeal(client, 1, String.valueOf(amount));
      assertThat(credited(written, client)).isEqualTo(String.valueOf(amount));
    }
    assertThat(client.get("/reps/anna").expect(200).text("/name")).isEqualTo("Anna");
  }

  private static Answer putDeal(Client client, int deal, String amount) {
    return client.put("/deals/crm-" + deal, """
        {'source': 'crm', 'repId': 'anna', 'stage': 'WON', 'amount': '%s', 'currency': 'EUR',
         'closedOn': '2026-03-01'}
        """.formatted(amount));
  }

  private static String credited(Answer written, Client client) {
    assertThat(written.status()).as(written.body()).isIn(200, 201);
    String credited = client.get(ATTAINMENT).expect(200).text("/items/0/credited");
    return credited.endsWith(".00") ? credited.substring(0, credited.length() - 3) : credited;
  }

  private static void onlyKnownUsersAreLetIn(Program commandSide, Program querySide) {
    Client auditor = client(commandSide, querySide).as("audit");
    auditor.get(ATTAINMENT).expect(200);
    auditor.post("/teams", "{'teamId': 'team', 'name': 'Team'}").expect(403);
    Client stranger = client(commandSide, querySide).as("stranger");
    stranger.get(ATTAINMENT).expect(401);
    stranger.post("/teams", "{'teamId': 'team', 'name': 'Team'}").expect(401);
  }

  /** Whoever is told of a conflict asks again, as clients do. */
  private static void manyAdjustOneLineThroughBothSides(List<Client> clients) throws Exception {
    long before = lastSequence(clients.getFirst());
    List<Callable<Void>> writers = new ArrayList<>();
    for (Client client : clients) {
      for (int i = 0; i < WRITERS_OF_A_SIDE; i++) {
        writers.add(() -> {
          for (int n = 0; n < ADJUSTMENTS_OF_A_WRITER; n++) {
            adjust(client);
          }
          return null;
        });
      }
    }
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Void> writer : threads.invokeAll(writers)) {
        writer.get();
      }
    }
    int sent = writers.size() * ADJUSTMENTS_OF_A_WRITER;
    for (Client client : clients) {
      new ReadModels(client).awaitAll();
      assertThat(client.get("/plans/plan/quotas").expect(200).text("/items/0/amount"))
          .isEqualTo(100_000 + sent + ".00");
      assertThat(lastSequence(client)).isEqualTo(before + sent);
    }
  }

  private static void adjust(Client client) {
    Answer answer;
    do {
      answer = client.post("/plans/plan/adjustments", """
          {'subject': {'type': 'REP', 'id': 'anna'}, 'periodId': 'Y', 'delta': '1',
           'reason': 'one more'}
          """);
    } while (answer.status() == 409);
    answer.expect(200);
  }

  /** After a check that the history has every one up to it, once. */
  private static long lastSequence(Client client) {
    List<JsonNode> items =
        client.get("/plans/plan/history?limit=1000").expect(200).items();
    Set<Long> sequences = new HashSet<>();
    items.forEach(item -> sequences.add(item.path("sequence").asLong()));
    long last = items.getLast().path("sequence").asLong();
    assertThat(items).hasSize((int) last + 1);
    assertThat(sequences).hasSize((int) last + 1);
    return last;
  }

  private static void bothQuerySidesAnswerTheSame(Client one, Client other) {
    for (String path : List.of(
        ATTAINMENT + "?asOf=2026-12-31",
        ATTAINMENT + "/explain?subject=anna&period=Y",
        "/plans/plan/history?limit=1000",
        "/deals/crm-1",
        "/deals")) {
      assertThat(one.get(path).expect(200).lasting())
          .as(path)
          .isEqualTo(other.get(path).expect(200).lasting());
    }
  }

  private static void aRebuildOnOneIsARebuildOnBoth(Client one, Client other) {
    JsonNode before = other.get(ATTAINMENT).expect(200).lasting();
    new ReadModels(one).rebuildAll();
    assertThat(one.get(ATTAINMENT).expect(200).lasting()).isEqualTo(before);
    assertThat(other.get(ATTAINMENT).expect(200).lasting()).isEqualTo(before);
    assertThat(credited(putDeal(other, 2, "50000"), other)).isEqualTo("70000");
    bothQuerySidesAnswerTheSame(one, other);
  }

  /** The segments that it had claimed are free after some seconds. */
  private static void aQuerySideTakesOverWhatAnotherLeft(Program killed, Client remaining) {
    killed.kill();
    putDeal(remaining, 2, "40000").expect(200);
    new ReadModels(remaining).awaitAll();
    assertThat(remaining.get(ATTAINMENT).expect(200).text("/items/0/credited"))
        .isEqualTo("60000.00");
  }
}
