package dev.quotaledger.runtime;

import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.gateway.AbstractRetryScheduler;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Sends a command again when another instance was faster, and for no other failure: at most three
 * times, after a pause that grows and differs from one try to the next.
 */
final class ConcurrencyRetry extends AbstractRetryScheduler implements AutoCloseable {

  private static final int RETRIES = 3;
  private static final long PAUSE_MILLIS = 20;
  private static final int THREADS = 2;

  private final ScheduledExecutorService executor;

  ConcurrencyRetry() {
    this(Executors.newScheduledThreadPool(
        THREADS, Thread.ofPlatform().daemon().name("command-retry-", 0).factory()));
  }

  private ConcurrencyRetry(ScheduledExecutorService executor) {
    super(new Builder().retryExecutor(executor).maxRetryCount(RETRIES));
    this.executor = executor;
  }

  @Override
  protected boolean isExplicitlyNonTransient(Throwable failure) {
    return !(failure instanceof ConcurrencyException
        || failure instanceof AggregateStreamCreationException);
  }

  @Override
  @SuppressWarnings("rawtypes") // as Axon declares it
  protected long computeRetryInterval(
      CommandMessage command,
      RuntimeException lastFailure,
      List<Class<? extends Throwable>[]> failures) {
    return ThreadLocalRandom.current().nextLong(1, PAUSE_MILLIS * failures.size() + 1);
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }

  private static final class Builder extends AbstractRetryScheduler.Builder<Builder> {}
}
