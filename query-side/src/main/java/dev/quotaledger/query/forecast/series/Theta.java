package dev.quotaledger.query.forecast.series;

/**
 * The Theta method (Assimakopoulos and Nikolopoulos 2000), which won the M3 competition: the mean
 * of a straight line and of a smoothed series with twice the curvature. It is the same as simple
 * exponential smoothing with half the slope of the line as drift (Hyndman and Billah 2003), on a
 * history without its seasons.
 */
final class Theta {

  private Theta() {}

  static double[] forecast(double[] history, int season, int horizon) {
    SeasonalIndices indices = SeasonalIndices.tested(history, season);
    double[] adjusted = forecast(indices.removedFrom(history), horizon);
    return indices.addedTo(adjusted, history.length);
  }

  /** The same with seasons that change from year to year. */
  static double[] evolving(double[] history, int season, int horizon) {
    Seasons seasons = Seasons.in(history, season);
    return seasons.addedTo(forecast(seasons.removedFrom(history), horizon));
  }

  private static double[] forecast(double[] history, int horizon) {
    SimpleSmoothing smoothing = SimpleSmoothing.of(history);
    double drift = Line.of(history).slope() / 2;
    double ahead = (1 - smoothing.remaining(history.length)) / smoothing.alpha();
    double[] forecast = new double[horizon];
    for (int step = 0; step < horizon; step++) {
      forecast[step] = smoothing.level() + drift * (step + ahead);
    }
    return forecast;
  }
}
