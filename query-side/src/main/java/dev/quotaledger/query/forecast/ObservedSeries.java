package dev.quotaledger.query.forecast;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.function.ToLongFunction;

/**
 * What a file says of one series, in time order.
 *
 * @param name as the file gives it
 * @param periods in time order, as many as values
 */
record ObservedSeries(String name, List<PeriodText> periods, List<Double> values) {

  static ObservedSeries of(String name, NavigableMap<PeriodText, Double> points) {
    return new ObservedSeries(
        name, new ArrayList<>(points.keySet()), new ArrayList<>(points.values()));
  }

  int points() {
    return values.size();
  }

  /** The first values. */
  double[] until(int count) {
    return values.subList(0, count).stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The values behind a place. */
  double[] after(int place, int count) {
    return values.subList(place, place + count).stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  boolean isOfOneForm() {
    return periods.getFirst().form() == periods.getLast().form();
  }

  /** Whether each period is as far from the one before as all others, in days or in months. */
  boolean isWithoutGap() {
    return isEven(PeriodText::place)
        || (periods.getFirst().form() == PeriodText.Form.DAY
            && isEven(period -> period.monthsSince(periods.getFirst())));
  }

  private boolean isEven(ToLongFunction<PeriodText> place) {
    if (periods.size() < 2) {
      return true;
    }
    long first = place.applyAsLong(periods.getFirst());
    long distance = place.applyAsLong(periods.get(1)) - first;
    for (int each = 1; each < periods.size(); each++) {
      if (place.applyAsLong(periods.get(each)) != first + each * distance) {
        return false;
      }
    }
    return distance > 0;
  }
}
