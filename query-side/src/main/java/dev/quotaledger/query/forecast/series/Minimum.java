package dev.quotaledger.query.forecast.series;

import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import org.hipparchus.optim.InitialGuess;
import org.hipparchus.optim.MaxEval;
import org.hipparchus.optim.SimpleValueChecker;
import org.hipparchus.optim.nonlinear.scalar.GoalType;
import org.hipparchus.optim.nonlinear.scalar.ObjectiveFunction;
import org.hipparchus.optim.nonlinear.scalar.noderiv.NelderMeadSimplex;
import org.hipparchus.optim.nonlinear.scalar.noderiv.SimplexOptimizer;
import org.hipparchus.optim.univariate.BrentOptimizer;
import org.hipparchus.optim.univariate.SearchInterval;
import org.hipparchus.optim.univariate.UnivariateObjectiveFunction;

/** Where a function is smallest. The same function gives the same place. */
final class Minimum {

  private static final double TOLERANCE = 1e-7;
  private static final int CELLS = 10;
  private static final int MOST_EVALUATIONS = 100_000;

  private Minimum() {}

  /** Within an interval: around the best of a few evenly spaced places, by Brent's method. */
  static double between(double low, double high, DoubleUnaryOperator function) {
    double width = (high - low) / CELLS;
    double best = low + width / 2;
    double least = function.applyAsDouble(best);
    for (int cell = 1; cell < CELLS; cell++) {
      double place = low + width * (cell + 0.5);
      double value = function.applyAsDouble(place);
      if (value < least) {
        least = value;
        best = place;
      }
    }
    return new BrentOptimizer(TOLERANCE, TOLERANCE)
        .optimize(
            GoalType.MINIMIZE,
            new UnivariateObjectiveFunction(function::applyAsDouble),
            new SearchInterval(Math.max(low, best - width), Math.min(high, best + width), best),
            new MaxEval(MOST_EVALUATIONS))
        .getPoint();
  }

  /**
   * Anywhere, by the simplex method of Nelder and Mead.
   *
   * @param steps how far the first simplex reaches along each parameter, none of them 0
   * @param iterations after how many the best place so far is taken
   */
  static double[] near(
      double[] start, double[] steps, int iterations, ToDoubleFunction<double[]> function) {
    return new SimplexOptimizer(new SimpleValueChecker(TOLERANCE, TOLERANCE, iterations))
        .optimize(
            GoalType.MINIMIZE,
            new ObjectiveFunction(function::applyAsDouble),
            new InitialGuess(start),
            new NelderMeadSimplex(steps),
            new MaxEval(MOST_EVALUATIONS))
        .getPoint();
  }
}
