package dev.quotaledger.query.forecast.series;

import org.hipparchus.stat.StatUtils;

/** How much a history resembles itself some steps before. */
final class Autocorrelation {

  private Autocorrelation() {}

  /** By lag, from 0 to the largest; all 0 for a constant history. */
  static double[] of(double[] history, int largestLag) {
    double mean = StatUtils.mean(history);
    double[] correlations = new double[largestLag + 1];
    for (int lag = 0; lag <= largestLag; lag++) {
      for (int t = lag; t < history.length; t++) {
        correlations[lag] += (history[t] - mean) * (history[t - lag] - mean);
      }
    }
    double variance = correlations[0];
    for (int lag = 0; lag <= largestLag; lag++) {
      correlations[lag] = variance > 0 ? correlations[lag] / variance : 0;
    }
    return correlations;
  }
}
