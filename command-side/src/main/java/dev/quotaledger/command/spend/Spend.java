package dev.quotaledger.command.spend;

import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.SpendCommand;
import dev.quotaledger.api.SpendCommand.RecordSpend;
import dev.quotaledger.api.SpendCommand.VoidSpend;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendEvent.SpendVoided;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Decider;
import dev.quotaledger.command.References;
import dev.quotaledger.model.SpendState;
import java.time.LocalDate;
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
 * An amount spent to win customers, and every correction of it.
 *
 * <p>It is recorded once, corrected by recording it again with other facts, and voided where it
 * should never have been.
 *
 * <ol>
 *   <li>The same facts twice record nothing.
 *   <li>An amount takes effect on the first of its days; a correction on the earlier of the first
 *       days before and after, so that figures as of any later date show it.
 *   <li>A record that brings another team names one that exists.
 *   <li>A voided amount never changes; voiding it again records nothing.
 *   <li>An amount has at most 1,000 events. From then on it can only be voided.
 * </ol>
 */
@Revision("1")
final class Spend extends Decider {

  @AggregateIdentifier
  private @Nullable SpendId spendId;

  private @Nullable SpendState state;

  /** For Axon, which folds the events into it. */
  Spend() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RecordSpend command, References references) {
    SpendFacts facts = command.facts();
    if (state == null) {
      checkTeam(null, facts.teamId(), references);
      AggregateLifecycle.apply(new SpendRecorded(command.spendId(), facts, facts.from()));
      return;
    }
    if (state.voided()) {
      throw new Refusal.SpendIsVoid(command.spendId()).asException();
    }
    if (!state.facts().equals(facts)) {
      correct(state.facts(), command, references);
    }
  }

  @CommandHandler
  void decide(VoidSpend command) {
    SpendState known = Objects.requireNonNull(state);
    if (!known.voided()) {
      AggregateLifecycle.apply(
          new SpendVoided(Objects.requireNonNull(spendId), known.facts().from(), command.reason()));
    }
  }

  @EventSourcingHandler
  void evolve(SpendEvent event, MetaData metadata) {
    spendId = event.spendId();
    state = SpendState.evolve(state, event);
    remember(metadata);
  }

  private static void correct(SpendFacts before, RecordSpend command, References references) {
    if (version() + 2 > SpendCommand.MAX_EVENTS) {
      throw new Refusal.TooManyEvents("spend", command.spendId().value(), SpendCommand.MAX_EVENTS)
          .asException();
    }
    SpendFacts after = command.facts();
    checkTeam(before.teamId(), after.teamId(), references);
    LocalDate effectiveOn = after.from().isBefore(before.from()) ? after.from() : before.from();
    AggregateLifecycle.apply(
        new SpendCorrected(command.spendId(), before, after, effectiveOn, command.reason()));
  }

  private static void checkTeam(
      @Nullable TeamId before, @Nullable TeamId after, References references) {
    if (after != null
        && !after.equals(before)
        && references.organization().team(after).isEmpty()) {
      throw new Refusal.UnknownReference("teamId", after.value()).asException();
    }
  }
}
