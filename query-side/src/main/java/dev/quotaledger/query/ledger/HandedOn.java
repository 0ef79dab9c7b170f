package dev.quotaledger.query.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import org.bson.Document;

/** How far checkpoints were handed on, so that none is left out after a restart. */
final class HandedOn {

  private static final String COLLECTION = "ledgerHandedOn";
  private static final String ID = "_id";
  private static final String SIZE = "size";

  private final MongoCollection<Document> documents;

  HandedOn(MongoDatabase database) {
    documents = database.getCollection(COLLECTION);
  }

  /** The size of the last checkpoint that a taker took; 0 when there is none. */
  long size(String taker) {
    Document found = documents.find(new Document(ID, taker)).first();
    return found == null ? 0 : found.getLong(SIZE);
  }

  void keep(String taker, long size) {
    documents.replaceOne(
        new Document(ID, taker),
        new Document(ID, taker).append(SIZE, size),
        new ReplaceOptions().upsert(true));
  }
}
