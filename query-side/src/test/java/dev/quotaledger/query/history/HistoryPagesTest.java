package dev.quotaledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A long history is read with few queries, and not further than needed. */
class HistoryPagesTest {

  private static final PlanId PLAN = new PlanId("fy26");
  private static final int EVENTS = 5_050;

  private final AtomicInteger queries = new AtomicInteger();

  @Test
  void manyPagesAreReadAtOnce(@TempDir Path directory) throws Exception {
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16))) {
      HistoryPages pages = new HistoryPages(counted(store.database().getCollection("plans")));
      pages.write(IntStream.range(0, EVENTS).mapToObj(HistoryPagesTest::event).toList());
      long last = pages.last(PLAN).orElseThrow();
      queries.set(0);

      assertThat(pages.items(PLAN, 0, last).map(HistoryItem::sequence))
          .isEqualTo(LongStream.range(0, EVENTS).boxed().toList());
      assertThat(queries).as("253 pages").hasValue(3);

      queries.set(0);
      assertThat(pages.items(PLAN, 120, last).limit(300).map(HistoryItem::sequence))
          .isEqualTo(LongStream.range(120, 420).boxed().toList());
      assertThat(queries).hasValue(1);
    }
  }

  private static RecordedEvent event(int sequence) {
    QuotaLineKey line =
        new QuotaLineKey(Subject.rep(new RepId("ann")), null, null, new PeriodId("Q1"));
    return new RecordedEvent(
        new QuotaSet(
            PLAN,
            line,
            null,
            Money.of(String.valueOf(sequence), "USD"),
            LocalDate.of(2026, 1, 1),
            null),
        PLAN.toString(),
        sequence,
        Instant.EPOCH.plusSeconds(sequence),
        "event-" + sequence,
        Map.of());
  }

  @SuppressWarnings("unchecked") // a proxy has no type parameters
  private MongoCollection<Document> counted(MongoCollection<Document> collection) {
    return (MongoCollection<Document>) Proxy.newProxyInstance(
        getClass().getClassLoader(), new Class<?>[] {MongoCollection.class}, (_, method, args) -> {
          if (method.getName().equals("find")) {
            queries.incrementAndGet();
          }
          try {
            return method.invoke(collection, args);
          } catch (InvocationTargetException e) {
            throw e.getCause();
          }
        });
  }
}
