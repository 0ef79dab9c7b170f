package dev.quotaledger.query.processing;

import dev.quotaledger.query.Generation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A generation of a read model and what it is there for.
 *
 * @param state what it is there for
 * @param startedAt when it was asked for
 * @param activeSince when it took over; null when it has not
 * @param retiredAt when it stopped; null while it runs
 */
record Build(
    Generation generation,
    State state,
    Instant startedAt,
    @Nullable Instant activeSince,
    @Nullable Instant retiredAt) {

  /** What a generation is there for. */
  enum State {
    /** Catches up, to take the place of the active one. */
    BUILDING,
    /** Answers. */
    ACTIVE,
    /** Answers the requests under way, and then goes. */
    RETIRED
  }

  boolean isRunning() {
    return state != State.RETIRED;
  }
}
