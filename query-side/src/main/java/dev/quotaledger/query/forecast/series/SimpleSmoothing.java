package dev.quotaledger.query.forecast.series;

import java.util.Arrays;
import org.hipparchus.util.FastMath;

/**
 * Simple exponential smoothing, {@code l(t) = alpha y(t) + (1 - alpha) l(t-1)}, whose forecast is
 * the last level. The smoothing parameter and the first level have the least sum of squared errors;
 * the errors are linear in the first level, which therefore follows from the parameter.
 *
 * @param alpha how much of an error the level takes up, within 0 and 1
 * @param level the last level
 * @param squaredError the sum of the squares of the errors one step ahead
 */
record SimpleSmoothing(double alpha, double level, double squaredError) {

  private static final double LEAST = 1e-4;
  private static final double MOST = 0.9999;

  static SimpleSmoothing of(double[] history) {
    double alpha = Minimum.between(LEAST, MOST, each -> with(each, history).squaredError());
    return with(alpha, history);
  }

  static double[] forecast(double[] history, int horizon) {
    double[] forecast = new double[horizon];
    Arrays.fill(forecast, of(history).level());
    return forecast;
  }

  private static SimpleSmoothing with(double alpha, double[] history) {
    double level = firstLevel(history, alpha);
    double sum = 0;
    for (double value : history) {
      double error = value - level;
      sum += error * error;
      level += alpha * error;
    }
    return new SimpleSmoothing(alpha, level, sum);
  }

  /** By least squares: at each step it counts with the weight {@code (1 - alpha)^t}. */
  private static double firstLevel(double[] history, double alpha) {
    double weight = 1;
    double rest = 0;
    double products = 0;
    double squares = 0;
    for (double value : history) {
      products += (value - rest) * weight;
      squares += weight * weight;
      rest += alpha * (value - rest);
      weight *= 1 - alpha;
    }
    return products / squares;
  }

  /** How much of the first level is left after so many values. */
  double remaining(int count) {
    return FastMath.pow(1 - alpha, count);
  }
}
