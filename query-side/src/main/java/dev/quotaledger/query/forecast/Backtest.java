package dev.quotaledger.query.forecast;

import dev.quotaledger.query.forecast.BacktestAnswer.Baselines;
import dev.quotaledger.query.forecast.BacktestAnswer.Excluded;
import dev.quotaledger.query.forecast.BacktestAnswer.ForecastView;
import dev.quotaledger.query.forecast.BacktestAnswer.MethodView;
import dev.quotaledger.query.forecast.BacktestAnswer.PartView;
import dev.quotaledger.query.forecast.BacktestAnswer.Scores;
import dev.quotaledger.query.forecast.BacktestAnswer.SeriesView;
import dev.quotaledger.query.forecast.series.Baseline;
import dev.quotaledger.query.forecast.series.SeriesForecast;
import dev.quotaledger.query.forecast.series.SeriesForecast.Step;
import dev.quotaledger.query.forecast.series.SeriesForecaster;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts the end of each series from what was before it. From the first origin, the last
 * {@code horizon} values are held back; each further origin is one value earlier. Nothing that is
 * held back has a part in any choice.
 *
 * @param season how many values make a season, 1 for none
 * @param horizon how many values are held back
 * @param origins how many origins
 */
record Backtest(int season, int horizon, int origins) {

  /** With fewer values before an origin, there is nothing to forecast from. */
  static final int LEAST_HISTORY = 3;

  /** Whatever the number of threads, the answer is the same. */
  BacktestAnswer of(List<ObservedSeries> all) {
    List<Result> results =
        all.stream().filter(series -> exclusion(series) == null).toList().parallelStream()
            .map(this::result)
            .toList();
    List<Excluded> excluded = new ArrayList<>();
    for (ObservedSeries series : all) {
      String reason = exclusion(series);
      if (reason != null) {
        excluded.add(new Excluded(series.name(), reason));
      }
    }
    return new BacktestAnswer(
        season,
        horizon,
        origins,
        new MethodView(SeriesForecaster.METHOD, SeriesForecaster.VERSION),
        results.stream().map(Result::view).toList(),
        means(results),
        excluded);
  }

  /** What a series was found to be. */
  private record Result(SeriesView view, Errors errors, Map<Baseline, Errors> baselines) {}

  private @Nullable String exclusion(ObservedSeries series) {
    if (!series.isOfOneForm()) {
      return "MIXED_PERIODS";
    } else if (!series.isWithoutGap()) {
      return "GAP";
    }
    return series.points() < horizon + origins - 1 + LEAST_HISTORY ? "TOO_FEW_POINTS" : null;
  }

  private Result result(ObservedSeries series) {
    List<Errors> errors = new ArrayList<>();
    Map<Baseline, List<Errors>> ofBaselines = new EnumMap<>(Baseline.class);
    for (int origin = 1; origin < origins; origin++) {
      score(series, origin, errors, ofBaselines);
    }
    SeriesForecast last = score(series, 0, errors, ofBaselines);
    Errors mean = Errors.mean(errors);
    Map<Baseline, Errors> baselines = new EnumMap<>(Baseline.class);
    ofBaselines.forEach((baseline, each) -> baselines.put(baseline, Errors.mean(each)));
    return new Result(view(series, last, mean, baselines), mean, baselines);
  }

  private SeriesForecast score(
      ObservedSeries series,
      int origin,
      List<Errors> errors,
      Map<Baseline, List<Errors>> ofBaselines) {
    int place = series.points() - horizon - origin;
    double[] history = series.until(place);
    double[] actual = series.after(place, horizon);
    SeriesForecast forecast = SeriesForecaster.forecast(history, season, horizon);
    errors.add(Errors.of(history, season, actual, forecast.means()));
    for (Baseline baseline : Baseline.values()) {
      double[] means = baseline.forecast(history, season, horizon);
      ofBaselines
          .computeIfAbsent(baseline, _ -> new ArrayList<>())
          .add(Errors.of(history, season, actual, means));
    }
    return forecast;
  }

  private SeriesView view(
      ObservedSeries series,
      SeriesForecast forecast,
      Errors errors,
      Map<Baseline, Errors> baselines) {
    return new SeriesView(
        series.name(),
        series.points(),
        forecast.method(),
        forecast.reason() == null ? null : forecast.reason().name(),
        forecast.parts().stream()
            .map(part -> new PartView(part.model(), Errors.rounded(part.weight())))
            .toList(),
        forecasts(series, forecast),
        Objects.requireNonNull(Errors.rounded(errors.smape())),
        Errors.rounded(errors.mase()),
        errors.mase().isPresent() ? null : withoutScale(series),
        view(baselines));
  }

  private String withoutScale(ObservedSeries series) {
    return series.points() - horizon <= season ? "LESS_THAN_A_SEASON" : "ZERO_SEASONAL_NAIVE_ERROR";
  }

  private List<ForecastView> forecasts(ObservedSeries series, SeriesForecast forecast) {
    List<ForecastView> views = new ArrayList<>();
    int place = series.points() - horizon;
    for (Step step : forecast.steps()) {
      views.add(new ForecastView(
          series.periods().get(place).text(),
          Errors.rounded(step.mean()),
          Errors.rounded(series.values().get(place)),
          Errors.rounded(step.p10()),
          Errors.rounded(step.p90())));
      place++;
    }
    return views;
  }

  private static Scores means(List<Result> results) {
    Errors mean = Errors.mean(results.stream().map(Result::errors).toList());
    Map<Baseline, Errors> baselines = new EnumMap<>(Baseline.class);
    for (Baseline baseline : Baseline.values()) {
      baselines.put(
          baseline,
          Errors.mean(results.stream()
              .map(result -> Objects.requireNonNull(result.baselines().get(baseline)))
              .toList()));
    }
    return new Scores(Errors.rounded(mean.smape()), Errors.rounded(mean.mase()), view(baselines));
  }

  private static Baselines view(Map<Baseline, Errors> errors) {
    return new Baselines(
        Objects.requireNonNull(errors.get(Baseline.SEASONAL_NAIVE)).score(),
        Objects.requireNonNull(errors.get(Baseline.SIMPLE_EXPONENTIAL_SMOOTHING))
            .score(),
        Objects.requireNonNull(errors.get(Baseline.THETA)).score());
  }
}
