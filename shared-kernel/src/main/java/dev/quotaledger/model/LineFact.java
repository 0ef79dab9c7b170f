package dev.quotaledger.model;

import dev.quotaledger.api.Money;
import java.time.LocalDate;

/**
 * One recorded change of a quota line.
 *
 * @param kind whether it fixes the amount or adds to it
 * @param amount the amount fixed, or the difference
 * @param effectiveOn the first day of the change
 * @param sequence where the plan's events record it; a later fact has a higher one
 */
public record LineFact(Kind kind, Money amount, LocalDate effectiveOn, long sequence) {

  /** The kinds of change. */
  public enum Kind {
    /** Fixes the line's amount until the next set in effective order. */
    SET,
    /** Adds to what is set: an adjustment or a transfer. */
    DELTA
  }
}
