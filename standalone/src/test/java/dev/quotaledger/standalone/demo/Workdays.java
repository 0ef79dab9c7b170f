package dev.quotaledger.standalone.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;

/** Days on which somebody works. */
final class Workdays {

  private Workdays() {}

  /** The day itself, or the Friday before it. */
  static LocalDate onOrBefore(LocalDate day) {
    int behind = day.getDayOfWeek().getValue() - DayOfWeek.FRIDAY.getValue();
    return day.minusDays(Math.max(0, behind));
  }
}
