package dev.quotaledger.command.lead;

import dev.quotaledger.api.LeadCommand;
import dev.quotaledger.api.LeadCommand.RecordLead;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.LeadConfirmed;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadReassigned;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.command.Decider;
import dev.quotaledger.command.References;
import dev.quotaledger.model.LeadState;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who may buy, from the first contact until they are given up or become a deal, and every
 * correction after that.
 *
 * <p>A lead is created when a source first records it, and is qualified, disqualified or converted
 * at once where the source knows it as that. Each later record is compared with what is known, and
 * what it means is recorded, so that a source may send the same record any number of times and in
 * any order. A closed lead may be opened again.
 *
 * <ol>
 *   <li>The same facts twice record nothing.
 *   <li>A record older than the newest version seen records nothing. A newer version is remembered
 *       although nothing differs, so that one in between that arrives late counts as old.
 *   <li>What differs is recorded in one order: where it came from, who works it, how far it is.
 *   <li>A lead is created on the day of its creation, else on the day on which it reached us, and
 *       never after it closed. It is converted or disqualified on the day that the source gives.
 *   <li>Anything else takes effect on the day on which it reached us, unless the source says when it
 *       changed; what comes along with a closing holds on the day of that. A correction holds from
 *       the earlier of the two days that it is about, so that figures as of any later date show it.
 *   <li>A record that brings another rep names one that exists. The deal that a lead became need not
 *       be known yet: leads and deals come from their sources in any order.
 *   <li>A lead has at most 1,000 events. From then on nothing changes it, and a newer version in
 *       which nothing differs is not remembered.
 * </ol>
 */
@Revision("1")
final class Lead extends Decider {

  @AggregateIdentifier
  private @Nullable LeadId leadId;

  private @Nullable LeadState state;

  /** For Axon, which folds the events into it. */
  Lead() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RecordLead command, References references) {
    List<LeadEvent> events =
        state == null ? LeadChanges.creating(command) : LeadChanges.since(state, command);
    boolean hasRoom = version() + 1 + events.size() <= LeadCommand.MAX_EVENTS;
    if (!hasRoom && events.stream().allMatch(LeadConfirmed.class::isInstance)) {
      return;
    }
    if (!hasRoom) {
      String id = Objects.requireNonNull(leadId).value();
      throw new Refusal.TooManyEvents("lead", id, LeadCommand.MAX_EVENTS).asException();
    }
    events.forEach(event -> checkRep(event, references));
    events.forEach(AggregateLifecycle::apply);
  }

  @EventSourcingHandler
  void evolve(LeadEvent event, MetaData metadata) {
    leadId = event.leadId();
    state = LeadState.evolve(state, event);
    remember(metadata);
  }

  private static void checkRep(LeadEvent event, References references) {
    RepId named = switch (event) {
      case LeadCreated e -> e.facts().repId();
      case LeadReassigned e -> e.after();
      case LeadEvent.LeadQualified _,
          LeadEvent.LeadDisqualified _,
          LeadEvent.LeadConverted _,
          LeadEvent.LeadReopened _,
          LeadEvent.LeadCorrected _,
          LeadEvent.LeadConversionCorrected _,
          LeadEvent.LeadDisqualificationCorrected _,
          LeadConfirmed _ -> null;
    };
    if (named != null && references.organization().rep(named).isEmpty()) {
      throw new Refusal.UnknownReference("repId", named.value()).asException();
    }
  }
}
