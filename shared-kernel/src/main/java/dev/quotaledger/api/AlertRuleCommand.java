package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an alert rule. */
public sealed interface AlertRuleCommand extends DomainCommand {

  /** The most events that a rule may have. Being disabled comes on top. */
  int MAX_EVENTS = 1_000;

  /** The rule that decides. */
  AlertRuleId ruleId();

  /**
   * Defines a rule, or a new version of it; one that is disabled is enabled again. The same facts twice
   * emit nothing.
   *
   * <p>Refused with {@link Refusal.UnknownReference}, {@link Refusal.AlertRuleFixed}, {@link
   * Refusal.TooManyEvents}.
   *
   * @param today from when on it holds
   * @param reason why; null for none
   */
  record DefineAlertRule(
      @TargetAggregateIdentifier AlertRuleId ruleId,
      AlertRuleFacts facts,
      LocalDate today,
      @Nullable PersonalText reason)
      implements AlertRuleCommand {}

  /**
   * Disables a rule: it raises and clears nothing from then on, and its alerts stay as they are.
   * Refused with {@link Refusal.NotFound}.
   */
  record DisableAlertRule(
      @TargetAggregateIdentifier AlertRuleId ruleId,
      LocalDate today,
      @Nullable PersonalText reason) implements AlertRuleCommand {}
}
