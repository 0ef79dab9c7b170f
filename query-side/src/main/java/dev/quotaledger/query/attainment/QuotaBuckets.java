package dev.quotaledger.query.attainment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.model.attainment.KnownLine;
import dev.quotaledger.model.attainment.LineAmount;
import dev.quotaledger.model.attainment.QuotaFact;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The facts of quota lines, in one bucket for each plan, period and sixteenth of the subjects, with
 * the present amount of each line beside them. A bucket takes each event of its plan once, by the
 * event's place in the plan's stream.
 *
 * <p>A plan has at most 10,000 lines. How often each changes bounds a bucket: if all were of one
 * period and changed twenty times, a bucket would hold some 12,500 facts, which is less than 1 MB.
 * The 16 MB of a document are some 300,000 changes of the lines of one period.
 */
final class QuotaBuckets {

  private static final int SHARDS = 16;
  private static final String FACTS = "facts";
  private static final String LINES = "lines";
  private static final String LAST = "last";

  private static final PackedFacts<QuotaFact> PACKED =
      new PackedFacts<>(FactJson.PACKED, QuotaFact.class);
  private static final PackedFacts<LineAmount> PACKED_LINES =
      new PackedFacts<>(FactJson.PACKED, LineAmount.class);

  private final VersionedDocuments documents;

  QuotaBuckets(MongoCollection<Document> collection) {
    this.documents = new VersionedDocuments(collection);
  }

  /** Keeps what the events say of lines; events that a bucket has taken already are passed over. */
  void write(Collection<RecordedEvent> events) {
    Map<String, List<QuotaFact>> byBucket = events.stream()
        .flatMap(event ->
            QuotaFact.of(event.stored()).map(fact -> Map.entry(bucketOf(event, fact), fact)))
        .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    documents.update(
        byBucket.keySet(), (id, bucket) -> with(bucket, byBucket.getOrDefault(id, List.of())));
  }

  /** The amounts of the plan's lines in the periods, as the view has them. */
  List<LineAmount> amounts(PlanId planId, Collection<PeriodId> periods, View view) {
    if (view.isLive()) {
      return buckets(planId, periods, LINES)
          .flatMap(bucket -> PACKED_LINES.unpack(bucket, LINES).stream())
          .toList();
    }
    return KnownLine.amounts(lines(planId, periods, view).values(), view.day());
  }

  /** The plan's lines in the periods with the facts that the view knows. */
  Map<QuotaLineKey, KnownLine> lines(PlanId planId, Collection<PeriodId> periods, View view) {
    return KnownLine.of(buckets(planId, periods, FACTS)
        .flatMap(bucket -> PACKED.unpack(bucket, FACTS).stream())
        .filter(fact -> fact.isKnownAt(view.knownAt())));
  }

  private Stream<Document> buckets(PlanId planId, Collection<PeriodId> periods, String field) {
    List<String> ids = periods.stream()
        .flatMap(period -> IntStream.range(0, SHARDS)
            .mapToObj(shard -> bucketOf(planId.toString(), period, shard)))
        .toList();
    return documents.byIds(ids, Projections.include(field)).values().stream();
  }

  private static String bucketOf(RecordedEvent event, QuotaFact fact) {
    int shard = Math.floorMod(fact.line().subject().toString().hashCode(), SHARDS);
    return bucketOf(event.aggregateId(), fact.line().periodId(), shard);
  }

  private static String bucketOf(String planId, PeriodId periodId, int shard) {
    return planId + "|" + periodId.value() + "|" + shard;
  }

  private static Document with(@Nullable Document bucket, List<QuotaFact> facts) {
    long last = bucket == null ? -1 : bucket.getLong(LAST);
    List<QuotaFact> kept = new ArrayList<>(PACKED.unpack(bucket, FACTS));
    facts.stream().filter(fact -> fact.change().sequence() > last).forEach(kept::add);
    long newLast = Math.max(last, facts.getLast().change().sequence());
    return new Document(LAST, newLast)
        .append(LINES, PACKED_LINES.pack(presentAmounts(kept)))
        .append(FACTS, PACKED.pack(kept));
  }

  private static List<LineAmount> presentAmounts(List<QuotaFact> facts) {
    return KnownLine.amounts(KnownLine.of(facts.stream()).values(), View.LIVE.day());
  }
}
