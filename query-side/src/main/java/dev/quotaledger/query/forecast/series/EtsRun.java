package dev.quotaledger.query.forecast.series;

import org.hipparchus.util.FastMath;

/** The states of exponential smoothing after some values, with given parameters. */
final class EtsRun {

  private static final double LEAST = 1e-6;
  private static final double LARGEST_PRODUCT = 1e100;

  private final EtsForm form;
  private final double alpha;
  private final double beta;
  private final double gamma;
  private final double phi;
  private final double[] seasons;
  private double level;
  private double slope;
  private int place;
  private double errors;
  private double logarithms;
  private double product = 1;

  /**
   * A start.
   *
   * @param point what was searched for, in the order of {@link Ets}, each in terms without bounds
   */
  EtsRun(EtsForm form, double[] point, double[] firstSeasons) {
    int next = 0;
    this.form = form;
    this.alpha = 1e-4 + 0.9998 * Logistic.of(point[next++]);
    this.beta = form.hasTrend() ? alpha * Logistic.of(point[next++]) : 0;
    this.phi = form.isDamped() ? 0.8 + 0.18 * Logistic.of(point[next++]) : 1;
    this.gamma = form.isSeasonal() ? (1 - alpha) * Logistic.of(point[next++]) : 0;
    this.level = point[next++];
    this.slope = form.hasTrend() ? point[next] : 0;
    this.seasons = firstSeasons.clone();
  }

  /** What is expected next. */
  double next() {
    double base = level + phi * slope;
    return form.hasFactors() ? base * seasons[place] : base + seasons[place];
  }

  /** Takes up a value; false where the parameters make no sense for it. */
  boolean take(double value) {
    double base = level + phi * slope;
    double season = seasons[place];
    boolean factors = form.hasFactors();
    double expected = factors ? base * season : base + season;
    if ((form.relativeErrors() && !(expected > LEAST)) || (factors && !(season > LEAST))) {
      return false;
    }
    double error = value - expected;
    count(form.relativeErrors() ? error / expected : error, expected);
    double adjusted = factors ? error / season : error;
    level = base + alpha * adjusted;
    slope = phi * slope + beta * adjusted;
    seasons[place] = season + gamma * (factors ? error / base : error);
    place = (place + 1) % seasons.length;
    return true;
  }

  private void count(double error, double expected) {
    errors += error * error;
    if (form.relativeErrors()) {
      product *= expected;
      if (product > LARGEST_PRODUCT || product < 1 / LARGEST_PRODUCT) {
        logarithms += FastMath.log(product);
        product = 1;
      }
    }
  }

  /** One step on, with what is expected as the value. */
  void pass() {
    level += phi * slope;
    slope *= phi;
    place = (place + 1) % seasons.length;
  }

  double squaredError() {
    return errors;
  }

  /** The sum of the logarithms of what was expected, where errors are relative to it. */
  double sizes() {
    return logarithms + FastMath.log(product);
  }
}
