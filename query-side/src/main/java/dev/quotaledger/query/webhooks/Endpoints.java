package dev.quotaledger.query.webhooks;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.runtime.readstore.ReadStore;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** The webhooks that are registered. A change is on disk when the call returns. */
final class Endpoints {

  private static final String COLLECTION = "webhooks";
  private static final String ID = "_id";
  private static final String REVISION = "rev";
  private static final String VALUE = "value";
  private static final JsonMapper JSON = new JsonMapper();

  private final ReadStore store;
  private final MongoCollection<Document> collection;
  private final VersionedDocuments documents;

  Endpoints(ReadStore store) {
    this.store = store;
    this.collection = store.database().getCollection(COLLECTION);
    this.documents = new VersionedDocuments(collection);
  }

  /** All of them, by their ids. */
  List<Endpoint> all() {
    return collection
        .find()
        .sort(new Document(ID, 1))
        .map(Endpoints::endpoint)
        .into(new ArrayList<>());
  }

  /** The first so many behind an id; empty text for the first ones of all. */
  List<Endpoint> list(String behind, int most) {
    return collection
        .find(Filters.gt(ID, behind))
        .sort(new Document(ID, 1))
        .limit(most)
        .map(Endpoints::endpoint)
        .into(new ArrayList<>());
  }

  long count() {
    return collection.countDocuments();
  }

  Optional<Endpoint> find(String id) {
    return Optional.ofNullable(collection.find(new Document(ID, id)).first())
        .map(Endpoints::endpoint);
  }

  /** Throws the refusal that there is none where there is none. */
  Endpoint get(String id) {
    return find(id).orElseThrow(() -> new Refusal.NotFound("webhook", id).asException());
  }

  /** Adds it unless there is one of that id; answers whether it did. */
  boolean add(Endpoint endpoint) {
    boolean added = documents.replaceAll(List.of(document(endpoint))).isEmpty();
    store.flush();
    return added;
  }

  /**
   * Changes one.
   *
   * @param expected the version that the change is meant for; null for any
   * @param change asked again where somebody else changed it at the same time
   */
  Endpoint change(String id, @Nullable Long expected, UnaryOperator<Endpoint> change) {
    while (true) {
      Endpoint present = get(id);
      requireVersion(present, expected);
      Endpoint changed = change.apply(present);
      if (changed.equals(present)) {
        return present;
      }
      Document document = document(changed).append(REVISION, present.version());
      if (documents.replaceAll(List.of(document)).isEmpty()) {
        store.flush();
        return changed.withVersion(present.version() + 1);
      }
    }
  }

  /** Takes it away. */
  void remove(String id, @Nullable Long expected) {
    requireVersion(get(id), expected);
    collection.deleteOne(new Document(ID, id));
    store.flush();
  }

  private static void requireVersion(Endpoint present, @Nullable Long expected) {
    if (expected != null && expected != present.version()) {
      throw new Refusal.VersionMismatch(expected, present.version()).asException();
    }
  }

  private static Document document(Endpoint endpoint) {
    return new Document(ID, endpoint.id()).append(VALUE, JSON.writeValueAsString(endpoint));
  }

  private static Endpoint endpoint(Document found) {
    return JSON.readValue(found.getString(VALUE), Endpoint.class)
        .withVersion(found.get(REVISION, Number.class).longValue());
  }
}
