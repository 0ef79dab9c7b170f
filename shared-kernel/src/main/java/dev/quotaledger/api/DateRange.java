package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of days, half-open: it holds {@code from} and every later day before {@code until}.
 *
 * @param from the first day
 * @param until the day after the last one; null when the stretch has no end
 */
public record DateRange(LocalDate from, @Nullable LocalDate until) {

  /** The day from which something holds that was given no first day. */
  public static final LocalDate ALWAYS = LocalDate.of(1, 1, 1);

  /** Throws {@link InvalidValue} unless the range holds at least one day. */
  public DateRange {
    if (until != null && !until.isAfter(from)) {
      throw new InvalidValue(
          "until", "a day not before " + from, until.minusDays(1).toString());
    }
  }

  /**
   * The range that people write with inclusive days.
   *
   * @param lastDay the last day; null when the range has no end
   */
  public static DateRange ofDays(LocalDate firstDay, @Nullable LocalDate lastDay) {
    return new DateRange(firstDay, lastDay == null ? null : lastDay.plusDays(1));
  }

  /** The range from a day on, without an end. */
  public static DateRange startingOn(LocalDate firstDay) {
    return new DateRange(firstDay, null);
  }

  /** The last day as people write it; null when the range has no end. */
  @JsonIgnore
  public @Nullable LocalDate lastDay() {
    return until == null ? null : until.minusDays(1);
  }

  /** Whether the day lies in this range. */
  public boolean contains(LocalDate day) {
    return !day.isBefore(from) && (until == null || day.isBefore(until));
  }

  /** Whether the two ranges share a day. */
  public boolean overlaps(DateRange other) {
    return intersection(other).isPresent();
  }

  /** The days that both ranges hold; empty when there are none. */
  public Optional<DateRange> intersection(DateRange other) {
    LocalDate start = from.isAfter(other.from) ? from : other.from;
    LocalDate end = earlier(until, other.until);
    return end != null && !end.isAfter(start)
        ? Optional.empty()
        : Optional.of(new DateRange(start, end));
  }

  /** The number of days; throws {@link IllegalStateException} when the range has no end. */
  public long days() {
    if (until == null) {
      throw new IllegalStateException("The range from " + from + " has no end");
    }
    return ChronoUnit.DAYS.between(from, until);
  }

  private static @Nullable LocalDate earlier(@Nullable LocalDate a, @Nullable LocalDate b) {
    if (a == null || b == null) {
      return a == null ? b : a;
    }
    return a.isBefore(b) ? a : b;
  }
}
