package dev.quotaledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** A page of the largest transfers, each with the longest reason, is one document like any other. */
class LargestPageTest {

  private static final PlanId PLAN = new PlanId("fy26");
  private static final int MOVES = 1_000;
  private static final int EVENTS = 20;
  private static final int HALF_A_DOCUMENT = 8_000_000;

  private final Random random = new Random(7);

  @Test
  void fitsIntoADocument(@TempDir Path directory) throws Exception {
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16))) {
      MongoCollection<Document> collection = store.database().getCollection("plans");
      HistoryPages pages = new HistoryPages(collection);

      pages.write(IntStream.range(0, EVENTS).mapToObj(this::transfer).toList());

      List<Integer> sizes = collection
          .withDocumentClass(RawBsonDocument.class)
          .find()
          .map(document -> document.getByteBuffer().remaining())
          .into(new ArrayList<>());
      assertThat(sizes).hasSize(2).allMatch(size -> size < HALF_A_DOCUMENT);
      assertThat(pages.items(PLAN, 0, EVENTS - 1)).hasSize(EVENTS * MOVES * 2);
    }
  }

  private RecordedEvent transfer(int sequence) {
    return new RecordedEvent(
        new QuotaTransferred(
            PLAN,
            "transfer-" + sequence,
            new TerritoryId(text(100)),
            Subject.rep(new RepId(text(100))),
            Subject.rep(new RepId(text(100))),
            new Method("PRORATE_BY_DAYS", 1),
            IntStream.range(0, MOVES).mapToObj(_ -> move()).toList(),
            LocalDate.of(2026, 1, 1),
            new PersonalText("territory-west", text(8_040))),
        PLAN.toString(),
        sequence,
        Instant.EPOCH.plusSeconds(sequence),
        "event-" + sequence,
        Map.of());
  }

  private Move move() {
    return new Move(
        new ProductLine(text(100)),
        new PeriodId(text(100)),
        money(),
        1,
        2,
        money(),
        money(),
        money(),
        money());
  }

  private Money money() {
    return Money.of(random.nextLong(1_000_000_000_000_000L) + ".25", "USD");
  }

  private String text(int length) {
    return random
        .ints(length, 'a', 'z' + 1)
        .mapToObj(letter -> String.valueOf((char) letter))
        .collect(Collectors.joining());
  }
}
