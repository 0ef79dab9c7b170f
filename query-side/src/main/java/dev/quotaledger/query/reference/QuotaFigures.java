package dev.quotaledger.query.reference;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells other features how much quota there is and how much of it is reached. */
public interface QuotaFigures {

  /** The decimals of a ratio. */
  int RATIO_DECIMALS = 6;

  /** The plan as the view has it; empty where it has none. */
  Optional<SeenPlan> find(PlanId planId, View view);

  /**
   * The figures of a plan in a period, by what they are of.
   *
   * @throws dev.quotaledger.api.Refused when there is no such plan
   */
  Map<Node, QuotaFigure> figures(PlanId planId, Period period, GroupBy groupBy, View view);

  /** Whether they lack what came after an event that could not be taken in. */
  boolean areStale();

  /**
   * How much quota, and how much of it is reached.
   *
   * @param quota null where there is none
   */
  record QuotaFigure(@Nullable Money quota, Money credited) {

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
}
