package dev.quotaledger.model.attainment;

import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.CreditTarget;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What says to whom something belongs.
 *
 * @param target whom the deal names
 * @param day the day whose holders and teams count
 * @param territoryId the deal's territory; null when it names none
 * @param productLine the deal's product line; null when it names none
 * @param leadSource where its lead came from; null when there is none, or nobody asks
 */
public record Belonging(
    CreditTarget target,
    LocalDate day,
    @Nullable TerritoryId territoryId,
    @Nullable ProductLine productLine,
    @Nullable String leadSource) {

  /** That of a fact of credit, where nobody asks for its lead. */
  static Belonging of(CreditFact fact) {
    return new Belonging(
        fact.target(), fact.creditOn(), fact.territoryId(), fact.productLine(), null);
  }
}
