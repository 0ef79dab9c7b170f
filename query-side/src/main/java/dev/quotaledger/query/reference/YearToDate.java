package dev.quotaledger.query.reference;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.query.ReadParameters;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The part of a year, or of whatever the outermost periods are, up to and including a day.
 *
 * @param year the outermost period that contains the day
 * @param leaves the leaf periods that have begun by then, in order; the last may not have ended
 * @param quotaOf the periods whose lines count: those of whose leaf periods every one has begun. A
 *     line of a longer period counts as a whole, and so not before its last leaf period has begun
 */
public record YearToDate(
    Period year, LocalDate through, List<Period> leaves, List<Period> quotaOf) {

  /**
   * Reads the parameter.
   *
   * @param text a period, which stands for its last day, or a day; null for the usual day
   * @throws InvalidValue when it is neither, or no period contains it
   */
  public static YearToDate of(Calendar calendar, @Nullable String text, LocalDate usual) {
    LocalDate through = calendar.periods().stream()
        .filter(period -> period.periodId().value().equals(text))
        .map(Period::lastDay)
        .findFirst()
        .orElseGet(() -> Objects.requireNonNullElse(ReadParameters.date("through", text), usual));
    Period year = calendar.outermost().stream()
        .filter(period -> period.days().contains(through))
        .findFirst()
        .orElseThrow(() -> new InvalidValue(
            "through", "a day within the calendar of the plan", through.toString()));
    return new YearToDate(
        year,
        through,
        leaves(calendar, year).stream()
            .filter(leaf -> !leaf.firstDay().isAfter(through))
            .toList(),
        calendar.withDescendants(year.periodId()).stream()
            .filter(period -> leaves(calendar, period).stream()
                .noneMatch(leaf -> leaf.firstDay().isAfter(through)))
            .toList());
  }

  /** The credit dates that count. */
  public DateRange days() {
    return DateRange.ofDays(year.firstDay(), through);
  }

  private static List<Period> leaves(Calendar calendar, Period period) {
    return calendar.leaves().stream()
        .filter(leaf -> period.days().contains(leaf.firstDay()))
        .toList();
  }
}
