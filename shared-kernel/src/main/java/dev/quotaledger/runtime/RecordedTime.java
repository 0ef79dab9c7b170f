package dev.quotaledger.runtime;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.MessageDispatchInterceptor;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Makes an event's timestamp the later of the clock and the aggregate's previous event, as it is
 * about to be appended: a clock that is set back never puts an event before its predecessor.
 *
 * <p>The adjusted timestamp is what is stored and what every reader sees. Only the aggregate's own
 * handler, which runs before the append, sees the clock's.
 */
final class RecordedTime implements MessageDispatchInterceptor<EventMessage<?>> {

  private static final int REMEMBERED_AGGREGATES = 10_000;

  private final EventStore eventStore;

  /** Committed events only: their timestamps never change. */
  private final Cache<String, Recorded> newest =
      Caffeine.newBuilder().maximumSize(REMEMBERED_AGGREGATES).build();

  RecordedTime(EventStore eventStore) {
    this.eventStore = eventStore;
  }

  @Override
  public BiFunction<Integer, EventMessage<?>, EventMessage<?>> handle(
      List<? extends EventMessage<?>> messages) {
    Map<String, Recorded> appending = new HashMap<>();
    CurrentUnitOfWork.ifStarted(unit -> unit.root().afterCommit(_ -> newest.putAll(appending)));
    return (_, message) ->
        message instanceof DomainEventMessage<?> event ? recorded(event, appending) : message;
  }

  private EventMessage<?> recorded(DomainEventMessage<?> event, Map<String, Recorded> appending) {
    String id = event.getAggregateIdentifier();
    Recorded previous = appending.get(id);
    Instant floor = previous == null ? previousTime(event) : previous.at();
    Instant clock = event.getTimestamp();
    boolean late = clock.isBefore(floor);
    appending.put(id, new Recorded(event.getSequenceNumber(), late ? floor : clock));
    return late ? at(floor, event) : event;
  }

  private Instant previousTime(DomainEventMessage<?> event) {
    long previous = event.getSequenceNumber() - 1;
    if (previous < 0) {
      return Instant.MIN;
    }
    Recorded remembered = newest.getIfPresent(event.getAggregateIdentifier());
    if (remembered != null && remembered.sequenceNumber() == previous) {
      return remembered.at();
    }
    var stored = eventStore.readEvents(event.getAggregateIdentifier(), previous);
    return stored.hasNext() ? stored.next().getTimestamp() : Instant.MIN;
  }

  private static <T> EventMessage<T> at(Instant time, DomainEventMessage<T> event) {
    return new GenericDomainEventMessage<>(
        event.getType(),
        event.getAggregateIdentifier(),
        event.getSequenceNumber(),
        event.getPayload(),
        event.getMetaData(),
        event.getIdentifier(),
        time);
  }

  private record Recorded(long sequenceNumber, Instant at) {}
}
