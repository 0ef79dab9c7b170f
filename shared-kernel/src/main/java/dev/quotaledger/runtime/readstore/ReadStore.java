package dev.quotaledger.runtime.readstore;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import org.axonframework.serialization.Serializer;

/**
 * The store of read models, tracking tokens and reaction documents. Whoever uses its database must
 * keep to what MongoDB and the embedded server do the same way; the tests of this package show what
 * that is.
 */
public sealed interface ReadStore extends Durability, AutoCloseable
    permits EmbeddedReadStore, MongoReadStore {

  /** The driver's client; closed with the store. */
  MongoClient client();

  /** The one database that holds everything. */
  MongoDatabase database();

  /**
   * Tracking tokens in the same database as the read models, so that a copy of the one is a copy of
   * the other.
   *
   * @param serializer writes the tokens
   */
  Tokens tokens(Serializer serializer);

  /** Makes everything durable and releases the store. */
  @Override
  void close();
}
