package dev.quotaledger.query.standing;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.Period;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/**
 * How much of a period has elapsed, up to and including a day: 0 before it and 1 from its last day on.
 *
 * <p>A profile that says in which days of a period sales come in belongs here: {@link #of} would add
 * up the weights of the days instead of counting them, and say so by another method.
 *
 * @param part what has elapsed, 0 to {@code whole}
 * @param whole above 0
 * @param method how it was measured
 */
record Elapsed(BigDecimal part, BigDecimal whole, Method method) {

  private static final Method DAYS = new Method("DAYS", 1);

  /** By the days, both ends inclusive. */
  static Elapsed of(Period period, LocalDate day) {
    long whole = period.days().days();
    long passed = ChronoUnit.DAYS.between(period.firstDay(), day) + 1;
    return new Elapsed(
        BigDecimal.valueOf(Math.clamp(passed, 0, whole)), BigDecimal.valueOf(whole), DAYS);
  }

  /** Whether no day of the period has come. */
  boolean isNothing() {
    return part.signum() == 0;
  }

  /** The ratio, HALF_UP at 6 decimals. */
  BigDecimal share() {
    return part.divide(whole, Pace.RATIO_DECIMALS, RoundingMode.HALF_UP);
  }

  /** What the elapsed share of an amount is, HALF_UP at so many decimals. */
  BigDecimal of(BigDecimal amount, int decimals) {
    return amount
        .multiply(part, MathContext.UNLIMITED)
        .divide(whole, decimals, RoundingMode.HALF_UP);
  }

  /** What an amount comes to by the end of the period, HALF_UP at so many decimals. */
  BigDecimal extrapolated(BigDecimal amount, int decimals) {
    return amount
        .multiply(whole, MathContext.UNLIMITED)
        .divide(part, decimals, RoundingMode.HALF_UP);
  }
}
