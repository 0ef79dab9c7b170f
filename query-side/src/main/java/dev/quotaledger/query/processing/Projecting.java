package dev.quotaledger.query.processing;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.processing.Failures.RecordedPlace;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventProcessingException;

/**
 * Hands batches of events to a projection, and finds the event to blame where one cannot be projected.
 */
final class Projecting implements Consumer<List<DomainEventMessage<?>>> {

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
  public void accept(List<DomainEventMessage<?>> batch) {
    try {
      projection.project(batch.stream().map(RecordedEvent::of).toList());
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
