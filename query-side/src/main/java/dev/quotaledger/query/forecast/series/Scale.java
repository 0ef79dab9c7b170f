package dev.quotaledger.query.forecast.series;

import java.util.Arrays;

/**
 * The size of a history's numbers. Without it a forecast does not depend on the unit, be it cents
 * or millions.
 *
 * @param size the mean of the absolute values; 1 where all are 0
 */
record Scale(double size) {

  static Scale of(double[] history) {
    double mean = Arrays.stream(history).map(Math::abs).average().orElseThrow();
    return new Scale(mean == 0 ? 1 : mean);
  }

  double[] removedFrom(double[] history) {
    return Arrays.stream(history).map(value -> value / size).toArray();
  }

  double[] restored(double[] forecast) {
    return Arrays.stream(forecast).map(value -> value * size).toArray();
  }
}
