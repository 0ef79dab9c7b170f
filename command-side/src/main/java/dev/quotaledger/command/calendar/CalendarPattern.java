package dev.quotaledger.command.calendar;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The usual shapes of a fiscal year, written out as periods: {@code FY2026}, {@code FY2026-Q1},
 * {@code FY2026-M01} or {@code FY2026-P01}. The first year is named after the calendar year in which
 * it ends, where up to a week beyond New Year does not count.
 *
 * <p>A year of weeks has 52 or 53 of them: each year begins on the first one's day of the week, as
 * near as can be to the first one's date. A 53rd week belongs to the year's last period.
 */
enum CalendarPattern {
  /** Four quarters of three months each. */
  MONTHS("MONTHS"),
  /** Four quarters of three months, without periods for the months. */
  QUARTERS("QUARTERS"),
  /** Four quarters of 4, 4 and 5 weeks. */
  WEEKS_4_4_5("4-4-5"),
  /** Thirteen periods of 4 weeks, without quarters. */
  WEEKS_13X4("13x4");

  private static final int MOST_YEARS = 50;
  private static final int LAST_YEAR = 9_900;

  private final String label;

  CalendarPattern(String label) {
    this.label = label;
  }

  /**
   * Writes years of a pattern out, each followed by what is within it.
   *
   * @param pattern {@code MONTHS}, {@code QUARTERS}, {@code 4-4-5} or {@code 13x4}
   * @param firstDay the first year's first day, of a year up to 9900
   * @param years how many years, 1 to 50
   * @throws InvalidValue for another pattern, day or number
   */
  public static List<Period> expand(String pattern, LocalDate firstDay, int years) {
    CalendarPattern shape = Arrays.stream(values())
        .filter(value -> value.label.equals(pattern))
        .findAny()
        .orElseThrow(() -> new InvalidValue("pattern", labels(), pattern));
    if (firstDay.getYear() < 1 || firstDay.getYear() > LAST_YEAR) {
      throw new InvalidValue("firstDay", "a day of the years 1 to 9900", firstDay.toString());
    }
    if (years < 1 || years > MOST_YEARS) {
      throw new InvalidValue("years", "1 to " + MOST_YEARS, Integer.toString(years));
    }
    int firstName = firstDay.plusYears(1).minusDays(8).getYear();
    return IntStream.range(0, years)
        .boxed()
        .flatMap(year -> shape.periods("FY" + (firstName + year), shape.starts(firstDay, year)))
        .toList();
  }

  /** The pattern as people write it: {@code 4-4-5}. */
  public String label() {
    return label;
  }

  private static String labels() {
    return Arrays.stream(values()).map(value -> value.label).collect(Collectors.joining(", "));
  }

  /** The first days of a year's innermost parts, and of the next year. */
  private List<LocalDate> starts(LocalDate firstDay, int year) {
    return switch (this) {
      case MONTHS, QUARTERS ->
        IntStream.rangeClosed(12 * year, 12 * year + 12)
            .mapToObj(firstDay::plusMonths)
            .toList();
      case WEEKS_4_4_5 -> weeks(firstDay, year, 0, 4, 8, 13, 17, 21, 26, 30, 34, 39, 43, 47);
      case WEEKS_13X4 -> weeks(firstDay, year, 0, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48);
    };
  }

  private static List<LocalDate> weeks(LocalDate firstDay, int year, int... weeks) {
    LocalDate start = yearOfWeeks(firstDay, year);
    return Stream.concat(
            Arrays.stream(weeks).mapToObj(start::plusWeeks),
            Stream.of(yearOfWeeks(firstDay, year + 1)))
        .toList();
  }

  private static LocalDate yearOfWeeks(LocalDate firstDay, int year) {
    return firstDay
        .plusYears(year)
        .minusDays(3)
        .with(TemporalAdjusters.nextOrSame(firstDay.getDayOfWeek()));
  }

  private Stream<Period> periods(String year, List<LocalDate> starts) {
    Stream<Period> whole = parts(starts, starts.size() - 1, _ -> year, _ -> null);
    Stream<Period> quarters = parts(starts, 3, i -> quarter(year, i), _ -> year);
    return switch (this) {
      case QUARTERS -> Stream.concat(whole, quarters);
      case MONTHS, WEEKS_4_4_5 ->
        Stream.of(
                whole,
                quarters,
                parts(starts, 1, i -> numbered(year, "M", i), i -> quarter(year, i / 3)))
            .flatMap(part -> part);
      case WEEKS_13X4 ->
        Stream.concat(whole, parts(starts, 1, i -> numbered(year, "P", i), _ -> year));
    };
  }

  private static String quarter(String year, int index) {
    return year + "-Q" + (index + 1);
  }

  private static String numbered(String year, String letter, int index) {
    return "%s-%s%02d".formatted(year, letter, index + 1);
  }

  private static Stream<Period> parts(
      List<LocalDate> starts,
      int length,
      IntFunction<String> name,
      IntFunction<@Nullable String> parent) {
    return IntStream.range(0, (starts.size() - 1) / length).mapToObj(i -> {
      String above = parent.apply(i);
      return new Period(
          new PeriodId(name.apply(i)),
          starts.get(i * length),
          starts.get((i + 1) * length).minusDays(1),
          above == null ? null : new PeriodId(above));
    });
  }
}
