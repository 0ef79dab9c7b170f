package dev.quotaledger.runtime;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.axonserver.connector.event.axon.AxonServerEventStore;

/**
 * Answers the newest index: Axon Server's stream has no gaps, so a reader that has reached the
 * position which was newest after the commit has seen the committed events.
 */
final class AxonServerEventIndexes implements EventIndexes {

  private final AxonServerEventStore eventStore;

  AxonServerEventIndexes(AxonServerEventStore eventStore) {
    this.eventStore = eventStore;
  }

  @Override
  public SortedSet<Long> of(Collection<Committed> events) {
    if (events.isEmpty()) {
      return Collections.emptySortedSet();
    }
    var head = eventStore.createHeadToken();
    if (head == null) {
      throw new IllegalStateException("The store is empty, so it has none of " + events);
    }
    return new TreeSet<>(Collections.singleton(head.position().orElseThrow()));
  }

  /** Never: a stream without gaps holds nothing back. */
  @Override
  public boolean anyAt(Collection<Long> indexes) {
    return false;
  }
}
