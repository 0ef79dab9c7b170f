package dev.quotaledger.query.ledger;

import dev.quotaledger.query.ledger.Checkpoints.Signed;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Has the ledger signed again and again, and at once where a period was closed, by the instance that
 * writes it; and hands each checkpoint on until it was taken.
 */
final class CheckpointTimer implements SmartLifecycle {

  /** After the ledger's processor and before the web server. */
  private static final int PHASE = 110;

  private static final Logger LOG = LoggerFactory.getLogger(CheckpointTimer.class);
  private static final int HANDED_ON_AT_ONCE = 100;
  private static final int LOOK_AGAIN_MILLIS = 200;
  private static final int STOP_SECONDS = 20;

  private final Checkpoints checkpoints;
  private final HandedOn posted;
  private final BooleanSupplier isWriter;
  private final Duration every;
  private final @Nullable CheckpointDirectory directory;
  private final @Nullable CheckpointReceiver receiver;
  private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("checkpoints").factory());
  private volatile @Nullable String refused;
  private volatile boolean started;

  CheckpointTimer(
      Checkpoints checkpoints,
      HandedOn posted,
      BooleanSupplier isWriter,
      Duration every,
      @Nullable CheckpointDirectory directory,
      @Nullable CheckpointReceiver receiver) {
    this.checkpoints = checkpoints;
    this.posted = posted;
    this.isWriter = isWriter;
    this.every = every;
    this.directory = directory;
    this.receiver = receiver;
  }

  /** Why nothing was signed at the last time; null when all was well. */
  @Nullable
  String refused() {
    return refused;
  }

  /** Signs soon, without letting anybody wait for it. */
  void signSoon() {
    if (started) {
      var _ = thread.submit(this::sign);
    }
  }

  @Override
  public void start() {
    started = true;
    var _ = thread.submit(() -> signFirst(every.toMillis()));
    var _ = thread.scheduleWithFixedDelay(
        this::sign, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Signs as soon as this instance writes, if it does so before the first turn. */
  private void signFirst(long leftMillis) {
    if (isWriter.getAsBoolean()) {
      sign();
    } else if (started && leftMillis > LOOK_AGAIN_MILLIS) {
      var _ = thread.schedule(
          () -> signFirst(leftMillis - LOOK_AGAIN_MILLIS),
          LOOK_AGAIN_MILLIS,
          TimeUnit.MILLISECONDS);
    }
  }

  /** Whatever is thrown: the executor would not come here again. */
  private void sign() {
    try {
      if (!isWriter.getAsBoolean()) {
        checkpoints.expectOthers();
        return;
      }
      if (!checkpoints.areOfNothing()) {
        checkpoints.sign();
        handOn();
      }
      refused = null;
    } catch (Throwable e) {
      refused = String.valueOf(e.getMessage());
      LOG.error("The ledger cannot be signed, or the checkpoint not handed on; trying again", e);
    }
  }

  private void handOn() {
    if (directory != null) {
      handOn("directory", directory::put);
    }
    if (receiver != null) {
      handOn("receiver", receiver::post);
    }
  }

  private void handOn(String to, Consumer<Signed> taker) {
    List<Signed> next = checkpoints.above(posted.size(to), HANDED_ON_AT_ONCE);
    next.forEach(signed -> {
      taker.accept(signed);
      posted.keep(to, signed.size());
    });
  }

  @Override
  public void stop() {
    started = false;
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("A checkpoint is still being handed on");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    if (receiver != null) {
      receiver.close();
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
