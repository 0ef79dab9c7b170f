package dev.quotaledger.query.standing;

import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.query.reference.Elapsed;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Whether a quota is reached as fast as its period goes by: pace ratio = attainment / elapsed share,
 * which weighs the periods within by their quota.
 * Amounts that are computed are in the currency's minor unit, HALF_UP.
 */
record Pace(QuotaFigure figure, Elapsed elapsed) {

  /** The decimals of a ratio. */
  static final int RATIO_DECIMALS = QuotaFigure.RATIO_DECIMALS;

  private static final BigDecimal AT_RISK_FROM = new BigDecimal("0.8");

  /** What a pace ratio means. */
  enum Status {
    /** At least 1: at this pace the quota will be reached. */
    ON_TRACK,
    /** At least 0.8. */
    AT_RISK,
    /** Less than 0.8. */
    BEHIND;

    private static Status of(BigDecimal paceRatio) {
      if (paceRatio.compareTo(BigDecimal.ONE) >= 0) {
        return ON_TRACK;
      }
      return paceRatio.compareTo(AT_RISK_FROM) >= 0 ? AT_RISK : BEHIND;
    }
  }

  /** Attainment / elapsed share, HALF_UP at 6 decimals; null where {@link #reason()} says why. */
  @Nullable
  BigDecimal paceRatio() {
    Money quota = figure.quota();
    return quota == null || reason() != null
        ? null
        : figure
            .credited()
            .amount()
            .multiply(elapsed.whole())
            .divide(quota.amount().multiply(elapsed.part()), RATIO_DECIMALS, RoundingMode.HALF_UP);
  }

  /** Null where {@link #reason()} says why. */
  @Nullable
  Status status() {
    BigDecimal ratio = paceRatio();
    return ratio == null ? null : Status.of(ratio);
  }

  /** {@code NO_QUOTA}, {@code ZERO_QUOTA} or {@code NOT_STARTED}; null where there is a pace. */
  @Nullable
  String reason() {
    String why = figure.reason();
    return why == null && elapsed.isNothing() ? "NOT_STARTED" : why;
  }

  /** Quota x elapsed share; null without a quota. */
  @Nullable
  Money expectedByNow() {
    Money quota = figure.quota();
    return quota == null ? null : in(quota, elapsed.of(quota.amount(), decimals(quota)));
  }

  /** Credited - expected by now, negative when behind; null without a quota. */
  @Nullable
  Money aheadBy() {
    Money expected = expectedByNow();
    return expected == null ? null : figure.credited().minus(expected);
  }

  /** What is credited by the end of the period at this pace; null before its first day. */
  @Nullable
  BigDecimal runRate() {
    return elapsed.runRate(figure.credited());
  }

  private static Money in(Money like, BigDecimal amount) {
    return new Money(amount, like.currency());
  }

  private static int decimals(Money money) {
    return Math.max(0, money.currency().getDefaultFractionDigits());
  }
}
