package dev.quotaledger.query.forecast.series;

import org.hipparchus.stat.regression.SimpleRegression;

/**
 * The straight line through a history with the least squared distance.
 *
 * @param start its value one step before the history
 * @param slope by how much it rises each step
 */
record Line(double start, double slope) {

  static Line of(double[] history) {
    if (history.length < 2) {
      return new Line(history[0], 0);
    }
    SimpleRegression regression = new SimpleRegression();
    for (int t = 0; t < history.length; t++) {
      regression.addData(t + 1, history[t]);
    }
    return new Line(regression.getIntercept(), regression.getSlope());
  }

  double at(int step) {
    return start + slope * step;
  }

  /** Whether it is above 0 at each of so many steps. */
  boolean isPositive(int steps) {
    return at(1) > 0 && at(steps) > 0;
  }
}
