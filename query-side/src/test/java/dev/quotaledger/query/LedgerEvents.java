package dev.quotaledger.query;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.jspecify.annotations.Nullable;

/** What a {@link Ledger} has, as an event store reads it. Nothing can be appended. */
public final class LedgerEvents implements EventStorageEngine {

  private final Ledger ledger;

  LedgerEvents(Ledger ledger) {
    this.ledger = ledger;
  }

  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    List<RecordedEvent> log = ledger.log();
    int first = token == null ? 0 : Math.toIntExact(token.position().orElseThrow()) + 1;
    return IntStream.range(first, Math.max(first, log.size()))
        .mapToObj(place -> new GenericTrackedDomainEventMessage<>(
            new GlobalSequenceTrackingToken(place), message(log.get(place))));
  }

  @Override
  public DomainEventStream readEvents(String aggregateId, long first) {
    return DomainEventStream.of(ledger.log().stream()
        .filter(event -> event.aggregateId().equals(aggregateId) && event.sequence() >= first)
        .map(LedgerEvents::message));
  }

  @Override
  public @Nullable TrackingToken createHeadToken() {
    int size = ledger.log().size();
    return size == 0 ? null : new GlobalSequenceTrackingToken(size - 1L);
  }

  /** The event as a store hands it out. */
  public static DomainEventMessage<?> message(RecordedEvent event) {
    return new GenericDomainEventMessage<>(
        "Aggregate",
        event.aggregateId(),
        event.sequence(),
        event.payload(),
        event.metadata(),
        event.eventId(),
        event.recordedAt());
  }

  @Override
  public void appendEvents(List<? extends EventMessage<?>> events) {
    throw new UnsupportedOperationException("Reads record nothing");
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    throw new UnsupportedOperationException("Reads record nothing");
  }

  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
    return Optional.empty();
  }
}
