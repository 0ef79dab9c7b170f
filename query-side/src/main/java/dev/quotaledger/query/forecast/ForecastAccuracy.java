package dev.quotaledger.query.forecast;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.forecast.PlanForecast.Figures;
import dev.quotaledger.query.pipeline.CallRow;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How good forecasts of past periods were: WAPE = sum of |forecast - actual| / sum of |actual|, bias
 * = sum of (forecast - actual) / sum of actual, both over each subject of each period first, so that
 * errors of different subjects do not cancel out.
 *
 * @param rows one for each subject and period
 */
record ForecastAccuracy(List<Row> rows) {

  /** The methods that are compared. */
  enum Forecaster {
    LANDING_P50,
    EXPECTED_CLOSE,
    RUN_RATE,
    STATISTICAL,
    SUBMITTED_COMMIT
  }

  /**
   * One subject in one period.
   *
   * @param forecasts by method; a method that gave none is left out
   * @param p10 a tenth of the draws was below it, and {@code p90} above
   */
  record Row(
      Period period,
      Node node,
      double actual,
      Map<Forecaster, Double> forecasts,
      double p10,
      double p90) {

    /** Whether what came was between the tenth and the ninetieth percentile. */
    boolean isInside() {
      return actual >= p10 && actual <= p90;
    }
  }

  /**
   * How good one method was.
   *
   * @param count how many forecasts it gave
   * @param wape null where nothing was won
   * @param bias null where what was won sums to zero
   */
  record Score(int count, @Nullable Double wape, @Nullable Double bias) {}

  /**
   * The rows of one period.
   *
   * @param actuals what came, by subject
   */
  static List<Row> rows(
      Period period, SortedMap<Node, Figures> forecasts, Map<Node, Money> actuals) {
    NavigableSet<Node> nodes = new TreeSet<>(forecasts.keySet());
    nodes.addAll(actuals.keySet());
    List<Row> rows = new ArrayList<>();
    for (Node node : nodes) {
      Figures figures = forecasts.get(node);
      Money actual = actuals.get(node);
      if (figures != null) {
        rows.add(new Row(
            period,
            node,
            actual == null ? 0 : actual.amount().doubleValue(),
            byMethod(figures),
            figures.draws().quantile(0.1),
            figures.draws().quantile(0.9)));
      }
    }
    return rows;
  }

  private static Map<Forecaster, Double> byMethod(Figures figures) {
    Map<Forecaster, Double> forecasts = new EnumMap<>(Forecaster.class);
    double closed = figures.closed().amount().doubleValue();
    forecasts.put(Forecaster.LANDING_P50, figures.draws().quantile(0.5));
    forecasts.put(Forecaster.EXPECTED_CLOSE, closed + figures.weighted());
    if (figures.runRate() != null) {
      forecasts.put(Forecaster.RUN_RATE, figures.runRate().doubleValue());
    }
    if (figures.statistical() != null) {
      forecasts.put(Forecaster.STATISTICAL, figures.statistical().mean());
    }
    CallRow submitted = figures.calls().submitted();
    if (submitted != null && submitted.figures().commit() != null) {
      forecasts.put(
          Forecaster.SUBMITTED_COMMIT, submitted.figures().commit().amount().doubleValue());
    }
    return forecasts;
  }

  /** How good each method was, over all rows. */
  Map<Forecaster, Score> scores() {
    Map<Forecaster, Score> scores = new EnumMap<>(Forecaster.class);
    for (Forecaster forecaster : Forecaster.values()) {
      scores.put(forecaster, score(forecaster));
    }
    return scores;
  }

  /** The share of the rows in which what came was inside; null where there are none. */
  @Nullable
  Double insideShare() {
    return rows.isEmpty()
        ? null
        : (double) rows.stream().filter(Row::isInside).count() / rows.size();
  }

  private Score score(Forecaster forecaster) {
    int count = 0;
    double off = 0;
    double drift = 0;
    double sizes = 0;
    double actuals = 0;
    for (Row row : rows) {
      Double forecast = row.forecasts.get(forecaster);
      if (forecast != null) {
        count++;
        off += Math.abs(forecast - row.actual);
        drift += forecast - row.actual;
        sizes += Math.abs(row.actual);
        actuals += row.actual;
      }
    }
    return new Score(count, sizes == 0 ? null : off / sizes, actuals == 0 ? null : drift / actuals);
  }
}
