package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditTarget;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Credit of the same kind, summed: the subtotal of a bucket, or a single deal's.
 *
 * @param target whom the deals name
 * @param days the credit dates it can fall on
 * @param territoryId the deals' territory; null when they name none
 * @param productLine the deals' product line; null when they name none
 * @param amount the sum
 * @param deals how many deals with a single share it comes from
 * @param sharedDeals the deals with several shares, which may give other credit too
 */
public record Credit(
    CreditTarget target,
    DateRange days,
    @Nullable TerritoryId territoryId,
    @Nullable ProductLine productLine,
    Money amount,
    long deals,
    Set<DealId> sharedDeals) {

  /** To whom it belongs: by the first of its days, since all of them are alike. */
  public Belonging belonging() {
    return new Belonging(target, days.from(), territoryId, productLine, null);
  }
}
