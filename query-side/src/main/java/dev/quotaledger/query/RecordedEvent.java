package dev.quotaledger.query;

import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.runtime.MessageMetadata;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.axonframework.eventhandling.DomainEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * An event as a projection receives it.
 *
 * @param payload what has happened
 * @param aggregateId the stream that the event belongs to: the aggregate's id with its type's prefix
 * @param sequence the event's place in that stream, from 0; the only safe guard against redelivery
 * @param recordedAt when the store took it; never decreases within a stream
 * @param eventId the event's own identifier, unique and stable
 * @param metadata who decided it and how it came; the names are those of the runtime's metadata
 */
public record RecordedEvent(
    DomainEvent payload,
    String aggregateId,
    long sequence,
    Instant recordedAt,
    String eventId,
    Map<String, String> metadata) {

  /** Keeps a copy of the metadata. */
  public RecordedEvent {
    metadata = Map.copyOf(metadata);
  }

  /**
   * The event of a message.
   *
   * @param message one of ours
   */
  public static RecordedEvent of(DomainEventMessage<?> message) {
    Map<String, String> metadata = new HashMap<>();
    message.getMetaData().forEach((name, value) -> metadata.put(name, String.valueOf(value)));
    return new RecordedEvent(
        (DomainEvent) message.getPayload(),
        message.getAggregateIdentifier(),
        message.getSequenceNumber(),
        message.getTimestamp(),
        message.getIdentifier(),
        metadata);
  }

  /** Who decided it: on whose behalf it was, where a reaction acted; null when unknown. */
  public @Nullable String decidedBy() {
    String onBehalfOf = metadata.get(MessageMetadata.ON_BEHALF_OF);
    return onBehalfOf == null ? metadata.get(MessageMetadata.ACTOR) : onBehalfOf;
  }

  /** It as models keep it. */
  public StoredEvent stored() {
    return new StoredEvent(payload, aggregateId, sequence, recordedAt, eventId, decidedBy());
  }
}
