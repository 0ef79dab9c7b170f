package dev.quotaledger.query.processing;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.ReadModel;
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
 * Follows the stream of all events for one generation, on one segment: large batches do more for
 * throughput than several segments that write the same documents, and a stored position then tells
 * at once what was processed.
 */
final class GenerationProcessor implements AutoCloseable {

  /** Four extensions fit into the time that a claim lasts without one. */
  private static final long EXTEND_CLAIM_MILLIS = Tokens.CLAIM_TIMEOUT.toMillis() / 4;

  /** How soon a claim that has run out, or was given up, is taken over. */
  private static final long TRY_CLAIM_MILLIS = 500;

  private final ScheduledExecutorService coordinator;
  private final ScheduledExecutorService worker;
  private final PooledStreamingEventProcessor processor;

  GenerationProcessor(
      ReadModel model,
      Generation generation,
      Failures failures,
      StreamableMessageSource<TrackedEventMessage<?>> events,
      TokenStore tokens,
      int batchSize) {
    String name = generation.toString();
    coordinator = thread(name + "-coordinator");
    worker = thread(name + "-worker");
    processor = PooledStreamingEventProcessor.builder()
        .name(name)
        .eventHandlerInvoker(new Projecting(generation, model.projection(generation), failures))
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

  void start() {
    processor.start();
  }

  /** Whether this instance has claimed the generation's events, and is not waiting to try again. */
  boolean isWorking() {
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
