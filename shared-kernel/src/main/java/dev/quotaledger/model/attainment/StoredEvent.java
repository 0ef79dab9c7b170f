package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DomainEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is kept: what has happened, and where and when it was recorded.
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

  /** Whether it was recorded by the moment; null stands for any moment. */
  public boolean isKnownAt(@Nullable Instant knownAt) {
    return knownAt == null || !recordedAt.isAfter(knownAt);
  }

  /** The event's name. */
  public String type() {
    return event.getClass().getSimpleName();
  }
}
