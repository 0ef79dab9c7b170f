package dev.quotaledger.query.ledger;

import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.proof.Frontier;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.query.ledger.LedgerDocuments.Written;
import dev.quotaledger.runtime.MessageMetadata;
import dev.quotaledger.runtime.StartupRefused;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Adds events to the ledger in the order in which it is given them, each once, however often it is given
 * one and whichever instance was given it before: the ledger itself says what it has.
 *
 * <p>Where an index that it is about to use is taken, it writes nothing more of the batch. The batch comes
 * again and is compared with what the ledger then has: if another instance wrote the same, it goes on; if
 * not, nothing is ever written, and health says so.
 */
final class LedgerWriter {

  /** How the attributes of a published event are called in an event's metadata. */
  private static final Map<String, String> ORIGIN = Map.of(
      "correlationid", MessageMetadata.CORRELATION,
      "causationid", MessageMetadata.CAUSATION,
      "actor", MessageMetadata.ACTOR,
      "actorrep", MessageMetadata.ACTOR_REP,
      "onbehalfof", MessageMetadata.ON_BEHALF_OF,
      "requestid", MessageMetadata.REQUEST_ID,
      "sourcesystem", MessageMetadata.SOURCE_SYSTEM);

  private final LedgerDocuments documents;
  private final Ledger ledger;
  private final EventStore events;
  private final Serializer serializer;
  private final String source;
  private @Nullable Head head;
  private volatile @Nullable String stopped;

  /** What follows from the last entry. */
  private record Head(long through, Frontier frontier) {}

  /**
   * An event and its place in the store.
   *
   * @param position the highest index of the store that is passed with it; its own, or a higher one where
   *     its transaction was committed late
   */
  record Delivered(DomainEventMessage<?> message, long position) {}

  LedgerWriter(
      LedgerDocuments documents,
      Ledger ledger,
      EventStore events,
      Serializer serializer,
      String source) {
    this.documents = documents;
    this.ledger = ledger;
    this.events = events;
    this.serializer = serializer;
    this.source = source;
  }

  /** Why nothing is written at present; null while all is well. */
  @Nullable
  String stopped() {
    return stopped;
  }

  /** Refuses to go on under another address than that in the events that are published already. */
  void requireSameSource() {
    documents
        .last()
        .map(last -> PublishedEvent.read(last.entry().bytes()).source())
        .filter(before -> !before.equals(source))
        .ifPresent(before -> {
          throw new StartupRefused(
              "quotaledger.ledger.source is %s, but the events of the ledger are from %s."
                  .formatted(source, before),
              "Set quotaledger.ledger.source=" + before + ".");
        });
  }

  /** Adds those of the events that the ledger does not have; they are on disk when it returns. */
  synchronized void add(List<Delivered> batch) {
    try {
      Head before = head == null ? read() : head;
      head = null; // until everything is known to be written
      Head after = write(before, batch);
      ledger.refresh();
      head = after;
      stopped = null;
    } catch (RuntimeException e) {
      head = null;
      stopped = String.valueOf(e.getMessage());
      throw e;
    }
  }

  private Head write(Head before, List<Delivered> batch) {
    List<Written> entries = new ArrayList<>();
    long through = before.through;
    Frontier frontier = before.frontier;
    for (Delivered delivered : batch) {
      boolean maybeKnown = delivered.position <= through;
      if (maybeKnown && isKnown(delivered.message.getIdentifier(), entries)) {
        continue;
      }
      through = Math.max(through, delivered.position);
      LedgerEntry entry = LedgerEntry.of(published(delivered.message, frontier.size()));
      List<Hash> completed = frontier.completedBy(Hash.ofLeaf(entry.bytes()));
      frontier = frontier.plus(completed);
      entries.add(new Written(entry, completed, through));
    }
    if (!entries.isEmpty()) {
      documents.insert(entries);
    }
    return new Head(through, frontier);
  }

  private boolean isKnown(String eventId, List<Written> entries) {
    return entries.stream().anyMatch(written -> written.entry().eventId().equals(eventId))
        || documents.hasEvent(eventId);
  }

  private Head read() {
    Written last = documents.last().orElse(null);
    if (last == null) {
      return new Head(-1, Frontier.EMPTY);
    }
    requireSameStore(last.entry());
    return new Head(
        last.through(), Frontier.of(last.entry().index() + 1, new StoredNodes(documents)));
  }

  /** Of two backups of different times, the ledger may hold events that the store never had. */
  private void requireSameStore(LedgerEntry last) {
    PublishedEvent event = PublishedEvent.read(last.bytes());
    DomainEventStream found = events.readEvents(event.aggregateId(), event.aggregateSequence());
    if (!found.hasNext() || !found.peek().getIdentifier().equals(last.eventId())) {
      throw new IllegalStateException(
          "The ledger ends with event %s, which the event store does not have at number %d of %s:"
                  .formatted(last.eventId(), event.aggregateSequence(), event.aggregateId())
              + " both must be of one backup");
    }
  }

  private PublishedEvent published(DomainEventMessage<?> message, long index) {
    SerializedObject<byte[]> stored = message.serializePayload(serializer, byte[].class);
    Map<String, String> origin = new TreeMap<>();
    ORIGIN.forEach((attribute, name) -> {
      Object value = message.getMetaData().get(name);
      if (value != null) {
        origin.put(attribute, value.toString());
      }
    });
    return new PublishedEvent(
        index,
        source,
        message.getIdentifier(),
        message.getAggregateIdentifier(),
        message.getSequenceNumber(),
        message.getTimestamp(),
        origin,
        new PublishedEvent.Payload(
            stored.getType().getName(),
            String.valueOf(stored.getType().getRevision()),
            sha256(stored.getData())),
        (DomainEvent) message.getPayload());
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
