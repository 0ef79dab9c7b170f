package dev.quotaledger.query.history;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.stream.Gatherers;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The events of each plan in pages of twenty, which the place of an event decides; a page takes each
 * event once. A head document says how far the plan goes. An event is smaller than 1 MB, so a page
 * is a few of them at the very most when packed; the items that it stands for, two for each line that a
 * transfer moved and each with the reason, are made when they are read.
 */
final class HistoryPages {

  private static final int EVENTS_PER_PAGE = 20;

  /** How many pages one query reads; a filter may match none of their items. */
  private static final int PAGES_AT_ONCE = 100;

  private static final String EVENTS = "events";
  private static final String LAST = "last";

  private static final PackedFacts<StoredEvent> PACKED =
      new PackedFacts<>(FactJson.PACKED, StoredEvent.class);

  private final VersionedDocuments documents;

  HistoryPages(MongoCollection<Document> collection) {
    this.documents = new VersionedDocuments(collection);
  }

  /** Keeps what the events of plans changed; events that are kept already are passed over. */
  void write(Collection<RecordedEvent> events) {
    Map<String, List<RecordedEvent>> byPage = events.stream()
        .collect(groupingBy(e -> page(e.aggregateId(), e.sequence() / EVENTS_PER_PAGE)));
    documents.update(byPage.keySet(), (id, page) -> with(page, byPage.getOrDefault(id, List.of())));
    Map<String, List<RecordedEvent>> byPlan =
        events.stream().collect(groupingBy(RecordedEvent::aggregateId));
    documents.update(byPlan.keySet(), (id, head) -> head(head, byPlan.getOrDefault(id, List.of())));
  }

  /** The place of the plan's last event; empty when there is no such plan. */
  OptionalLong last(PlanId planId) {
    Document head = documents.byIds(List.of(planId.toString())).get(planId.toString());
    return head == null ? OptionalLong.empty() : OptionalLong.of(head.getLong(LAST));
  }

  /** The items from the page on that holds the event of this place, in recorded order. */
  Stream<HistoryItem> items(PlanId planId, long from, long last) {
    return LongStream.rangeClosed(from / EVENTS_PER_PAGE, last / EVENTS_PER_PAGE)
        .mapToObj(number -> page(planId.toString(), number))
        .gather(Gatherers.windowFixed(PAGES_AT_ONCE))
        .flatMap(this::read)
        .flatMap(page -> PACKED.unpack(page, EVENTS).stream())
        .flatMap(event -> HistoryItem.of(event).stream());
  }

  private Stream<Document> read(List<String> ids) {
    Map<String, Document> pages = documents.byIds(ids, Projections.include(EVENTS));
    return ids.stream().map(pages::get).filter(Objects::nonNull);
  }

  private static String page(String planId, long number) {
    return planId + "|" + number;
  }

  private static Document with(@Nullable Document page, List<RecordedEvent> events) {
    long last = page == null ? -1 : page.getLong(LAST);
    List<StoredEvent> kept = new ArrayList<>(PACKED.unpack(page, EVENTS));
    for (RecordedEvent event : events) {
      if (event.sequence() > last) {
        kept.add(event.stored());
        last = event.sequence();
      }
    }
    return new Document(LAST, last).append(EVENTS, PACKED.pack(kept));
  }

  private static Document head(@Nullable Document head, List<RecordedEvent> events) {
    long last = head == null ? -1 : head.getLong(LAST);
    return new Document(LAST, Math.max(last, events.getLast().sequence()));
  }
}
