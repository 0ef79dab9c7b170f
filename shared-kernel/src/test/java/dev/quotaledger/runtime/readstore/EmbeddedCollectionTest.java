package dev.quotaledger.runtime.readstore;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.regex;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOneModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class EmbeddedCollectionTest {

  private static final int SIZE = 5_000;

  @TempDir
  private Path directory;

  private EmbeddedReadStore store;
  private MongoCollection<Document> buckets;

  @BeforeEach
  void fill() {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
    buckets = store.database().getCollection("buckets");
    buckets.insertMany(
        IntStream.range(0, SIZE).mapToObj(EmbeddedCollectionTest::bucket).toList());
  }

  @AfterEach
  void close() {
    store.close();
  }

  private static Document bucket(int number) {
    return new Document("_id", id(number)).append("rev", 1L).append("number", number);
  }

  private static String id(int number) {
    return "bucket-%05d".formatted(number);
  }

  private long examinedBy(Runnable work) {
    EmbeddedCollection collection = store.collection("buckets");
    long before = collection.examined();
    work.run();
    return collection.examined() - before;
  }

  private static List<String> ids(FindIterable<Document> found) {
    return found.map(document -> document.getString("_id")).into(new ArrayList<>());
  }

  @Nested
  class ReadsOnlyWhatItNeeds {

    @Test
    void forAGuardedWrite() {
      assertThat(examinedBy(() -> {
            var result = buckets.replaceOne(
                new Document("_id", id(42)).append("rev", 1L), bucket(42).append("rev", 2L));
            assertThat(result.getMatchedCount()).isEqualTo(1);
          }))
          .isEqualTo(1);
    }

    @Test
    void forABatchOfGuardedWrites() {
      List<ReplaceOneModel<Document>> writes = IntStream.range(0, 100)
          .mapToObj(n -> new ReplaceOneModel<>(
              new Document("rev", 1L).append("_id", id(n * 7)), bucket(n * 7).append("rev", 2L)))
          .toList();
      assertThat(examinedBy(
              () -> assertThat(buckets.bulkWrite(writes).getModifiedCount()).isEqualTo(100)))
          .isEqualTo(100);
    }

    @Test
    void forAGuardThatFailsOrADocumentThatIsNotThere() {
      assertThat(examinedBy(() -> {
            assertThat(buckets.find(and(eq("_id", id(42)), eq("rev", 9L))).first())
                .isNull();
            assertThat(buckets.find(eq("_id", "no such bucket")).first()).isNull();
          }))
          .isEqualTo(1);
    }

    @Test
    void forAListOfIdsWithAFurtherCondition() {
      assertThat(examinedBy(() -> assertThat(ids(buckets.find(
                  and(in("_id", id(9), id(3), "no such bucket", id(3)), lt("number", 9)))))
              .containsExactly(id(3))))
          .isEqualTo(2);
    }

    @Test
    void forARangeOfIds() {
      assertThat(examinedBy(() -> assertThat(
                  ids(buckets.find(and(gte("_id", id(100)), lt("_id", id(103))))))
              .containsExactly(id(100), id(101), id(102))))
          .isLessThanOrEqualTo(4);
    }

    @Test
    void forAPageInTheOrderOfIds() {
      assertThat(examinedBy(() -> assertThat(
                  ids(buckets.find(gte("_id", id(1_000))).sort(ascending("_id")).limit(3)))
              .containsExactly(id(1_000), id(1_001), id(1_002))))
          .isLessThanOrEqualTo(4);
    }

    @Test
    void forAPageInTheReverseOrderOfIds() {
      assertThat(examinedBy(() -> assertThat(
                  ids(buckets.find(lt("_id", id(1_000))).sort(descending("_id")).limit(3)))
              .containsExactly(id(999), id(998), id(997))))
          .isLessThanOrEqualTo(4);
    }

    @Test
    void forADeletionByPrefix() {
      assertThat(examinedBy(() -> assertThat(buckets
                  .deleteMany(and(gte("_id", "bucket-0012"), lt("_id", "bucket-0013")))
                  .getDeletedCount())
              .isEqualTo(10)))
          .isLessThanOrEqualTo(11);
      assertThat(buckets.countDocuments()).isEqualTo(SIZE - 10);
    }
  }

  @Test
  void readsTheWholeCollectionForAnyOtherField() {
    assertThat(examinedBy(
            () -> assertThat(ids(buckets.find(eq("number", 42)))).containsExactly(id(42))))
        .isEqualTo(SIZE);
  }

  @Test
  void findsByRegularExpressionAsAnyOtherCollection() {
    assertThat(ids(buckets.find(regex("_id", "^bucket-0004[12]$"))))
        .containsExactly(id(41), id(42));
  }

  @Test
  void answersInBatchesSoThatNoAnswerExceedsWhatADriverAccepts() {
    assertThat(ids(buckets.find())).hasSize(SIZE).isSorted();
    assertThat(ids(buckets.find().batchSize(7).limit(100))).hasSize(100);
  }

  @Test
  void neverShowsADocumentHalfReplaced() {
    Document left = new Document("_id", "flipping").append("side", "left").append("l", 1);
    Document right = new Document("_id", "flipping").append("side", "right").append("r", 1);
    buckets.insertOne(left);
    CompletableFuture<Void> flipping = CompletableFuture.runAsync(() -> {
      for (int i = 0; i < 5_000; i++) {
        buckets.replaceOne(eq("_id", "flipping"), i % 2 == 0 ? right : left);
      }
    });
    while (!flipping.isDone()) {
      assertThat(buckets.find(eq("_id", "flipping")).first()).isIn(left, right);
    }
    flipping.join();
  }
}
