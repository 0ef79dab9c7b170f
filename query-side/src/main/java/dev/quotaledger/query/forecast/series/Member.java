package dev.quotaledger.query.forecast.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.util.FastMath;

/**
 * A model that takes part in a combination.
 *
 * @param name as answers give it
 */
record Member(String name, Model model) {

  private static final double LARGEST_LOGARITHM = 700;

  /** A way to go on with a history. */
  @FunctionalInterface
  interface Model {

    /** What is expected of each of the next steps. */
    double[] forecast(double[] history, int horizon);
  }

  /** Those for a history in which most steps bring nothing. */
  static List<Member> ofIntermittent() {
    return List.of(
        new Member("CROSTON_SBA", IntermittentDemand::croston),
        new Member("TSB", IntermittentDemand::fading));
  }

  /** Those that a handful of values can determine. */
  static List<Member> ofFew() {
    return List.of(
        new Member("SIMPLE_EXPONENTIAL_SMOOTHING", SimpleSmoothing::forecast),
        new Member("THETA", (values, horizon) -> Theta.forecast(values, 1, horizon)));
  }

  /**
   * Those for any other history. The form of exponential smoothing is chosen here once; its parameters
   * are found anew in each part of the history that is forecast from.
   *
   * @param season 1 where there is none
   */
  static List<Member> of(double[] history, int season) {
    EtsForm form = Ets.chosen(history, season).form();
    boolean positive = Arrays.stream(history).allMatch(value -> value > 0);
    List<Member> members = new ArrayList<>();
    members.add(new Member(
        form.text(), (values, horizon) -> Ets.fitted(values, season, form).forecast(horizon)));
    members.add(
        positive
            ? new Member(
                "LOG_DYNAMIC_THETA", (values, horizon) -> ofLogarithms(values, season, horizon))
            : new Member(
                "DYNAMIC_THETA",
                (values, horizon) -> DynamicTheta.forecast(values, season, horizon)));
    members.add(new Member("THETA", (values, horizon) -> Theta.evolving(values, season, horizon)));
    members.add(
        new Member("CES", (values, horizon) -> ComplexSmoothing.forecast(values, season, horizon)));
    return members;
  }

  /** Growth by a rate is a line in logarithms, and seasons that are factors are differences. */
  private static double[] ofLogarithms(double[] history, int season, int horizon) {
    double[] logarithms = Arrays.stream(history).map(FastMath::log).toArray();
    double[] forecast = DynamicTheta.forecast(logarithms, season, horizon);
    return Arrays.stream(forecast)
        .map(value -> FastMath.exp(Math.min(value, LARGEST_LOGARITHM)))
        .toArray();
  }
}
