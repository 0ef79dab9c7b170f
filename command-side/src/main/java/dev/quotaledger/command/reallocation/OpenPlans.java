package dev.quotaledger.command.reallocation;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.runtime.readstore.Names;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.util.List;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.stereotype.Component;

/**
 * Which plans may have quota to move. A plan is on the list, and that on disk, before the event that
 * opens it is, and leaves it after the event that closes it is recorded. So no open plan is ever
 * missing, and one that is not open, or never was, does nothing when it is asked.
 */
@Component
final class OpenPlans {

  static final String COLLECTION = "open-plans";

  private final Names names;

  OpenPlans(ReadStore store, EventStore eventStore) {
    this.names = new Names(store, COLLECTION);
    eventStore.registerDispatchInterceptor(_ -> (_, event) -> listed(event));
  }

  /** In the order of their ids. */
  List<PlanId> all() {
    return names.all().stream().map(PlanId::new).toList();
  }

  private EventMessage<?> listed(EventMessage<?> event) {
    if (event.getPayload() instanceof PlanOpened opened) {
      names.add(opened.planId().value());
    } else if (event.getPayload() instanceof PlanClosed closed) {
      CurrentUnitOfWork.get()
          .root()
          .afterCommit(_ -> names.remove(closed.planId().value()));
    }
    return event;
  }
}
