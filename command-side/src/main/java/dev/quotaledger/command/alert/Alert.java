package dev.quotaledger.command.alert;

import dev.quotaledger.api.AlertCommand.AcknowledgeAlert;
import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertEvent.AlertAcknowledged;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.command.CommandMetadata;
import dev.quotaledger.command.Decider;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.runtime.MessageMetadata;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * One limit of a rule for one subject in one period: raised, seen, cleared, and raised again.
 *
 * <p>Figures raise and clear it, whoever looks at them: those events are appended to its stream without
 * a command, by {@link AlertState#observe}. A person decides that they have seen it.
 *
 * <ol>
 *   <li>Only an alert that was raised is there to be seen.
 *   <li>An alert that is cleared is not acknowledged any more.
 *   <li>Acknowledging twice records nothing; raised again, it is to be acknowledged again.
 *   <li>Who sees only what is addressed to them acknowledges nothing else: for them it is not there.
 *   <li>It has at most 1,000 events: it is not raised where there is no room for what follows.
 * </ol>
 */
@Revision("1")
final class Alert extends Decider {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private @Nullable AlertId alertId;

  private @Nullable AlertState state;

  /** For Axon, which folds the events into it. */
  Alert() {}

  @CommandHandler
  void decide(AcknowledgeAlert command, MetaData metadata) {
    AlertState known = Objects.requireNonNull(state);
    if (command.addressedOnly() && !isAddressed(known, metadata)) {
      throw new Refusal.NotFound("alert", command.alertId().value()).asException();
    }
    switch (known.standing()) {
      case RAISED ->
        AggregateLifecycle.apply(
            new AlertAcknowledged(command.alertId(), command.today(), command.comment()));
      case ACKNOWLEDGED -> {}
      case CLEARED -> throw new Refusal.AlertIsCleared(command.alertId()).asException();
    }
  }

  @EventSourcingHandler
  void evolve(AlertEvent event, MetaData metadata) {
    alertId = event.alertId();
    state = AlertState.evolve(state, event);
    remember(metadata);
  }

  private static boolean isAddressed(AlertState alert, MetaData metadata) {
    return alert
        .raised()
        .recipients()
        .include(
            CommandMetadata.actorRep(metadata).orElse(null),
            CommandMetadata.get(metadata, MessageMetadata.ACTOR).orElse(""));
  }
}
