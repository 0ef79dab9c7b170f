package dev.quotaledger.command.deal;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.model.DealState;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whom a text about a deal is about. */
@Component
final class DealOwners {

  private final EventStore events;

  DealOwners(EventStore events) {
    this.events = events;
  }

  /** The owner, else who has the first share; empty when there is neither. */
  static Optional<RepId> of(@Nullable RepId owner, List<Share> shares) {
    return Optional.ofNullable(owner).or(() -> shares.stream().findFirst().map(Share::repId));
  }

  /** The owner that is recorded; empty when there is none, or no such deal. */
  Optional<RepId> recorded(DealId dealId) {
    DealState deal = null;
    Iterator<DealEvent> stream = events
        .readEvents(dealId.toString(), 0)
        .asStream()
        .map(event -> (DealEvent) event.getPayload())
        .iterator();
    while (stream.hasNext()) {
      deal = DealState.evolve(deal, stream.next());
    }
    return deal == null ? Optional.empty() : of(deal.repId(), deal.shares());
  }
}
