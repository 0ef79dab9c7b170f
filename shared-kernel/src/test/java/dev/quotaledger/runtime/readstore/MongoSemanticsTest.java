package dev.quotaledger.runtime.readstore;

import com.mongodb.client.MongoDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Runs against the MongoDB server that the variable names; a replica set, since writes ask for its
 * journal.
 */
@EnabledIfEnvironmentVariable(named = "QUOTALEDGER_TEST_MONGODB", matches = "mongodb.*")
class MongoSemanticsTest extends StoreSemantics {

  private static MongoReadStore store;

  @BeforeAll
  static void connect() {
    store = MongoReadStore.connect(new ReadStoreProperties.Mongodb(
        System.getenv("QUOTALEDGER_TEST_MONGODB"), "quotaledger-test"));
  }

  @AfterAll
  static void close() {
    store.database().drop();
    store.close();
  }

  @Override
  MongoDatabase database() {
    return store.database();
  }
}
