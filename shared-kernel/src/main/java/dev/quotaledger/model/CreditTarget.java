package dev.quotaledger.model;

import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryId;
import org.jspecify.annotations.Nullable;

/**
 * Whom a deal credits, as its source says it: a rep, whoever is the primary holder of a territory
 * on the credit date, or nobody.
 *
 * @param repId the rep; null for the other two
 * @param territoryId the territory; null for the other two
 */
public record CreditTarget(@Nullable RepId repId, @Nullable TerritoryId territoryId) {

  /** Nobody: the credit is the house's. */
  public static final CreditTarget NOBODY = new CreditTarget(null, null);

  /** The rep, or failing that the territory's holder, or nobody. */
  public static CreditTarget of(@Nullable RepId repId, @Nullable TerritoryId territoryId) {
    return repId != null ? new CreditTarget(repId, null) : new CreditTarget(null, territoryId);
  }

  /** The typed identifier: {@code rep-275}, {@code territory-4} or {@code house}. */
  @Override
  public String toString() {
    if (repId != null) {
      return repId.toString();
    }
    return territoryId != null ? territoryId.toString() : "house";
  }
}
