package dev.quotaledger.query.standing;

import dev.quotaledger.query.standing.Statistic.Reason;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collection;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * How numbers are spread. They are exact until a result is rounded.
 *
 * @param sorted the numbers, lowest first
 */
record Distribution(List<BigDecimal> sorted) {

  /** The fewest numbers whose spread means something. */
  static final int FEWEST = 5;

  private static final MathContext PRECISION = MathContext.DECIMAL128;

  static Distribution of(Collection<BigDecimal> numbers) {
    return new Distribution(numbers.stream().sorted().toList());
  }

  int count() {
    return sorted.size();
  }

  /** The sum divided by the number; undefined for none. */
  Statistic mean() {
    return sorted.isEmpty() ? Statistic.not(Reason.FEWER_THAN_5) : Statistic.of(exactMean());
  }

  /** The middle number, or half way between the two in the middle; undefined for none. */
  Statistic median() {
    if (sorted.isEmpty()) {
      return Statistic.not(Reason.FEWER_THAN_5);
    }
    BigDecimal lower = sorted.get((count() - 1) / 2);
    BigDecimal upper = sorted.get(count() / 2);
    return Statistic.of(lower.add(upper).divide(BigDecimal.TWO, PRECISION));
  }

  /**
   * The coefficient of variation: standard deviation / mean. The numbers are all that there are, not
   * a sample, so that the deviation is that of a population: sqrt(sum (x - mean)^2 / n).
   */
  Statistic cv() {
    return spread(mean -> {
      BigDecimal squares = sorted.stream()
          .map(number -> number.subtract(mean).pow(2))
          .reduce(BigDecimal.ZERO, BigDecimal::add);
      BigDecimal deviation =
          squares.divide(BigDecimal.valueOf(count()), PRECISION).sqrt(PRECISION);
      return deviation.divide(mean, PRECISION);
    });
  }

  /**
   * The Gini coefficient: sum over all pairs |x - y| / (2 n^2 mean), 0 when all are the same, below 1
   * when none is negative. In the order of the numbers, the i-th of n counts 2 i - n - 1 times in half
   * of that sum.
   */
  Statistic gini() {
    return spread(mean -> {
      BigDecimal halfOfPairs = BigDecimal.ZERO;
      for (int i = 1; i <= count(); i++) {
        halfOfPairs =
            halfOfPairs.add(sorted.get(i - 1).multiply(BigDecimal.valueOf(2L * i - count() - 1)));
      }
      BigDecimal square = BigDecimal.valueOf((long) count() * count());
      return halfOfPairs.divide(square.multiply(mean), PRECISION);
    });
  }

  private Statistic spread(UnaryOperator<BigDecimal> aroundMean) {
    if (count() < FEWEST) {
      return Statistic.not(Reason.FEWER_THAN_5);
    }
    BigDecimal mean = exactMean();
    return mean.signum() <= 0
        ? Statistic.not(Reason.MEAN_NOT_POSITIVE)
        : Statistic.of(aroundMean.apply(mean));
  }

  private BigDecimal exactMean() {
    return sorted.stream()
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .divide(BigDecimal.valueOf(count()), PRECISION);
  }
}
