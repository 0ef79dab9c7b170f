package dev.quotaledger.query.metrics;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Exact statistics of decimal numbers; null where there are none. */
final class Statistics {

  /** The decimals of a ratio, and of days. */
  static final int RATIO_DECIMALS = 6;

  static final BigDecimal HALF = new BigDecimal("0.5");

  private Statistics() {}

  static BigDecimal sum(Collection<BigDecimal> values) {
    return values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** One number in relation to another, HALF_UP at 6 decimals; null where the other is zero. */
  static @Nullable BigDecimal ratio(BigDecimal part, BigDecimal whole) {
    return whole.signum() == 0 ? null : part.divide(whole, RATIO_DECIMALS, RoundingMode.HALF_UP);
  }

  static @Nullable BigDecimal ratio(long part, long whole) {
    return ratio(BigDecimal.valueOf(part), BigDecimal.valueOf(whole));
  }

  static @Nullable BigDecimal mean(Collection<BigDecimal> values, int decimals) {
    return values.isEmpty()
        ? null
        : sum(values).divide(BigDecimal.valueOf(values.size()), decimals, RoundingMode.HALF_UP);
  }

  static @Nullable BigDecimal median(Collection<BigDecimal> values, int decimals) {
    return quantile(values, HALF, decimals);
  }

  /**
   * The value below which a share of the values lies, between two of them in proportion: definition 7
   * of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (1996), which spreadsheets use too.
   *
   * @param share 0 to 1
   * @param decimals of the result, HALF_UP
   */
  static @Nullable BigDecimal quantile(
      Collection<BigDecimal> values, BigDecimal share, int decimals) {
    List<BigDecimal> sorted = values.stream().sorted().toList();
    return quantile(sorted.size(), sorted::get, share, decimals);
  }

  /**
   * The same of numbers that are sorted.
   *
   * @param count how many there are
   * @param sorted the number at each place from 0 on
   */
  static @Nullable BigDecimal quantile(
      int count, IntFunction<BigDecimal> sorted, BigDecimal share, int decimals) {
    if (count == 0) {
      return null;
    }
    BigDecimal place = share.multiply(BigDecimal.valueOf(count - 1L));
    int below = place.intValue();
    int above = Math.min(below + 1, count - 1);
    BigDecimal between = place.subtract(BigDecimal.valueOf(below));
    BigDecimal step = sorted.apply(above).subtract(sorted.apply(below));
    return sorted
        .apply(below)
        .add(step.multiply(between, MathContext.UNLIMITED))
        .setScale(decimals, RoundingMode.HALF_UP);
  }
}
