package dev.quotaledger.query.standing;

import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.QuotaFigure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * The figure of a rep or a territory beside the potential.
 *
 * @param potential the yearly sales that the territory, or all that the rep holds, could give, in the
 *     currency of the plan; null where none is known
 */
record Measured(QuotaFigure figure, @Nullable Money potential) {

  /** Whether it is part of distributions: with a quota above zero. */
  boolean counts() {
    return reason() == null;
  }

  /** {@code NO_QUOTA}, {@code ZERO_QUOTA} or {@code NEGATIVE_QUOTA}; null where it counts. */
  @Nullable
  String reason() {
    Money quota = figure.quota();
    return quota != null && quota.isNegative() ? "NEGATIVE_QUOTA" : figure.reason();
  }

  /** The attainment of what counts; null where it does not. */
  @Nullable
  BigDecimal attainment() {
    return counts() ? figure.attainment() : null;
  }

  /**
   * The quota of the period / the yearly potential, HALF_UP at 6 decimals; null where it does not
   * count, or where there is no potential above zero.
   */
  @Nullable
  BigDecimal quotaToPotential() {
    Money quota = figure.quota();
    return quota == null || !counts() || potential == null || potential.amount().signum() <= 0
        ? null
        : quota.amount().divide(potential.amount(), Pace.RATIO_DECIMALS, RoundingMode.HALF_UP);
  }
}
