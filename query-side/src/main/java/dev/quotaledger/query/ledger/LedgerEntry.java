package dev.quotaledger.query.ledger;

import dev.quotaledger.published.PublishedEvent;
import java.time.Instant;

/**
 * A published event as the ledger keeps it.
 *
 * @param index its place, from 0 without a gap
 * @param eventId its own identifier
 * @param type its public type: {@code dev.quotaledger.quota.set.v1}
 * @param subject what it is about: {@code plan/fy26}
 * @param partitionKey whose stream it stands in
 * @param recordedAt when it was recorded
 * @param bytes the document, in UTF-8; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // two entries are never compared
public record LedgerEntry(
    long index,
    String eventId,
    String type,
    String subject,
    String partitionKey,
    Instant recordedAt,
    byte[] bytes) {

  static LedgerEntry of(PublishedEvent event) {
    return new LedgerEntry(
        event.index(),
        event.eventId(),
        event.type().fullName(),
        event.subject(),
        event.aggregateId(),
        event.recordedAt(),
        event.bytes());
  }
}
