package dev.quotaledger.query.store;

import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.query.RecordedEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as a read model keeps it.
 *
 * @param event the event
 * @param aggregateId whose stream it stands in
 * @param sequence its place in that stream
 * @param recordedAt when it was recorded
 * @param eventId its own identifier
 * @param actor who decided it; null when unknown
 */
public record StoredEvent(
    DomainEvent event,
    String aggregateId,
    long sequence,
    Instant recordedAt,
    String eventId,
    @Nullable String actor) {

  /** The event as it was received. */
  public static StoredEvent of(RecordedEvent event) {
    return new StoredEvent(
        event.payload(),
        event.aggregateId(),
        event.sequence(),
        event.recordedAt(),
        event.eventId(),
        event.decidedBy());
  }

  /** Whether it was recorded by the moment; null stands for any moment. */
  public boolean isKnownAt(@Nullable Instant knownAt) {
    return knownAt == null || !recordedAt.isAfter(knownAt);
  }
}
