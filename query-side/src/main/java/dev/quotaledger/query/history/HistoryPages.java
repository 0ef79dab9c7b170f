package dev.quotaledger.query.history;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import dev.quotaledger.api.PlanId;
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
 * The items of each plan in pages of a hundred events, which the place of an event decides; a page
 * takes each event once. A head document says how far the plan goes.
 */
final class HistoryPages {

  private static final int EVENTS_PER_PAGE = 100;

  /** How many pages one query reads; a filter may match none of their items. */
  private static final int PAGES_AT_ONCE = 20;

  private static final String ITEMS = "items";
  private static final String LAST = "last";

  private static final PackedFacts<HistoryItem> PACKED =
      new PackedFacts<>(FactJson.MAPPER, HistoryItem.class);

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
        .flatMap(page -> PACKED.unpack(page, ITEMS).stream());
  }

  private Stream<Document> read(List<String> ids) {
    Map<String, Document> pages = documents.byIds(ids, Projections.include(ITEMS));
    return ids.stream().map(pages::get).filter(Objects::nonNull);
  }

  private static String page(String planId, long number) {
    return planId + "|" + number;
  }

  private static Document with(@Nullable Document page, List<RecordedEvent> events) {
    long last = page == null ? -1 : page.getLong(LAST);
    List<HistoryItem> items = new ArrayList<>(PACKED.unpack(page, ITEMS));
    for (RecordedEvent event : events) {
      if (event.sequence() > last) {
        items.addAll(HistoryItem.of(event));
        last = event.sequence();
      }
    }
    return new Document(LAST, last).append(ITEMS, PACKED.pack(items));
  }

  private static Document head(@Nullable Document head, List<RecordedEvent> events) {
    long last = head == null ? -1 : head.getLong(LAST);
    return new Document(LAST, Math.max(last, events.getLast().sequence()));
  }
}
