package dev.quotaledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealCommand;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.LargestDeal;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.readstore.EmbeddedReadStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.RawBsonDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

/** The timeline of the largest deal that a client can make is one document like any other. */
class LargestTimelineTest {

  /** Well below the 16 MB that MongoDB takes; most of it are reasons, which are random bytes. */
  private static final int MOST_BYTES = 12_000_000;

  @Test
  void fitsIntoADocument(@TempDir Path directory) throws Exception {
    List<RecordedEvent> events = LargestDeal.events(20);
    try (EmbeddedReadStore store = EmbeddedReadStore.open(directory, DataSize.ofMegabytes(16))) {
      Generation generation = new Generation(store.database(), "timelines", 1);
      Timelines timelines = new Timelines(generation);
      for (int from = 0; from < events.size(); from += 500) {
        timelines.write(events.subList(from, Math.min(from + 500, events.size())));
      }

      List<Integer> sizes = generation
          .collection(Kind.DEAL.plural())
          .withDocumentClass(RawBsonDocument.class)
          .find()
          .map(document -> document.getByteBuffer().remaining())
          .into(new ArrayList<>());
      assertThat(sizes).singleElement().matches(size -> size < MOST_BYTES);
      assertThat(timelines.version(
              Kind.DEAL, events.getFirst().aggregateId().substring("deal-".length())))
          .isEqualTo(DealCommand.MAX_EVENTS);
    }
  }
}
