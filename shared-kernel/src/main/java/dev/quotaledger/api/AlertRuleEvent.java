package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What has happened to an alert rule. */
public sealed interface AlertRuleEvent extends DomainEvent {

  /** The rule. */
  AlertRuleId ruleId();

  /** A rule was defined, or a new version of it; it is enabled. */
  @Revision("1")
  record AlertRuleDefined(
      AlertRuleId ruleId,
      AlertRuleFacts facts,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements AlertRuleEvent {}

  /** A rule was disabled. */
  @Revision("1")
  record AlertRuleDisabled(
      AlertRuleId ruleId, LocalDate effectiveOn, @Nullable PersonalText reason)
      implements AlertRuleEvent {}
}
