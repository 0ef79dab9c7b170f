package dev.quotaledger.query.attainment;

import static java.util.stream.Collectors.groupingBy;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What revisions of plans draft, in one bucket for each revision and sixteenth of the subjects. A
 * bucket takes each event of its plan once, by the event's place in the plan's stream. They are the
 * events themselves, since who decides about a revision asks who drafted a line, and why.
 *
 * <p>A revision has at most 10,000 drafts. What was replaced by a later draft stays for whoever asks
 * what was known before: drafted anew ten times each, a bucket would hold some 6,000 events, which is
 * less than 2 MB.
 */
final class DraftBuckets {

  private static final int SHARDS = 16;
  private static final String EVENTS = "events";
  private static final String LAST = "last";

  private static final PackedFacts<StoredEvent> PACKED =
      new PackedFacts<>(FactJson.PACKED, StoredEvent.class);

  private final VersionedDocuments documents;

  /** A line and the day from which it is to change. */
  private record Place(String line, LocalDate effectiveOn) {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::line).thenComparing(Place::effectiveOn);

    static Place of(StoredEvent stored) {
      return new Place(draft(stored).line().toString(), draft(stored).effectiveOn());
    }
  }

  DraftBuckets(MongoCollection<Document> collection) {
    this.documents = new VersionedDocuments(collection);
  }

  /** Keeps what was drafted; events that a bucket has taken already are passed over. */
  void write(Collection<RecordedEvent> drafts) {
    Map<String, List<RecordedEvent>> byBucket =
        drafts.stream().collect(groupingBy(DraftBuckets::bucketOf));
    documents.update(
        byBucket.keySet(), (id, bucket) -> with(bucket, byBucket.getOrDefault(id, List.of())));
  }

  /** What the revision drafts as the view has it, in the order of the lines and days. */
  List<StoredEvent> of(PlanId planId, int revision, View view) {
    Map<Place, StoredEvent> standing = new TreeMap<>(Place.ORDER);
    List<String> ids = IntStream.range(0, SHARDS)
        .mapToObj(shard -> bucketOf(planId, revision, shard))
        .toList();
    documents.byIds(ids).values().stream()
        .flatMap(bucket -> PACKED.unpack(bucket, EVENTS).stream())
        .filter(stored -> stored.isKnownAt(view.knownAt()))
        .filter(stored -> !draft(stored).effectiveOn().isAfter(view.day()))
        .sorted(Comparator.comparingLong(StoredEvent::sequence))
        .forEach(stored -> standing.put(Place.of(stored), stored));
    return List.copyOf(standing.values());
  }

  /** What the event drafts; there is no other event here. */
  static QuotaDrafted draft(StoredEvent stored) {
    return (QuotaDrafted) stored.event();
  }

  private static String bucketOf(RecordedEvent event) {
    QuotaDrafted draft = (QuotaDrafted) event.payload();
    QuotaLineKey line = draft.line();
    int shard = Math.floorMod(line.subject().toString().hashCode(), SHARDS);
    return bucketOf(draft.planId(), draft.revision(), shard);
  }

  private static String bucketOf(PlanId planId, int revision, int shard) {
    return planId + "|" + revision + "|" + shard;
  }

  private static Document with(@Nullable Document bucket, List<RecordedEvent> events) {
    long last = bucket == null ? -1 : bucket.getLong(LAST);
    List<StoredEvent> kept = new ArrayList<>(PACKED.unpack(bucket, EVENTS));
    for (RecordedEvent event : events) {
      if (event.sequence() > last) {
        kept.add(event.stored());
        last = event.sequence();
      }
    }
    return new Document(LAST, last).append(EVENTS, PACKED.pack(kept));
  }
}
