package dev.quotaledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What has happened to an alert. */
public sealed interface AlertEvent extends DomainEvent {

  /** The alert. */
  AlertId alertId();

  /**
   * A figure has crossed a limit of a rule: a first time, or again after the alert was cleared.
   *
   * @param ruleVersion which version of the rule: the number of its event in the rule's stream
   * @param planId the plan whose figure it is
   * @param periodId the period whose figure it is
   * @param limit the limit that was crossed
   * @param value the figure
   * @param recipients to whom it is addressed
   */
  @Revision("1")
  record AlertRaised(
      AlertId alertId,
      AlertRuleId ruleId,
      long ruleVersion,
      PlanId planId,
      PeriodId periodId,
      AlertKind kind,
      AlertSubject subject,
      AlertLimit limit,
      BigDecimal value,
      AlertRecipients recipients,
      LocalDate effectiveOn)
      implements AlertEvent {}

  /**
   * The figure of a raised alert is far enough behind the limit again.
   *
   * @param limit the limit as the rule had it then
   * @param value the figure
   */
  @Revision("1")
  record AlertCleared(AlertId alertId, AlertLimit limit, BigDecimal value, LocalDate effectiveOn)
      implements AlertEvent {}

  /**
   * Somebody has seen a raised alert.
   *
   * @param comment what they say about it; null for nothing
   */
  @Revision("1")
  record AlertAcknowledged(
      AlertId alertId, LocalDate effectiveOn, @Nullable PersonalText comment)
      implements AlertEvent {}
}
