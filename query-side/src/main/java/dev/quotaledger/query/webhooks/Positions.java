package dev.quotaledger.query.webhooks;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import java.util.OptionalLong;
import org.bson.Document;

/**
 * How far the ledger was looked at for each webhook. A position is kept when the deliveries before it are;
 * where it is lost, entries are looked at again, and those that have a delivery are left alone.
 */
final class Positions {

  private static final String COLLECTION = "webhookPositions";
  private static final String ID = "_id";
  private static final String NEXT = "next";

  private final MongoCollection<Document> documents;

  Positions(MongoDatabase database) {
    this.documents = database.getCollection(COLLECTION);
  }

  /** The index that is looked at next; empty where none was looked at. */
  OptionalLong find(String webhook) {
    Document found = documents.find(new Document(ID, webhook)).first();
    return found == null ? OptionalLong.empty() : OptionalLong.of(found.getLong(NEXT));
  }

  void keep(String webhook, long next) {
    documents.replaceOne(
        new Document(ID, webhook),
        new Document(ID, webhook).append(NEXT, next),
        new ReplaceOptions().upsert(true));
  }

  void remove(String webhook) {
    documents.deleteOne(new Document(ID, webhook));
  }
}
