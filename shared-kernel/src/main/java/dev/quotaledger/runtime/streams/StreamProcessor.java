package dev.quotaledger.runtime.streams;

import dev.quotaledger.runtime.readstore.Tokens;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.PropagatingErrorHandler;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;

/**
 * Follows the stream of all events from its beginning, on one segment: large batches do more for
 * throughput than several segments that write the same documents, and a stored position then tells at
 * once what was processed. Of several instances one claims the stream, and another takes over when it ends.
 */
public final class StreamProcessor implements AutoCloseable {

  /** Four extensions fit into the time that a claim lasts without one. */
  private static final long EXTEND_CLAIM_MILLIS = Tokens.CLAIM_TIMEOUT.toMillis() / 4;

  /** How soon a claim that has run out, or was given up, is taken over. */
  private static final long TRY_CLAIM_MILLIS = 500;

  private final ScheduledExecutorService coordinator;
  private final ScheduledExecutorService worker;
  private final PooledStreamingEventProcessor processor;

  /**
   * Prepares it.
   *
   * @param name its name, also that of its stored position
   * @param handler takes the events in
   * @param batchSize the most events that it is given at once
   */
  public StreamProcessor(
      String name,
      WholeBatches handler,
      StreamableMessageSource<TrackedEventMessage<?>> events,
      TokenStore tokens,
      int batchSize) {
    coordinator = thread(name + "-coordinator");
    worker = thread(name + "-worker");
    processor = PooledStreamingEventProcessor.builder()
        .name(name)
        .eventHandlerInvoker(handler)
        .errorHandler(PropagatingErrorHandler.instance())
        .messageSource(events)
        .tokenStore(tokens)
        .transactionManager(NoTransactionManager.instance())
        .coordinatorExecutor(coordinator)
        .workerExecutor(worker)
        .claimExtensionThreshold(EXTEND_CLAIM_MILLIS)
        .enableCoordinatorClaimExtension() // also while a batch takes long
        .tokenClaimInterval(TRY_CLAIM_MILLIS)
        .initialSegmentCount(1)
        .initialToken(StreamableMessageSource::createTailToken)
        .batchSize(batchSize)
        .build();
  }

  /** Begins to follow the stream where the stored position says. */
  public void start() {
    processor.start();
  }

  /** Whether this instance has claimed the stream, and is not waiting to try again. */
  public boolean isWorking() {
    return processor.processingStatus().values().stream()
        .anyMatch(status -> !status.isErrorState());
  }

  /** Lets the batch under way finish. */
  @Override
  public void close() {
    processor.shutDown();
    coordinator.shutdown();
    worker.shutdown();
  }

  private static ScheduledExecutorService thread(String name) {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name(name).factory());
  }
}
