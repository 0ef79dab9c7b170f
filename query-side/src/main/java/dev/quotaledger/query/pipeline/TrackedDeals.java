package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealId;
import dev.quotaledger.model.DealTimeline;
import dev.quotaledger.model.DealTimeline.Step;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Everything that was recorded of each deal, in a document each. */
final class TrackedDeals {

  private static final String STEPS = "steps";

  private static final PackedFacts<Step> PACKED = new PackedFacts<>(FactJson.PACKED, Step.class);

  private final VersionedDocuments documents;

  TrackedDeals(MongoCollection<Document> collection) {
    this.documents = new VersionedDocuments(collection);
  }

  /** Takes the events in; those that are taken in already are passed over. */
  void write(Map<DealId, List<RecordedEvent>> events) {
    Map<String, List<RecordedEvent>> byId = new HashMap<>();
    events.forEach((dealId, ofDeal) -> byId.put(dealId.value(), ofDeal));
    documents.update(byId.keySet(), (id, document) -> {
      DealTimeline before = read(document);
      DealTimeline after = with(before, byId.getOrDefault(id, List.of()));
      return after.version() == before.version()
          ? document
          : new Document(STEPS, PACKED.pack(after.steps()));
    });
  }

  /** The timelines of those deals of which anything was recorded. */
  Map<DealId, DealTimeline> read(Collection<DealId> deals) {
    Map<DealId, DealTimeline> timelines = new HashMap<>();
    documents
        .byIds(deals.stream().map(DealId::value).toList())
        .forEach((id, document) -> timelines.put(new DealId(id), read(document)));
    return timelines;
  }

  private static DealTimeline read(@Nullable Document document) {
    return document == null
        ? DealTimeline.NOTHING
        : new DealTimeline(PACKED.unpack(document, STEPS));
  }

  private static DealTimeline with(DealTimeline timeline, List<RecordedEvent> events) {
    DealTimeline result = timeline;
    for (RecordedEvent event : events) {
      if (event.sequence() > result.version() + 1) {
        throw new IllegalStateException("%s: event %d follows event %d"
            .formatted(event.aggregateId(), event.sequence(), result.version()));
      }
      if (event.sequence() == result.version() + 1) {
        result = result.plus((DealEvent) event.payload(), event.recordedAt(), event.sequence());
      }
    }
    return result;
  }
}
