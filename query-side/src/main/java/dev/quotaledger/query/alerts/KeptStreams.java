package dev.quotaledger.query.alerts;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Streams as they were recorded, each in one document by its typed identifier: no rule and no alert has
 * more than some 1,000 small events. A document takes each event once, by its place in the stream.
 */
final class KeptStreams {

  private static final String LAST = "last";
  private static final String EVENTS = "events";

  private static final PackedFacts<StoredEvent> PACKED =
      new PackedFacts<>(FactJson.PACKED, StoredEvent.class);

  private final MongoCollection<Document> collection;

  KeptStreams(MongoCollection<Document> collection) {
    this.collection = collection;
  }

  /** Keeps the events; answers whole what is kept of their streams then. */
  Map<String, List<StoredEvent>> write(List<RecordedEvent> events) {
    Map<String, List<RecordedEvent>> byStream =
        events.stream().collect(groupingBy(RecordedEvent::aggregateId));
    Map<String, List<StoredEvent>> kept = new HashMap<>();
    documents().update(byStream.keySet(), (id, document) -> {
      List<StoredEvent> all = with(document, byStream.getOrDefault(id, List.of()));
      kept.put(id, all);
      return new Document(LAST, all.getLast().sequence()).append(EVENTS, PACKED.pack(all));
    });
    return kept;
  }

  /** What is kept of those of the streams of which something is, in recorded order. */
  Map<String, List<StoredEvent>> find(Collection<String> ids) {
    Map<String, List<StoredEvent>> found = new HashMap<>();
    documents()
        .byIds(ids)
        .forEach((id, document) -> found.put(id, PACKED.unpack(document, EVENTS)));
    return found;
  }

  /** All streams; for those of which there are few. */
  List<List<StoredEvent>> all() {
    return collection
        .find()
        .map(document -> PACKED.unpack(document, EVENTS))
        .into(new ArrayList<>());
  }

  private VersionedDocuments documents() {
    return new VersionedDocuments(collection);
  }

  private static List<StoredEvent> with(@Nullable Document document, List<RecordedEvent> events) {
    List<StoredEvent> kept = new ArrayList<>(PACKED.unpack(document, EVENTS));
    long last = document == null ? -1 : document.getLong(LAST);
    for (RecordedEvent event : events) {
      if (event.sequence() > last) {
        kept.add(event.stored());
        last = event.sequence();
      }
    }
    return kept;
  }
}
