package dev.quotaledger.query.timeline;

import static com.mongodb.client.model.Filters.gt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import com.mongodb.client.model.Sorts;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.query.timeline.DealUpdates.Update;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What happened to each thing, in one document a thing. A document takes each event once, by its
 * stream and its place in it, so that several streams may tell of the same thing.
 *
 * <p>What bounds a document: a deal, a lead, a spent amount and an alert rule have at most 1,000 events
 * each, a calendar 5,000 periods, and of a plan there is no line here. Teams, reps and territories have what
 * people decide about them. The largest of it is the transfer of a territory's quota in a plan, with at most 1,000 moves: some 50 KB when
 * packed, so that 16 MB are hundreds of reallocations of a territory with a thousand lines.
 */
final class Timelines {

  private static final int AT_A_TIME = 500;
  private static final String EVENTS = "events";
  private static final String UPDATE = "update";
  private static final String VERSION = "version";
  private static final String STREAMS = "streams";

  private static final PackedFacts<StoredEvent> PACKED =
      new PackedFacts<>(FactJson.PACKED, StoredEvent.class);

  private static final Comparator<StoredEvent> AS_RECORDED = Comparator.comparing(
          StoredEvent::recordedAt)
      .thenComparing(StoredEvent::aggregateId)
      .thenComparingLong(StoredEvent::sequence);

  private final Generation generation;

  /**
   * A thing and what happened to it.
   *
   * @param events in recorded order
   */
  record Timeline(String id, List<StoredEvent> events) {

    /** When the last of it was recorded. */
    Instant updatedAt() {
      return events.getLast().recordedAt();
    }

    /** Sorts by that. */
    String updateKey() {
      return DealUpdates.key(updatedAt(), id);
    }
  }

  Timelines(Generation generation) {
    this.generation = generation;
  }

  /** Keeps the events with the things that they are about. */
  void write(Collection<RecordedEvent> events) {
    Map<Kind, Map<String, List<RecordedEvent>>> byKind = new EnumMap<>(Kind.class);
    Map<String, Long> versions = new TreeMap<>();
    for (RecordedEvent event : events) {
      List<Concerned> concerned = Concerned.by(event.payload());
      if (concerned.stream().noneMatch(thing -> thing.kind().isWholeStream())) {
        versions.merge(event.aggregateId(), event.sequence(), Math::max);
      }
      concerned.forEach(thing -> byKind
          .computeIfAbsent(thing.kind(), _ -> new TreeMap<>())
          .computeIfAbsent(thing.id(), _ -> new ArrayList<>())
          .add(event));
    }
    byKind.forEach(this::write);
    documents(STREAMS)
        .update(versions.keySet(), (id, stream) -> version(stream, versions.getOrDefault(id, -1L)));
  }

  private void write(Kind kind, Map<String, List<RecordedEvent>> things) {
    Map<String, List<StoredEvent>> written = new HashMap<>();
    documents(kind.plural()).update(things.keySet(), (id, document) -> {
      List<StoredEvent> kept = with(document, things.getOrDefault(id, List.of()));
      written.put(id, kept);
      return new Document(UPDATE, newestKey(id, kept)).append(EVENTS, PACKED.pack(kept));
    });
    if (kind == Kind.DEAL) {
      list(written);
    }
  }

  /** Lists deals by their last changes, and by none before, whatever a crash has left there. */
  private void list(Map<String, List<StoredEvent>> deals) {
    Map<String, String> newest = new HashMap<>();
    Set<String> older = new HashSet<>();
    deals.forEach((id, events) -> {
      events.forEach(event -> older.add(DealUpdates.key(event.recordedAt(), id)));
      newest.put(newestKey(id, events), id);
    });
    older.removeAll(newest.keySet());
    updates().add(newest);
    updates().drop(older);
  }

  private static String newestKey(String id, List<StoredEvent> events) {
    Instant last = events.stream()
        .map(StoredEvent::recordedAt)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
    return DealUpdates.key(last, id);
  }

  /**
   * Up to so many deals in the order of their last changes.
   *
   * @param behind a key of {@link DealUpdates}, from behind which on they are listed
   */
  List<Timeline> updatedDeals(String behind, int most) {
    List<Timeline> found = new ArrayList<>();
    String from = behind;
    while (found.size() < most) {
      List<Update> updates = updates().list(from, most);
      Map<String, Document> deals = documents(Kind.DEAL.plural())
          .byIds(updates.stream().map(Update::dealId).toList());
      for (Update update : updates) {
        Document deal = deals.get(update.dealId());
        if (deal != null && update.key().equals(deal.getString(UPDATE)) && found.size() < most) {
          found.add(timeline(deal));
        }
      }
      if (updates.size() < most) {
        break;
      }
      from = updates.getLast().key();
    }
    return found;
  }

  private DealUpdates updates() {
    return new DealUpdates(generation.collection("deal-updates"));
  }

  /** The thing; empty when nothing is recorded of it. */
  Optional<Timeline> find(Kind kind, String id) {
    return Optional.ofNullable(documents(kind.plural()).byIds(List.of(id)).get(id))
        .map(Timelines::timeline);
  }

  /**
   * The place of the last event in the stream of the aggregate that decides about the thing. Whoever
   * shows it with the thing asks for it first, so that it never is newer than what is shown.
   */
  long version(Kind kind, String id) {
    if (kind.isWholeStream()) {
      return find(kind, id).map(thing -> thing.events().getLast().sequence()).orElse(-1L);
    }
    String stream = Concerned.streamOf(kind, id);
    return Optional.ofNullable(documents(STREAMS).byIds(List.of(stream)).get(stream))
        .map(head -> head.getLong(VERSION))
        .orElse(-1L);
  }

  /** Up to so many things in the order of their ids, from behind the given one on. */
  List<Timeline> list(Kind kind, @Nullable String behind, int most) {
    return generation
        .collection(kind.plural())
        .find(gt("_id", behind == null ? "" : behind))
        .sort(Sorts.ascending("_id"))
        .limit(most)
        .map(Timelines::timeline)
        .into(new ArrayList<>());
  }

  /** All things in the order of their ids, from behind the given one on; read as they are taken. */
  Stream<Timeline> all(Kind kind, @Nullable String behind) {
    return Stream.iterate(
            list(kind, behind, AT_A_TIME),
            page -> !page.isEmpty(),
            page -> list(kind, page.getLast().id(), AT_A_TIME))
        .flatMap(List::stream);
  }

  private static Timeline timeline(Document document) {
    List<StoredEvent> events = PACKED.unpack(document, EVENTS);
    return new Timeline(
        document.getString("_id"), events.stream().sorted(AS_RECORDED).toList());
  }

  private VersionedDocuments documents(String part) {
    return new VersionedDocuments(generation.collection(part));
  }

  private static List<StoredEvent> with(@Nullable Document document, List<RecordedEvent> events) {
    List<StoredEvent> kept = new ArrayList<>(PACKED.unpack(document, EVENTS));
    Map<String, Set<Long>> seen = kept.stream()
        .collect(groupingBy(StoredEvent::aggregateId, mapping(StoredEvent::sequence, toSet())));
    events.stream()
        .filter(e -> !seen.getOrDefault(e.aggregateId(), Set.of()).contains(e.sequence()))
        .map(RecordedEvent::stored)
        .forEach(kept::add);
    return kept;
  }

  private static Document version(@Nullable Document stream, long last) {
    return new Document(VERSION, Math.max(stream == null ? -1 : stream.getLong(VERSION), last));
  }
}
