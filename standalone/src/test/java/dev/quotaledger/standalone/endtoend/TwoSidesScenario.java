package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.standalone.endtoend.Program.Jar;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tools.jackson.databind.JsonNode;

/**
 * The two sides as processes of their own, one and then two of each, on one event store and one
 * server of documents: no event is lost or doubled, and every query side answers the same.
 *
 * <p>The event store may hold the events of earlier runs, since every run has identifiers of its own.
 */
final class TwoSidesScenario implements AutoCloseable {

  private static final int ADJUSTMENTS_OF_A_WRITER = 25;
  private static final int WRITERS_OF_A_SIDE = 2;

  private final Path directory;
  private final List<String> eventStore;
  private final DocumentServer documents = DocumentServer.start();
  private final List<Program> programs = new ArrayList<>();

  private final String run = UUID.randomUUID().toString();
  private final String calendar = "year-" + run;
  private final String rep = "anna-" + run;
  private final String plan = "plan-" + run;
  private final String attainment = "/plans/" + plan + "/attainment?subject=" + rep;

  /**
   * A run of its own.
   *
   * @param directory for the programs' files
   * @param eventStore the settings that name the event store, as arguments of the programs
   */
  TwoSidesScenario(Path directory, String... eventStore) {
    this.directory = directory;
    this.eventStore = List.of(eventStore);
  }

