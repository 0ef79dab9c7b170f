package dev.quotaledger.query.attainment;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.attainment.Credit;
import dev.quotaledger.model.attainment.CreditSums;
import dev.quotaledger.model.attainment.DealEntry;
import dev.quotaledger.query.store.FactBuckets;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * The facts of credit, in one bucket for each target and month of credit dates, with the subtotals
 * of what stands beside them.
 */
final class CreditBuckets {

  /** The most facts in a document, unless all of them are of one deal. */
  static final int MAX_FACTS = 1_000;

  private static final String ENTRIES = "facts";
  private static final String TOTALS = "totals";

  /** The character after the bar that no id contains, so that ranges of ids can end with it. */
  private static final String AFTER_BAR = "}";

  private static final PackedFacts<DealEntry> PACKED =
      new PackedFacts<>(FactJson.PACKED, DealEntry.class);
  private static final PackedFacts<Credit> PACKED_TOTALS =
      new PackedFacts<>(FactJson.PACKED, Credit.class);

  private final MongoCollection<Document> collection;
  private final FactBuckets<Bucket, OfDeal> buckets;

  CreditBuckets(MongoCollection<Document> collection, int maxFacts) {
    this.collection = collection;
    this.buckets = new FactBuckets<>(collection, maxFacts, new Packed());
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

  /** What one deal says in one bucket, which the deal's events bound. */
  private record OfDeal(DealEntry entry) implements FactBuckets.Entry {

    static List<OfDeal> of(List<DealEntry> entries) {
      return entries.stream().map(OfDeal::new).toList();
    }

    @Override
    public String source() {
      return entry.dealId().value();
    }

    @Override
    public long version() {
      return entry.version();
    }

    @Override
    public int size() {
      return Math.max(1, entry.facts().size());
    }
  }

  /** Puts what the deals say into their buckets. */
  void write(Map<Bucket, List<DealEntry>> entries) {
    Map<Bucket, List<OfDeal>> kept = new HashMap<>();
    entries.forEach((bucket, ofBucket) -> kept.put(bucket, OfDeal.of(ofBucket)));
    buckets.write(kept);
  }

  /** The subtotals of what stands in the buckets. */
  Stream<Credit> totals(Collection<Bucket> buckets) {
    return this.buckets
        .documents(buckets, TOTALS)
        .flatMap(document -> PACKED_TOTALS.unpack(document, TOTALS).stream());
  }

  /** All that the deals say in the buckets; every core unpacks, which is most of the work. */
  Stream<DealEntry> entries(Collection<Bucket> buckets) {
    int cores = Runtime.getRuntime().availableProcessors();
    return this.buckets
        .documents(buckets, ENTRIES)
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

  /** Subtotals and entries as one document has them. */
  private static final class Packed implements FactBuckets.Form<Bucket, OfDeal> {

    @Override
    public Document write(Bucket bucket, List<OfDeal> ofDeals) {
      List<DealEntry> entries = ofDeals.stream().map(OfDeal::entry).toList();
      List<Credit> totals = CreditSums.standing(entries, bucket.target(), bucket.days());
      return new Document(TOTALS, PACKED_TOTALS.pack(totals)).append(ENTRIES, PACKED.pack(entries));
    }

    @Override
    public List<OfDeal> read(Document document) {
      return OfDeal.of(PACKED.unpack(document, ENTRIES));
    }
  }
}
