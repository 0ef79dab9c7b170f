package dev.quotaledger.command.alert;

import static dev.quotaledger.command.RefusedWith.refusedWith;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertRuleCommand;
import dev.quotaledger.api.AlertRuleCommand.DefineAlertRule;
import dev.quotaledger.api.AlertRuleCommand.DisableAlertRule;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDefined;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDisabled;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.KnownReferences;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an alert rule decides; each test names the invariant of {@link AlertRule} that it shows. */
class AlertRuleTest {

  private static final AlertRuleId RULE = new AlertRuleId("pace");
  private static final PersonalText WHY = new PersonalText("rule-pace", "Zm9vYmFy");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  private FixtureConfiguration<AlertRule> rule;

  @BeforeEach
  void knowAPlanAndATeam() {
    rule = new AggregateTestFixture<>(AlertRule.class);
    rule.registerInjectableResource(new KnownReferences());
  }

  @Test
  void recordsTheSameFactsOnceAndOtherFactsAsANewVersion() { // 1
    rule.givenNoPriorActivity()
        .when(define(pace("0.8", null)))
        .expectEvents(new AlertRuleDefined(RULE, pace("0.8", null), DAY, WHY));
    rule.givenCommands(define(pace("0.8", null)))
        .when(define(pace("0.80", null)))
        .expectNoEvents();
    rule.givenCommands(define(pace("0.8", null)))
        .when(define(pace("0.7", "north")))
        .expectEvents(new AlertRuleDefined(RULE, pace("0.7", "north"), DAY, WHY));
  }

  @Test
  void watchesAPlanAndATeamThatExist() { // 2
    rule.givenNoPriorActivity()
        .when(define(facts("fy99", AlertKind.PACE_BELOW, AlertLevel.REP)))
        .expectNoEvents()
        .expectException(refusedWith(new Refusal.UnknownReference("planId", "fy99")));
    rule.givenCommands(define(pace("0.8", null)))
        .when(define(pace("0.8", "nowhere")))
        .expectNoEvents()
        .expectException(refusedWith(new Refusal.UnknownReference("teamId", "nowhere")));
  }

  @Test
  void neverWatchesSomethingElse() { // 3
    rule.givenCommands(define(pace("0.8", null)))
        .when(define(facts("fy27", AlertKind.PACE_BELOW, AlertLevel.REP)))
        .expectException(refusedWith(new Refusal.AlertRuleFixed(RULE, "planId")));
    rule.givenCommands(define(pace("0.8", null)))
        .when(define(facts("fy26", AlertKind.FORECAST_DROP, AlertLevel.REP)))
        .expectException(refusedWith(new Refusal.AlertRuleFixed(RULE, "kind")));
    rule.givenCommands(define(pace("0.8", null)))
        .when(define(facts("fy26", AlertKind.PACE_BELOW, AlertLevel.TEAM)))
        .expectNoEvents()
        .expectException(refusedWith(new Refusal.AlertRuleFixed(RULE, "level")));
  }

  @Test
  void isDisabledOnceAndEnabledByBeingDefined() { // 4
    DisableAlertRule disable = new DisableAlertRule(RULE, DAY, WHY);
    rule.givenCommands(define(pace("0.8", null)))
        .when(disable)
        .expectEvents(new AlertRuleDisabled(RULE, DAY, WHY));
    rule.givenCommands(define(pace("0.8", null)), disable).when(disable).expectNoEvents();
    rule.givenCommands(define(pace("0.8", null)), disable)
        .when(define(pace("0.8", null)))
        .expectEvents(new AlertRuleDefined(RULE, pace("0.8", null), DAY, WHY));
    rule.givenNoPriorActivity().when(disable).expectException(AggregateNotFoundException.class);
  }

  @Test
  void hasAThousandVersionsAndCanOnlyBeDisabledThen() { // 5
    List<AlertRuleEvent> versions = new ArrayList<>();
    for (int i = 1; i <= AlertRuleCommand.MAX_EVENTS; i++) {
      versions.add(new AlertRuleDefined(RULE, pace("0." + (i + 1_000), null), DAY, null));
    }
    rule.given(versions)
        .when(define(pace("0.8", null)))
        .expectNoEvents()
        .expectException(refusedWith(new Refusal.TooManyEvents("alert rule", "pace", 1_000)));
    rule.given(versions)
        .when(new DisableAlertRule(RULE, DAY, WHY))
        .expectEvents(new AlertRuleDisabled(RULE, DAY, WHY));
    rule.given(versions.subList(0, 999))
        .when(define(pace("0.8", null)))
        .expectEvents(new AlertRuleDefined(RULE, pace("0.8", null), DAY, WHY));
  }

  private static DefineAlertRule define(AlertRuleFacts facts) {
    return new DefineAlertRule(RULE, facts, DAY, WHY);
  }

  private static AlertRuleFacts pace(String threshold, @Nullable String team) {
    return AlertRuleFacts.of(
        new PlanId("fy26"),
        team == null ? null : new TeamId(team),
        AlertKind.PACE_BELOW,
        null,
        List.of(new BigDecimal(threshold)),
        null,
        null);
  }

  private static AlertRuleFacts facts(String plan, AlertKind kind, AlertLevel level) {
    return AlertRuleFacts.of(new PlanId(plan), null, kind, level, null, null, null);
  }
}
