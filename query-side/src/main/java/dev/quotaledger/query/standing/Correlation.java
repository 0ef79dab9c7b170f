package dev.quotaledger.query.standing;

import dev.quotaledger.query.standing.Statistic.Reason;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.hipparchus.stat.correlation.PearsonsCorrelation;
import org.hipparchus.stat.correlation.SpearmansCorrelation;

/**
 * Whether two numbers go together, from -1 to 1.
 *
 * @param pairs the numbers of each thing that has both
 */
record Correlation(List<Pair> pairs) {

  /** Two numbers of one thing. */
  record Pair(BigDecimal x, BigDecimal y) {}

  /** Pearson's r: whether they lie on a line. */
  Statistic pearson() {
    return of((x, y) -> new PearsonsCorrelation().correlation(x, y));
  }

  /** Spearman's rho: whether they have the same order. Ties have the mean of their ranks. */
  Statistic spearman() {
    return of((x, y) -> new SpearmansCorrelation().correlation(x, y));
  }

  private Statistic of(BiFunction<double[], double[], Double> coefficient) {
    if (pairs.isEmpty()) {
      return Statistic.not(Reason.NO_POTENTIAL);
    }
    if (pairs.size() < Distribution.FEWEST) {
      return Statistic.not(Reason.FEWER_THAN_5);
    }
    double[] x = numbers(Pair::x);
    double[] y = numbers(Pair::y);
    if (isConstant(x) || isConstant(y)) {
      return Statistic.not(Reason.NO_VARIATION);
    }
    double found = coefficient.apply(x, y);
    // Numbers that differ by less than a double can tell have no coefficient either.
    return Double.isFinite(found)
        ? Statistic.of(BigDecimal.valueOf(found))
        : Statistic.not(Reason.NO_VARIATION);
  }

  private static boolean isConstant(double[] numbers) {
    return Arrays.stream(numbers).distinct().count() == 1;
  }

  private double[] numbers(Function<Pair, BigDecimal> number) {
    return pairs.stream().mapToDouble(pair -> number.apply(pair).doubleValue()).toArray();
  }
}
