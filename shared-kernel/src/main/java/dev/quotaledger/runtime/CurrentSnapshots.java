package dev.quotaledger.runtime;

import java.util.Objects;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.snapshotting.SnapshotFilter;
import org.axonframework.serialization.SerializedType;
import org.axonframework.serialization.Serializer;

/**
 * Accepts a snapshot only if it was taken of the revision that the aggregate has now. An older one
 * is ignored and the aggregate is read from its events, which need no translation of states.
 */
record CurrentSnapshots(Serializer snapshots) implements SnapshotFilter {

  @Override
  public boolean test(DomainEventData<?> snapshot) {
    SerializedType stored = snapshot.getPayload().getType();
    SerializedType current = snapshots.typeForClass(snapshots.classForType(stored));
    return stored.getName().equals(current.getName())
        && Objects.equals(stored.getRevision(), current.getRevision());
  }
}
