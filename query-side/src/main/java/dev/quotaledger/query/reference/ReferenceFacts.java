package dev.quotaledger.query.reference;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.model.attainment.Reference;
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
 * The few facts that every figure needs: teams and reps, holders of territories, calendars, and
 * plans without their lines. They are kept as the events themselves, some hundreds to a document,
 * and an index document tells readers which documents changed.
 */
public final class ReferenceFacts {

  private static final String INDEX = "index";
  private static final String EVENTS = "events";
  private static final String LAST = "last";
  private static final String CHUNKS = "chunks";
  private static final int EVENTS_PER_CHUNK = 500;
  private static final int PLAN_EVENTS_PER_CHUNK = 50_000;

  private static final PackedFacts<StoredEvent> PACKED =
      new PackedFacts<>(FactJson.PACKED, StoredEvent.class);

  private final VersionedDocuments documents;
  private volatile Loaded loaded = new Loaded(-1, Map.of(), Reference.NOTHING);

  private record Chunk(long revision, List<StoredEvent> events) {}

  private record Loaded(long revision, Map<String, Chunk> chunks, Reference reference) {}

  /** Keeps them in the collection. */
  public ReferenceFacts(MongoCollection<Document> collection) {
    this.documents = new VersionedDocuments(collection);
  }

  /** Keeps the events; those that are kept already are passed over. */
  public void write(Collection<RecordedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    Map<String, List<RecordedEvent>> byChunk =
        events.stream().collect(groupingBy(ReferenceFacts::chunkOf));
    documents.update(
        byChunk.keySet(), (id, chunk) -> with(chunk, byChunk.getOrDefault(id, List.of())));
    Map<String, Document> written = documents.byIds(byChunk.keySet(), Projections.include("rev"));
    documents.update(List.of(INDEX), (_, index) -> indexed(index, written));
  }

  /** All of the facts, as of now. */
  public Reference read() {
    Document head = documents.byIds(List.of(INDEX), Projections.include("rev")).get(INDEX);
    if (head == null) {
      return Reference.NOTHING;
    }
    long revision = revision(head);
    Loaded current = loaded;
    if (current.revision != revision) {
      current = reload(current);
      loaded = current;
    }
    return current.reference;
  }

  private Loaded reload(Loaded before) {
    Document index = documents.byIds(List.of(INDEX)).get(INDEX);
    if (index == null) {
      return before;
    }
    Document revisions = index.get(CHUNKS, Document.class);
    List<String> changed = revisions.keySet().stream()
        .filter(id ->
            before.chunks.get(id) == null || before.chunks.get(id).revision < revisions.getLong(id))
        .toList();
    Map<String, Chunk> chunks = new HashMap<>(before.chunks);
    documents
        .byIds(changed)
        .forEach((id, chunk) ->
            chunks.put(id, new Chunk(revision(chunk), PACKED.unpack(chunk, EVENTS))));
    List<StoredEvent> all =
        chunks.values().stream().flatMap(chunk -> chunk.events.stream()).toList();
    return new Loaded(revision(index), chunks, new Reference(all));
  }

  private static String chunkOf(RecordedEvent event) {
    int size = event.payload() instanceof QuotaPlanEvent ? PLAN_EVENTS_PER_CHUNK : EVENTS_PER_CHUNK;
    return event.aggregateId() + "|" + event.sequence() / size;
  }

  private static @Nullable Document with(@Nullable Document chunk, List<RecordedEvent> events) {
    long last = chunk == null ? -1 : chunk.getLong(LAST);
    List<StoredEvent> stored = new ArrayList<>(PACKED.unpack(chunk, EVENTS));
    for (RecordedEvent event : events) {
      if (event.sequence() > last) {
        stored.add(event.stored());
        last = event.sequence();
      }
    }
    return new Document(LAST, last).append(EVENTS, PACKED.pack(stored));
  }

  private static Document indexed(@Nullable Document index, Map<String, Document> written) {
    Document chunks =
        index == null ? new Document() : new Document(index.get(CHUNKS, Document.class));
    written.forEach(
        (id, chunk) -> chunks.merge(id, revision(chunk), (a, b) -> Math.max((Long) a, (Long) b)));
    return new Document(CHUNKS, chunks);
  }

  private static long revision(Document document) {
    return document.get("rev", Number.class).longValue();
  }
}
