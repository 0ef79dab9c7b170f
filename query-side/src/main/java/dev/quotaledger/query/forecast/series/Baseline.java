package dev.quotaledger.query.forecast.series;

/** What a forecast must be better than to be worth its trouble. */
public enum Baseline {
  /** What was one season before. */
  SEASONAL_NAIVE {
    @Override
    double[] ofScaled(double[] history, int season, int horizon) {
      return SeasonalNaive.forecast(history, season, horizon);
    }
  },
  /** A level that takes up part of each error; it knows neither trend nor season. */
  SIMPLE_EXPONENTIAL_SMOOTHING {
    @Override
    double[] ofScaled(double[] history, int season, int horizon) {
      return SimpleSmoothing.forecast(history, horizon);
    }
  },
  /** The Theta method, on a history without its seasons. */
  THETA {
    @Override
    double[] ofScaled(double[] history, int season, int horizon) {
      return Theta.forecast(history, season, horizon);
    }
  };

  abstract double[] ofScaled(double[] history, int season, int horizon);

  /**
   * What is expected of the next steps.
   *
   * @param history in time order, at least one value, all of them finite
   * @param season how many steps make a season, 1 for none
   * @param horizon how many steps ahead, at least 1
   */
  public double[] forecast(double[] history, int season, int horizon) {
    Scale scale = Scale.of(history);
    return scale.restored(ofScaled(scale.removedFrom(history), season, horizon));
  }
}
