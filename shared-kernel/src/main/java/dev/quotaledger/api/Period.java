package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A named stretch of a fiscal calendar.
 *
 * @param firstDay its first day
 * @param lastDay its last day, not before the first
 * @param parentId the period that it is part of; null for an outermost one
 */
public record Period(
    PeriodId periodId,
    LocalDate firstDay,
    LocalDate lastDay,
    @Nullable PeriodId parentId) {

  /** Throws {@link InvalidValue} when the last day comes before the first. */
  public Period {
    if (lastDay.isBefore(firstDay)) {
      throw new InvalidValue("lastDay", "a day not before " + firstDay, lastDay.toString());
    }
  }

  /** Its days. */
  @JsonIgnore
  public DateRange days() {
    return DateRange.ofDays(firstDay, lastDay);
  }
}
