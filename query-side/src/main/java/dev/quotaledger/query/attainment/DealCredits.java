package dev.quotaledger.query.attainment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.DealCredit;
import dev.quotaledger.model.DealState;
import dev.quotaledger.model.attainment.DealEntry;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.attainment.CreditBuckets.Bucket;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Folds each deal's credit and puts it into the buckets. The fold is stored after the buckets: a
 * crash in between makes the same events fold to the same entries again, which the buckets know.
 * What a deal's document can grow to is bounded by the events that a deal may have, and by the two
 * facts that each of them can add for each share.
 */
final class DealCredits {

  private static final String LAST = "last";
  private static final String STATE = "state";
  private static final String FACTS = "facts";

  private static final PackedFacts<CreditFact> PACKED =
      new PackedFacts<>(FactJson.PACKED, CreditFact.class);

  private final VersionedDocuments documents;
  private final CreditBuckets buckets;

  /** A deal's fold and the place of the last event in it. */
  private record Folded(DealCredit credit, long last) {

    private static final Folded NOTHING = new Folded(DealCredit.NONE, -1);

    private Folded with(List<RecordedEvent> events) {
      DealCredit next = credit;
      long at = last;
      for (RecordedEvent event : events) {
        if (event.sequence() <= at) {
          continue;
        }
        if (event.sequence() > at + 1) {
          throw new IllegalStateException(
              event.aggregateId() + ": event " + event.sequence() + " follows event " + at);
        }
        at = event.sequence();
        next = next.evolve((DealEvent) event.payload(), event.recordedAt(), at);
      }
      return new Folded(next, at);
    }
  }

  DealCredits(MongoCollection<Document> collection, CreditBuckets buckets) {
    this.documents = new VersionedDocuments(collection);
    this.buckets = buckets;
  }

  /** Takes the events in; those that are folded already are passed over. */
  void write(Collection<RecordedEvent> events) {
    Map<String, List<RecordedEvent>> byDeal =
        events.stream().collect(groupingBy(RecordedEvent::aggregateId));
    Map<String, Document> present = documents.byIds(byDeal.keySet());
    Map<Bucket, List<DealEntry>> entries = new HashMap<>();
    List<Document> folded = new ArrayList<>();
    byDeal.forEach((id, ofDeal) -> {
      Document document = present.get(id);
      Folded before = read(document);
      Folded after = before.with(ofDeal);
      changedEntries(before, after, dealId(ofDeal))
          .forEach((bucket, entry) ->
              entries.computeIfAbsent(bucket, _ -> new ArrayList<>()).add(entry));
      Document next = written(after).append("_id", id);
      folded.add(document == null ? next : next.append("rev", document.get("rev")));
    });
    buckets.write(entries);
    documents.update(
        documents.replaceAll(folded),
        (id, document) -> written(read(document).with(byDeal.getOrDefault(id, List.of()))));
  }

  private static DealId dealId(List<RecordedEvent> events) {
    return ((DealEvent) events.getFirst().payload()).dealId();
  }

  private static Map<Bucket, DealEntry> changedEntries(Folded before, Folded after, DealId dealId) {
    Map<Bucket, List<CreditFact>> old = byBucket(before);
    Map<Bucket, List<CreditFact>> now = byBucket(after);
    boolean shared = after.credit.isEverShared();
    Set<Bucket> touched = new HashSet<>(old.keySet());
    touched.addAll(now.keySet());
    Map<Bucket, DealEntry> entries = new HashMap<>();
    for (Bucket bucket : touched) {
      List<CreditFact> facts = now.getOrDefault(bucket, List.of());
      if (!facts.equals(old.get(bucket))) {
        entries.put(bucket, new DealEntry(dealId, after.last, shared, facts));
      }
    }
    return entries;
  }

  private static Map<Bucket, List<CreditFact>> byBucket(Folded folded) {
    return folded.credit.facts().stream().collect(groupingBy(Bucket::of));
  }

  private static Folded read(@Nullable Document document) {
    if (document == null) {
      return Folded.NOTHING;
    }
    DealState deal = FactJson.MAPPER.readValue(document.getString(STATE), DealState.class);
    return new Folded(new DealCredit(deal, PACKED.unpack(document, FACTS)), document.getLong(LAST));
  }

  private static Document written(Folded folded) {
    return new Document(LAST, folded.last)
        .append(STATE, FactJson.MAPPER.writeValueAsString(folded.credit.deal()))
        .append(FACTS, PACKED.pack(byTarget(folded.credit.facts())));
  }

  /** Those of one target together, in recorded order: a tenth of the size when compressed. */
  private static List<CreditFact> byTarget(List<CreditFact> facts) {
    return facts.stream()
        .collect(groupingBy(CreditFact::target, LinkedHashMap::new, toList()))
        .values()
        .stream()
        .flatMap(List::stream)
        .toList();
  }
}
