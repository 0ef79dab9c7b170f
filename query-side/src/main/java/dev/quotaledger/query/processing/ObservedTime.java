package dev.quotaledger.query.processing;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.SettledTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A moment is settled when everything recorded by then is in the facts, and nothing can be added.
 *
 * <p>An append commits within 5 s of the time that its events carry, so 10 s after a moment, with
 * clocks that differ by less than the other 5 s, all events recorded by then are visible in the
 * store. Whatever generation has processed the head as it was at that time or later has them all.
 */
final class ObservedTime implements SettledTime {

  private static final Duration COMMITTED_AFTER = Duration.ofSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);
  private static final int POLL_MILLIS = 10;

  private final Processors processors;
  private final Clock clock;
  private volatile Observed observed = new Observed(List.of(), Instant.MIN);

  /** Up to when those generations are known to be complete. */
  private record Observed(List<Generation> generations, Instant completeTo) {}

  ObservedTime(Processors processors, Clock clock) {
    this.processors = processors;
    this.clock = clock;
  }

  @Override
  public KnownAt resolve(@Nullable Instant knownAt) {
    Instant now = clock.instant();
    if (knownAt == null) {
      return new KnownAt(now, null, false);
    }
    if (knownAt.isAfter(now)) {
      throw new InvalidValue("knownAt", "a moment that is not in the future", knownAt.toString());
    }
    boolean mayGrow = knownAt.isAfter(now.minus(COMMITTED_AFTER));
    return new KnownAt(knownAt, knownAt, !mayGrow && isComplete(knownAt, now));
  }

  private boolean isComplete(Instant knownAt, Instant now) {
    List<Generation> generations = active();
    Observed last = observed;
    if (last.generations().equals(generations) && !knownAt.isAfter(last.completeTo())) {
      return true;
    }
    long head = processors.head();
    if (!haveReached(head, generations)) {
      return false;
    }
    observed = new Observed(generations, now.minus(COMMITTED_AFTER));
    return true;
  }

  private boolean haveReached(long head, List<Generation> generations) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!generations.stream().allMatch(each -> processors.hasAllUpTo(head, each))) {
      if (System.nanoTime() > deadline || !pause()) {
        return false;
      }
    }
    return true;
  }

  private List<Generation> active() {
    SortedSet<String> models = processors.models();
    Processors.View view = processors.view();
    return models.stream()
        .map(model -> view.active(model).orElseThrow().generation())
        .toList();
  }

  private static boolean pause() {
    try {
      Thread.sleep(POLL_MILLIS);
      return true;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
