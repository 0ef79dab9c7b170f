package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.DealTimeline;
import dev.quotaledger.model.Steps;
import dev.quotaledger.query.store.Decoded;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The rows of deals that are open now, in a document for each target; those of nobody, who may have
 * any number, in sixteen.
 *
 * <p>A row goes as soon as its deal closes, so nothing stays that could tell an old write from a new
 * one. Therefore a writer reads the documents first and then what the deals are, writes each document
 * even where nothing in it changes, and begins again when another one has written it meanwhile. A
 * deal is kept elsewhere before its documents are written here: so whoever was late reads it anew.
 *
 * <p>To pack hundreds of rows for each that changes would be most of the work. So where there are
 * many, those that changed stand beside the others, which stay packed as they are, until there are
 * enough of them to write all anew. How they are divided depends on how the events were batched; what
 * a document says does not.
 */
final class OpenDeals {

  private static final int PARTS_OF_NOBODY = 16;
  private static final int MOST_ATTEMPTS = 100;

  /** Where there are more rows, those that change are kept beside the others for a while. */
  static final int MOST_WRITTEN_ANEW = 128;

  /** With more changed rows, all are written anew. */
  static final int MOST_FRESH = 64;

  /** The field with the rows that changed since those of the usual field were written. */
  private static final String FRESH = "fresh";

  /** How many rows are in the usual field; absent in documents from before there was another. */
  private static final String SIZE = "size";

  /** How much of the heap the columns of these deals may take: one part in so many. */
  private static final int PART_OF_HEAP = 32;

  private final VersionedDocuments documents;
  private final Decoded<DealColumns> columns = new Decoded<>(
      document -> new DealColumns(document.getString("_id"), rowsOf(document)),
      DealColumns::bytes,
      Runtime.getRuntime().maxMemory() / PART_OF_HEAP);
  private final Tracked<DealId, DealEvent, DealTimeline> deals;

  OpenDeals(MongoCollection<Document> collection, Tracked<DealId, DealEvent, DealTimeline> deals) {
    this.documents = new VersionedDocuments(collection);
    this.deals = deals;
  }

  /** Brings the rows of these deals up to date. */
  void write(Map<DealId, DealTimeline> timelines) {
    Map<String, Place> open = places(timelines);
    for (int attempt = 0; !open.isEmpty(); attempt++) {
      if (attempt == MOST_ATTEMPTS) {
        throw new IllegalStateException("Lost every race for the open deals of " + open.keySet());
      }
      Map<String, Document> present = documents.byIds(open.keySet());
      Map<DealId, DealTimeline> current = deals.read(dealsOf(open));
      List<Document> next = open.entrySet().stream()
          .map(place -> next(place.getKey(), place.getValue(), present, current))
          .toList();
      open.keySet().retainAll(documents.replaceAll(next));
    }
  }

  /** The rows of the targets, those of each document together; every core unpacks. */
  Stream<List<Stored<DealRow>>> rows(Collection<CreditTarget> targets) {
    int cores = Runtime.getRuntime().availableProcessors();
    List<String> ids = targets.stream().flatMap(OpenDeals::ids).toList();
    return documents.byIds(ids, Projections.include(RowColumns.FIELD, FRESH)).values().stream()
        .gather(Gatherers.mapConcurrent(cores, OpenDeals::rowsOf));
  }

  /** The same in columns, which are kept in memory for as long as the documents stay as they are. */
  List<DealColumns> columns(Collection<CreditTarget> targets) {
    return columns.values(documents, targets.stream().flatMap(OpenDeals::ids).toList());
  }

  /** A document's target, and the deals that may stand in it. */
  private record Place(CreditTarget target, Set<DealId> deals) {}

  private static Map<String, Place> places(Map<DealId, DealTimeline> timelines) {
    Map<String, Place> places = new HashMap<>();
    timelines.forEach((dealId, timeline) -> timeline
        .targets()
        .forEach(target -> places
            .computeIfAbsent(id(target, dealId), _ -> new Place(target, new HashSet<>()))
            .deals
            .add(dealId)));
    return places;
  }

  private static Set<DealId> dealsOf(Map<String, Place> places) {
    Set<DealId> ids = new HashSet<>();
    places.values().forEach(place -> ids.addAll(place.deals));
    return ids;
  }

  private static Document next(
      String id, Place place, Map<String, Document> present, Map<DealId, DealTimeline> timelines) {
    Document before = present.get(id);
    List<Stored<DealRow>> now = place.deals.stream()
        .flatMap(dealId -> StoredRows.open(
            dealId, timelines.getOrDefault(dealId, new DealTimeline(Steps.none())), place.target))
        .toList();
    Document next = before != null && before.getInteger(SIZE, 0) > MOST_WRITTEN_ANEW
        ? withFresh(place, before, now)
        : whole(place, before, now);
    next.append("_id", id);
    return before == null ? next : next.append("rev", before.get("rev"));
  }

  /** All rows anew. */
  private static Document whole(Place place, @Nullable Document before, List<Stored<DealRow>> now) {
    List<Stored<DealRow>> rows = new ArrayList<>(rowsOf(before).stream()
        .filter(row -> !place.deals.contains(new DealId(row.source())))
        .toList());
    rows.addAll(now);
    return RowColumns.write(place.target, rows).append(SIZE, rows.size());
  }

  /** Only the rows that changed, beside what was written before. */
  private static Document withFresh(Place place, Document before, List<Stored<DealRow>> now) {
    Map<String, Stored<DealRow>> fresh = new HashMap<>();
    RowColumns.read(before, FRESH).forEach(row -> fresh.put(row.source(), row));
    place.deals.forEach(deal -> fresh.put(deal.value(), gone(deal)));
    now.forEach(row -> fresh.put(row.source(), row));
    return fresh.size() > MOST_FRESH
        ? whole(place, before, now)
        : new Document(RowColumns.FIELD, before.get(RowColumns.FIELD))
            .append(SIZE, before.getInteger(SIZE))
            .append(FRESH, RowColumns.pack(place.target, List.copyOf(fresh.values())));
  }

  /** Stands for a row that is no more. */
  private static Stored<DealRow> gone(DealId deal) {
    return new Stored<>(deal.value(), 0, LocalDate.EPOCH, Instant.EPOCH, null, null);
  }

  /** The rows of a document; none where there is no document. */
  private static List<Stored<DealRow>> rowsOf(@Nullable Document document) {
    List<Stored<DealRow>> fresh = RowColumns.read(document, FRESH);
    if (fresh.isEmpty()) {
      return RowColumns.read(document);
    }
    Map<String, Stored<DealRow>> rows = new LinkedHashMap<>();
    RowColumns.read(document).forEach(row -> rows.put(row.source(), row));
    fresh.forEach(row -> rows.put(row.source(), row));
    return rows.values().stream().filter(row -> row.row() != null).toList();
  }

  private static Stream<String> ids(CreditTarget target) {
    return target.equals(CreditTarget.NOBODY)
        ? IntStream.range(0, PARTS_OF_NOBODY).mapToObj(part -> target + "|" + part)
        : Stream.of(target.toString());
  }

  private static String id(CreditTarget target, DealId dealId) {
    return target.equals(CreditTarget.NOBODY)
        ? target + "|" + Math.floorMod(dealId.value().hashCode(), PARTS_OF_NOBODY)
        : target.toString();
  }
}
