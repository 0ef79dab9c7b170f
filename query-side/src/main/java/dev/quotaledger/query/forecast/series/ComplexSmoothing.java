package dev.quotaledger.query.forecast.series;

import java.util.Arrays;
import org.hipparchus.stat.StatUtils;

/**
 * Complex exponential smoothing (Svetunkov, Kourentzes and Ord 2022), of a history without its
 * seasons: the smoothing parameter is a complex number, and so is the level, whose imaginary part
 * is what the errors leave behind. It follows both levels and trends without a choice between them.
 */
final class ComplexSmoothing {

  private static final int ITERATIONS = 400;
  private static final int FIRST_VALUES = 10;

  private final double[] history;

  private ComplexSmoothing(double[] history) {
    this.history = history;
  }

  static double[] forecast(double[] history, int season, int horizon) {
    Seasons seasons = Seasons.in(history, season);
    double[] adjusted = new ComplexSmoothing(seasons.removedFrom(history)).forecast(horizon);
    return seasons.addedTo(adjusted);
  }

  private double[] forecast(int horizon) {
    double[] best = Minimum.near(
        new double[] {1.3, 1.0}, new double[] {0.2, 0.2}, ITERATIONS, this::squaredError);
    State state = new State(best[0], best[1], history);
    for (double value : history) {
      state.take(value - state.level);
    }
    double[] forecast = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      forecast[step] = state.level;
      state.take(0);
    }
    return forecast;
  }

  private double squaredError(double[] point) {
    if (!isStable(point[0], point[1])) {
      return Double.MAX_VALUE;
    }
    State state = new State(point[0], point[1], history);
    double sum = 0;
    for (double value : history) {
      double error = value - state.level;
      sum += error * error;
      state.take(error);
    }
    return sum < Double.MAX_VALUE ? sum : Double.MAX_VALUE;
  }

  /** Whether old values lose their weight; the region that the authors give. */
  private static boolean isStable(double real, double imaginary) {
    return square(real - 2.5) + square(imaginary) > 1.25
        && square(real - 0.5) + square(imaginary - 1) > 0.25
        && square(real - 1.5) + square(imaginary - 0.5) < 1.5;
  }

  private static double square(double number) {
    return number * number;
  }

  private static final class State {

    private final double real;
    private final double imaginary;
    private double level;
    private double potential;

    State(double real, double imaginary, double[] history) {
      this.real = real;
      this.imaginary = imaginary;
      this.level = StatUtils.mean(Arrays.copyOf(history, Math.min(FIRST_VALUES, history.length)));
      this.potential = level / 1.1;
    }

    void take(double error) {
      double next = level - (1 - imaginary) * potential + (real - imaginary) * error;
      potential = level + (1 - real) * potential + (real + imaginary) * error;
      level = next;
    }
  }
}
