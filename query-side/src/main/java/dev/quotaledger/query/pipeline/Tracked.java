package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.model.Steps;
import dev.quotaledger.model.Steps.Step;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was recorded of each thing of a kind, in a document each.
 *
 * @param <I> what identifies the things
 * @param <E> the family of their events
 * @param <T> what is made of the steps of one
 */
final class Tracked<I, E extends DomainEvent, T> {

  private static final String STEPS = "steps";

  /** How many documents are in memory at a time. */
  private static final int AT_ONCE = 1_000;

  private final VersionedDocuments documents;
  private final Function<I, String> text;
  private final Function<String, I> id;
  private final Function<Steps<E>, T> timeline;
  private final PackedFacts<Step<E>> packed;

  /**
   * In a collection of their own.
   *
   * @param text an identifier's text, and {@code id} the way back
   */
  @SuppressWarnings("unchecked") // a step is stored with the name of its event
  Tracked(
      MongoCollection<Document> collection,
      Function<I, String> text,
      Function<String, I> id,
      Function<Steps<E>, T> timeline) {
    this.documents = new VersionedDocuments(collection);
    this.text = text;
    this.id = id;
    this.timeline = timeline;
    this.packed = new PackedFacts<>(FactJson.PACKED, (Class<Step<E>>) (Class<?>) Step.class);
  }

  /** Takes the events in, but for those that are taken in already; answers the timelines then. */
  Map<I, T> write(Map<I, List<RecordedEvent>> events) {
    Map<String, List<RecordedEvent>> byId = new HashMap<>();
    events.forEach((thing, ofThing) -> byId.put(text.apply(thing), ofThing));
    Map<I, T> timelines = new HashMap<>();
    documents.update(byId.keySet(), (key, document) -> {
      Steps<E> before = read(document);
      Steps<E> after = with(before, byId.getOrDefault(key, List.of()));
      timelines.put(id.apply(key), timeline.apply(after));
      return after.version() == before.version()
          ? document
          : new Document(STEPS, packed.pack(after.list()));
    });
    return timelines;
  }

  /** The timelines of those of which anything was recorded; every core unpacks. */
  Map<I, T> read(Collection<I> things) {
    int cores = Runtime.getRuntime().availableProcessors();
    Map<I, T> timelines = new HashMap<>();
    things.stream()
        .map(text)
        .gather(Gatherers.windowFixed(AT_ONCE))
        .flatMap(some -> documents.byIds(some).entrySet().stream())
        .gather(Gatherers.mapConcurrent(
            cores, found -> Map.entry(found.getKey(), timeline.apply(read(found.getValue())))))
        .forEach(found -> timelines.put(id.apply(found.getKey()), found.getValue()));
    return timelines;
  }

  private Steps<E> read(@Nullable Document document) {
    return document == null ? Steps.none() : new Steps<>(packed.unpack(document, STEPS));
  }

  @SuppressWarnings("unchecked") // the stream is of such events
  private Steps<E> with(Steps<E> steps, List<RecordedEvent> events) {
    Steps<E> result = steps;
    for (RecordedEvent event : events) {
      if (event.sequence() > result.version() + 1) {
        throw new IllegalStateException("%s: event %d follows event %d"
            .formatted(event.aggregateId(), event.sequence(), result.version()));
      }
      if (event.sequence() == result.version() + 1) {
        result = result.plus((E) event.payload(), event.recordedAt(), event.sequence());
      }
    }
    return result;
  }
}
