package dev.quotaledger.query.timeline;

import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.bson.Document;

/**
 * Deals in the order of their last changes, one entry a deal, whose id sorts by the moment. Until a
 * change is written whole there may be entries of changes before, so that whoever reads an entry
 * compares it with what the deal itself says.
 */
final class DealUpdates {

  private static final String DEAL = "deal";
  private static final char DELIMITER = '|';
  private static final long NANOS = 1_000_000_000L;

  private final MongoCollection<Document> collection;

  DealUpdates(MongoCollection<Document> collection) {
    this.collection = collection;
  }

  /**
   * A change of a deal.
   *
   * @param key sorts by the moment
   */
  record Update(String key, String dealId) {}

  /** The key of a change. */
  static String key(Instant recordedAt, String dealId) {
    return start(recordedAt) + DELIMITER + dealId;
  }

  /** What sorts before the keys of all changes from the moment on. */
  static String start(Instant moment) {
    return "%020d"
        .formatted(Math.addExact(
            Math.multiplyExact(Math.max(moment.getEpochSecond(), 0), NANOS), moment.getNano()));
  }

  /** Lists the deals under these keys. */
  void add(Map<String, String> dealsByKey) {
    new VersionedDocuments(collection)
        .update(
            dealsByKey.keySet(),
            (key, entry) -> entry == null ? new Document(DEAL, dealsByKey.get(key)) : entry);
  }

  /** Drops entries in whose place there are newer ones. */
  void drop(Collection<String> keys) {
    if (!keys.isEmpty()) {
      collection.deleteMany(in("_id", keys));
    }
  }

  /** Up to so many entries in their order, from behind the key on. */
  List<Update> list(String behind, int most) {
    return collection
        .find(gt("_id", behind))
        .sort(Sorts.ascending("_id"))
        .limit(most)
        .map(entry -> new Update(entry.getString("_id"), entry.getString(DEAL)))
        .into(new ArrayList<>());
  }
}
