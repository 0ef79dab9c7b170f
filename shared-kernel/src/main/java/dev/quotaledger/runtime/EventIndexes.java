package dev.quotaledger.runtime;

import java.util.Collection;
import java.util.SortedSet;

/**
 * Where committed events stand in the stream of all events, for a read that has to wait until they
 * have been processed.
 */
public interface EventIndexes {

  /**
   * The global indexes that a reader's token must have reached, without leaving them as gaps, before
   * it includes the given events.
   *
   * @param events events that are committed; empty gives an empty set
   * @throws IllegalStateException when the store notices that one of them is not there
   */
  SortedSet<Long> of(Collection<Committed> events);

  /**
   * Whether an event is committed at one of these indexes, which a reader may hold for gaps.
   *
   * @param indexes global indexes; empty is answered with no
   */
  boolean anyAt(Collection<Long> indexes);

  /**
   * A run of committed events of one aggregate.
   *
   * @param first the sequence number of the first event
   * @param last the sequence number of the last event, at least {@code first}
   */
  record Committed(String aggregateId, long first, long last) {

    /** Checks the order of the two. */
    public Committed {
      if (first < 0 || last < first) {
        throw new IllegalArgumentException("No events from %d to %d.".formatted(first, last));
      }
    }

    long count() {
      return last - first + 1;
    }
  }
}
