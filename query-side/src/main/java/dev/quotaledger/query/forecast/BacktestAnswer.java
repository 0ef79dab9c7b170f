package dev.quotaledger.query.forecast;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How good forecasts of some series would have been. Ratios and amounts have at most 6 decimals.
 *
 * @param origins from how many origins each series was forecast
 * @param method what forecasts where nothing stands against it
 * @param series by name
 * @param means over all series, each counting the same
 * @param excluded series that were not forecast, by name, and why
 */
record BacktestAnswer(
    int seasonLength,
    int horizon,
    int origins,
    MethodView method,
    List<SeriesView> series,
    Scores means,
    List<Excluded> excluded) {

  /** A way to forecast, with its version. */
  record MethodView(String name, int version) {}

  /**
   * One series.
   *
   * @param model what forecast it, from the last origin
   * @param reason why that was not the usual way; null where it was
   * @param parts the models that were combined, with weights that sum to 1
   * @param forecasts of the values that were held back at the last origin
   * @param smape the symmetric mean absolute percentage error, 0 to 200, over all origins
   * @param mase the mean absolute scaled error over all origins; null where it is not defined
   * @param maseReason why it is not; null where it is
   */
  record SeriesView(
      String series,
      int points,
      String model,
      @Nullable String reason,
      List<PartView> parts,
      List<ForecastView> forecasts,
      BigDecimal smape,
      @Nullable BigDecimal mase,
      @Nullable String maseReason,
      Baselines baselines) {}

  /** A model that took part, and how much it counted. */
  record PartView(String model, BigDecimal weight) {}

  /**
   * One step.
   *
   * @param p10 what would be fallen short of in one of ten cases
   * @param p90 what would be fallen short of in nine of ten cases
   */
  record ForecastView(
      String period, BigDecimal forecast, BigDecimal actual, BigDecimal p10, BigDecimal p90) {}

  /** The errors of the forecasts, and of simpler ways; null where nothing was forecast. */
  record Scores(@Nullable BigDecimal smape, @Nullable BigDecimal mase, Baselines baselines) {}

  /** The errors of simpler ways. */
  record Baselines(Score seasonalNaive, Score simpleExponentialSmoothing, Score theta) {}

  /** Two errors. */
  record Score(@Nullable BigDecimal smape, @Nullable BigDecimal mase) {}

  /** A series that was not forecast. */
  record Excluded(String series, String reason) {}
}
