package dev.quotaledger.command.alert;

import dev.quotaledger.api.AlertRuleCommand;
import dev.quotaledger.api.AlertRuleCommand.DefineAlertRule;
import dev.quotaledger.api.AlertRuleCommand.DisableAlertRule;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDefined;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDisabled;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Decider;
import dev.quotaledger.command.References;
import dev.quotaledger.model.AlertRuleState;
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
 * What an alert is raised for, in all of its versions.
 *
 * <p>It is defined, defined anew with other facts, disabled, and enabled by being defined again.
 *
 * <ol>
 *   <li>The same facts twice record nothing; other facts are a new version.
 *   <li>It watches a plan that exists, and a team that exists.
 *   <li>What it watches never changes: plan, kind and level stay as they were first defined, since its
 *       alerts are about those.
 *   <li>Disabling it twice records nothing. A disabled rule is enabled by defining it, with the same
 *       facts as well.
 *   <li>A rule has at most 1,000 events. From then on it can only be disabled.
 * </ol>
 */
@Revision("1")
final class AlertRule extends Decider {

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private @Nullable AlertRuleId ruleId;

  private @Nullable AlertRuleState state;

  /** For Axon, which folds the events into it. */
  AlertRule() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(DefineAlertRule command, References references) {
    AlertRuleState known = state;
    if (known == null) {
      checkPlan(command, references);
    } else {
      if (known.enabled() && known.facts().equals(command.facts())) {
        return;
      }
      checkSameThing(known.facts(), command);
      if (version() + 2 > AlertRuleCommand.MAX_EVENTS) {
        throw new Refusal.TooManyEvents(
                "alert rule", command.ruleId().value(), AlertRuleCommand.MAX_EVENTS)
            .asException();
      }
    }
    checkTeam(known == null ? null : known.facts().teamId(), command, references);
    AggregateLifecycle.apply(
        new AlertRuleDefined(command.ruleId(), command.facts(), command.today(), command.reason()));
  }

  @CommandHandler
  void decide(DisableAlertRule command) {
    if (Objects.requireNonNull(state).enabled()) {
      AggregateLifecycle.apply(
          new AlertRuleDisabled(command.ruleId(), command.today(), command.reason()));
    }
  }

  @EventSourcingHandler
  void evolve(AlertRuleEvent event, MetaData metadata) {
    ruleId = event.ruleId();
    state = AlertRuleState.evolve(state, event);
    remember(metadata);
  }

  private static void checkPlan(DefineAlertRule command, References references) {
    if (references.plan(command.facts().planId()).isEmpty()) {
      throw new Refusal.UnknownReference("planId", command.facts().planId().value()).asException();
    }
  }

  private static void checkSameThing(AlertRuleFacts before, DefineAlertRule command) {
    AlertRuleFacts after = command.facts();
    checkSame("planId", before.planId(), after.planId(), command);
    checkSame("kind", before.kind(), after.kind(), command);
    checkSame("level", before.level(), after.level(), command);
  }

  private static void checkSame(
      String field, Object before, Object after, DefineAlertRule command) {
    if (!before.equals(after)) {
      throw new Refusal.AlertRuleFixed(command.ruleId(), field).asException();
    }
  }

  private static void checkTeam(
      @Nullable TeamId before, DefineAlertRule command, References references) {
    TeamId after = command.facts().teamId();
    if (after != null
        && !after.equals(before)
        && references.organization().team(after).isEmpty()) {
      throw new Refusal.UnknownReference("teamId", after.value()).asException();
    }
  }
}
