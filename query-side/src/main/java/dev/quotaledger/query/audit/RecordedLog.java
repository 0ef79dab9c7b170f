package dev.quotaledger.query.audit;

import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.streams.WholeBatches;
import dev.quotaledger.runtime.web.Problem;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** All that is recorded, as the event store itself has it. */
@Component
class RecordedLog {

  private static final int AT_A_TIME = 2;
  private static final int LONGEST_WAIT_SECONDS = 30;

  private final EventStore events;
  private final Semaphore reading = new Semaphore(AT_A_TIME);

  RecordedLog(EventStore events) {
    this.events = events;
  }

  /** A reading of the log: each one holds the facts of all events in memory. */
  final class Reading implements AutoCloseable {

    private final @Nullable TrackingToken head = events.createHeadToken();

    private Reading() {}

    /**
     * Takes every event that was recorded by the moment and before this reading began, in the order
     * in which the store gives them: those of one stream in theirs.
     *
     * @param until null for no cut
     */
    void forEach(@Nullable Instant until, Consumer<StoredEvent> taker) {
      OptionalLong last = head == null ? OptionalLong.empty() : head.position();
      if (last.isEmpty() || last.getAsLong() < 0) {
        return;
      }
      try (BlockingStream<TrackedEventMessage<?>> stream = events.openStream(null)) {
        TrackedEventMessage<?> message;
        do {
          message = next(stream);
          if (message instanceof DomainEventMessage<?> event && WholeBatches.isOurs(event)) {
            StoredEvent stored = RecordedEvent.of(event).stored();
            if (stored.isKnownAt(until)) {
              taker.accept(stored);
            }
          }
        } while (message.trackingToken().position().orElseThrow() < last.getAsLong());
      }
    }

    @Override
    public void close() {
      reading.release();
    }
  }

  /** Begins a reading; a problem where as many are going on as may at a time. */
  Reading read() {
    if (!reading.tryAcquire()) {
      throw busy();
    }
    try {
      return new Reading();
    } catch (RuntimeException e) {
      reading.release();
      throw e;
    }
  }

  /** The event in that place of a stream. */
  StoredEvent at(String aggregateId, long sequence) {
    return RecordedEvent.of(events.readEvents(aggregateId, sequence).next()).stored();
  }

  private static TrackedEventMessage<?> next(BlockingStream<TrackedEventMessage<?>> stream) {
    try {
      if (stream.hasNextAvailable(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
        return stream.nextAvailable();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    throw new IllegalStateException("The event store does not give the events that it has");
  }

  private static RuntimeException busy() {
    return Problem.of(
            HttpStatus.SERVICE_UNAVAILABLE,
            "audits-busy",
            "As many replays and counterfactuals as may run at a time are running; send it again.")
        .withHeader(HttpHeaders.RETRY_AFTER, "10")
        .asException();
  }
}
