package dev.quotaledger.query.processing;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.TrackingToken;
import org.jspecify.annotations.Nullable;

/**
 * How far a generation's facts reach in the stream of all events.
 *
 * @param index the highest global index that was processed; -1 when none was
 * @param gaps lower indexes that were not seen: of appends that were rolled back, or that commit late
 */
record Position(long index, SortedSet<Long> gaps) {

  static final Position START = new Position(-1, Collections.emptySortedSet());

  static Position of(@Nullable TrackingToken token) {
    return switch (token) {
      case null -> START;
      case GapAwareTrackingToken gapAware ->
        new Position(gapAware.getIndex(), new TreeSet<>(gapAware.getGaps()));
      default -> new Position(token.position().orElse(-1), Collections.emptySortedSet());
    };
  }

  /** Whether the event at the index is among those processed. */
  boolean includes(long globalIndex) {
    return globalIndex <= index && !gaps.contains(globalIndex);
  }

  boolean includesAll(SortedSet<Long> indexes) {
    return indexes.stream().allMatch(this::includes);
  }

  /** How many indexes it is behind the highest one in the store. */
  long lag(long head) {
    return Math.max(0, head - index);
  }

  /** The gaps up to an index. */
  SortedSet<Long> gapsUpTo(long globalIndex) {
    return gaps.headSet(globalIndex + 1);
  }
}
