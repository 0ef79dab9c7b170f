package dev.quotaledger.command.imports;

import java.time.Duration;

/** How often an import could not go on, in a row. */
final class Attempts {

  /** A row that could not be decided as often is given up. */
  static final int MOST_FOR_A_ROW = 3;

  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int MOST_DOUBLINGS = 6;

  private int failures;
  private long row = -1;
  private int undecided;

  /**
   * Counts that a row could not be decided, though nothing else was wrong.
   *
   * @param number how many rows are before it
   * @return whether it is to be given up
   */
  boolean gaveUp(long number) {
    if (number != row) {
      row = number;
      undecided = 0;
      failures = 0;
    }
    undecided++;
    return undecided >= MOST_FOR_A_ROW;
  }

  /** Counts a failure, and says how long to wait after it. */
  Duration pause() {
    Duration pause = Duration.ofSeconds(1L << Math.min(failures, MOST_DOUBLINGS));
    failures++;
    return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
  }
}
