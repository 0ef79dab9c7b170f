package dev.quotaledger.query.forecast.series;

import java.util.ArrayList;
import java.util.List;

/**
 * Which of the models of exponential smoothing with errors, trend and seasons it is, in the
 * taxonomy of Hyndman, Koehler, Snyder and Grose (2002).
 *
 * @param relativeErrors whether errors grow with the level (M) or not (A)
 */
record EtsForm(boolean relativeErrors, Trend trend, Seasons seasons) {

  enum Trend {
    NONE("N"),
    ADDITIVE("A"),
    DAMPED("Ad");

    private final String sign;

    Trend(String sign) {
      this.sign = sign;
    }
  }

  enum Seasons {
    NONE("N"),
    ADDITIVE("A"),
    MULTIPLICATIVE("M");

    private final String sign;

    Seasons(String sign) {
      this.sign = sign;
    }
  }

  /**
   * The forms to choose from. Seasons that are factors go with errors that grow with the level
   * only: the other forms of theirs are unstable.
   *
   * @param factors whether errors and seasons may be multiplicative
   */
  static List<EtsForm> all(boolean seasonal, boolean factors) {
    List<EtsForm> forms = new ArrayList<>();
    for (Trend trend : Trend.values()) {
      forms.add(new EtsForm(false, trend, Seasons.NONE));
      if (factors) {
        forms.add(new EtsForm(true, trend, Seasons.NONE));
      }
      if (seasonal) {
        forms.add(new EtsForm(false, trend, Seasons.ADDITIVE));
      }
      if (seasonal && factors) {
        forms.add(new EtsForm(true, trend, Seasons.ADDITIVE));
        forms.add(new EtsForm(true, trend, Seasons.MULTIPLICATIVE));
      }
    }
    return forms;
  }

  boolean hasTrend() {
    return trend != Trend.NONE;
  }

  boolean isDamped() {
    return trend == Trend.DAMPED;
  }

  boolean isSeasonal() {
    return seasons != Seasons.NONE;
  }

  boolean hasFactors() {
    return seasons == Seasons.MULTIPLICATIVE;
  }

  /** How many numbers are searched for: the smoothing parameters, the first level and slope. */
  int searched() {
    return 2 + (hasTrend() ? 2 : 0) + (isDamped() ? 1 : 0) + (isSeasonal() ? 1 : 0);
  }

  /** How many numbers a history determines: also the first seasons and the size of errors. */
  int parameters(int season) {
    return searched() + (isSeasonal() ? season - 1 : 0) + 1;
  }

  /** Such as {@code ETS(M,Ad,M)}. */
  String text() {
    return "ETS(%s,%s,%s)".formatted(relativeErrors ? "M" : "A", trend.sign, seasons.sign);
  }
}
