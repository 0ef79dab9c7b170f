package dev.quotaledger.query.forecast.series;

import java.util.Arrays;

/**
 * Forecasts of histories in which most steps bring nothing: how much comes and how often are
 * smoothed each by itself.
 */
final class IntermittentDemand {

  private static final double SMOOTHING = 0.1;

  private IntermittentDemand() {}

  /**
   * Whether something comes at less than one of 1.32 steps on average, the limit of Syntetos,
   * Boylan and Croston (2005), and nothing is negative.
   */
  static boolean isIntermittent(double[] history) {
    long zeros = Arrays.stream(history).filter(value -> value == 0).count();
    return Arrays.stream(history).allMatch(value -> value >= 0)
        && history.length >= 1.32 * (history.length - zeros);
  }

  /**
   * Croston's method (1972) without its bias: sizes and the intervals between them are smoothed
   * when something comes (Syntetos and Boylan 2005).
   */
  static double[] croston(double[] history, int horizon) {
    double size = meanSize(history);
    double interval = (double) history.length / sizes(history).length;
    int waited = 0;
    for (double value : history) {
      waited++;
      if (value != 0) {
        size += SMOOTHING * (value - size);
        interval += SMOOTHING * (waited - interval);
        waited = 0;
      }
    }
    return level((1 - SMOOTHING / 2) * size / interval, horizon);
  }

  /**
   * The method of Teunter, Syntetos and Babai (2011): the probability that something comes is
   * smoothed at every step, so that it fades while nothing does.
   */
  static double[] fading(double[] history, int horizon) {
    double size = meanSize(history);
    double probability = (double) sizes(history).length / history.length;
    for (double value : history) {
      probability += SMOOTHING * ((value == 0 ? 0 : 1) - probability);
      if (value != 0) {
        size += SMOOTHING * (value - size);
      }
    }
    return level(probability * size, horizon);
  }

  private static double[] sizes(double[] history) {
    return Arrays.stream(history).filter(value -> value != 0).toArray();
  }

  private static double meanSize(double[] history) {
    return Arrays.stream(sizes(history)).average().orElse(0);
  }

  private static double[] level(double value, int horizon) {
    double[] forecast = new double[horizon];
    Arrays.fill(forecast, value);
    return forecast;
  }
}
