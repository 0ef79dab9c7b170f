package dev.quotaledger.query.forecast.series;

import dev.quotaledger.query.forecast.series.SeriesForecast.Part;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.stat.StatUtils;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts a series from its own history: several models of exponential smoothing and Theta,
 * combined by how well they did from earlier origins, or a simpler way where the history does not
 * support that. What it chose, and why, is part of the answer.
 */
public final class SeriesForecaster {

  /** The name of the usual way. */
  public static final String METHOD = "COMBINATION";

  /** Raised whenever the same history would give other numbers. */
  public static final int VERSION = 1;

  private static final int FEW = 10;
  private static final int VERY_FEW = 4;

  private SeriesForecaster() {}

  /**
   * What is expected of the next steps.
   *
   * @param history in time order, at least one value, all of them finite
   * @param season how many steps make a season, 1 for none
   * @param horizon how many steps ahead, at least 1
   */
  public static SeriesForecast forecast(double[] history, int season, int horizon) {
    check(history, season, horizon);
    double size = Scale.of(history).size();
    double[] scaled = Scale.of(history).removedFrom(history);
    Reason reason = reason(history, season);
    return switch (reason) {
      case ALL_ZERO -> flat("ZERO", reason, scaled, horizon, size);
      case CONSTANT -> flat("NAIVE", reason, scaled, horizon, size);
      case INTERMITTENT -> intermittent(scaled, horizon, size);
      case SHORT_HISTORY -> ofShort(scaled, season, horizon, size);
      case NEGATIVE_VALUES, ZERO_VALUES -> combined(reason, scaled, season, horizon, size);
      case null -> combined(null, scaled, season, horizon, size);
    };
  }

  private static void check(double[] history, int season, int horizon) {
    if (history.length == 0 || season < 1 || horizon < 1) {
      throw new IllegalArgumentException("A forecast needs a value, a season and a horizon.");
    }
    if (!Arrays.stream(history).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException("A forecast needs finite values.");
    }
  }

  private static @Nullable Reason reason(double[] history, int season) {
    double least = StatUtils.min(history);
    if (least == StatUtils.max(history)) {
      return least == 0 ? Reason.ALL_ZERO : Reason.CONSTANT;
    } else if (IntermittentDemand.isIntermittent(history)
        && !SeasonalIndices.isSeasonal(history, season)) {
      return Reason.INTERMITTENT;
    } else if (history.length < FEW
        || (season > 1 && history.length <= season)
        || Seasons.areFew(history, season)) {
      return Reason.SHORT_HISTORY;
    } else if (least <= 0) {
      return least < 0 ? Reason.NEGATIVE_VALUES : Reason.ZERO_VALUES;
    }
    return null;
  }

  private static SeriesForecast flat(
      String model, Reason reason, double[] history, int horizon, double size) {
    double[] means = new double[horizon];
    Arrays.fill(means, StatUtils.mean(history));
    return new SeriesForecast(
        model,
        VERSION,
        reason,
        List.of(new Part(model, 1)),
        Spread.likeHistory(history, means, size));
  }

  private static SeriesForecast intermittent(double[] history, int horizon, double size) {
    Combination combination = Combination.of(Member.ofIntermittent(), history, 1, horizon);
    return new SeriesForecast(
        "INTERMITTENT_DEMAND",
        VERSION,
        Reason.INTERMITTENT,
        combination.parts(),
        Spread.likeHistory(history, combination.forecast(horizon), size));
  }

  private static SeriesForecast ofShort(double[] history, int season, int horizon, double size) {
    if (history.length < VERY_FEW) {
      return flat("MEAN", Reason.SHORT_HISTORY, history, horizon, size);
    }
    int known = Seasons.areFew(history, season) ? season : 1;
    return combined(Reason.SHORT_HISTORY, history, known, horizon, size);
  }

  private static SeriesForecast combined(
      @Nullable Reason reason, double[] history, int season, int horizon, double size) {
    Combination combination = Combination.of(members(history, season), history, season, horizon);
    Spread spread = Spread.around(history, season, combination.misses());
    return new SeriesForecast(
        METHOD,
        VERSION,
        reason,
        combination.parts(),
        spread.steps(combination.forecast(horizon), size));
  }

  private static List<Member> members(double[] history, int season) {
    if (history.length < FEW) {
      return Member.ofFewValues();
    }
    return Seasons.areFew(history, season)
        ? Member.ofFewSeasons(history, season)
        : Member.of(history, season);
  }
}
