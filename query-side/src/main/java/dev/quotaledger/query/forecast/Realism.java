package dev.quotaledger.query.forecast;

import dev.quotaledger.api.Money;
import dev.quotaledger.query.forecast.PlanForecast.Figures;
import java.util.Currency;
import org.jspecify.annotations.Nullable;

/**
 * A quota beside where its period may land.
 *
 * @param periodIsOver whether nothing can come any more
 */
record Realism(Figures figures, boolean periodIsOver) {

  /**
   * How often a quota that was proposed is met: between 55 and 65 % of reps at or above their quota is
   * what consultants call healthy.
   */
  static final double HEALTHY_PROBABILITY = 0.6;

  private static final double RARELY = 0.1;
  private static final double NEARLY_ALWAYS = 0.9;

  /** What a quota is against the landing. */
  enum Flag {
    /** Above P90: at most one landing in ten reaches it. */
    TOO_HIGH,
    /** At or below P10: at least nine landings in ten reach it. */
    TOO_LOW
  }

  /** What keeps a quota from being looked at. */
  enum Reason {
    /** There is none. */
    NO_QUOTA,
    /** It is zero, which is always met. */
    ZERO_QUOTA,
    /** What the period brings is known. */
    PERIOD_OVER,
    /** There are no open deals, and no earlier ones that could tell what will come. */
    NOTHING_FORECAST
  }

  /** Why there is no flag that could be; null where the quota was looked at. */
  @Nullable
  Reason reason() {
    Money quota = figures.quota();
    if (quota == null) {
      return Reason.NO_QUOTA;
    }
    if (quota.isZero()) {
      return Reason.ZERO_QUOTA;
    }
    if (periodIsOver) {
      return Reason.PERIOD_OVER;
    }
    boolean nothingComes =
        figures.draws().quantile(1) <= figures.closed().amount().doubleValue();
    return nothingComes ? Reason.NOTHING_FORECAST : null;
  }

  /** Null for a quota that is neither, and for one with a {@link #reason()}. */
  @Nullable
  Flag flag() {
    Double probability = figures.probabilityOfQuota();
    if (probability == null || reason() != null) {
      return null;
    }
    if (probability <= RARELY) {
      return Flag.TOO_HIGH;
    }
    return probability >= NEARLY_ALWAYS ? Flag.TOO_LOW : null;
  }

  /** The quota that six landings in ten reach, in minor units; never below zero. */
  Money healthyQuota(Currency currency) {
    double amount = figures.draws().quantile(1 - HEALTHY_PROBABILITY);
    return PlanForecast.rounded(Math.max(0, amount), currency);
  }
}
