package dev.quotaledger.model;

import dev.quotaledger.api.DateRange;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value for each of a few days, painted day by day: the naive counterpart of a timeline. The last
 * day stands for every later one.
 */
final class NaiveDays<T> {

  static final LocalDate FIRST = LocalDate.of(2026, 1, 1);
  static final int DAYS = 16;

  private final Map<Integer, T> values = new HashMap<>();

  /** On which day somebody said so; the others have what the day before has. */
  private final boolean[] said = new boolean[DAYS];

  static LocalDate day(int index) {
    return FIRST.plusDays(index);
  }

  @Nullable
  T at(int day) {
    return values.get(day);
  }

  /** The value from the day on, until the next day on which somebody said something. */
  void from(LocalDate from, @Nullable T value) {
    int day = index(from);
    do {
      put(day, value);
      day++;
    } while (day < DAYS && !said[day]);
    said[index(from)] = true;
  }

  /** The value on every day of the range; other days keep theirs. */
  void on(DateRange range, @Nullable T value) {
    int until = range.until() == null ? DAYS : index(range.until());
    for (int day = index(range.from()); day < until; day++) {
      put(day, value);
      said[day] = false;
    }
    said[index(range.from())] = true;
    if (until < DAYS) {
      said[until] = true;
    }
  }

  private void put(int day, @Nullable T value) {
    if (value == null) {
      values.remove(day);
    } else {
      values.put(day, value);
    }
  }

  private static int index(LocalDate day) {
    return (int) ChronoUnit.DAYS.between(FIRST, day);
  }
}
