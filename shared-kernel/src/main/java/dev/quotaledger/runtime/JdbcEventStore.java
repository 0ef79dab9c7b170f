package dev.quotaledger.runtime;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Axon's event store, except for how it finds what a transaction has staged of an aggregate. It does
 * so whenever one is loaded, and compares each staged event with all others: in an import of
 * hundreds of rows in a transaction, that was a quarter of all time.
 */
final class JdbcEventStore extends EmbeddedEventStore {

  /** The unit of work's resource in which Axon stages events. */
  @SuppressWarnings("ObjectToString") // which is how Axon makes the name
  private final String staged = this + "_EVENTS";

  JdbcEventStore(Builder builder) {
    super(builder);
  }

  /** Those of the outer units of work first, each once; nothing of one that is rolled back. */
  @Override
  protected Stream<? extends DomainEventMessage<?>> stagedDomainEventMessages(String aggregateId) {
    if (!CurrentUnitOfWork.isStarted()) {
      return Stream.empty();
    }
    Set<DomainEventMessage<?>> events = new LinkedHashSet<>();
    addStaged(CurrentUnitOfWork.get(), aggregateId, events);
    return events.stream();
  }

  private void addStaged(
      UnitOfWork<?> unit, String aggregateId, Set<DomainEventMessage<?>> events) {
    unit.parent().ifPresent(outer -> addStaged(outer, aggregateId, events));
    if (!unit.isRolledBack()) {
      List<EventMessage<?>> all = unit.getOrDefaultResource(staged, List.of());
      for (EventMessage<?> each : all) {
        if (each instanceof DomainEventMessage<?> event
            && aggregateId.equals(event.getAggregateIdentifier())) {
          events.add(event);
        }
      }
    }
  }
}
