package dev.quotaledger.runtime.reactions;

import dev.quotaledger.runtime.readstore.DeadLetters;
import dev.quotaledger.runtime.readstore.Tokens;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.ErrorContext;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.EventProcessingException;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.async.SequentialPerAggregatePolicy;
import org.axonframework.eventhandling.deadletter.DeadLetteringEventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.StreamableMessageSource;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Follows the stream of all events for one reaction, from when the reaction was first there: what
 * happened before is not answered. It refuses a reset, so that nothing is ever done twice on purpose.
 *
 * <p>An event that cannot be handled is parked, with those of the same aggregate after it, and the
 * others go on. What is parked is tried again every minute, and at once when somebody asks.
 */
public final class ReactionProcessor implements SmartLifecycle {

  /** After the event store and before the web server. */
  private static final int PHASE = 100;

  private static final Logger LOG = LoggerFactory.getLogger(ReactionProcessor.class);
  private static final Duration LOOK_FOR_RETRIES = Duration.ofMillis(500);
  private static final int LOOKS_PER_RETRY_OF_ALL = 120;

  private final String reaction;
  private final DeadLetters letters;
  private final DeadLetteringEventHandlerInvoker invoker;
  private final ScheduledExecutorService threads;
  private final PooledStreamingEventProcessor processor;
  private int looks;
  private volatile boolean started;

  /**
   * Prepares it; it starts with the application.
   *
   * @param reaction its name, also that of its token and in metrics: lower case letters, digits and
   *     hyphens; an underscore is what tells a read model's processor
   * @param handler an object with {@code @EventHandler} methods, of a class that disallows replay
   */
  public ReactionProcessor(
      String reaction,
      Object handler,
      StreamableMessageSource<TrackedEventMessage<?>> events,
      Tokens tokens,
      DeadLetters letters,
      MeterRegistry meters) {
    this.reaction = reaction;
    this.letters = letters;
    this.threads = Executors.newScheduledThreadPool(
        3, Thread.ofPlatform().daemon().name(reaction + "-", 0).factory());
    this.invoker = DeadLetteringEventHandlerInvoker.builder()
        .eventHandlers(new ParkedErrors(handler))
        .sequencingPolicy(SequentialPerAggregatePolicy.instance())
        .queue(letters.queue(reaction))
        .transactionManager(NoTransactionManager.instance())
        .allowReset(false)
        .build();
    this.processor = PooledStreamingEventProcessor.builder()
        .name(reaction)
        .eventHandlerInvoker(invoker)
        .errorHandler(ReactionProcessor::tryAgain)
        .messageSource(events)
        .tokenStore(tokens)
        .transactionManager(NoTransactionManager.instance())
        .coordinatorExecutor(threads)
        .workerExecutor(threads)
        .claimExtensionThreshold(Tokens.CLAIM_TIMEOUT.toMillis() / 4)
        .enableCoordinatorClaimExtension()
        .initialSegmentCount(1)
        .initialToken(StreamableMessageSource::createHeadToken)
        .build();
    Gauge.builder("quotaledger.dead.letters", () -> letters.count(reaction))
        .description("Events that a reaction could not handle and that are parked")
        .tag("group", reaction)
        .register(meters);
  }

  @Override
  public void start() {
    processor.start();
    started = true;
    var _ = threads.scheduleWithFixedDelay(
        this::retry,
        LOOK_FOR_RETRIES.toMillis(),
        LOOK_FOR_RETRIES.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  @Override
  public void stop() {
    started = false;
    processor.shutDown();
    threads.shutdown();
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }

  /** What cannot even be parked comes again, if it is an exception; an error would end the worker. */
  private static void tryAgain(ErrorContext failed) throws Exception {
    throw failed.error() instanceof Exception exception
        ? exception
        : new EventProcessingException("An event cannot be parked", failed.error());
  }

  private void retry() {
    try {
      letters.takeRetries(reaction).forEach(this::retry);
      looks = (looks + 1) % LOOKS_PER_RETRY_OF_ALL;
      if (looks == 0 && letters.count(reaction) > 0) {
        retryAll();
      }
    } catch (Throwable e) { // whatever it is: the executor would not come here again
      LOG.warn("Cannot try the dead letters of {} again; trying later", reaction, e);
    }
  }

  /** Each aggregate's letters once, whatever becomes of the others'. */
  private void retryAll() {
    letters.all().stream()
        .filter(letter -> letter.reaction().equals(reaction))
        .map(DeadLetters.Letter::aggregateId)
        .distinct()
        .forEach(this::retry);
  }

  private void retry(String aggregateId) {
    invoker.process(letter -> isOf(aggregateId, letter));
  }

  private static boolean isOf(String aggregateId, DeadLetter<? extends EventMessage<?>> letter) {
    return DeadLetters.aggregateOf(letter.message()).equals(aggregateId);
  }
}
