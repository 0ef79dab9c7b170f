package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an alert rule says. Everything that a rule leaves to a default is written out, so that another
 * default changes no rule.
 *
 * @param planId the plan whose figures it watches
 * @param teamId only what belongs to this team, or to one below it; null for all. Not for a whole plan,
 *     nor for what belongs to no team: territories without a holder and what of the data does not fit
 * @param kind what it watches
 * @param level of what; one of those of the kind
 * @param thresholds above 0, ascending, each once; up to ten milestones of {@link
 *     AlertKind#ATTAINMENT_REACHED}, one of any other kind. Ratios up to 10 (a share up to 1, a
 *     probability up to 0.4) with at most 6 decimals; of days up to 3,660, and of findings up to a
 *     thousand million, whole numbers
 * @param hysteresis how far behind its threshold an alert clears, 0 or more: less than the smallest
 *     threshold where the alert is above it, at most 10 where it is below it; between the limits of a
 *     probability there has to be room
 * @param sinceDays how many days before today the figure is compared with, 1 to 366; only, and always,
 *     for {@link AlertKind#FORECAST_DROP}
 */
public record AlertRuleFacts(
    PlanId planId,
    @Nullable TeamId teamId,
    AlertKind kind,
    AlertLevel level,
    List<BigDecimal> thresholds,
    BigDecimal hysteresis,
    @Nullable Integer sinceDays) {

  /** The most milestones of a rule. */
  public static final int MOST_MILESTONES = 10;

  /** How many days before today a drop is measured from, of a rule that does not say. */
  public static final int USUAL_SINCE_DAYS = 7;

  private static final int MOST_SINCE_DAYS = 366;
  private static final int RATIO_DECIMALS = 6;
  private static final int MOST_DIGITS = 30;
  private static final BigDecimal HALF = new BigDecimal("0.5");

  /** Throws {@link InvalidValue} where a field or a combination of fields is not as above. */
  public AlertRuleFacts {
    if (!kind.levels().contains(level)) {
      throw new InvalidValue(
          "level",
          kind.levels().stream().map(Enum::name).collect(Collectors.joining(", ")),
          level.name());
    }
    if (teamId != null && (level == AlertLevel.PLAN || kind == AlertKind.TERRITORY_UNASSIGNED)) {
      throw new InvalidValue("teamId", "none for what belongs to no team", teamId.value());
    }
    thresholds = checkedThresholds(kind, thresholds);
    hysteresis = checkedHysteresis(kind, thresholds.getFirst(), hysteresis);
    checkSinceDays(kind, sinceDays);
  }

  /**
   * The facts of a rule that may leave out all but plan and kind.
   *
   * @param level null for the first of the kind
   * @param thresholds null for the usual ones of the kind
   * @param hysteresis null for the usual one of the kind
   * @param sinceDays null for 7, where there may be any
   */
  public static AlertRuleFacts of(
      PlanId planId,
      @Nullable TeamId teamId,
      AlertKind kind,
      @Nullable AlertLevel level,
      @Nullable List<BigDecimal> thresholds,
      @Nullable BigDecimal hysteresis,
      @Nullable Integer sinceDays) {
    boolean isUsual = sinceDays == null && kind == AlertKind.FORECAST_DROP;
    return new AlertRuleFacts(
        planId,
        teamId,
        kind,
        level == null ? kind.levels().iterator().next() : level,
        thresholds == null ? kind.usualThresholds() : thresholds,
        hysteresis == null ? kind.usualHysteresis() : hysteresis,
        isUsual ? Integer.valueOf(USUAL_SINCE_DAYS) : sinceDays);
  }

  /** Where it raises alerts, and clears them. */
  @JsonIgnore
  public List<AlertLimit> limits() {
    return kind.sides().stream()
        .flatMap(side -> thresholds.stream().map(threshold -> limit(side, threshold)))
        .toList();
  }

  /**
   * The alert of one of its limits. A milestone is another alert than the next one; of all other kinds
   * it stays the same alert when the threshold changes.
   */
  public AlertId alertId(
      AlertRuleId ruleId, AlertSubject subject, PeriodId periodId, AlertLimit limit) {
    return AlertId.of(
        ruleId,
        subject,
        periodId,
        kind == AlertKind.ATTAINMENT_REACHED
            ? limit.threshold().toPlainString()
            : limit.side().name());
  }

  private AlertLimit limit(AlertSide side, BigDecimal threshold) {
    boolean isUpperOfTwo = side == AlertSide.ABOVE && kind.sides().size() > 1;
    BigDecimal at = isUpperOfTwo ? BigDecimal.ONE.subtract(threshold) : threshold;
    return new AlertLimit(
        side, at, side == AlertSide.ABOVE ? at.subtract(hysteresis) : at.add(hysteresis));
  }

  private static List<BigDecimal> checkedThresholds(AlertKind kind, List<BigDecimal> given) {
    if (given.isEmpty() || given.size() > kind.mostThresholds()) {
      throw new InvalidValue(
          "thresholds",
          kind.mostThresholds() == 1 ? "one number" : "1 to " + MOST_MILESTONES + " numbers",
          given.size() + " numbers");
    }
    List<BigDecimal> sorted = given.stream()
        .map(threshold -> checkedThreshold(kind, threshold))
        .sorted()
        .distinct()
        .toList();
    if (sorted.size() < given.size()) {
      throw new InvalidValue("thresholds", "each of them once", given.toString());
    }
    return sorted;
  }

  private static BigDecimal checkedThreshold(AlertKind kind, BigDecimal given) {
    BigDecimal threshold = checked("thresholds", kind, given);
    if (threshold.signum() <= 0 || threshold.compareTo(kind.most()) > 0) {
      throw new InvalidValue(
          "thresholds",
          "numbers above 0 and at most " + kind.most().toPlainString(),
          threshold.toPlainString());
    }
    return threshold;
  }

  private static BigDecimal checkedHysteresis(
      AlertKind kind, BigDecimal smallest, BigDecimal given) {
    BigDecimal hysteresis = checked("hysteresis", kind, given);
    boolean fits = kind.sides().stream().allMatch(side -> switch (side) {
      case ABOVE -> hysteresis.compareTo(smallest) < 0 || kind.sides().size() > 1;
      case BELOW ->
        kind.sides().size() > 1
            ? smallest.add(hysteresis).compareTo(HALF) <= 0
            : hysteresis.compareTo(BigDecimal.TEN) <= 0;
    });
    if (hysteresis.signum() < 0 || !fits) {
      throw new InvalidValue(
          "hysteresis", expectedHysteresis(kind, smallest), given.toPlainString());
    }
    return hysteresis;
  }

  private static String expectedHysteresis(AlertKind kind, BigDecimal smallest) {
    if (kind.sides().size() > 1) {
      return "a number from 0 to " + HALF.subtract(smallest).toPlainString();
    }
    return kind.sides().contains(AlertSide.ABOVE)
        ? "a number from 0 to less than " + smallest.toPlainString()
        : "a number from 0 to 10";
  }

  private static BigDecimal checked(String field, AlertKind kind, BigDecimal given) {
    Text.checkDigits(field, given);
    BigDecimal number = given.stripTrailingZeros();
    int decimals = kind.isCount() ? 0 : RATIO_DECIMALS;
    if (number.scale() > decimals || number.precision() - number.scale() > MOST_DIGITS) {
      throw new InvalidValue(
          field,
          decimals == 0 ? "a whole number" : "a number of at most " + decimals + " decimals",
          number.toString());
    }
    return number.setScale(Math.max(0, number.scale()));
  }

  private static void checkSinceDays(AlertKind kind, @Nullable Integer sinceDays) {
    boolean isDrop = kind == AlertKind.FORECAST_DROP;
    boolean fits = sinceDays == null ? !isDrop : isDrop && isSinceDays(sinceDays);
    if (!fits) {
      throw new InvalidValue(
          "sinceDays",
          isDrop ? "1 to " + MOST_SINCE_DAYS : "none for this kind",
          Stream.ofNullable(sinceDays).map(String::valueOf).collect(Collectors.joining()));
    }
  }

  private static boolean isSinceDays(int days) {
    return days >= 1 && days <= MOST_SINCE_DAYS;
  }
}
