package dev.quotaledger.query.attainment;

import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.model.LineFact;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One recorded change of a quota line.
 *
 * @param line which line
 * @param change what changed, and from which day on
 * @param recordedAt when it was recorded
 * @param eventId the event that recorded it
 * @param type the event's name
 */
record QuotaFact(
    QuotaLineKey line, LineFact change, Instant recordedAt, String eventId, String type) {

  /** Whether it was recorded by the moment; null stands for any moment. */
  boolean isKnownAt(@Nullable Instant knownAt) {
    return knownAt == null || !recordedAt.isAfter(knownAt);
  }
}
