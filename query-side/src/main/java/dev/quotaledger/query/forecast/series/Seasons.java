package dev.quotaledger.query.forecast.series;

import java.util.Arrays;
import org.hipparchus.util.FastMath;

/**
 * How each season differs from the trend, as factors around 1 or differences around 0, and how a
 * history looks without that.
 */
final class Seasons {

  private static final int MOST_FEW = 4;
  private static final double BELIEVED = 0.7;
  private static final double[] DECAYS = {0.9, 0.8, 0.7};
  private static final double[] SHRINKAGES = {0, 0.5};

  private final boolean factors;
  private final int season;
  private final double[] indices;

  /**
   * Seasons as they are known.
   *
   * @param indices one for each step of the history and of one season after it
   */
  private Seasons(boolean factors, int season, double[] indices) {
    this.factors = factors;
    this.season = season;
    this.indices = indices;
  }

  /** Of a history without seasons. */
  static Seasons none(double[] history) {
    return new Seasons(false, 1, new double[history.length + 1]);
  }

  /**
   * Those of a history, in the form that suits its values: none where it is no longer than a season
   * or shows none, rough ones where it has at most four.
   */
  static Seasons in(double[] history, int season) {
    if (season == 1 || history.length <= season) {
      return none(history);
    } else if (areFew(history, season)) {
      return rough(history, season);
    }
    return SeasonalIndices.isSeasonal(history, season)
        ? of(history, season, SeasonalIndices.canHaveFactors(history, season))
        : none(history);
  }

  /** Whether a history has more than one season and at most four, where no test can tell much. */
  static boolean areFew(double[] history, int season) {
    return season > 1 && history.length > season && history.length <= MOST_FEW * season;
  }

  /** Deviations from a straight line, of which only a part is believed. */
  private static Seasons rough(double[] history, int season) {
    Line line = Line.of(history);
    boolean factors =
        line.isPositive(history.length) && Arrays.stream(history).allMatch(v -> v > 0);
    double[] sums = new double[season];
    int[] counts = new int[season];
    for (int t = 0; t < history.length; t++) {
      double trend = line.at(t + 1);
      sums[t % season] += factors ? history[t] / trend - 1 : history[t] - trend;
      counts[t % season]++;
    }
    double[] indices = new double[history.length + season];
    for (int t = 0; t < indices.length; t++) {
      double deviation = BELIEVED * sums[t % season] / counts[t % season];
      indices[t] = factors ? 1 + deviation : deviation;
    }
    return new Seasons(factors, season, indices);
  }

  /**
   * Those of a history of more than two seasons, where they may change from year to year. The index
   * of a season is a mean over the same season of all years, in which a year counts less the
   * farther away it is, and in which "no difference" may count as some more years. How much less
   * and how many more are those with which each year would have been forecast best from the years
   * before it.
   *
   * @param factors whether seasons are factors around 1 or differences around 0
   */
  static Seasons of(double[] history, int season, boolean factors) {
    double[] deviations = SeasonalIndices.deviations(history, season, factors);
    double least = Double.POSITIVE_INFINITY;
    Means best = null;
    for (double decay : DECAYS) {
      for (double shrinkage : SHRINKAGES) {
        Means means = new Means(deviations, season, factors ? 1 : 0, decay, shrinkage);
        double error = means.squaredError();
        if (best == null || error < least) {
          least = error;
          best = means;
        }
      }
    }
    double[] smoothed = best == null ? new double[0] : best.smoothed();
    return new Seasons(factors, season, normalised(smoothed, season, factors));
  }

  /**
   * Means of deviations by season. Those of the first and last half season are unknown; a year
   * counts {@code decay} times as much as the next one, and the deviation {@code neutral}, which is
   * none, as much as {@code shrinkage} years.
   */
  private static final class Means {

    private final double[] deviations;
    private final int season;
    private final double neutral;
    private final double decay;
    private final double shrinkage;

    Means(double[] deviations, int season, double neutral, double decay, double shrinkage) {
      this.deviations = deviations;
      this.season = season;
      this.neutral = neutral;
      this.decay = decay;
      this.shrinkage = shrinkage;
    }

    private int first() {
      return season / 2;
    }

    private int last() {
      return deviations.length - season / 2 - 1;
    }

    /** Of forecasts of each year from those before, of which there are two if that is possible. */
    double squaredError() {
      double[] sums = new double[season];
      double[] counts = new double[season];
      double errors = 0;
      int begin = first() + Math.min(2, deviations.length / season - 2) * season;
      for (int t = first(); t <= last(); t++) {
        int place = t % season;
        if (t >= begin && counts[place] > 0) {
          double mean = (sums[place] + shrinkage * neutral) / (counts[place] + shrinkage);
          errors += (deviations[t] - mean) * (deviations[t] - mean);
        }
        sums[place] = decay * sums[place] + deviations[t];
        counts[place] = decay * counts[place] + 1;
      }
      return errors;
    }

    /** The index of every step, and of one season more. */
    double[] smoothed() {
      double[] smoothed = new double[deviations.length + season];
      double[] weights = new double[smoothed.length / season + 1];
      Arrays.setAll(weights, years -> FastMath.pow(decay, years));
      for (int t = 0; t < smoothed.length; t++) {
        double sum = shrinkage * neutral;
        double count = shrinkage;
        for (int other = t % season; other <= last(); other += season) {
          if (other >= first()) {
            double weight = weights[Math.abs(t - other) / season];
            sum += weight * deviations[other];
            count += weight;
          }
        }
        smoothed[t] = sum / count;
      }
      return smoothed;
    }
  }

  /** So that the season around each step has a mean of no difference. */
  private static double[] normalised(double[] indices, int season, boolean factors) {
    double[] normalised = new double[indices.length];
    for (int t = 0; t < indices.length; t++) {
      int start = Math.clamp(t - season / 2, 0, indices.length - season);
      double sum = 0;
      for (int other = start; other < start + season; other++) {
        sum += indices[other];
      }
      double mean = sum / season;
      normalised[t] = factors ? indices[t] / mean : indices[t] - mean;
    }
    return normalised;
  }

  /** Those of the first season. */
  double[] first() {
    return Arrays.copyOf(indices, season);
  }

  /** A history as it would be without seasons. */
  double[] removedFrom(double[] history) {
    double[] adjusted = new double[history.length];
    for (int t = 0; t < adjusted.length; t++) {
      adjusted[t] = factors ? history[t] / indices[t] : history[t] - indices[t];
    }
    return adjusted;
  }

  /** What is expected after the history, with the seasons again. */
  double[] addedTo(double[] forecast) {
    double[] seasonal = new double[forecast.length];
    int start = indices.length - season;
    for (int step = 0; step < seasonal.length; step++) {
      double index = indices[start + step % season];
      seasonal[step] = factors ? forecast[step] * index : forecast[step] + index;
    }
    return seasonal;
  }
}
