package dev.quotaledger.query.forecast.series;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is expected of the steps after a history.
 *
 * @param method the name of the way that was chosen, such as {@code COMBINATION}
 * @param version the version of that way: another one may give other numbers
 * @param reason why it is not the usual way; null where it is
 * @param parts the models that were combined, with weights that sum to 1; at least one
 * @param steps one for each step, in time order
 */
public record SeriesForecast(
    String method, int version, @Nullable Reason reason, List<Part> parts, List<Step> steps) {

  /** A forecast, whose lists nobody can change. */
  public SeriesForecast {
    parts = List.copyOf(parts);
    steps = List.copyOf(steps);
  }

  /**
   * A model that took part.
   *
   * @param model its name, such as {@code ETS(M,Ad,M)}
   * @param weight how much it counts, from 0 to 1
   */
  public record Part(String model, double weight) {}

  /**
   * One step ahead, in the unit of the history.
   *
   * @param mean what is expected
   * @param deviation the standard deviation of what will be around that
   * @param p10 what it will fall short of in one of ten cases
   * @param p50 what it will fall short of in half of the cases
   * @param p90 what it will fall short of in nine of ten cases
   */
  public record Step(double mean, double deviation, double p10, double p50, double p90) {}

  /** The means of all steps. */
  public double[] means() {
    return steps.stream().mapToDouble(Step::mean).toArray();
  }
}
