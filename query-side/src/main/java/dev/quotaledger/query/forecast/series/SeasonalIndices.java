package dev.quotaledger.query.forecast.series;

import java.util.Arrays;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.util.FastMath;

/**
 * How each season differs from the trend, by classical decomposition: as factors around 1 where all
 * values are positive, else as differences around 0.
 */
final class SeasonalIndices {

  private static final double LEAST_FACTOR = 0.01;
  private static final double QUANTILE =
      new NormalDistribution(0, 1).inverseCumulativeProbability(0.95);

  private final boolean multiplicative;
  private final double[] indices;

  private SeasonalIndices(boolean multiplicative, double[] indices) {
    this.multiplicative = multiplicative;
    this.indices = indices;
  }

  private static SeasonalIndices none() {
    return new SeasonalIndices(false, new double[1]);
  }

  /** Those of a history that is seasonal, in the form that suits its values. */
  static SeasonalIndices tested(double[] history, int season) {
    if (!isSeasonal(history, season)) {
      return none();
    }
    return canHaveFactors(history, season)
        ? multiplicative(history, season)
        : additive(history, season);
  }

  /**
   * Whether the autocorrelation at the season's lag differs from 0 at a level of 90 %, by
   * Bartlett's formula; the test that comes with the Theta method (Assimakopoulos and Nikolopoulos
   * 2000).
   */
  static boolean isSeasonal(double[] history, int season) {
    if (season < 2 || history.length <= 2 * season) {
      return false;
    }
    double[] correlations = Autocorrelation.of(history, season);
    double squares = 0;
    for (int lag = 1; lag < season; lag++) {
      squares += correlations[lag] * correlations[lag];
    }
    double limit = QUANTILE * FastMath.sqrt((1 + 2 * squares) / history.length);
    return FastMath.abs(correlations[season]) > limit;
  }

  /** Whether all values are positive, and no season is next to nothing. */
  static boolean canHaveFactors(double[] history, int season) {
    return Arrays.stream(history).allMatch(value -> value > 0)
        && Arrays.stream(indices(history, season, true)).allMatch(index -> index > LEAST_FACTOR);
  }

  private static SeasonalIndices multiplicative(double[] history, int season) {
    return new SeasonalIndices(true, indices(history, season, true));
  }

  private static SeasonalIndices additive(double[] history, int season) {
    return new SeasonalIndices(false, indices(history, season, false));
  }

  private static double[] indices(double[] history, int season, boolean multiplicative) {
    double[] deviations = deviations(history, season, multiplicative);
    double[] indices = new double[season];
    int[] counts = new int[season];
    for (int t = season / 2; t < history.length - season / 2; t++) {
      indices[t % season] += deviations[t];
      counts[t % season]++;
    }
    for (int each = 0; each < season; each++) {
      indices[each] /= counts[each];
    }
    double mean = Arrays.stream(indices).sum() / season;
    for (int each = 0; each < season; each++) {
      indices[each] = multiplicative ? indices[each] / mean : indices[each] - mean;
    }
    return indices;
  }

  /** From the trend, by step; 0 in the first and the last half season, where that is unknown. */
  static double[] deviations(double[] history, int season, boolean factors) {
    double[] trend = centredAverage(history, season);
    double[] deviations = new double[history.length];
    for (int t = season / 2; t < history.length - season / 2; t++) {
      deviations[t] = factors ? history[t] / trend[t] : history[t] - trend[t];
    }
    return deviations;
  }

  /** Over one season around each value; of an even season, both ends count half. */
  private static double[] centredAverage(double[] history, int season) {
    double[] average = new double[history.length];
    int half = season / 2;
    for (int t = half; t < history.length - half; t++) {
      double sum = 0;
      for (int other = t - half; other <= t + half; other++) {
        boolean isHalf = season % 2 == 0 && FastMath.abs(other - t) == half;
        sum += isHalf ? history[other] / 2 : history[other];
      }
      average[t] = sum / season;
    }
    return average;
  }

  /** A history as it would be without seasons. */
  double[] removedFrom(double[] history) {
    double[] adjusted = new double[history.length];
    for (int t = 0; t < adjusted.length; t++) {
      double index = indices[t % indices.length];
      adjusted[t] = multiplicative ? history[t] / index : history[t] - index;
    }
    return adjusted;
  }

  /**
   * What is expected with the seasons again.
   *
   * @param start how long the history is
   */
  double[] addedTo(double[] forecast, int start) {
    double[] seasonal = new double[forecast.length];
    for (int step = 0; step < seasonal.length; step++) {
      double index = indices[(start + step) % indices.length];
      seasonal[step] = multiplicative ? forecast[step] * index : forecast[step] + index;
    }
    return seasonal;
  }
}
