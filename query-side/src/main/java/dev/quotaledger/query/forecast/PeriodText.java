package dev.quotaledger.query.forecast;

import dev.quotaledger.api.InvalidValue;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a period as a file gives it.
 *
 * @param text as it was written
 * @param form how it was written: periods of one series all have the same
 * @param place where it is among periods of that form, in months, quarters, days or as the number
 */
record PeriodText(String text, Form form, long place) implements Comparable<PeriodText> {

  static final String EXPECTED =
      "a period such as 2024-01, 2024-Q1, 2024-01-31 or 12, all of a series in one form";

  private static final Pattern MONTH = Pattern.compile("\\d{4}-\\d{2}");
  private static final Pattern QUARTER = Pattern.compile("(\\d{4})-Q([1-4])");
  private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern NUMBER = Pattern.compile("-?\\d{1,15}");
  private static final int QUARTERS = 4;

  enum Form {
    MONTH,
    QUARTER,
    DAY,
    NUMBER
  }

  static PeriodText parse(String text) {
    Matcher quarter = QUARTER.matcher(text);
    try {
      if (MONTH.matcher(text).matches()) {
        return new PeriodText(text, Form.MONTH, months(YearMonth.parse(text)));
      } else if (quarter.matches()) {
        long year = Long.parseLong(quarter.group(1));
        return new PeriodText(
            text, Form.QUARTER, QUARTERS * year + Long.parseLong(quarter.group(2)));
      } else if (DAY.matcher(text).matches()) {
        return new PeriodText(text, Form.DAY, LocalDate.parse(text).toEpochDay());
      } else if (NUMBER.matcher(text).matches()) {
        return new PeriodText(text, Form.NUMBER, Long.parseLong(text));
      }
    } catch (DateTimeException _) {
      // said below
    }
    throw new InvalidValue("period", EXPECTED, text);
  }

  private static long months(YearMonth month) {
    return month.getLong(ChronoField.PROLEPTIC_MONTH);
  }

  /** By how many months it is after the first, where both are the same or the last day of one. */
  long monthsSince(PeriodText first) {
    LocalDate begin = LocalDate.ofEpochDay(first.place);
    LocalDate day = LocalDate.ofEpochDay(place);
    boolean isSame = begin.getDayOfMonth() == day.getDayOfMonth();
    boolean areLast = isLast(begin) && isLast(day);
    return isSame || areLast
        ? months(YearMonth.from(day)) - months(YearMonth.from(begin))
        : Long.MIN_VALUE;
  }

  private static boolean isLast(LocalDate day) {
    return day.getDayOfMonth() == day.lengthOfMonth();
  }

  @Override
  public int compareTo(PeriodText other) {
    int byForm = form.compareTo(other.form);
    return byForm != 0 ? byForm : Long.compare(place, other.place);
  }
}
