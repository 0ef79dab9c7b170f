package dev.quotaledger.query.reference;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells other features how much quota there is and how much of it is reached. */
public interface QuotaFigures {

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
  }
}
