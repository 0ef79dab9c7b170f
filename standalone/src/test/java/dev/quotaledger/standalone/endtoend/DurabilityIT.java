package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.Frontier;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.NoteVerifier;
import dev.quotaledger.proof.SignedNote;
import dev.quotaledger.published.PublishedEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a program has acknowledged survives its death at any moment, and its read models are what
 * the events say, and its ledger has each of them once, however often they were cut off in the
 * middle.
 */
class DurabilityIT {

  private static final int KILLS = 10;

  /** So that the documents that were cut off can still be compared after they were built anew. */
  private static final String KEEP_OLD_GENERATIONS = "--quotaledger.query.retired-for=1h";

  private static final Duration SOON = Duration.ofMinutes(1);

  @TempDir
  private Path directory;

  @Test
  void tenKillsLoseNothingThatWasAcknowledgedAndLeaveNoReadModelAndNoLedgerWrong()
      throws Exception {
    long seed = System.nanoTime();
    System.out.println("The moments of the kills follow from the seed " + seed);
    Random moments = new Random(seed);
    AcknowledgedWrites writes = new AcknowledgedWrites();
    for (int kill = 0; kill < KILLS; kill++) {
      try (Program program = start()) {
        if (kill == 0) {
          writes.setUp(program.client());
        }
        writes.findSome(program.client());
        AcknowledgedWrites.Running running = writes.start(program);
        running.goOnFor(Duration.ofMillis(moments.nextLong(200, 3_000)));
        program.kill();
        running.awaitEnd();
      }
    }
    System.out.println("Acknowledged over " + KILLS + " kills: " + writes);
    List<JsonNode> killed;
    List<String> ledger;
    try (Program program = start()) {
      writes.findAll(program.client());
      ReadModels readModels = new ReadModels(program.client());
      killed = readModels.processors();
      readModels.rebuildAll();
      ledger = signedLedger(program.client());
      program.stop();
    }
    assertThat(ledger.stream().sorted().toList()).isEqualTo(firstEvents(ledger.size()));
    killed.forEach(this::isWhatTheEventsSay);
  }

  private Program start() {
    return Program.standalone(directory.resolve("data"), KEEP_OLD_GENERATIONS);
  }

  private void isWhatTheEventsSay(JsonNode processor) {
    String model = processor.path("model").asString();
    int generation = processor.path("generation").asInt();
    try (StoredDocuments stored = StoredDocuments.open(directory.resolve("data"))) {
      assertThat(stored.differences(model + "_" + generation, model + "_" + (generation + 1)))
          .isEmpty();
    }
  }

  /** The ids of the events in the ledger, when it has all of them, each entry checked in its place. */
  private static List<String> signedLedger(Client client) {
    awaitLedger(client);
    long last = client.get("/events?limit=1").expect(200).json().path("size").asLong() - 1;
    client.get("/ledger/entries/" + last + "/receipt").expect(200);
    List<NoteVerifier> keys = new ArrayList<>();
    client
        .get("/ledger/keys")
        .json()
        .path("keys")
        .forEach(key -> keys.add(NoteVerifier.parse(key.asString())));
    Checkpoint checkpoint =
        Checkpoint.verified(SignedNote.parse(client.get("/ledger/checkpoint").body()), keys);
    List<String> ids = new ArrayList<>();
    Frontier tree = Frontier.EMPTY;
    for (byte[] entry : entries(client, checkpoint.size())) {
      PublishedEvent event = PublishedEvent.read(entry);
      assertThat(event.index()).isEqualTo(ids.size());
      ids.add(event.eventId());
      tree = tree.append(Hash.ofLeaf(entry));
    }
    assertThat(tree.root()).isEqualTo(checkpoint.root());
    return ids;
  }

  private static void awaitLedger(Client client) {
    long head = client.get("/admin/processors").expect(200).json().path("head").asLong();
    Awaitility.await()
        .atMost(SOON)
        .until(() -> client
            .get("/admin/processors")
            .json()
            .path("reactions")
            .valueStream()
            .filter(each -> each.path("processor").asString().equals("ledger"))
            .anyMatch(each -> each.path("position").asLong() >= head));
  }

  /** The first so many entries, by page. */
  private static List<byte[]> entries(Client client, long count) {
    List<byte[]> entries = new ArrayList<>();
    String next = "";
    while (entries.size() < count) {
      Answer page = client
          .get("/events?limit=1000" + next, "Accept", "application/x-ndjson")
          .expect(200);
      page.body().lines().map(line -> line.getBytes(StandardCharsets.UTF_8)).forEach(entries::add);
      next = "&after=" + page.header("Next-After");
    }
    return entries.subList(0, Math.toIntExact(count));
  }

  /**
   * The ids of the first so many events, sorted. Nobody writes any more, so that those which an alert
   * may have added since the ledger was read are the last ones.
   */
  private List<String> firstEvents(int count) throws SQLException {
    String url =
        "jdbc:hsqldb:file:" + directory.resolve("data").resolve("events").resolve("ledger")
            + ";hsqldb.tx=mvcc;hsqldb.lock_file=false;shutdown=true";
    List<String> ids = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url, "SA", "");
        Statement statement = connection.createStatement();
        ResultSet events = statement.executeQuery(
            "SELECT eventIdentifier FROM DomainEventEntry ORDER BY globalIndex")) {
      while (events.next() && ids.size() < count) {
        ids.add(events.getString(1));
      }
    }
    return ids.stream().sorted().toList();
  }
}
