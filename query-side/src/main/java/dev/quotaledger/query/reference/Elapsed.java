package dev.quotaledger.query.reference;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.QuotaFigure;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How much of a period has elapsed, up to and including a day: 0 before it and 1 from its last day on.
 *
 * @param part what has elapsed, 0 to {@code whole}
 * @param whole above 0
 * @param method how it was measured
 */
public record Elapsed(BigDecimal part, BigDecimal whole, Method method) {

  private static final Method DAYS = new Method("DAYS", 1);
  private static final Method QUOTA_OF_PERIODS = new Method("QUOTA_OF_PERIODS", 1);

  /** By the days, both ends inclusive. */
  public static Elapsed of(Period period, LocalDate day) {
    return new Elapsed(
        BigDecimal.valueOf(passed(period, day)),
        BigDecimal.valueOf(period.days().days()),
        DAYS);
  }

  /**
   * By what the leaf periods are worth, which is the seasonal profile: those that are over count
   * whole, that of the day by its days.
   *
   * @param worth of each leaf period; none below zero, not all zero
   */
  static Elapsed of(Map<Period, BigDecimal> worth, LocalDate day) {
    BigDecimal whole = BigDecimal.ZERO;
    BigDecimal over = BigDecimal.ZERO;
    BigDecimal begun = BigDecimal.ZERO;
    BigDecimal days = BigDecimal.ONE;
    for (Map.Entry<Period, BigDecimal> leaf : worth.entrySet()) {
      Period period = leaf.getKey();
      whole = whole.add(leaf.getValue());
      if (period.days().contains(day)) {
        begun = leaf.getValue().multiply(BigDecimal.valueOf(passed(period, day)));
        days = BigDecimal.valueOf(period.days().days());
      } else if (period.lastDay().isBefore(day)) {
        over = over.add(leaf.getValue());
      }
    }
    return new Elapsed(over.multiply(days).add(begun), whole.multiply(days), QUOTA_OF_PERIODS);
  }

  private static long passed(Period period, LocalDate day) {
    return Math.clamp(
        ChronoUnit.DAYS.between(period.firstDay(), day) + 1, 0, period.days().days());
  }

  /** Whether nothing has elapsed. */
  public boolean isNothing() {
    return part.signum() == 0;
  }

  /** The ratio, HALF_UP at 6 decimals. */
  public BigDecimal share() {
    return part.divide(whole, QuotaFigure.RATIO_DECIMALS, RoundingMode.HALF_UP);
  }

  /** What the elapsed share of an amount is, HALF_UP at so many decimals. */
  public BigDecimal of(BigDecimal amount, int decimals) {
    return amount
        .multiply(part, MathContext.UNLIMITED)
        .divide(whole, decimals, RoundingMode.HALF_UP);
  }

  /**
   * What is credited by the end of the period at this pace, HALF_UP in the currency's minor unit;
   * null where nothing has elapsed. No more than a number, since it can be larger than any amount.
   */
  public @Nullable BigDecimal runRate(Money credited) {
    return isNothing()
        ? null
        : credited
            .amount()
            .multiply(whole, MathContext.UNLIMITED)
            .divide(
                part,
                Math.max(0, credited.currency().getDefaultFractionDigits()),
                RoundingMode.HALF_UP);
  }
}
