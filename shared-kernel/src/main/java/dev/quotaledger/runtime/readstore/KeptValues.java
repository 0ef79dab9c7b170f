package dev.quotaledger.runtime.readstore;

import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values that no replay of events gives back, such as the progress of work that is under way. Each
 * has an id and a revision, and is on disk before a write returns.
 *
 * @param <T> what is kept: a record that Jackson can write and read
 */
public final class KeptValues<T> {

  private static final String ID = VersionedDocuments.ID;
  private static final String VALUE = "value";
  private static final JsonMapper JSON = new JsonMapper();

  private final ReadStore store;
  private final MongoCollection<Document> collection;
  private final VersionedDocuments documents;
  private final Class<T> type;

  /**
   * The values of one collection.
   *
   * @param collection the collection's name, which nobody else uses
   */
  public KeptValues(ReadStore store, String collection, Class<T> type) {
    this.store = store;
    this.collection = store.database().getCollection(collection);
    this.documents = new VersionedDocuments(this.collection);
    this.type = type;
  }

  /** The value; empty when there is none of that id. */
  public Optional<T> find(String id) {
    return Optional.ofNullable(collection.find(new Document(ID, id)).first()).map(this::read);
  }

  /**
   * The values with the greatest ids, in descending order.
   *
   * @param before only those with a smaller id; null for all
   * @param most how many at most; positive
   */
  public List<T> last(@Nullable String before, int most) {
    FindIterable<Document> found = before == null
        ? collection.find()
        : collection.find(new Document(ID, new Document("$lt", before)));
    return found.sort(new Document(ID, -1)).limit(most).into(new ArrayList<>()).stream()
        .map(this::read)
        .toList();
  }

  /**
   * Keeps a value instead of the one that the caller has seen.
   *
   * @param seen the revision of that one: 0 when there was none, 1 after the first write, one more
   *     with each
   * @return false, and nothing is written, when it is no longer the one that is kept
   */
  public boolean put(String id, long seen, T value) {
    Document document = new Document(ID, id).append(VALUE, JSON.writeValueAsString(value));
    if (seen > 0) {
      document.append(VersionedDocuments.REVISION, seen);
    }
    boolean written = documents.replaceAll(List.of(document)).isEmpty();
    store.flush();
    return written;
  }

  private T read(Document document) {
    return JSON.readValue(document.getString(VALUE), type);
  }
}
