package dev.quotaledger.command;

import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.runtime.readstore.Names;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.stereotype.Component;

/**
 * Which territories there are: the store of events finds a stream by its id and cannot list them. A
 * territory is on the list, and that on disk, before the event that defines it is; it stays there
 * when that event then is not recorded. Whoever reads the list asks {@link References} for each.
 */
@Component
public final class TerritoryList {

  static final String COLLECTION = "territory-list";

  private final Names names;

  TerritoryList(ReadStore store, EventStore eventStore) {
    this.names = new Names(store, COLLECTION);
    eventStore.registerDispatchInterceptor(_ -> (_, event) -> listed(event));
  }

  /** Every territory of which an event may be recorded, in the order of their ids. */
  public List<TerritoryId> all() {
    return names.all().stream().map(TerritoryId::new).toList();
  }

  private EventMessage<?> listed(EventMessage<?> event) {
    if (event.getPayload() instanceof TerritoryDefined defined) {
      names.add(defined.territoryId().value());
    }
    return event;
  }
}
