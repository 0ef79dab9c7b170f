package dev.quotaledger.query.alerts;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Lets the monitor look at the figures again and again, on a thread of its own: the next time so long
 * after the end of the last.
 */
final class AlertTimer implements SmartLifecycle {

  /** After the read models, which it reads until it has stopped, and before the web server. */
  private static final int PHASE = 200;

  private static final Logger LOG = LoggerFactory.getLogger(AlertTimer.class);
  private static final int STOP_SECONDS = 20;

  private final AlertMonitor monitor;
  private final Duration every;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("alerts").factory());
  private volatile boolean started;

  AlertTimer(AlertMonitor monitor, Duration every) {
    this.monitor = monitor;
    this.every = every;
  }

  @Override
  public void start() {
    started = true;
    var _ = thread.scheduleWithFixedDelay(
        this::look, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Whatever is thrown: the executor would not come here again. */
  private void look() {
    try {
      monitor.look();
    } catch (Throwable e) {
      LOG.warn("Cannot look at the figures that alert rules watch; trying again", e);
    }
  }

  /** Lets the event that is being appended be appended, and nothing more. */
  @Override
  public void stop() {
    started = false;
    monitor.stop();
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("Figures that alert rules watch are still being computed");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
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
