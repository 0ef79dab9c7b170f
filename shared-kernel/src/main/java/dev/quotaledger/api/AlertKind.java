package dev.quotaledger.api;

import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What an alert rule watches. Its figures are those of the leaf period of today. */
public enum AlertKind {
  /** The pace ratio, attainment / elapsed share, is below the threshold. */
  PACE_BELOW,
  /** The attainment has reached a milestone; each threshold is one of its own. */
  ATTAINMENT_REACHED,
  /** Coverage / required coverage is below the threshold: 1 is just as much as the win rate asks for. */
  COVERAGE_BELOW_REQUIRED,
  /**
   * The probability of meeting the quota is below the threshold, or at least 1 - the threshold: the
   * quota is out of reach, or no challenge. The side of the alert's limit tells which.
   */
  QUOTA_UNREALISTIC,
  /** A territory has had no primary holder for so many days, today included. */
  TERRITORY_UNASSIGNED,
  /** So many deals and leads do not fit, in the whole ledger: deals belong to no plan. */
  DATA_QUALITY,
  /**
   * The landing's P50 is lower than that known some days before, by the threshold as a share of that.
   */
  FORECAST_DROP;

  /** The thresholds of a rule that names none. */
  public List<BigDecimal> usualThresholds() {
    return switch (this) {
      case PACE_BELOW -> List.of(new BigDecimal("0.8"));
      case ATTAINMENT_REACHED ->
        List.of(new BigDecimal("0.5"), new BigDecimal("0.9"), BigDecimal.ONE);
      case COVERAGE_BELOW_REQUIRED, TERRITORY_UNASSIGNED, DATA_QUALITY -> List.of(BigDecimal.ONE);
      case QUOTA_UNREALISTIC, FORECAST_DROP -> List.of(new BigDecimal("0.1"));
    };
  }

  /** How far behind its threshold an alert clears, of a rule that does not say. */
  public BigDecimal usualHysteresis() {
    return switch (this) {
      case PACE_BELOW, ATTAINMENT_REACHED, QUOTA_UNREALISTIC -> new BigDecimal("0.05");
      case COVERAGE_BELOW_REQUIRED -> new BigDecimal("0.1");
      case FORECAST_DROP -> new BigDecimal("0.02");
      case TERRITORY_UNASSIGNED, DATA_QUALITY -> BigDecimal.ZERO;
    };
  }

  /** Of what it can be watched; the first is that of a rule that does not say. */
  public Set<AlertLevel> levels() {
    return switch (this) {
      case TERRITORY_UNASSIGNED -> EnumSet.of(AlertLevel.TERRITORY);
      case DATA_QUALITY -> EnumSet.of(AlertLevel.PLAN);
      case PACE_BELOW,
          ATTAINMENT_REACHED,
          COVERAGE_BELOW_REQUIRED,
          QUOTA_UNREALISTIC,
          FORECAST_DROP -> EnumSet.allOf(AlertLevel.class);
    };
  }

  /** Whether its thresholds are whole numbers of days or findings, and not ratios. */
  boolean isCount() {
    return switch (this) {
      case TERRITORY_UNASSIGNED, DATA_QUALITY -> true;
      case PACE_BELOW,
          ATTAINMENT_REACHED,
          COVERAGE_BELOW_REQUIRED,
          QUOTA_UNREALISTIC,
          FORECAST_DROP -> false;
    };
  }

  /** On which side of the threshold it raises an alert; both for a probability. */
  Set<AlertSide> sides() {
    return switch (this) {
      case PACE_BELOW, COVERAGE_BELOW_REQUIRED -> EnumSet.of(AlertSide.BELOW);
      case ATTAINMENT_REACHED, TERRITORY_UNASSIGNED, DATA_QUALITY, FORECAST_DROP ->
        EnumSet.of(AlertSide.ABOVE);
      case QUOTA_UNREALISTIC -> EnumSet.allOf(AlertSide.class);
    };
  }

  /** The largest threshold that there may be. */
  BigDecimal most() {
    return switch (this) {
      case PACE_BELOW, ATTAINMENT_REACHED, COVERAGE_BELOW_REQUIRED -> BigDecimal.TEN;
      case QUOTA_UNREALISTIC -> new BigDecimal("0.4");
      case FORECAST_DROP -> BigDecimal.ONE;
      case TERRITORY_UNASSIGNED -> BigDecimal.valueOf(3_660);
      case DATA_QUALITY -> BigDecimal.valueOf(1_000_000_000);
    };
  }

  /** How many thresholds a rule may have. */
  int mostThresholds() {
    return this == ATTAINMENT_REACHED ? AlertRuleFacts.MOST_MILESTONES : 1;
  }
}
