package dev.quotaledger.runtime.readstore;

import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class EmbeddedDurabilityTest {

  private static final int KILLS = 5;

  @TempDir
  private Path directory;

  @Test
  void aKilledProcessLosesNoFactThatTheTokenClaimsAndNothingThatWasFlushed() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int kill = 1; kill <= KILLS; kill++) {
      Path output = directory.resolve("output-" + kill);
      runAndKill(output, Duration.ofMillis(500 + random.nextInt(2_000)));
      try (EmbeddedReadStore store = open(directory.resolve("data"))) {
        assertThat(KilledWriter.token(store))
            .as("token after kill %d with seed %d", kill, seed)
            .isPositive()
            .isGreaterThanOrEqualTo(lastFlushed(output));
        assertComplete(store);
      }
    }
  }

  @Test
  void aBackupTakenDuringWritesIsCompleteUpToItsToken() {
    Path copy = directory.resolve("copy");
    try (EmbeddedReadStore store = open(directory.resolve("data"))) {
      Thread writer = Thread.ofPlatform().start(() -> writeUntilClosed(store));
      await().atMost(Duration.ofSeconds(30)).until(() -> KilledWriter.token(store) > 5_000);
      store.copyTo(copy);
      assertThat(writer.isAlive()).isTrue();
    }
    try (EmbeddedReadStore restored = open(copy)) {
      assertThat(KilledWriter.token(restored)).isGreaterThan(5_000);
      assertComplete(restored);
    }
  }

  private static void writeUntilClosed(EmbeddedReadStore store) {
    try {
      KilledWriter.write(store);
    } catch (IllegalStateException _) {
      // the store was closed under the writer, as a test of its copy may do
    }
  }

  private static EmbeddedReadStore open(Path data) {
    return EmbeddedReadStore.open(data, DataSize.ofMegabytes(16));
  }

  private void runAndKill(Path output, Duration afterFirstFlush) throws Exception {
    Process process = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            KilledWriter.class.getName(),
            directory.resolve("data").toString())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> lastFlushed(output) > 0);
      assertThat(process.waitFor(afterFirstFlush.toMillis(), TimeUnit.MILLISECONDS))
          .as("still writing")
          .isFalse();
    } finally {
      process.destroyForcibly().waitFor();
    }
  }

  private static long lastFlushed(Path output) throws IOException {
    return Files.readAllLines(output).stream()
        .filter(line -> line.matches(KilledWriter.FLUSHED + "\\d+"))
        .mapToLong(line -> Long.parseLong(line.substring(KilledWriter.FLUSHED.length())))
        .max()
        .orElse(0);
  }

  private static void assertComplete(EmbeddedReadStore store) {
    long token = KilledWriter.token(store);
    Set<Long> inBuckets = new HashSet<>();
    for (Document bucket : store.database().getCollection("buckets").find()) {
      inBuckets.addAll(bucket.getList("facts", Long.class));
    }
    MongoCollection<Document> facts = store.database().getCollection("facts");
    Set<String> scanned = facts.find().map(fact -> fact.getString("_id")).into(new HashSet<>());
    assertThat(LongStream.rangeClosed(1, token))
        .allMatch(fact -> inBuckets.contains(fact) && scanned.contains("fact-" + fact));
    assertThat(scanned.size() % KilledWriter.BATCH)
        .as("facts of a command that is in the file in part")
        .isZero();
    assertThat(writtenById(facts, scanned)).isEqualTo(scanned.size());
  }

  /** A document that its id does not lead to would be inserted a second time, or fail to be. */
  private static int writtenById(MongoCollection<Document> facts, Set<String> ids) {
    return facts
        .bulkWrite(ids.stream()
            .map(id -> new ReplaceOneModel<>(eq("_id", id), new Document("checked", true)))
            .toList())
        .getMatchedCount();
  }
}
