package dev.quotaledger.query.forecast.series;

import dev.quotaledger.query.forecast.series.SeriesForecast.Step;
import java.util.ArrayList;
import java.util.List;
import org.hipparchus.distribution.continuous.NormalDistribution;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.stat.descriptive.rank.Percentile;
import org.hipparchus.util.FastMath;

/**
 * How far what comes may be from what is expected. Where models were tried, the variance one step
 * ahead is the mean of two: that of a simple smoothing within the history, and that of what the
 * combination missed from earlier origins, brought back to one step. It grows with the steps as
 * that of the smoothing does, by {@code 1 + (h - 1) alpha^2}.
 */
final class Spread {

  private static final NormalDistribution NORMAL = new NormalDistribution(0, 1);
  private static final double TENTH = 10;
  private static final double HALF = 50;
  private static final double NINE_TENTHS = 90;
  private static final double NINTH_DECILE = NORMAL.inverseCumulativeProbability(NINE_TENTHS / 100);

  private final double alpha;
  private final double variance;
  private final boolean negatives;

  private Spread(double alpha, double variance, boolean negatives) {
    this.alpha = alpha;
    this.variance = variance;
    this.negatives = negatives;
  }

  /**
   * Around a forecast of a history of at least three values.
   *
   * @param season 1 where there is none
   * @param misses by origin and step; none where the history is too short to try
   */
  static Spread around(double[] history, int season, List<double[]> misses) {
    SimpleSmoothing smoothing =
        SimpleSmoothing.of(Seasons.in(history, season).removedFrom(history));
    double within = smoothing.squaredError() / (history.length - 2);
    double alpha = smoothing.alpha();
    double tried = misses.isEmpty() ? within : variance(misses, alpha);
    return new Spread(alpha, (within + tried) / 2, StatUtils.min(history) < 0);
  }

  private static double variance(List<double[]> misses, double alpha) {
    double sum = 0;
    int count = 0;
    for (double[] ofOrigin : misses) {
      for (int step = 0; step < ofOrigin.length; step++) {
        sum += ofOrigin[step] * ofOrigin[step] / growth(step, alpha);
        count++;
      }
    }
    return sum / count;
  }

  private static double growth(int step, double alpha) {
    return 1 + step * alpha * alpha;
  }

  /** The steps with these means. Where nothing was ever negative, no quantile is. */
  List<Step> steps(double[] means, double scale) {
    List<Step> steps = new ArrayList<>();
    for (int step = 0; step < means.length; step++) {
      double deviation = FastMath.sqrt(variance * growth(step, alpha));
      double low = means[step] - NINTH_DECILE * deviation;
      steps.add(new Step(
          scale * means[step],
          scale * deviation,
          scale * (negatives ? low : Math.max(0, low)),
          scale * means[step],
          scale * (means[step] + NINTH_DECILE * deviation)));
    }
    return steps;
  }

  /** The same at every step: the quantiles are those of the history itself. */
  static List<Step> likeHistory(double[] history, double[] means, double scale) {
    Percentile percentile = new Percentile();
    percentile.setData(history);
    double deviation = FastMath.sqrt(history.length > 1 ? StatUtils.variance(history) : 0);
    List<Step> steps = new ArrayList<>();
    for (double mean : means) {
      steps.add(new Step(
          scale * mean,
          scale * deviation,
          scale * percentile.evaluate(TENTH),
          scale * percentile.evaluate(HALF),
          scale * percentile.evaluate(NINE_TENTHS)));
    }
    return steps;
  }
}
