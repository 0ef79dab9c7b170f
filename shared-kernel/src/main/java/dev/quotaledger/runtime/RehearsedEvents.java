package dev.quotaledger.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.DomainEventStream;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * The events of a store and, in memory, those that are appended here. Of an aggregate to which
 * something was appended here, what others append to the store from then on is not seen.
 */
final class RehearsedEvents implements EventStorageEngine {

  private final EventStore store;
  private final Serializer serializer;
  private final Map<String, List<DomainEventMessage<?>>> appended = new HashMap<>();

  RehearsedEvents(EventStore store, Serializer serializer) {
    this.store = store;
    this.serializer = serializer;
  }

  /** Whatever could not be stored is refused here as well. */
  @Override
  public synchronized void appendEvents(List<? extends EventMessage<?>> events) {
    events.forEach(event -> serializer.serialize(event.getPayload(), byte[].class));
    for (EventMessage<?> event : events) {
      DomainEventMessage<?> ofAggregate = (DomainEventMessage<?>) event;
      appended
          .computeIfAbsent(ofAggregate.getAggregateIdentifier(), _ -> new ArrayList<>())
          .add(ofAggregate);
    }
  }

  @Override
  public synchronized DomainEventStream readEvents(String aggregateId) {
    return followed(store.readEvents(aggregateId), aggregateId, 0);
  }

  @Override
  public synchronized DomainEventStream readEvents(String aggregateId, long first) {
    return followed(store.readEvents(aggregateId, first), aggregateId, first);
  }

  private DomainEventStream followed(DomainEventStream stored, String aggregateId, long first) {
    List<DomainEventMessage<?>> own = List.copyOf(ofAggregate(aggregateId));
    if (own.isEmpty()) {
      return stored;
    }
    long start = own.getFirst().getSequenceNumber();
    return DomainEventStream.concat(
        stored.filter(event -> event.getSequenceNumber() < start),
        DomainEventStream.of(own.stream().filter(event -> event.getSequenceNumber() >= first)));
  }

  @Override
  public synchronized Optional<Long> lastSequenceNumberFor(String aggregateId) {
    List<DomainEventMessage<?>> own = ofAggregate(aggregateId);
    return own.isEmpty()
        ? store.lastSequenceNumberFor(aggregateId)
        : Optional.of(own.getLast().getSequenceNumber());
  }

  private List<DomainEventMessage<?>> ofAggregate(String aggregateId) {
    return appended.getOrDefault(aggregateId, List.of());
  }

  /** The store's own snapshots come with its events. */
  @Override
  public Optional<DomainEventMessage<?>> readSnapshot(String aggregateId) {
    return Optional.empty();
  }

  @Override
  public void storeSnapshot(DomainEventMessage<?> snapshot) {
    // nothing of a rehearsal is kept
  }

  /** Nobody follows a rehearsal. */
  @Override
  public Stream<? extends TrackedEventMessage<?>> readEvents(
      @Nullable TrackingToken token, boolean mayBlock) {
    throw new UnsupportedOperationException("A rehearsal has no stream of events");
  }
}
