package dev.quotaledger.query.forecast.series;

import dev.quotaledger.query.forecast.series.SeriesForecast.Part;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Several models as one: each counts by how close it came when the last part of the history was
 * forecast from what was before, from a few origins. Differences in accuracy between models are
 * mostly chance on one series, so that weights go by the inverse of the mean absolute error and no
 * model is chosen alone (Bates and Granger 1969; Makridakis and Hibon 2000).
 */
final class Combination {

  private static final int MOST_ORIGINS = 4;
  private static final double FARTHEST = 10;
  private static final double LEAST_ERROR = 1e-3;

  private final List<Member> members;
  private final double[] history;
  private final double lowest;
  private final double highest;
  private final double[] weights;
  private final List<double[]> misses;

  private Combination(List<Member> members, double[] history, int season, int horizon) {
    this.members = members;
    this.history = history;
    this.highest = FARTHEST * Arrays.stream(history).map(Math::abs).max().orElseThrow();
    this.lowest = Arrays.stream(history).allMatch(value -> value >= 0) ? 0 : -highest;
    List<Trial> trials = trials(season, horizon);
    this.weights = weights(trials);
    this.misses = trials.stream().map(trial -> trial.misses(weights)).toList();
  }

  /** How each member, in order, forecast what came after an origin. */
  private static final class Trial {

    private final double[] actual;
    private final List<double[]> forecasts;

    Trial(double[] actual, List<double[]> forecasts) {
      this.actual = actual;
      this.forecasts = forecasts;
    }

    double error(int member) {
      double sum = 0;
      for (int step = 0; step < actual.length; step++) {
        sum += Math.abs(actual[step] - forecasts.get(member)[step]);
      }
      return sum / actual.length;
    }

    double[] misses(double[] weights) {
      double[] misses = mean(forecasts, weights);
      for (int step = 0; step < actual.length; step++) {
        misses[step] = actual[step] - misses[step];
      }
      return misses;
    }
  }

  /**
   * A combination with weights for a horizon.
   *
   * @param history with a mean absolute value of about 1
   */
  static Combination of(List<Member> members, double[] history, int season, int horizon) {
    return new Combination(members, history, season, horizon);
  }

  private List<Trial> trials(int season, int horizon) {
    int ahead = Math.min(horizon, history.length / 3);
    int shortest = Seasons.areFew(history, season)
        ? Math.max(season + 2, ahead)
        : Math.max(2 * season + 1, Math.max(4, ahead));
    List<Trial> trials = new ArrayList<>();
    int origin = history.length - ahead;
    while (ahead > 0 && origin >= shortest && trials.size() < MOST_ORIGINS) {
      double[] before = Arrays.copyOf(history, origin);
      double[] actual = Arrays.copyOfRange(history, origin, origin + ahead);
      trials.add(new Trial(actual, forecasts(before, ahead)));
      origin -= Math.max(1, season / 4);
    }
    return trials;
  }

  /** Within bounds: a trend that goes on for long may leave all that ever was behind. */
  private List<double[]> forecasts(double[] before, int ahead) {
    return members.stream()
        .map(member -> Arrays.stream(member.model().forecast(before, ahead))
            .map(value -> Math.clamp(value, lowest, highest))
            .toArray())
        .toList();
  }

  private double[] weights(List<Trial> trials) {
    double[] weights = new double[members.size()];
    for (int member = 0; member < weights.length; member++) {
      int each = member;
      double error =
          trials.stream().mapToDouble(trial -> trial.error(each)).average().orElse(1);
      weights[member] = members.get(member).share() / (error + LEAST_ERROR);
    }
    double sum = Arrays.stream(weights).sum();
    return Arrays.stream(weights).map(weight -> weight / sum).toArray();
  }

  private static double[] mean(List<double[]> forecasts, double[] weights) {
    double[] mean = new double[forecasts.getFirst().length];
    for (int member = 0; member < weights.length; member++) {
      for (int step = 0; step < mean.length; step++) {
        mean[step] += weights[member] * forecasts.get(member)[step];
      }
    }
    return mean;
  }

  double[] forecast(int horizon) {
    return mean(forecasts(history, horizon), weights);
  }

  /** From each origin that was tried: what came, step by step, less what was expected. */
  List<double[]> misses() {
    return misses;
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (int member = 0; member < weights.length; member++) {
      parts.add(new Part(members.get(member).name(), weights[member]));
    }
    return parts;
  }
}
