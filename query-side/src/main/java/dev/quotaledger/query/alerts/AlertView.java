package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertEvent.AlertCleared;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertSide;
import dev.quotaledger.model.AlertState.Standing;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.reference.SubjectView;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * An alert as answers show it.
 *
 * @param side BELOW where the value was less than the threshold, ABOVE where it was that or more
 * @param value the figure that raised it last
 * @param clearsAt at which value it clears: this or more for BELOW, less for ABOVE
 * @param raisedOn the day of whose leaf period it is
 * @param timesRaised how often it was raised in the period
 * @param clearedAt null while it is raised
 * @param clearedValue the figure that cleared it
 * @param acknowledgedBy who said that they had seen it; null for nobody since it was raised last
 * @param comment what they said; null for nothing, or where it was erased
 * @param explain where the figure is explained, as it was known when it raised the alert
 */
record AlertView(
    String alertId,
    Standing state,
    AlertKind kind,
    String ruleId,
    long ruleVersion,
    String planId,
    String periodId,
    SubjectView subject,
    AlertSide side,
    BigDecimal threshold,
    BigDecimal clearsAt,
    BigDecimal value,
    Instant raisedAt,
    LocalDate raisedOn,
    int timesRaised,
    @Nullable Instant clearedAt,
    @Nullable BigDecimal clearedValue,
    @Nullable Instant acknowledgedAt,
    @Nullable String acknowledgedBy,
    @Nullable String comment,
    String explain) {

  static AlertView of(SeenAlert alert, SubjectView subject, @Nullable String comment) {
    AlertRaised raised = alert.state().raised();
    StoredEvent cleared = alert.cleared();
    StoredEvent acknowledged = alert.acknowledged();
    return new AlertView(
        raised.alertId().value(),
        alert.state().standing(),
        raised.kind(),
        raised.ruleId().value(),
        raised.ruleVersion(),
        raised.planId().value(),
        raised.periodId().value(),
        subject,
        raised.limit().side(),
        raised.limit().threshold(),
        raised.limit().clearsAt(),
        raised.value(),
        alert.raised().recordedAt(),
        raised.effectiveOn(),
        alert.timesRaised(),
        cleared == null ? null : cleared.recordedAt(),
        cleared == null ? null : ((AlertCleared) cleared.event()).value(),
        acknowledged == null ? null : acknowledged.recordedAt(),
        acknowledged == null ? null : acknowledged.actor(),
        comment,
        Explained.path(raised, alert.raised().recordedAt()));
  }
}
