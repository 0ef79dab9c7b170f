package dev.quotaledger.runtime.readstore;

import static com.mongodb.client.model.Projections.include;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoCollection;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.BsonMaximumSizeExceededException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class VersionedDocumentsTest {

  @TempDir
  private static Path directory;

  private static EmbeddedReadStore store;

  private VersionedDocuments buckets;

  @BeforeAll
  static void open() {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterAll
  static void close() {
    store.close();
  }

  @BeforeEach
  void empty() {
    MongoCollection<Document> collection = store.database().getCollection("buckets");
    collection.drop();
    buckets = new VersionedDocuments(collection);
  }

  private static Document bucket(String id) {
    return new Document("_id", id);
  }

  @Test
  void insertsWhatIsNewAndReplacesWhatItHasRead() {
    assertThat(buckets.replaceAll(List.of(bucket("a").append("sum", 1)))).isEmpty();
    Document read = buckets.byIds(List.of("a", "nowhere")).get("a");
    assertThat(read).isEqualTo(bucket("a").append("sum", 1).append("rev", 1L));

    assertThat(buckets.replaceAll(
            List.of(new Document(read).append("sum", 2), bucket("b").append("sum", 3))))
        .isEmpty();
    assertThat(buckets.byIds(List.of("a", "b")))
        .isEqualTo(Map.of(
            "a", bucket("a").append("sum", 2).append("rev", 2L),
            "b", bucket("b").append("sum", 3).append("rev", 1L)));
  }

  @Test
  void readsOnlyTheFieldsAskedFor() {
    buckets.replaceAll(List.of(bucket("a").append("subtotal", "1.00").append("facts", List.of(1))));

    assertThat(buckets.byIds(List.of("a"), include("subtotal")))
        .isEqualTo(Map.of("a", bucket("a").append("subtotal", "1.00")));
    assertThat(buckets.byIds(List.of())).isEmpty();
  }

  @Test
  void readsMoreIdsThanACommandCanName() {
    buckets.replaceAll(List.of(bucket("a"), bucket("b")));
    List<String> nowhere = IntStream.range(0, 90_000)
        .mapToObj(i -> "nowhere-" + i + "-".repeat(200))
        .toList();
    List<String> ids = Stream.of(List.of("a"), nowhere, List.of("b", "a"))
        .flatMap(List::stream)
        .toList();

    assertThat(buckets.byIds(ids)).containsOnlyKeys("a", "b");
  }

  @Test
  void namesThoseThatLostTheRaceAndWritesTheOthers() {
    buckets.replaceAll(List.of(bucket("a"), bucket("b"), bucket("c")));
    Map<String, Document> read = buckets.byIds(List.of("a", "b", "c"));
    buckets.replaceAll(List.of(read.get("b")));

    assertThat(buckets.replaceAll(List.of(
            new Document(read.get("a")).append("late", false),
            new Document(read.get("b")).append("late", true),
            bucket("c").append("late", true),
            bucket("d").append("late", false))))
        .containsExactly("b", "c");
    assertThat(buckets.byIds(List.of("a", "b", "c", "d")))
        .isEqualTo(Map.of(
            "a", bucket("a").append("rev", 2L).append("late", false),
            "b", bucket("b").append("rev", 2L),
            "c", bucket("c").append("rev", 1L),
            "d", bucket("d").append("rev", 1L).append("late", false)));
  }

  @Test
  void losesNoUpdateOfTwoWritersOfTheSameDocuments() {
    List<String> ids = IntStream.range(0, 10).mapToObj(n -> "bucket-" + n).toList();
    AtomicInteger asked = new AtomicInteger();
    Runnable writer = () -> {
      for (int i = 0; i < 100; i++) {
        buckets.update(ids, (_, present) -> {
          asked.incrementAndGet();
          int sum = present == null ? 0 : present.getInteger("sum");
          return new Document("sum", sum + 1);
        });
      }
    };
    CompletableFuture<Void> another = CompletableFuture.runAsync(writer);
    writer.run();
    another.join();

    assertThat(buckets.byIds(ids).values()).hasSize(10).allSatisfy(bucket -> {
      assertThat(bucket.getInteger("sum")).isEqualTo(200);
      assertThat(bucket.getLong("rev")).isEqualTo(200L);
    });
    assertThat(asked.get()).as("some races were lost").isGreaterThan(2_000);
  }

  @Test
  void redeliveryOfABatchThatACrashCutShortChangesOnlyWhatIsMissing() {
    buckets.update(List.of("a"), (_, present) -> withFact(present, 7));

    buckets.update(List.of("a", "b"), (_, present) -> withFact(present, 7));

    assertThat(buckets.byIds(List.of("a", "b")))
        .isEqualTo(Map.of(
            "a", bucket("a").append("facts", List.of(7)).append("rev", 1L),
            "b", bucket("b").append("facts", List.of(7)).append("rev", 1L)));
  }

  /** The guard that a projection brings along: a fact that is there already is not added again. */
  private static Document withFact(@Nullable Document present, int fact) {
    List<Integer> facts = present == null ? List.of() : present.getList("facts", Integer.class);
    return present != null && facts.contains(fact)
        ? present
        : new Document("facts", Stream.concat(facts.stream(), Stream.of(fact)).toList());
  }

  @Test
  void aFunctionThatChangesNothingWritesNothing() {
    buckets.replaceAll(List.of(bucket("a")));

    buckets.update(List.of("a", "b"), (_, present) -> present);

    assertThat(buckets.byIds(List.of("a", "b")))
        .isEqualTo(Map.of("a", bucket("a").append("rev", 1L)));
  }

  @Test
  void doesNotTakeOtherFailuresForALostRace() {
    Document tooLarge = bucket("a").append("text", "x".repeat(17 << 20));

    assertThatThrownBy(() -> buckets.replaceAll(List.of(tooLarge)))
        .isInstanceOfAny(MongoException.class, BsonMaximumSizeExceededException.class);
  }
}
