package dev.quotaledger.query.processing;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.processing.Failures.RecordedPlace;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.eventhandling.Segment;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Hands batches of events to a projection. Axon stores the position as the first thing when a batch
 * is committed, so the batch is projected before that: with its last event. Events of other
 * applications are left out of it.
 */
final class Projecting implements EventHandlerInvoker {

  private final Generation generation;
  private final Projection projection;
  private final Failures failures;

  /** Whether there may be a failure to clear, also one of an earlier run of the program. */
  private boolean mayHaveFailed = true;

  Projecting(Generation generation, Projection projection, Failures failures) {
    this.generation = generation;
    this.projection = projection;
    this.failures = failures;
  }

  @Override
  public boolean canHandle(EventMessage<?> message, Segment segment) {
    return true;
  }

  @Override
  public void handle(EventMessage<?> message, Segment segment) {
    BatchingUnitOfWork<?> unit = (BatchingUnitOfWork<?>) CurrentUnitOfWork.get();
    if (unit.isLastMessage(message)) {
      project(unit.getMessages().stream()
          .filter(RecordedEvent::isOurs)
          .<DomainEventMessage<?>>map(each -> (DomainEventMessage<?>) each)
          .toList());
    }
  }

  /** False: a generation is never reset but replaced by another one. */
  @Override
  public boolean supportsReset() {
    return false;
  }

  private void project(List<DomainEventMessage<?>> batch) {
    try {
      if (!batch.isEmpty()) {
        projection.project(batch.stream().map(RecordedEvent::of).toList());
      }
    } catch (Throwable e) {
      mayHaveFailed = true;
      report(batch, e);
      throw asException(e);
    }
    if (mayHaveFailed) {
      failures.clear(generation);
      mayHaveFailed = false;
    }
  }

  private void report(List<DomainEventMessage<?>> batch, Throwable failure) {
    try {
      failures.announce(generation, failure);
      findFault(batch, failure);
    } catch (Throwable e) {
      if (!e.equals(failure)) {
        failure.addSuppressed(e);
      }
    }
  }

  /** Projects one at a time, which takes long but is harmless: the batch comes again. */
  private void findFault(List<DomainEventMessage<?>> batch, Throwable failure) {
    for (DomainEventMessage<?> message : batch) {
      try {
        projection.project(List.of(RecordedEvent.of(message)));
      } catch (Throwable e) {
        failures.put(generation, place(message), e);
        return;
      }
    }
    failures.put(generation, null, failure);
  }

  /** Axon logs an exception and tries again; an error would end its worker and say nothing. */
  private RuntimeException asException(Throwable failure) {
    return failure instanceof RuntimeException exception
        ? exception
        : new EventProcessingException(generation + " cannot be projected", failure);
  }

  private static RecordedPlace place(DomainEventMessage<?> message) {
    return new RecordedPlace(
        message.getIdentifier(), message.getAggregateIdentifier(), message.getSequenceNumber());
  }
}
