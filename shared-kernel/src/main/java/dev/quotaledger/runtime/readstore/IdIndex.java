package dev.quotaledger.runtime.readstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.AbstractUniqueIndex;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.KeyValue;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * The index of {@code _id}: no map of its own but a view of the documents, which are kept in the
 * order of their ids. So no document can be missing from it, and a new document is written once.
 */
final class IdIndex extends AbstractUniqueIndex<Object> {

  private final MVMap<Object, Document> documents;

  IdIndex(String name, List<IndexKey> keys, MVMap<Object, Document> documents) {
    super(name, keys, false);
    this.documents = documents;
  }

  @Override
  protected @Nullable Object getPosition(KeyValue key) {
    Document document = documents.get(Missing.ofNullable(key.get(0)));
    return document == null ? null : Missing.ofNullable(document.get(EmbeddedCollection.ID));
  }

  /** Nothing to add: the document is in the map already. */
  @Override
  public void add(Document document, Object position, MongoCollection<Object> collection) {}

  @Override
  protected boolean putKeyPosition(KeyValue key, Object position) {
    return true;
  }

  /** Only says where the document is; the collection removes it. */
  @Override
  protected @Nullable Object removeDocument(KeyValue key) {
    return getPosition(key);
  }

  @Override
  protected Iterable<Entry<KeyValue, Object>> getIterable() {
    return documents.keySet().stream()
        .map(id -> Map.entry(new KeyValue(id), id))
        .toList();
  }

  @Override
  public long getCount() {
    return documents.sizeAsLong();
  }

  @Override
  public boolean isEmpty() {
    return documents.isEmpty();
  }

  @Override
  public long getDataSize() {
    return 0;
  }
}
