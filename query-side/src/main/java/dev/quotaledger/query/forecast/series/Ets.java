package dev.quotaledger.query.forecast.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.hipparchus.stat.StatUtils;
import org.hipparchus.util.FastMath;

/**
 * Exponential smoothing with errors, trend and seasons in state space form (Hyndman, Koehler, Ord
 * and Snyder 2008), fitted to a history by its likelihood. The first seasons are those of a
 * decomposition; all else is searched for, within the usual bounds {@code 0 < beta < alpha < 1},
 * {@code 0 < gamma < 1 - alpha} and {@code 0.8 < phi < 0.98}.
 */
final class Ets {

  private static final int ITERATIONS = 400;
  private static final double LEAST_ERROR = 1e-20;

  private final double[] history;
  private final int season;
  private final EtsForm form;
  private final double[] firstSeasons;
  private final double[] fitted;
  private final double criterion;

  private Ets(double[] history, int season, EtsForm form) {
    this.history = history;
    this.season = form.isSeasonal() ? season : 1;
    this.form = form;
    Seasons seasons =
        form.isSeasonal() ? Seasons.of(history, season, form.hasFactors()) : Seasons.none(history);
    this.firstSeasons = seasons.first();
    this.fitted = search(Line.of(head(seasons.removedFrom(history))));
    this.criterion = criterion(likelihood(fitted));
  }

  static Ets fitted(double[] history, int season, EtsForm form) {
    return new Ets(history, season, form);
  }

  /** The one with the least Akaike criterion, corrected for short histories (AICc). */
  static Ets chosen(double[] history, int season) {
    boolean seasonal = season > 1 && history.length > 2 * season;
    boolean factors = Arrays.stream(history).allMatch(value -> value > 0);
    boolean seasonalFactors = seasonal && SeasonalIndices.canHaveFactors(history, season);
    return EtsForm.all(seasonal, factors).stream()
        .filter(form -> seasonalFactors || !form.hasFactors())
        .map(form -> new Ets(history, season, form))
        .min(Comparator.comparingDouble(fit -> fit.criterion))
        .orElseThrow();
  }

  EtsForm form() {
    return form;
  }

  private double[] head(double[] adjusted) {
    return Arrays.copyOf(adjusted, Math.min(adjusted.length, Math.max(10, 2 * season)));
  }

  private double[] search(Line line) {
    double level = form.hasTrend() ? line.start() : StatUtils.mean(head(history));
    List<Guess> guesses = new ArrayList<>();
    guesses.add(new Guess(-0.8, 1.2));
    if (form.hasTrend()) {
      guesses.add(new Guess(-2, 1));
    }
    if (form.isDamped()) {
      guesses.add(new Guess(1.5, -1));
    }
    if (form.isSeasonal()) {
      guesses.add(new Guess(-2.5, 1));
    }
    guesses.add(new Guess(level, 0.1 * Math.max(0.1, Math.abs(level))));
    if (form.hasTrend()) {
      guesses.add(new Guess(line.slope(), Math.max(0.01, Math.abs(line.slope()) / 2)));
    }
    return Minimum.near(
        guesses.stream().mapToDouble(Guess::start).toArray(),
        guesses.stream().mapToDouble(Guess::step).toArray(),
        ITERATIONS,
        this::likelihood);
  }

  /** Where the search for a number begins, and how far it looks around at first. */
  private record Guess(double start, double step) {}

  /** Twice the negative logarithm, but for a constant. */
  private double likelihood(double[] point) {
    EtsRun run = new EtsRun(form, point, firstSeasons);
    for (double value : history) {
      if (!run.take(value)) {
        return Double.MAX_VALUE;
      }
    }
    double errors = Math.max(run.squaredError(), LEAST_ERROR);
    double value = history.length * FastMath.log(errors) + 2 * run.sizes();
    return value < Double.MAX_VALUE ? value : Double.MAX_VALUE;
  }

  private double criterion(double likelihood) {
    double count = form.parameters(season);
    double free = history.length - count - 1;
    return free <= 0 ? Double.MAX_VALUE : likelihood + 2 * count + 2 * count * (count + 1) / free;
  }

  double[] forecast(int horizon) {
    EtsRun run = new EtsRun(form, fitted, firstSeasons);
    for (double value : history) {
      run.take(value);
    }
    double[] forecast = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      forecast[step] = run.next();
      run.pass();
    }
    return forecast;
  }
}
