package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * What a program has acknowledged survives its death at any moment, and its read models are what
 * the events say, however often they were cut off in the middle.
 */
class DurabilityIT {

  private static final int KILLS = 10;

  /** So that the documents that were cut off can still be compared after they were built anew. */
  private static final String KEEP_OLD_GENERATIONS = "--quotaledger.query.retired-for=1h";

  @TempDir
  private Path directory;

  @Test
  void tenKillsLoseNothingThatWasAcknowledgedAndLeaveNoReadModelWrong() throws Exception {
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
    try (Program program = start()) {
      writes.findAll(program.client());
      ReadModels readModels = new ReadModels(program.client());
      killed = readModels.processors();
      readModels.rebuildAll();
      program.stop();
    }
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
}
