package dev.quotaledger.model.attainment;

import dev.quotaledger.api.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * How much quota, and how much of it is reached.
 *
 * @param quota null where there is none
 * @param priorPeriodCredit the part of what is credited that belongs to earlier periods and was
 *     posted in this one; null where credit counts as it was earned
 */
public record QuotaFigure(
    @Nullable Money quota, Money credited, @Nullable Money priorPeriodCredit) {

  /** The decimals of a ratio. */
  public static final int RATIO_DECIMALS = 6;

  /** With credit as it was earned. */
  public QuotaFigure(@Nullable Money quota, Money credited) {
    this(quota, credited, null);
  }

  /** Quota - credited; null without a quota. */
  public @Nullable Money remaining() {
    return quota == null ? null : quota.minus(credited);
  }

  /** Credited / quota, HALF_UP at 6 decimals; null where {@link #reason()} says why. */
  public @Nullable BigDecimal attainment() {
    return quota == null || quota.isZero()
        ? null
        : credited.amount().divide(quota.amount(), RATIO_DECIMALS, RoundingMode.HALF_UP);
  }

  /** Why there is no attainment: {@code NO_QUOTA} or {@code ZERO_QUOTA}; null where there is. */
  public @Nullable String reason() {
    if (quota == null) {
      return "NO_QUOTA";
    }
    return quota.isZero() ? "ZERO_QUOTA" : null;
  }
}
