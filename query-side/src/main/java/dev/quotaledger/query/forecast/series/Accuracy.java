package dev.quotaledger.query.forecast.series;

import java.util.OptionalDouble;

/** How far forecasts were from what came. */
public final class Accuracy {

  private Accuracy() {}

  /**
   * The symmetric mean absolute percentage error as the M3 competition defines it (Makridakis and
   * Hibon 2000): the mean of {@code 200 |F - A| / (|A| + |F|)}, a percentage from 0 to 200; a step
   * where both are 0 counts as 0.
   */
  public static double smape(double[] actual, double[] forecast) {
    double sum = 0;
    for (int step = 0; step < actual.length; step++) {
      double size = Math.abs(actual[step]) + Math.abs(forecast[step]);
      sum += size == 0 ? 0 : 200 * (Math.abs(forecast[step] - actual[step]) / size);
    }
    return sum / actual.length;
  }

  /**
   * The mean absolute scaled error (Hyndman and Koehler 2006): the mean absolute error divided by
   * that which the value of one season before has within the history, so that below 1 is better
   * than that.
   *
   * @return nothing where the history has no season's length, or repeats itself exactly
   */
  public static OptionalDouble mase(
      double[] history, int season, double[] actual, double[] forecast) {
    double scale = 0;
    for (int t = season; t < history.length; t++) {
      scale += Math.abs(history[t] - history[t - season]);
    }
    if (scale == 0) {
      return OptionalDouble.empty();
    }
    double sum = 0;
    for (int step = 0; step < actual.length; step++) {
      sum += Math.abs(actual[step] - forecast[step]);
    }
    return OptionalDouble.of(sum / actual.length / (scale / (history.length - season)));
  }
}
