package dev.quotaledger.runtime.readstore;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.WriteConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import java.lang.management.ManagementFactory;
import java.util.UUID;
import org.axonframework.serialization.Serializer;

/**
 * A MongoDB server. Every write is answered only when a majority of the replica set has it in the
 * journal.
 */
final class MongoReadStore implements ReadStore {

  /**
   * Containers all run process 1 of hosts with alike names, so the process id alone would not tell
   * nodes apart.
   */
  private static final String NODE =
      ManagementFactory.getRuntimeMXBean().getName() + "/" + UUID.randomUUID();

  private final MongoClient client;
  private final MongoDatabase database;

  private MongoReadStore(MongoClient client, String database) {
    this.client = client;
    this.database = client.getDatabase(database);
  }

  static MongoReadStore connect(ReadStoreProperties.Mongodb settings) {
    MongoClient client = MongoClients.create(MongoClientSettings.builder()
        .applyConnectionString(new ConnectionString(settings.uri()))
        .writeConcern(WriteConcern.MAJORITY.withJournal(true))
        .applicationName("quotaledger")
        .build());
    return new MongoReadStore(client, settings.database());
  }

  @Override
  public MongoClient client() {
    return client;
  }

  @Override
  public MongoDatabase database() {
    return database;
  }

  @Override
  public Tokens tokens(Serializer serializer) {
    return new Tokens(database, serializer, NODE);
  }

  /** Nothing to do: the write concern made every answered write durable. */
  @Override
  public void flush() {}

  @Override
  public void close() {
    client.close();
  }
}
