package dev.quotaledger.runtime.readstore;

import static com.mongodb.client.model.Sorts.ascending;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;

/** A set of names, in a collection of its own. */
public final class Names {

  private static final String ID = "_id";

  private final ReadStore store;
  private final String collection;

  /** The names in the collection, which nothing else writes. */
  public Names(ReadStore store, String collection) {
    this.store = store;
    this.collection = collection;
  }

  /** Adds a name, which may be there already; durable when it returns. */
  public void add(String name) {
    Document document = new Document(ID, name);
    try {
      documents().replaceOne(document, document, new ReplaceOptions().upsert(true));
    } catch (MongoServerException e) {
      if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      // Somebody else added it at the same time.
    }
    store.flush();
  }

  /** Takes a name away, which may be gone already; durable when it returns. */
  public void remove(String name) {
    documents().deleteOne(new Document(ID, name));
    store.flush();
  }

  /** All names in their order. */
  public List<String> all() {
    return documents()
        .find()
        .sort(ascending(ID))
        .map(document -> document.getString(ID))
        .into(new ArrayList<>());
  }

  private MongoCollection<Document> documents() {
    return store.database().getCollection(collection);
  }
}
