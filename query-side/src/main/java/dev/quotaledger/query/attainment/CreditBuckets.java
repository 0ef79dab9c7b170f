package dev.quotaledger.query.attainment;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The facts of credit, in one bucket for each target and month of credit dates, with the subtotals
 * of what stands beside them. What a deal says in a bucket is replaced as a whole, by the version of
 * the deal, so that redelivery changes nothing. A bucket that outgrows its bound is split by deal.
 */
final class CreditBuckets {

  /** The most deals in a bucket before it is split. */
  static final int MAX_DEALS = 1_000;

  private static final int PARTS = 16;
  private static final String ENTRIES = "facts";
  private static final String TOTALS = "totals";
  private static final String SPLIT = "split";
  private static final String DEALS = "deals";

  /** The character after the bar that no id contains, so that ranges of ids can end with it. */
  private static final String AFTER_BAR = "}";

  private static final PackedFacts<DealEntry> PACKED =
      new PackedFacts<>(FactJson.MAPPER, DealEntry.class);
  private static final PackedFacts<Credit> PACKED_TOTALS =
      new PackedFacts<>(FactJson.MAPPER, Credit.class);

  private final MongoCollection<Document> collection;
  private final VersionedDocuments documents;

  CreditBuckets(MongoCollection<Document> collection) {
    this.collection = collection;
    this.documents = new VersionedDocuments(collection);
  }

  /** A bucket's name: whose credit, and the month of its credit dates. */
  record Bucket(CreditTarget target, YearMonth month) {

    static Bucket of(CreditFact fact) {
      return new Bucket(fact.target(), YearMonth.from(fact.creditOn()));
    }

    DateRange days() {
      return DateRange.ofDays(month.atDay(1), month.atEndOfMonth());
    }

    @Override
    public String toString() {
      return target + "|" + month;
    }
  }

  /** Puts what the deals say into their buckets. */
  void write(Map<Bucket, List<DealEntry>> entries) {
    Map<String, Bucket> named =
        entries.keySet().stream().collect(toMap(Bucket::toString, bucket -> bucket));
    Map<String, String> splits = new HashMap<>();
    documents.update(named.keySet(), (id, root) -> {
      Bucket bucket = Objects.requireNonNull(named.get(id));
      Document next = root == null || !isFull(root) ? root : split(bucket, root);
      if (next != null && next.containsKey(SPLIT)) {
        splits.put(id, next.getString(SPLIT));
        return next;
      }
      return with(next, entries.getOrDefault(bucket, List.of()), bucket);
    });
    writeParts(splits, entries, named);
  }

  private void writeParts(
      Map<String, String> splits, Map<Bucket, List<DealEntry>> entries, Map<String, Bucket> named) {
    Map<String, Bucket> bucketOfPart = new HashMap<>();
    Map<String, List<DealEntry>> ofPart = new HashMap<>();
    splits.forEach((id, split) -> entries.getOrDefault(named.get(id), List.of()).forEach(entry -> {
      String part = part(split, entry);
      bucketOfPart.put(part, named.get(id));
      ofPart.computeIfAbsent(part, _ -> new ArrayList<>()).add(entry);
    }));
    documents.update(
        ofPart.keySet(),
        (id, part) -> with(
            part,
            ofPart.getOrDefault(id, List.of()),
            Objects.requireNonNull(bucketOfPart.get(id))));
  }

  /** The subtotals of what stands in the buckets. */
  Stream<Credit> totals(Collection<Bucket> buckets) {
    return read(buckets, TOTALS).values().stream()
        .flatMap(List::stream)
        .flatMap(document -> PACKED_TOTALS.unpack(document, TOTALS).stream());
  }

  /** All that the deals say in the buckets. */
  Stream<DealEntry> entries(Collection<Bucket> buckets) {
    return read(buckets, ENTRIES).values().stream()
        .flatMap(List::stream)
        .flatMap(document -> PACKED.unpack(document, ENTRIES).stream());
  }

  /** The buckets that there are of a target and of credit dates on these days, in their order. */
  Stream<Bucket> of(CreditTarget target, DateRange days) {
    LocalDate lastDay = days.lastDay();
    String last = lastDay == null ? "" : YearMonth.from(lastDay).toString();
    Bson range = and(
        gte("_id", target + "|" + YearMonth.from(days.from())),
        lt("_id", target + (lastDay == null ? AFTER_BAR : "|" + last + AFTER_BAR)));
    int prefix = target.toString().length() + 1;
    return collection
        .find(range)
        .projection(Projections.include("_id"))
        .sort(Sorts.ascending("_id"))
        .map(found -> found.getString("_id").substring(prefix))
        .into(new ArrayList<>())
        .stream()
        .filter(month -> !month.contains("|"))
        .map(month -> new Bucket(target, YearMonth.parse(month)));
  }

  private Map<String, List<Document>> read(Collection<Bucket> buckets, String field) {
    Map<String, List<Document>> found = new LinkedHashMap<>();
    List<String> parts = new ArrayList<>();
    documents
        .byIds(buckets.stream().map(Bucket::toString).toList(), Projections.include(field, SPLIT))
        .forEach((id, root) -> {
          found.put(id, List.of(root));
          String split = root.getString(SPLIT);
          if (split != null) {
            IntStream.range(0, PARTS).forEach(i -> parts.add(split + "|" + i));
          }
        });
    documents
        .byIds(parts, Projections.include(field))
        .forEach((id, part) -> found.put(id, List.of(part)));
    return found;
  }

  private static boolean isFull(Document root) {
    return !root.containsKey(SPLIT) && root.getInteger(DEALS, 0) >= MAX_DEALS;
  }

  /**
   * The root of a bucket whose facts now stand in parts. The parts' names hold the revision that was
   * split, and are written before anything points to them: whoever splits the same revision writes
   * the same, and what a crash leaves behind is never read.
   */
  private Document split(Bucket bucket, Document root) {
    String split = bucket + "|" + root.get("rev");
    Map<String, List<DealEntry>> parts =
        PACKED.unpack(root, ENTRIES).stream().collect(groupingBy(entry -> part(split, entry)));
    documents.update(
        parts.keySet(),
        (id, part) -> part == null ? with(null, parts.getOrDefault(id, List.of()), bucket) : part);
    return new Document(SPLIT, split);
  }

  private static String part(String split, DealEntry entry) {
    return split + "|" + Math.floorMod(entry.dealId().value().hashCode(), PARTS);
  }

  private static Document with(
      @Nullable Document document, List<DealEntry> changes, Bucket bucket) {
    Map<DealId, DealEntry> entries = new LinkedHashMap<>();
    PACKED.unpack(document, ENTRIES).forEach(entry -> entries.put(entry.dealId(), entry));
    changes.forEach(change ->
        entries.merge(change.dealId(), change, (a, b) -> a.version() < b.version() ? b : a));
    List<DealEntry> all = List.copyOf(entries.values());
    List<Credit> totals = CreditSums.standing(all, bucket.target(), bucket.days());
    return new Document(DEALS, all.size())
        .append(TOTALS, PACKED_TOTALS.pack(totals))
        .append(ENTRIES, PACKED.pack(all));
  }
}