  @Override
  public void close() {
    programs.forEach(Program::close);
    documents.close();
  }

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
    quotaFollowsATerritory(second);
    client.awaitWritesOf(second);
    bothQuerySidesAnswerTheSame(client, second);
    aRebuildOnOneIsARebuildOnBoth(client, second);
    aQuerySideTakesOverWhatAnotherLeft(querySide, second);
  }

  private Program start(Jar jar, String name) {
    List<String> settings = new ArrayList<>(eventStore);
    settings.addAll(List.of(
        "--quotaledger.read-store=mongodb",
        "--quotaledger.mongodb.uri=" + documents.uri(),
        "--quotaledger.security.users[0].name=audit",
        "--quotaledger.security.users[0].password=" + Program.PASSWORD,
        "--quotaledger.security.users[0].roles=AUDITOR"));
    Program program = Program.start(jar, directory.resolve(name), settings.toArray(String[]::new));
    programs.add(program);
    return program;
  }

  private static Client client(Program commandSide, Program querySide) {
    return new Client(commandSide.address(), querySide.address());
  }

  private void aHouseIsSetUp(Client client) {
    client.post("/calendars", """
        {'calendarId': '%s', 'timeZone': 'UTC', 'periods': [
          {'periodId': 'Y', 'firstDay': '2026-01-01', 'lastDay': '2026-12-31'}]}
        """.formatted(calendar)).expect(201);
    client
        .post("/reps", "{'repId': '%s', 'name': 'Anna', 'hiredOn': '2025-01-01'}".formatted(rep))
        .expect(201);
    client.post("/plans", """
        {'planId': '%s', 'name': 'Plan', 'calendarId': '%s', 'currency': 'EUR'}
        """.formatted(plan, calendar)).expect(201);
    client.put("/plans/" + plan + "/quotas", """
        {'subject': {'type': 'REP', 'id': '%s'}, 'periodId': 'Y', 'amount': '100000',
         'reason': 'budget'}
        """.formatted(rep)).expect(200);
  }

  private void aReadIncludesTheWriteBeforeIt(Client client) {
    for (int amount = 1_000; amount <= 20_000; amount += 1_000) {
      Answer written = putDeal(client, 1, String.valueOf(amount));
      assertThat(credited(written, client)).isEqualTo(String.valueOf(amount));
    }
    assertThat(client.get("/reps/" + rep).expect(200).text("/name")).isEqualTo("Anna");
  }

  private Answer putDeal(Client client, int deal, String amount) {
    return client.put("/deals/" + dealId(deal), """
        {'source': 'crm', 'repId': '%s', 'stage': 'WON', 'amount': '%s', 'currency': 'EUR',
         'closedOn': '2026-03-01'}
        """.formatted(rep, amount));
  }

  private String dealId(int deal) {
    return "crm-" + run + "-" + deal;
  }

  private String credited(Answer written, Client client) {
    assertThat(written.status()).as(written.body()).isIn(200, 201);
    String credited = client.get(attainment).expect(200).text("/items/0/credited");
    return credited.endsWith(".00") ? credited.substring(0, credited.length() - 3) : credited;
  }

  private void onlyKnownUsersAreLetIn(Program commandSide, Program querySide) {
    Client auditor = client(commandSide, querySide).as("audit");
    auditor.get(attainment).expect(200);
    auditor.post("/teams", "{'teamId': 'team', 'name': 'Team'}").expect(403);
    Client stranger = client(commandSide, querySide).as("stranger");
    stranger.get(attainment).expect(401);
    stranger.post("/teams", "{'teamId': 'team', 'name': 'Team'}").expect(401);
  }

  /** Whoever is told of a conflict asks again, as clients do. */
  private void manyAdjustOneLineThroughBothSides(List<Client> clients) throws Exception {
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
      assertThat(client.get("/plans/" + plan + "/quotas").expect(200).text("/items/0/amount"))
          .isEqualTo(100_000 + sent + ".00");
      assertThat(lastSequence(client)).isEqualTo(before + sent);
    }
  }

  private void adjust(Client client) {
    Answer answer;
    do {
      answer = client.post("/plans/" + plan + "/adjustments", """
          {'subject': {'type': 'REP', 'id': '%s'}, 'periodId': 'Y', 'delta': '1',
           'reason': 'one more'}
          """.formatted(rep));
    } while (answer.status() == 409);
    answer.expect(200);
  }

  /** After a check that the history has every one up to it, once. */
  private long lastSequence(Client client) {
    List<JsonNode> items =
        client.get("/plans/" + plan + "/history?limit=1000").expect(200).items();
    Set<Long> sequences = new HashSet<>();
    items.forEach(item -> sequences.add(item.path("sequence").asLong()));
    long last = items.getLast().path("sequence").asLong();
    assertThat(items).hasSize((int) last + 1);
    assertThat(sequences).hasSize((int) last + 1);
    return last;
  }

  /** The other instance's command side knows of plans that it did not open itself. */
  private void quotaFollowsATerritory(Client client) {
    String territory = "north-" + run;
    client
        .post("/territories", "{'territoryId': '%s', 'name': 'North'}".formatted(territory))
        .expect(201);
    client
        .post("/territories/" + territory + "/assignments", """
        {'repId': '%s', 'from': '2026-01-01', 'role': 'PRIMARY'}
        """.formatted(rep))
        .expect(200);
    client.put("/plans/" + plan + "/quotas", """
        {'subject': {'type': 'REP', 'id': '%s'}, 'territoryId': '%s', 'periodId': 'Y',
         'amount': '365', 'reason': 'budget'}
        """.formatted(rep, territory)).expect(200);

    Answer moved = client
        .post("/territories/" + territory + "/reallocations", """
        {'fromRepId': '%s', 'toRepId': null, 'effectiveOn': '2026-12-01', 'reason': 'left',
         'quota': 'PRORATE_BY_DAYS'}
        """.formatted(rep))
        .expect(200);
    assertThat(moved.text("/transfers/0/amount")).isEqualTo("31.00");
    Answer state = client.get(moved.text("/link").substring("/api/v1".length())).expect(200);
    assertThat(state.text("/transfers/0/state")).isEqualTo("TRANSFERRED");
    assertThat(state.text("/transfers/0/lines/0/toAfter")).isEqualTo("31.00");
    assertThat(client.get("/admin/dead-letters").expect(200).items()).isEmpty();
  }

  private void bothQuerySidesAnswerTheSame(Client one, Client other) {
    for (String path : List.of(
        attainment + "&asOf=2026-12-31",
        "/plans/" + plan + "/attainment/explain?subject=" + rep + "&period=Y",
        "/plans/" + plan + "/history?limit=1000",
        "/deals/" + dealId(1),
        "/deals")) {
      assertThat(one.get(path).expect(200).lasting())
          .as(path)
          .isEqualTo(other.get(path).expect(200).lasting());
    }
  }

  private void aRebuildOnOneIsARebuildOnBoth(Client one, Client other) {
    JsonNode before = other.get(attainment).expect(200).lasting();
    new ReadModels(one).rebuildAll();
    assertThat(one.get(attainment).expect(200).lasting()).isEqualTo(before);
    assertThat(other.get(attainment).expect(200).lasting()).isEqualTo(before);
    assertThat(credited(putDeal(other, 2, "50000"), other)).isEqualTo("70000");
    bothQuerySidesAnswerTheSame(one, other);
  }

  /** The segments that it had claimed are free after some seconds. */
  private void aQuerySideTakesOverWhatAnotherLeft(Program killed, Client remaining) {
    killed.kill();
    putDeal(remaining, 2, "40000").expect(200);
    new ReadModels(remaining).awaitAll();
    assertThat(remaining.get(attainment).expect(200).text("/items/0/credited"))
        .isEqualTo("60000.00");
  }
}
