package dev.quotaledger.query.forecast.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.hipparchus.util.FastMath;

/**
 * A model that takes part in a combination.
 *
 * @param name as answers give it
 * @param share how much it counts beside others that are as accurate
 */
record Member(String name, double share, Model model) {

  private static final double LARGEST_LOGARITHM = 700;

  /** A way to go on with a history. */
  @FunctionalInterface
  interface Model {

    /** What is expected of each of the next steps. */
    double[] forecast(double[] history, int horizon);
  }

  private Member(String name, Model model) {
    this(name, 1, model);
  }

  /** Those for a history in which most steps bring nothing. */
  static List<Member> ofIntermittent() {
    return List.of(
        new Member("CROSTON_SBA", IntermittentDemand::croston),
        new Member("TSB", IntermittentDemand::fading));
  }

  /** Those that a handful of values can determine. */
  static List<Member> ofFewValues() {
    return List.of(
        new Member("SIMPLE_EXPONENTIAL_SMOOTHING", SimpleSmoothing::forecast),
        new Member("THETA", (values, horizon) -> Theta.evolving(values, 1, horizon)));
  }

  /**
   * Those for a history of one to four seasons. What was one season before counts a third: it alone
   * takes the season at its word.
   */
  static List<Member> ofFewSeasons(double[] history, int season) {
    Seasons seasons = Seasons.in(history, season);
    EtsForm form = Ets.chosen(seasons.removedFrom(history), 1).form();
    List<Member> members = new ArrayList<>();
    members.add(
        new Member(form.text(), (values, horizon) -> adjusted(values, season, form, horizon)));
    members.addAll(common(history, season));
    members.add(new Member(
        "SEASONAL_NAIVE",
        members.size() / 2.0,
        (values, horizon) -> SeasonalNaive.forecast(values, season, horizon)));
    return members;
  }

  /**
   * Those for any other history. The form of exponential smoothing is chosen here once; its
   * parameters are found anew in each part of the history that is forecast from.
   *
   * @param season 1 where there is none
   */
  static List<Member> of(double[] history, int season) {
    EtsForm form = Ets.chosen(history, season).form();
    List<Member> members = new ArrayList<>();
    members.add(new Member(
        form.text(), (values, horizon) -> Ets.fitted(values, season, form).forecast(horizon)));
    members.addAll(common(history, season));
    return members;
  }

  private static List<Member> common(double[] history, int season) {
    boolean positive = Arrays.stream(history).allMatch(value -> value > 0);
    return List.of(
        positive
            ? new Member(
                "LOG_DYNAMIC_THETA", (values, horizon) -> ofLogarithms(values, season, horizon))
            : new Member(
                "DYNAMIC_THETA",
                (values, horizon) -> DynamicTheta.forecast(values, season, horizon)),
        new Member("THETA", (values, horizon) -> Theta.evolving(values, season, horizon)),
        new Member("CES", (values, horizon) -> ComplexSmoothing.forecast(values, season, horizon)));
  }

  private static double[] adjusted(double[] history, int season, EtsForm form, int horizon) {
    Seasons seasons = Seasons.in(history, season);
    Ets fitted = Ets.fitted(seasons.removedFrom(history), 1, form);
    return seasons.addedTo(fitted.forecast(horizon));
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
