package dev.quotaledger.query.forecast.series;

import org.hipparchus.util.FastMath;

/** Maps any number into the interval from 0 to 1, so that a search needs no bounds. */
final class Logistic {

  private Logistic() {}

  static double of(double number) {
    return 1 / (1 + FastMath.exp(-number));
  }
}
