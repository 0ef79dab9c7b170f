package dev.quotaledger.query.attainment;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.attainment.Credit;
import dev.quotaledger.model.attainment.DealEntry;
import dev.quotaledger.query.attainment.CreditBuckets.Bucket;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** However a bucket is split, it holds what was put into it, in documents of bounded size. */
class CreditBucketsTest {

  private static final int MAX_FACTS = 3;
  private static final Bucket BUCKET =
      new Bucket(CreditTarget.of(new RepId("ann"), null), YearMonth.of(2026, 2));
  private static final Bucket ANOTHER =
      new Bucket(CreditTarget.of(new RepId("ann"), null), YearMonth.of(2026, 3));

  private static EmbeddedReadStore store;
  private static int collections;

  private MongoCollection<Document> collection;
  private CreditBuckets buckets;

  @BeforeAll
  static void open(@TempDir Path directory) {
    store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16));
  }

  @AfterAll
  static void close() throws Exception {
    store.close();
  }

  @BeforeEach
  void begin() {
    collection = store.database().getCollection("credits_" + ++collections);
    buckets = new CreditBuckets(collection, MAX_FACTS);
  }

  @Test
  void itIsSplitAgainAndAgain() {
    List<DealEntry> all = versions(400);
    for (int from = 0; from < all.size(); from += 25) {
      write(all.subList(from, from + 25));
      write(all.subList(Math.max(0, from - 40), from + 10)); // some of it again
    }

    assertHolds(all);
    assertThat(levels()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void itTakesMoreThanADocumentAtOnce() {
    List<DealEntry> all = versions(100);

    write(all);

    assertHolds(all);
  }

  @Test
  void whatOneDealSaysIsNotDivided() {
    List<DealEntry> all = List.of(entry(1, 7, 50), entry(2, 1, 1));

    write(all.subList(0, 1));
    assertThat(collection.countDocuments()).isEqualTo(1);
    write(all);

    assertThat(buckets.entries(List.of(BUCKET))).containsExactlyInAnyOrderElementsOf(all);
  }

  @Test
  void itsPartsAreNotBucketsOfTheirOwn() {
    write(versions(30));
    buckets.write(Map.of(ANOTHER, List.of(entry(1, 1, 1))));

    assertThat(buckets.of(BUCKET.target(), BUCKET.days())).containsExactly(BUCKET);
    assertThat(buckets.entries(List.of(ANOTHER))).hasSize(1);
  }

  @Test
  void aCrashAtAnyWriteLeavesNothingThatWritingAgainDoesNotMend() {
    List<DealEntry> all = versions(24);
    int crashes = 0;
    for (boolean crashed = true; crashed; crashes++) {
      begin();
      crashed = writeUntilCrash(all, crashes);
      if (crashes % 2 == 0) {
        write(all.subList(0, 5)); // what is written again need not come in the same batches
      }
      for (int from = 0; from < all.size(); from += 8) {
        write(all.subList(from, from + 8));
      }
      assertHolds(all);
    }
    assertThat(crashes).isGreaterThan(10);
  }

  @Test
  void severalWritersLoseNothing() throws Exception {
    List<DealEntry> all = versions(200);
    List<Callable<Boolean>> writers = IntStream.range(0, 4)
        .<Callable<Boolean>>mapToObj(writer -> () -> {
          for (int i = writer; i < all.size(); i += 4) {
            write(all.subList(i, i + 1));
          }
          return true;
        })
        .toList();
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      for (Future<Boolean> writer : pool.invokeAll(writers)) {
        assertThat(writer.get()).isTrue();
      }
    }

    assertHolds(all);
  }

  /** Three versions of each of so many deals over three, mixed. */
  private static List<DealEntry> versions(int count) {
    Random random = new Random(count);
    return IntStream.range(0, count)
        .mapToObj(i -> entry(i % (count / 3 + 1), i, 1 + random.nextInt(2)))
        .toList();
  }

  private static DealEntry entry(int deal, long version, int facts) {
    return new DealEntry(
        new DealId("d" + deal),
        version,
        false,
        IntStream.range(0, facts)
            .mapToObj(i -> new CreditFact(
                BUCKET.target(),
                BUCKET.month().atDay(1 + i % 28),
                Money.of(deal + "." + version % 100, "USD"),
                false,
                null,
                null,
                null,
                LocalDate.of(2026, 2, 1),
                Instant.EPOCH,
                null,
                version))
            .toList());
  }

  private void write(List<DealEntry> entries) {
    buckets.write(Map.of(BUCKET, entries));
  }

  private boolean writeUntilCrash(List<DealEntry> all, int writes) {
    CreditBuckets crashing = new CreditBuckets(crashingAfter(writes), MAX_FACTS);
    try {
      for (int from = 0; from < all.size(); from += 4) {
        crashing.write(Map.of(BUCKET, all.subList(from, from + 4)));
      }
      return false;
    } catch (Crash _) {
      return true;
    }
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @SuppressWarnings("unchecked") // a proxy has no type parameters
  private MongoCollection<Document> crashingAfter(int writes) {
    AtomicInteger left = new AtomicInteger(writes);
    return (MongoCollection<Document>) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (_, method, args) -> {
          if (method.getName().equals("bulkWrite") && left.getAndDecrement() == 0) {
            throw new Crash();
          }
          try {
            return method.invoke(collection, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }

  private void assertHolds(List<DealEntry> written) {
    Map<DealId, DealEntry> newest = new HashMap<>();
    written.forEach(
        entry -> newest.merge(entry.dealId(), entry, (a, b) -> a.version() < b.version() ? b : a));
    assertThat(buckets.entries(List.of(BUCKET)))
        .containsExactlyInAnyOrderElementsOf(newest.values());
    Money total = newest.values().stream()
        .flatMap(entry -> entry.facts().stream())
        .map(CreditFact::amount)
        .reduce(Money.of("0", "USD"), Money::plus);
    List<Credit> totals = buckets.totals(List.of(BUCKET)).toList();
    assertThat(totals.stream().map(Credit::amount).reduce(Money::plus)).contains(total);
    assertThat(totals.stream().mapToLong(Credit::deals).sum()).isEqualTo(newest.size());
    PackedFacts<DealEntry> packed = new PackedFacts<>(FactJson.PACKED, DealEntry.class);
    for (Document document : collection.find()) {
      assertThat(packed.unpack(document, "facts").stream()
              .mapToInt(entry -> entry.facts().size())
              .sum())
          .isLessThanOrEqualTo(MAX_FACTS);
    }
  }

  /** How often the deepest part was split off. */
  private int levels() {
    return collection.find().into(new ArrayList<>()).stream()
        .mapToInt(document -> document.getString("_id").split("\\|").length / 2 - 1)
        .max()
        .orElseThrow();
  }
}
