package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A copy that is made while commands and imports go on is the ledger as it was at one moment, and a
 * program that is started on it goes on from there.
 */
class BackupIT {

  @TempDir
  private Path directory;

  @Test
  void aBackupOfABusyProgramHasAllThatWasAcknowledgedBeforeIt() throws Exception {
    AcknowledgedWrites writes = new AcknowledgedWrites();
    String copy;
    try (Program program = Program.standalone(directory.resolve("data"))) {
      Client operator = program.client();
      writes.setUp(operator);
      AcknowledgedWrites.Running running = writes.start(program);
      writes.awaitSome();
      AcknowledgedWrites before = writes.soFar();
      Answer made = operator.post("/admin/backups", "").expect(201);
      copy = made.text("/directory");
      assertThat(operator.get("/admin/backups").expect(200).text("/items/0/backupId"))
          .isEqualTo(made.text("/backupId"));
      program.kill();
      running.awaitEnd();
      writes = before;
    }
    try (Program restored = Program.standalone(restore(Path.of(copy)))) {
      writes.findAll(restored.client());
      theReadModelsAreWhatTheEventsSay(restored.client());
      itGoesOn(restored.client());
    }
  }

  /** As docs/operations.md says. */
  private Path restore(Path copy) throws IOException {
    Path data = directory.resolve("restored");
    run("cp", "-a", copy.toString(), data.toString());
    return data;
  }

  private static void run(String... command) throws IOException {
    Process process = new ProcessBuilder(command).inheritIO().start();
    assertThat(process.onExit().join().exitValue()).isZero();
  }

  private static void theReadModelsAreWhatTheEventsSay(Client client) {
    Map<String, JsonNode> copied = answers(client);
    new ReadModels(client).rebuildAll();
    assertThat(answers(client)).isEqualTo(copied);
  }

  private static Map<String, JsonNode> answers(Client client) {
    Map<String, JsonNode> answers = new TreeMap<>();
    for (String path : List.of(
        "/plans/plan/attainment",
        "/plans/plan/attainment?groupBy=plan",
        "/plans/plan/quotas",
        "/plans/plan/history?limit=1000",
        "/deals?limit=1000",
        "/reps?limit=1000")) {
      answers.put(path, client.get(path).expect(200).lasting());
    }
    return answers;
  }

  private static void itGoesOn(Client client) {
    client.put("/deals/after-the-restore", """
        {'source': 'crm', 'repId': 'rep0', 'stage': 'WON', 'amount': '1', 'currency': 'EUR',
         'closedOn': '2026-03-01'}
        """).expect(201);
    client.get("/deals/after-the-restore").expect(200);
  }
}
