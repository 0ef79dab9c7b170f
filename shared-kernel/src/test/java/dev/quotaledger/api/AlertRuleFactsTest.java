package dev.quotaledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a rule may say, and where it raises and clears alerts by it. */
class AlertRuleFactsTest {

  private static final PlanId PLAN = new PlanId("fy26");

  @ParameterizedTest
  @EnumSource
  void aRuleThatSaysNothingButItsKindIsTheUsualOne(AlertKind kind) {
    AlertRuleFacts facts = rule(kind, null, null, null, null, null);

    boolean clearsAtTheThreshold = facts.hysteresis().signum() == 0;
    assertThat(facts.limits()).isNotEmpty().allSatisfy(limit -> {
      boolean isAbove = limit.side() == AlertSide.ABOVE;
      assertThat(limit.isCrossedBy(limit.clearsAt())).isEqualTo(clearsAtTheThreshold && isAbove);
      assertThat(limit.isClearedBy(limit.threshold())).isEqualTo(clearsAtTheThreshold && !isAbove);
    });
  }

  @Test
  void aProbabilityHasALimitOnEachSide() {
    AlertRuleFacts facts = rule(AlertKind.QUOTA_UNREALISTIC, null, null, "0.15", "0.05", null);

    assertThat(facts.limits())
        .containsExactly(
            new AlertLimit(AlertSide.BELOW, new BigDecimal("0.15"), new BigDecimal("0.20")),
            new AlertLimit(AlertSide.ABOVE, new BigDecimal("0.85"), new BigDecimal("0.80")));
  }

  @Test
  void theSameFactsAreEqualHoweverTheyAreWritten() {
    assertThat(rule(AlertKind.ATTAINMENT_REACHED, null, null, "1.0 0.50 0.9", "0.050", null))
        .isEqualTo(rule(AlertKind.ATTAINMENT_REACHED, null, "REP", null, null, null));
  }

  @Test
  void aMilestoneIsAnAlertOfItsOwnAndAnotherThresholdIsNot() {
    AlertSubject rep = new AlertSubject(AlertLevel.REP, "275");
    AlertRuleId rule = new AlertRuleId("r");
    AlertRuleFacts milestones = rule(AlertKind.ATTAINMENT_REACHED, null, null, null, null, null);
    AlertRuleFacts pace = rule(AlertKind.PACE_BELOW, null, null, "0.8", null, null);
    AlertRuleFacts faster = rule(AlertKind.PACE_BELOW, null, null, "0.9", null, null);

    assertThat(milestones.limits().stream()
            .map(limit -> milestones.alertId(rule, rep, new PeriodId("Q1"), limit)))
        .hasSize(3)
        .doesNotHaveDuplicates();
    assertThat(pace.alertId(rule, rep, new PeriodId("Q1"), pace.limits().getFirst()))
        .isEqualTo(faster.alertId(rule, rep, new PeriodId("Q1"), faster.limits().getFirst()))
        .isNotEqualTo(pace.alertId(rule, rep, new PeriodId("Q2"), pace.limits().getFirst()))
        .isNotEqualTo(pace.alertId(
            rule,
            new AlertSubject(AlertLevel.TEAM, "275"),
            new PeriodId("Q1"),
            pace.limits().getFirst()));
  }

  @ParameterizedTest
  @CsvSource({
    "PACE_BELOW, , , 0, , , thresholds",
    "PACE_BELOW, , , 10.1, , , thresholds",
    "PACE_BELOW, , , 0.0000001, , , thresholds",
    "PACE_BELOW, , , 1E+1000000, , , thresholds",
    "PACE_BELOW, , , 0.8 0.9, , , thresholds",
    "PACE_BELOW, , , , -0.1, , hysteresis",
    "PACE_BELOW, , , , 11, , hysteresis",
    "PACE_BELOW, , , , , 7, sinceDays",
    "PACE_BELOW, north, PLAN, , , , teamId",
    "ATTAINMENT_REACHED, , , 0.5 0.50, , , thresholds",
    "ATTAINMENT_REACHED, , , 1 2 3 4 5 6 7 8 9 1.5 2.5, , , thresholds",
    "ATTAINMENT_REACHED, , , 0.5 1, 0.5, , hysteresis",
    "QUOTA_UNREALISTIC, , , 0.41, , , thresholds",
    "QUOTA_UNREALISTIC, , , 0.4, 0.11, , hysteresis",
    "TERRITORY_UNASSIGNED, , REP, , , , level",
    "TERRITORY_UNASSIGNED, north, , , , , teamId",
    "TERRITORY_UNASSIGNED, , , 1.5, , , thresholds",
    "DATA_QUALITY, , TEAM, , , , level",
    "DATA_QUALITY, north, , , , , teamId",
    "DATA_QUALITY, , , 1000000001, , , thresholds",
    "FORECAST_DROP, , , 1.1, , , thresholds",
    "FORECAST_DROP, , , , , 0, sinceDays",
    "FORECAST_DROP, , , , , 367, sinceDays",
  })
  void whatARuleMayNotSayIsNamed(
      AlertKind kind,
      @Nullable String team,
      @Nullable String level,
      @Nullable String thresholds,
      @Nullable String hysteresis,
      @Nullable Integer sinceDays,
      String field) {
    InvalidValue problem = catchThrowableOfType(
        InvalidValue.class, () -> rule(kind, team, level, thresholds, hysteresis, sinceDays));

    assertThat(problem.field()).isEqualTo(field);
  }

  private static AlertRuleFacts rule(
      AlertKind kind,
      @Nullable String team,
      @Nullable String level,
      @Nullable String thresholds,
      @Nullable String hysteresis,
      @Nullable Integer sinceDays) {
    List<BigDecimal> numbers = thresholds == null
        ? null
        : Arrays.stream(thresholds.split(" ")).map(BigDecimal::new).toList();
    return AlertRuleFacts.of(
        PLAN,
        team == null ? null : new TeamId(team),
        kind,
        level == null ? null : AlertLevel.valueOf(level),
        numbers,
        hysteresis == null ? null : new BigDecimal(hysteresis),
        sinceDays);
  }
}
