package dev.quotaledger.query.processing;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Progress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what the active generations have processed with the newest event as it is when asked. */
final class ObservedProgress implements Progress {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
  private static final int POLL_MILLIS = 20;

  private final Processors processors;

  ObservedProgress(Processors processors) {
    this.processors = processors;
  }

  @Override
  public Optional<String> complete() {
    Processors.View view = processors.view();
    List<Generation> active = processors.models().stream()
        .flatMap(model -> view.active(model).stream())
        .map(Build::generation)
        .toList();
    boolean isWhole = active.size() == processors.models().size()
        && active.stream().noneMatch(each -> view.failure(each).isPresent());
    long head = processors.head();
    return isWhole && haveReached(head, active)
        ? Optional.of(Stream.concat(Stream.of(head), active.stream())
            .map(String::valueOf)
            .collect(Collectors.joining(" ")))
        : Optional.empty();
  }

  private boolean haveReached(long head, List<Generation> active) {
    long deadline = System.nanoTime() + LONGEST_WAIT.toNanos();
    while (!active.stream().allMatch(each -> processors.hasAllUpTo(head, each))) {
      if (System.nanoTime() > deadline || !pause()) {
        return false;
      }
    }
    return true;
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
