package dev.quotaledger.query.attainment;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;

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
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The facts of credit, in one bucket for each target and month of credit dates, with the subtotals
 * of what stands beside them. What a deal says in a bucket is replaced as a whole, by the version of
 * the deal, so that redelivery changes nothing. A document that outgrows its bound is split by deal
 * into sixteen parts, each of which is split in the same manner when it outgrows the bound itself.
 */
final class CreditBuckets {

  /** The most facts in a document, unless all of them are of one deal. */
  static final int MAX_FACTS = 1_000;

  private static final String DIGITS = "0123456789abcdef";
  private static final String ENTRIES = "facts";
  private static final String TOTALS = "totals";
  private static final String SPLIT = "split";

  /** The character after the bar that no id contains, so that ranges of ids can end with it. */
  private static final String AFTER_BAR = "}";

  private static final PackedFacts<DealEntry> PACKED =
      new PackedFacts<>(FactJson.PACKED, DealEntry.class);
  private static final PackedFacts<Credit> PACKED_TOTALS =
      new PackedFacts<>(FactJson.PACKED, Credit.class);

  private final MongoCollection<Document> collection;
  private final VersionedDocuments documents;
  private final int maxFacts;

  CreditBuckets(MongoCollection<Document> collection, int maxFacts) {
    this.collection = collection;
    this.documents = new VersionedDocuments(collection);
    this.maxFacts = maxFacts;
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
    Map<String, Change> changes = new HashMap<>();
    entries.forEach(
        (bucket, ofBucket) -> changes.put(bucket.toString(), new Change(bucket, ofBucket)));
    write(changes, 0);
  }

  /** What a bucket or a part of it has to take in. */
  private record Change(Bucket bucket, List<DealEntry> entries) {}

  /**
   * Writes level by level: what has no room in a document goes on to its parts.
   *
   * @param level how often what the documents are parts of was split
   */
  private void write(Map<String, Change> changes, int level) {
    Map<String, String> splits = new HashMap<>();
    documents.update(changes.keySet(), (id, document) -> {
      Change change = Objects.requireNonNull(changes.get(id));
      splits.remove(id);
      if (document != null && document.containsKey(SPLIT)) {
        splits.put(id, document.getString(SPLIT));
        return document;
      }
      List<DealEntry> all = merged(PACKED.unpack(document, ENTRIES), change.entries);
      if (fit(all)) {
        return packed(all, change.bucket);
      }
      String split = split(id, document, change.bucket, level);
      splits.put(id, split);
      return new Document(SPLIT, split);
    });
    if (!splits.isEmpty()) {
      Map<String, Change> ofParts = new HashMap<>();
      splits.forEach((id, split) -> {
        Change change = Objects.requireNonNull(changes.get(id));
        change.entries.stream()
            .collect(groupingBy(entry -> part(split, entry, level)))
            .forEach((part, ofPart) -> ofParts.put(part, new Change(change.bucket, ofPart)));
      });
      write(ofParts, level + 1);
    }
  }

  /**
   * Writes what stands in a document into parts of it; answers what they are named after. That is
   * the revision that is split, and they are written before anything points to them: whoever splits
   * the same revision writes the same, and what a crash leaves behind is never read.
   */
  private String split(String id, @Nullable Document document, Bucket bucket, int level) {
    String split = id + "|" + (document == null ? 0 : document.get("rev"));
    Map<String, List<DealEntry>> parts = PACKED.unpack(document, ENTRIES).stream()
        .collect(groupingBy(entry -> part(split, entry, level)));
    documents.update(
        parts.keySet(),
        (part, present) ->
            present == null ? packed(parts.getOrDefault(part, List.of()), bucket) : present);
    return split;
  }

  /** The subtotals of what stands in the buckets. */
  Stream<Credit> totals(Collection<Bucket> buckets) {
    return read(buckets, TOTALS)
        .flatMap(document -> PACKED_TOTALS.unpack(document, TOTALS).stream());
  }

  /** All that the deals say in the buckets; every core unpacks, which is most of the work. */
  Stream<DealEntry> entries(Collection<Bucket> buckets) {
    int cores = Runtime.getRuntime().availableProcessors();
    return read(buckets, ENTRIES)
        .gather(Gatherers.mapConcurrent(cores, document -> PACKED.unpack(document, ENTRIES)))
        .flatMap(List::stream);
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

  /** The documents that hold the buckets, with one read for each level of splits that there is. */
  private Stream<Document> read(Collection<Bucket> buckets, String field) {
    List<Document> found = new ArrayList<>();
    List<String> level = buckets.stream().map(Bucket::toString).toList();
    while (!level.isEmpty()) {
      List<String> parts = new ArrayList<>();
      for (Document document :
          documents.byIds(level, Projections.include(field, SPLIT)).values()) {
        String split = document.getString(SPLIT);
        if (split == null) {
          found.add(document);
        } else {
          DIGITS.chars().forEach(digit -> parts.add(part(split, (char) digit)));
        }
      }
      level = parts;
    }
    return found.stream();
  }

  private static String part(String split, char digit) {
    return split + "|" + digit;
  }

  /** Each level goes by another digit of the deal's digest, so that in the end all deals part. */
  private static String part(String split, DealEntry entry, int level) {
    byte[] dealId = entry.dealId().value().getBytes(UTF_8);
    return part(split, HexFormat.of().formatHex(sha256(dealId)).charAt(level));
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  /** What a single deal says is not divided; the events that a deal may have bound it. */
  private boolean fit(List<DealEntry> entries) {
    int facts =
        entries.stream().mapToInt(entry -> Math.max(1, entry.facts().size())).sum();
    return facts <= maxFacts || entries.size() == 1;
  }

  private static List<DealEntry> merged(List<DealEntry> present, List<DealEntry> changes) {
    Map<DealId, DealEntry> entries = new LinkedHashMap<>();
    present.forEach(entry -> entries.put(entry.dealId(), entry));
    changes.forEach(change ->
        entries.merge(change.dealId(), change, (a, b) -> a.version() < b.version() ? b : a));
    return List.copyOf(entries.values());
  }

  private static Document packed(List<DealEntry> entries, Bucket bucket) {
    List<Credit> totals = CreditSums.standing(entries, bucket.target(), bucket.days());
    return new Document(TOTALS, PACKED_TOTALS.pack(totals)).append(ENTRIES, PACKED.pack(entries));
  }
}
