package dev.quotaledger.runtime.readstore;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.backend.h2.H2Database;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/** Opens collections as {@link EmbeddedCollection}s. */
final class EmbeddedDatabase extends H2Database {

  private final MVStore store;

  EmbeddedDatabase(String databaseName, MVStore store, CursorRegistry cursors) {
    this.store = store; // first, since the constructor below opens the collections
    super(databaseName, store, cursors);
  }

  @Override
  protected MongoCollection<Object> openOrCreateCollection(
      String collectionName, CollectionOptions options) {
    MVMap<String, Object> meta =
        store.openMap("meta." + getFullCollectionNamespace(collectionName));
    return new EmbeddedCollection(
        this, collectionName, options, documents(collectionName), meta, cursorRegistry);
  }

  @Override
  protected Index<Object> openOrCreateUniqueIndex(
      String collectionName, String indexName, List<IndexKey> keys, boolean sparse) {
    if (keys.size() == 1 && keys.getFirst().getKey().equals(EmbeddedCollection.ID)) {
      return new IdIndex(indexName, keys, documents(collectionName));
    }
    return super.openOrCreateUniqueIndex(collectionName, indexName, keys, sparse);
  }

  private MVMap<Object, Document> documents(String collectionName) {
    return store.openMap(
        "databases." + getFullCollectionNamespace(collectionName),
        new MVMap.Builder<Object, Document>()
            .keyType(BsonDataType.INSTANCE)
            .valueType(BsonDataType.INSTANCE));
  }
}
