package dev.quotaledger.query.forecast.series;

/** What was one season before; what was last, where the history is shorter than a season. */
final class SeasonalNaive {

  private SeasonalNaive() {}

  static double[] forecast(double[] history, int season, int horizon) {
    int lag = history.length < season ? 1 : season;
    double[] forecast = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      forecast[step] = history[history.length - lag + step % lag];
    }
    return forecast;
  }
}
