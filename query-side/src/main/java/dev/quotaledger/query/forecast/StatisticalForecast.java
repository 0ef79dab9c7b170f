package dev.quotaledger.query.forecast;

import static java.util.stream.Collectors.toMap;

import dev.quotaledger.api.Period;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.forecast.NewBusiness.Win;
import dev.quotaledger.query.forecast.series.SeriesForecast;
import dev.quotaledger.query.forecast.series.SeriesForecaster;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a period brings by the history of its bookings alone: those of the leaf periods that ended
 * are continued up to the end of the period. Those in the period that ended count as they were.
 *
 * @param model the way that was chosen, such as {@code COMBINATION}
 * @param version its version
 * @param reason why it is not the usual way; null where it is
 * @param points how many ended leaf periods it is made from, without those before the first win
 */
record StatisticalForecast(
    String model,
    int version,
    @Nullable String reason,
    int points,
    double mean,
    double p10,
    double p50,
    double p90) {

  private static final int MOST_STEPS = 60;

  /** For each node whose deals were won; none where no leaf period ended or the period is too far. */
  static Map<Node, StatisticalForecast> of(ForecastFacts facts, List<Win> wins) {
    List<Period> ended = facts.endedLeaves();
    List<Period> ahead = ahead(facts, ended);
    if (ended.isEmpty() || ahead.size() > MOST_STEPS) {
      return Map.of();
    }
    Map<Node, double[]> bookings = bookings(ended, wins);
    int season = season(facts.calendar(), ended.getLast());
    return bookings.entrySet().parallelStream()
        .collect(toMap(
            Map.Entry::getKey,
            node -> of(facts, ended, ahead, sinceFirst(node.getValue()), node.getValue(), season)));
  }

  /** What was won in each of the periods, by whose it is. */
  private static Map<Node, double[]> bookings(List<Period> ended, List<Win> wins) {
    int first = day(ended.getFirst().firstDay());
    int[] places = new int[day(ended.getLast().lastDay()) + 1 - first];
    Arrays.fill(places, -1);
    for (int i = 0; i < ended.size(); i++) {
      Period period = ended.get(i);
      Arrays.fill(places, day(period.firstDay()) - first, day(period.lastDay()) + 1 - first, i);
    }
    Map<Node, double[]> bookings = new HashMap<>();
    for (Win win : wins) {
      int day = win.closedDay() - first;
      if (day >= 0 && day < places.length && places[day] >= 0) {
        bookings.computeIfAbsent(win.node(), _ -> new double[ended.size()])[places[day]] +=
            win.units();
      }
    }
    bookings
        .values()
        .forEach(history -> Arrays.setAll(history, i -> history[i] / NewBusiness.UNITS));
    return bookings;
  }

  private static int day(LocalDate day) {
    return Math.toIntExact(day.toEpochDay());
  }

  /** The leaf periods from the end of the history to the end of the period. */
  private static List<Period> ahead(ForecastFacts facts, List<Period> ended) {
    return facts.calendar().leaves().stream()
        .filter(
            leaf -> ended.isEmpty() || leaf.firstDay().isAfter(ended.getLast().lastDay()))
        .filter(leaf -> !leaf.lastDay().isAfter(facts.period().lastDay()))
        .toList();
  }

  private static StatisticalForecast of(
      ForecastFacts facts,
      List<Period> ended,
      List<Period> ahead,
      double[] known,
      double[] history,
      int season) {
    double actual = 0;
    for (int i = 0; i < ended.size(); i++) {
      actual += isWithin(ended.get(i), facts.period()) ? history[i] : 0;
    }
    if (ahead.isEmpty()) {
      return new StatisticalForecast(
          "ACTUAL", 1, null, known.length, actual, actual, actual, actual);
    }
    SeriesForecast forecast = SeriesForecaster.forecast(known, season, ahead.size());
    List<SeriesForecast.Step> steps = new ArrayList<>();
    for (int i = 0; i < ahead.size(); i++) {
      if (isWithin(ahead.get(i), facts.period())) {
        steps.add(forecast.steps().get(i));
      }
    }
    double base = actual;
    double mean = base + steps.stream().mapToDouble(SeriesForecast.Step::mean).sum();
    double median = base + steps.stream().mapToDouble(SeriesForecast.Step::p50).sum();
    return new StatisticalForecast(
        forecast.method(),
        forecast.version(),
        forecast.reason() == null ? null : forecast.reason().name(),
        known.length,
        mean,
        median - together(steps.stream().map(step -> step.p50() - step.p10())),
        median,
        median + together(steps.stream().map(step -> step.p90() - step.p50())));
  }

  /** How far the sum of several steps may be off, each of which may be off on its own. */
  private static double together(Stream<Double> distances) {
    return Math.sqrt(distances.mapToDouble(distance -> distance * distance).sum());
  }

  private static double[] sinceFirst(double[] history) {
    int first = 0;
    while (first < history.length - 1 && history[first] == 0) {
      first++;
    }
    return Arrays.copyOfRange(history, first, history.length);
  }

  private static boolean isWithin(Period leaf, Period period) {
    return !leaf.firstDay().isBefore(period.firstDay())
        && !leaf.lastDay().isAfter(period.lastDay());
  }

  /** As many leaf periods as there are in the outermost one, the year. */
  private static int season(Calendar calendar, Period leaf) {
    Period year = calendar.withAncestors(leaf.periodId()).getLast();
    long leaves =
        calendar.leaves().stream().filter(each -> isWithin(each, year)).count();
    return Math.clamp(leaves, 1, 53);
  }
}
