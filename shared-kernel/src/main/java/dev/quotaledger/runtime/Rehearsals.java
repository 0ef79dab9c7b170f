package dev.quotaledger.runtime;

import java.util.List;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.serialization.Serializer;

/** Prepares rehearsals on the stored events. */
public final class Rehearsals {

  private final EventStore eventStore;
  private final Serializer general;
  private final Serializer events;
  private final Supplier<List<AxonPart>> parts;

  Rehearsals(
      EventStore eventStore,
      Serializer general,
      Serializer events,
      Supplier<List<AxonPart>> parts) {
    this.eventStore = eventStore;
    this.general = general;
    this.events = events;
    this.parts = parts;
  }

  /** One that has not begun; to be closed. */
  public Rehearsal prepare() {
    return new Rehearsal(eventStore, general, events, parts.get());
  }
}
