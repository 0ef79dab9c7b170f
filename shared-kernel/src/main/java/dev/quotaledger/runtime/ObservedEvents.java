package dev.quotaledger.runtime;

import dev.quotaledger.api.DomainEvent;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.ResultMessage;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Appends events that no command decides: what follows from figures. Whoever appends says which place
 * in its stream an event takes, by what they know of the stream; where the place is taken already they
 * did not know enough, and nothing is appended. So of all who find out the same, in any process, one
 * records it.
 */
public final class ObservedEvents {

  private final EventStore eventStore;
  private final TransactionManager transactions;
  private final ReentrantLock appending = new ReentrantLock();

  ObservedEvents(EventStore eventStore, TransactionManager transactions) {
    this.eventStore = eventStore;
    this.transactions = transactions;
  }

  /**
   * Who finds something out.
   *
   * @param name its name, in the place of who decides; also that of the source system
   * @param run what it did when it found out: correlation, causation and request of the events
   */
  public record Observer(String name, String run) {}

  /**
   * An event and its place.
   *
   * @param type the name of the aggregate's class, which may decide about the stream as well
   * @param aggregateId the typed identifier
   * @param sequence the number in the stream, 0 for the first
   */
  public record Observed(String type, String aggregateId, long sequence, DomainEvent event) {}

  /**
   * Appends the event, and waits until it is on disk.
   *
   * @return false where another event has its place
   * @throws RuntimeException when the store could not tell
   */
  public boolean append(Observed observed, Observer observer) {
    appending.lock();
    try {
      return appendInOneTransaction(observed, observer);
    } finally {
      appending.unlock();
    }
  }

  /** Does something while nothing is being appended here; what is to be appended meanwhile waits. */
  public <T> T betweenAppends(Supplier<T> work) {
    appending.lock();
    try {
      return work.get();
    } finally {
      appending.unlock();
    }
  }

  private boolean appendInOneTransaction(Observed observed, Observer observer) {
    UnitOfWork<?> unit = DefaultUnitOfWork.startAndGet(new GenericMessage<>(observer.run()));
    unit.attachTransaction(transactions);
    ResultMessage<Boolean> result = unit.executeWithResult(() -> {
      eventStore.publish(message(observed, observer));
      return true;
    });
    return !result.isExceptional() || isAppended(result.exceptionResult());
  }

  /** No, where another one was first; whatever else went wrong is thrown on. */
  private static boolean isAppended(Throwable failure) {
    return switch (failure) {
      case ConcurrencyException _, AggregateStreamCreationException _ -> false;
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      default -> throw new IllegalStateException("An event cannot be appended", failure);
    };
  }

  private static GenericDomainEventMessage<DomainEvent> message(
      Observed observed, Observer observer) {
    return new GenericDomainEventMessage<>(
        observed.type(),
        observed.aggregateId(),
        observed.sequence(),
        observed.event(),
        MetaData.from(Map.of(
            MessageMetadata.ACTOR, observer.name(),
            MessageMetadata.SOURCE_SYSTEM, observer.name(),
            MessageMetadata.REQUEST_ID, observer.run(),
            MessageMetadata.CORRELATION, observer.run(),
            MessageMetadata.CAUSATION, observer.run())));
  }
}
