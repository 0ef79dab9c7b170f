package dev.quotaledger.query.ledger;

import dev.quotaledger.query.ledger.LedgerWriter.Delivered;
import dev.quotaledger.runtime.streams.StreamProcessor;
import dev.quotaledger.runtime.streams.WholeBatches;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.messaging.StreamableMessageSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Gives the writer all events, on the one instance that has claimed them, and lets every instance notice
 * what another one has written.
 */
final class LedgerProcessor implements SmartLifecycle {

  /** Its name among the stored positions. */
  static final String NAME = "ledger";

  /** After the event store and before the web server. */
  private static final int PHASE = 100;

  private static final int BATCH = 500;

  private static final Logger LOG = LoggerFactory.getLogger(LedgerProcessor.class);

  private final Ledger ledger;
  private final Duration poll;
  private final StreamProcessor processor;
  private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("ledger-poll").factory());
  private volatile boolean started;

  LedgerProcessor(
      Ledger ledger,
      Consumer<List<Delivered>> writer,
      StreamableMessageSource<TrackedEventMessage<?>> events,
      TokenStore tokens,
      Duration poll) {
    this.ledger = ledger;
    this.poll = poll;
    this.processor = new StreamProcessor(
        NAME,
        new WholeBatches(batch ->
            writer.accept(batch.stream().map(LedgerProcessor::delivered).toList())),
        events,
        tokens,
        BATCH);
  }

  private static Delivered delivered(DomainEventMessage<?> message) {
    return new Delivered(
        message, ((TrackedEventMessage<?>) message).trackingToken().position().orElseThrow());
  }

  @Override
  public void start() {
    ledger.refresh();
    processor.start();
    started = true;
    var _ = poller.scheduleWithFixedDelay(
        this::refresh, poll.toMillis(), poll.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whether this instance is the one that writes. */
  boolean isWriting() {
    return processor.isWorking();
  }

  /** Whatever is thrown: the executor would not come here again. */
  private void refresh() {
    try {
      ledger.refresh();
    } catch (Throwable e) {
      LOG.warn("Cannot look for new entries of the ledger; trying again", e);
    }
  }

  @Override
  public void stop() {
    started = false;
    poller.shutdown();
    processor.close();
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return PHASE;
  }
}
