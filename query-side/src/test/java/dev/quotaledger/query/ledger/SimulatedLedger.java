package dev.quotaledger.query.ledger;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.proof.MerkleTree;
import dev.quotaledger.query.ledger.LedgerWriter.Delivered;
import dev.quotaledger.runtime.Serializers;
import dev.quotaledger.runtime.readstore.Durability;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** A ledger that several nodes write, each through a database of its own that may fail. */
public final class SimulatedLedger {

  private static final String SOURCE = "https://quotaledger.example";

  private final LedgerDocuments documents;
  private final Durability durability;
  private final EventStore events;

  /** In a database that never fails. */
  public SimulatedLedger(MongoDatabase database, Durability durability, EventStore events) {
    this.documents = new LedgerDocuments(database);
    this.durability = durability;
    this.events = events;
  }

  /** An event as a node is given it, and the highest position in the store that is passed with it. */
  public record Given(DomainEventMessage<?> message, long position) {}

  /** A node that begins with nothing in memory. */
  public Consumer<List<Given>> node(MongoDatabase database) {
    LedgerDocuments own = new LedgerDocuments(database);
    LedgerWriter writer =
        new LedgerWriter(own, new Ledger(own, durability), events, Serializers.events(), SOURCE);
    return batch -> writer.add(batch.stream()
        .map(given -> new Delivered(given.message(), given.position()))
        .toList());
  }

  /** All entries by their index. */
  public List<LedgerEntry> entries() {
    return documents.read(0, Long.MAX_VALUE, EntryFilter.ALL, 0);
  }

  /** The tree over what is kept with the entries. */
  public MerkleTree tree() {
    return new MerkleTree(new StoredNodes(documents));
  }
}
