package dev.quotaledger.query.standing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * A number, or why there is none.
 *
 * @param value HALF_UP at 6 decimals; null where {@code reason} says why
 * @param reason null where there is a value
 */
record Statistic(@Nullable BigDecimal value, @Nullable Reason reason) {

  /** Why there is no number. */
  enum Reason {
    /** Of fewer than five it would say nothing, and of none there is none. */
    FEWER_THAN_5,
    /** What spreads is compared with a mean of zero or less. */
    MEAN_NOT_POSITIVE,
    /** No potential in the currency of the plan is known. */
    NO_POTENTIAL,
    /** All are the same, so that nothing goes with it. */
    NO_VARIATION
  }

  static Statistic of(BigDecimal value) {
    return new Statistic(value.setScale(Pace.RATIO_DECIMALS, RoundingMode.HALF_UP), null);
  }

  static Statistic not(Reason why) {
    return new Statistic(null, why);
  }
}
