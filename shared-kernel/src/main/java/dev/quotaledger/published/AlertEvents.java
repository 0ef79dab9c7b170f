package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.COUNT;
import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.NUMBER;
import static dev.quotaledger.published.Forms.PERIOD;
import static dev.quotaledger.published.Forms.PERSONAL_TEXT;
import static dev.quotaledger.published.Forms.PLAN;
import static dev.quotaledger.published.Forms.REP;
import static dev.quotaledger.published.Forms.TEAM;
import static dev.quotaledger.published.Forms.TEXT;
import static dev.quotaledger.published.Forms.WHOLE;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.AlertEvent.AlertAcknowledged;
import dev.quotaledger.api.AlertEvent.AlertCleared;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertLimit;
import dev.quotaledger.api.AlertRecipients;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDefined;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDisabled;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.AlertSide;
import dev.quotaledger.api.AlertSubject;
import java.util.List;

/** The events of alert rules and alerts. */
final class AlertEvents {

  private static final Form<AlertRuleId> RULE =
      Forms.text(AlertRuleId::value, AlertRuleId::new, "");

  private static final Form<AlertId> ALERT = Forms.text(AlertId::value, AlertId::new, "");

  private static final Form<AlertKind> KIND = Forms.oneOf(AlertKind.class);

  private static final Form<AlertLevel> LEVEL = Forms.oneOf(AlertLevel.class);

  private static final Form<AlertRuleFacts> FACTS = Shape.of(
      AlertRuleFacts.class,
      field("planId", AlertRuleFacts::planId, PLAN),
      optional("teamId", AlertRuleFacts::teamId, TEAM),
      field("kind", AlertRuleFacts::kind, KIND),
      field("level", AlertRuleFacts::level, LEVEL),
      field("thresholds", AlertRuleFacts::thresholds, Forms.listOf(NUMBER)),
      field("hysteresis", AlertRuleFacts::hysteresis, NUMBER),
      optional("sinceDays", AlertRuleFacts::sinceDays, COUNT));

  private static final Form<AlertSubject> SUBJECT_OF_ALERT = Shape.of(
      AlertSubject.class,
      field("type", AlertSubject::type, LEVEL),
      field("id", AlertSubject::id, TEXT));

  private static final Form<AlertLimit> LIMIT = Shape.of(
      AlertLimit.class,
      field("side", AlertLimit::side, Forms.oneOf(AlertSide.class)),
      field("threshold", AlertLimit::threshold, NUMBER),
      field("clearsAt", AlertLimit::clearsAt, NUMBER));

  private static final Form<AlertRecipients> RECIPIENTS = Shape.of(
      AlertRecipients.class,
      field("reps", AlertRecipients::reps, Forms.listOf(REP)),
      optional("user", AlertRecipients::user, TEXT));

  private static final PublishedType<AlertRuleDefined> ALERT_RULE_DEFINED = type(
          "alert-rule.defined",
          1,
          AlertRuleDefined.class,
          "An alert rule was defined, or a new version of it; it is enabled.")
      .about(
          e -> "alert-rule/" + e.ruleId().value(),
          field("ruleId", AlertRuleDefined::ruleId, RULE),
          field("facts", AlertRuleDefined::facts, FACTS),
          field("effectiveOn", AlertRuleDefined::effectiveOn, DATE),
          optional("reason", AlertRuleDefined::reason, PERSONAL_TEXT));

  private static final PublishedType<AlertRuleDisabled> ALERT_RULE_DISABLED = type(
          "alert-rule.disabled", 1, AlertRuleDisabled.class, "An alert rule was disabled.")
      .about(
          e -> "alert-rule/" + e.ruleId().value(),
          field("ruleId", AlertRuleDisabled::ruleId, RULE),
          field("effectiveOn", AlertRuleDisabled::effectiveOn, DATE),
          optional("reason", AlertRuleDisabled::reason, PERSONAL_TEXT));

  private static final PublishedType<AlertRaised> ALERT_RAISED = type(
          "alert.raised", 1, AlertRaised.class, "A figure has crossed a limit of a rule.")
      .about(
          e -> "alert/" + e.alertId().value(),
          field("alertId", AlertRaised::alertId, ALERT),
          field("ruleId", AlertRaised::ruleId, RULE),
          field("ruleVersion", AlertRaised::ruleVersion, WHOLE),
          field("planId", AlertRaised::planId, PLAN),
          field("periodId", AlertRaised::periodId, PERIOD),
          field("kind", AlertRaised::kind, KIND),
          field("subject", AlertRaised::subject, SUBJECT_OF_ALERT),
          field("limit", AlertRaised::limit, LIMIT),
          field("value", AlertRaised::value, NUMBER),
          field("recipients", AlertRaised::recipients, RECIPIENTS),
          field("effectiveOn", AlertRaised::effectiveOn, DATE));

  private static final PublishedType<AlertCleared> ALERT_CLEARED = type(
          "alert.cleared",
          1,
          AlertCleared.class,
          "The figure of a raised alert is far enough behind the limit again.")
      .about(
          e -> "alert/" + e.alertId().value(),
          field("alertId", AlertCleared::alertId, ALERT),
          field("limit", AlertCleared::limit, LIMIT),
          field("value", AlertCleared::value, NUMBER),
          field("effectiveOn", AlertCleared::effectiveOn, DATE));

  private static final PublishedType<AlertAcknowledged> ALERT_ACKNOWLEDGED = type(
          "alert.acknowledged", 1, AlertAcknowledged.class, "Somebody has seen a raised alert.")
      .about(
          e -> "alert/" + e.alertId().value(),
          field("alertId", AlertAcknowledged::alertId, ALERT),
          field("effectiveOn", AlertAcknowledged::effectiveOn, DATE),
          optional("comment", AlertAcknowledged::comment, PERSONAL_TEXT));

  private AlertEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(
        ALERT_RULE_DEFINED, ALERT_RULE_DISABLED, ALERT_RAISED, ALERT_CLEARED, ALERT_ACKNOWLEDGED);
  }
}
