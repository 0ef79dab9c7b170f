package dev.quotaledger.command.alert;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertRuleCommand.DefineAlertRule;
import dev.quotaledger.api.AlertRuleCommand.DisableAlertRule;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.RequestContext;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of alert rules. A rule holds from the day on which it is taken, in UTC. */
@RestController
@RequestMapping("/api/v1/alert-rules/{ruleId}")
class AlertRuleController {

  private final Writes writes;
  private final PersonalTexts texts;
  private final Clock clock;

  AlertRuleController(Writes writes, PersonalTexts texts, Clock clock) {
    this.writes = writes;
    this.texts = texts;
    this.clock = clock;
  }

  /**
   * A rule; what it leaves out is as usual for its kind.
   *
   * @param teamId only what belongs to this team, or to one below it
   * @param level of what the figures are
   * @param thresholds one number, or the milestones of ATTAINMENT_REACHED
   * @param hysteresis how far behind its threshold an alert clears
   * @param sinceDays how many days before today FORECAST_DROP compares with
   * @param reason why it is as it is
   */
  record Put(
      PlanId planId,
      @Nullable TeamId teamId,
      AlertKind kind,
      @Nullable AlertLevel level,
      @Nullable List<BigDecimal> thresholds,
      @Nullable BigDecimal hysteresis,
      @Nullable Integer sinceDays,
      @Nullable String reason) {

    private AlertRuleFacts facts() {
      return AlertRuleFacts.of(planId, teamId, kind, level, thresholds, hysteresis, sinceDays);
    }
  }

  /** What became of the rule. */
  record Answer(AlertRuleId ruleId, long version, boolean changed) {}

  @PutMapping
  ResponseEntity<Answer> define(
      @PathVariable AlertRuleId ruleId, @RequestBody Put body, RequestContext request) {
    PersonalText reason = encrypted(ruleId, body.reason());
    Decided decided =
        writes.send(new DefineAlertRule(ruleId, body.facts(), today(), reason), request);
    Answer answer = answer(ruleId, decided);
    return decided.version() == 0
        ? writes.created(decided, "/api/v1/alert-rules/" + ruleId.value(), answer)
        : writes.changed(decided, answer);
  }

  @DeleteMapping
  ResponseEntity<Answer> disable(
      @PathVariable AlertRuleId ruleId, @RequestParam String reason, RequestContext request) {
    Decided decided =
        writes.send(new DisableAlertRule(ruleId, today(), encrypted(ruleId, reason)), request);
    return writes.changed(decided, answer(ruleId, decided));
  }

  private @Nullable PersonalText encrypted(AlertRuleId ruleId, @Nullable String reason) {
    return reason == null ? null : texts.encrypt(ruleId.toString(), reason);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Answer answer(AlertRuleId ruleId, Decided decided) {
    return new Answer(ruleId, decided.version(), decided.changed());
  }
}
