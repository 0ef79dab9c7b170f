package dev.quotaledger.query.forecast.series;

import org.hipparchus.util.FastMath;

/**
 * The dynamic optimised Theta model (Fiorucci, Pellegrini, Louzada, Petropoulos and Koehler 2016):
 * the line is that of the values so far, and how much it counts is chosen with the smoothing. One
 * step ahead,
 * {@code mu(t) = l(t-1) + (1 - 1/theta) ((1-alpha)^(t-1) A(t-1) + (1-(1-alpha)^t)/alpha B(t-1))},
 * where {@code A + B t} is that line. The errors are linear in the first level, which therefore
 * follows from the two parameters.
 */
final class DynamicTheta {

  private static final int ITERATIONS = 200;
  private static final int FIRST_THAT_COUNTS = 3;

  private final double[] history;

  private DynamicTheta(double[] history) {
    this.history = history;
  }

  static double[] forecast(double[] history, int season, int horizon) {
    Seasons seasons = Seasons.in(history, season);
    double[] adjusted = new DynamicTheta(seasons.removedFrom(history)).forecast(horizon);
    return seasons.addedTo(adjusted);
  }

  private double[] forecast(int horizon) {
    double[] best = Minimum.near(
        new double[] {0, 0},
        new double[] {1, 1},
        ITERATIONS,
        point -> run(new Run(point, 0), new double[0]).squaredError());
    double level = run(new Run(best, 0), new double[0]).firstLevel();
    double[] forecast = new double[horizon];
    run(new Run(best, level), forecast);
    return forecast;
  }

  /** Through the history, and on from it with what is expected in place of values. */
  private Run run(Run run, double[] forecast) {
    for (double value : history) {
      run.take(value);
    }
    for (int step = 0; step < forecast.length; step++) {
      forecast[step] = run.next();
      run.take(forecast[step]);
    }
    return run;
  }

  /** The state after some values, and what the errors so far say about the first level. */
  private static final class Run {

    private final double alpha;
    private final double lineShare;
    private int count;
    private double level;
    private double decay = 1;
    private double mean;
    private double intercept;
    private double slope;
    private double errors;
    private double products;
    private double squares;

    Run(double[] point, double firstLevel) {
      this.alpha = 0.01 + 0.98 * Logistic.of(point[0]);
      this.lineShare = 1 - 1 / (1 + FastMath.exp(point[1]));
      this.level = firstLevel;
    }

    double next() {
      double rising = (1 - decay * (1 - alpha)) / alpha;
      return level + lineShare * (decay * intercept + rising * slope);
    }

    void take(double value) {
      count++;
      if (count >= FIRST_THAT_COUNTS) {
        double error = value - next();
        errors += error * error;
        products += error * decay;
        squares += decay * decay;
      }
      level += alpha * (value - level);
      decay *= 1 - alpha;
      double rise = (count - 2) * slope + 6 * (value - mean) / count;
      slope = count == 1 ? 0 : rise / (count + 1);
      mean += (value - mean) / count;
      intercept = mean - slope * (count + 1) / 2;
    }

    /** That with the least squared error, where the run began with a level of 0. */
    double firstLevel() {
      return squares > 0 ? products / squares : 0;
    }

    double squaredError() {
      return errors - firstLevel() * products;
    }
  }
}
