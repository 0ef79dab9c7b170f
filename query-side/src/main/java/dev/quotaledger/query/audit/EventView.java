package dev.quotaledger.query.audit;

import dev.quotaledger.model.attainment.StoredEvent;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An event as answers name it.
 *
 * @param aggregateId whose stream it stands in, with the prefix of its kind: {@code plan-fy26}
 * @param sequence its place in that stream, from 0
 * @param actor who decided it; null when unknown
 */
record EventView(
    String eventId,
    String type,
    String aggregateId,
    long sequence,
    Instant recordedAt,
    LocalDate effectiveOn,
    @Nullable String actor) {

  static EventView of(StoredEvent stored) {
    return new EventView(
        stored.eventId(),
        stored.type(),
        stored.aggregateId(),
        stored.sequence(),
        stored.recordedAt(),
        stored.event().effectiveOn(),
        stored.actor());
  }
}
