package dev.quotaledger.query.webhooks;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Lets the dispatcher go on, on a thread of its own, and has the log swept now and then. */
final class DispatchLoop implements SmartLifecycle {

  /** After the ledger, which it reads until it has stopped, and before the web server. */
  private static final int PHASE = 150;

  private static final Logger LOG = LoggerFactory.getLogger(DispatchLoop.class);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);
  private static final Duration BEAT_EVERY = Duration.ofSeconds(1);
  private static final Duration SWEEP_EVERY = Duration.ofHours(1);
  private static final Duration STOP = Duration.ofSeconds(20);

  private final Dispatcher dispatcher;
  private final Sweep sweep;
  private final Sender sender;
  private final Duration poll;
  private final Clock clock;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
      2, Thread.ofPlatform().daemon().name("webhook-timer-", 0).factory());
  private final Thread thread = Thread.ofPlatform().daemon().name("webhooks").unstarted(this::run);
  private volatile boolean started;

  DispatchLoop(Dispatcher dispatcher, Sweep sweep, Sender sender, Duration poll, Clock clock) {
    this.dispatcher = dispatcher;
    this.sweep = sweep;
    this.sender = sender;
    this.poll = poll;
    this.clock = clock;
  }

  @Override
  public void start() {
    started = true;
    thread.start();
    every(BEAT_EVERY, this::beat);
    every(SWEEP_EVERY, this::sweep);
  }

  private void every(Duration delay, Runnable work) {
    var _ = timer.scheduleWithFixedDelay(
        work, delay.toMillis(), delay.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    while (started) {
      try {
        if (!step()) {
          dispatcher.awaitNews(poll);
        }
      } catch (InterruptedException _) {
        return;
      }
    }
  }

  /** Whatever is thrown: nobody else would begin the loop again. */
  private boolean step() throws InterruptedException {
    try {
      return dispatcher.step();
    } catch (Throwable e) {
      LOG.warn("Webhooks cannot be looked after; trying again", e);
      Thread.sleep(AFTER_FAULT);
      return false;
    }
  }

  /** Keeps the claim also while a step takes long; it throws what the next step throws again. */
  private void beat() {
    try {
      var _ = dispatcher.isSending();
    } catch (Throwable e) {
      LOG.debug("The claim to send webhooks cannot be looked at", e);
    }
  }

  /** Whatever is thrown: the executor would not come here again. */
  private void sweep() {
    try {
      if (dispatcher.isSending()) {
        LOG.info("{} old deliveries of webhooks are removed", sweep.run(clock.instant()));
      }
    } catch (Throwable e) {
      LOG.warn("Old deliveries of webhooks cannot be removed; trying again", e);
    }
  }

  @Override
  public void stop() {
    started = false;
    timer.shutdown();
    try {
      if (!thread.join(STOP)) {
        LOG.warn("Webhooks are still being looked after");
      }
      dispatcher.close();
      sender.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("The connections of webhooks cannot be closed", e);
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
