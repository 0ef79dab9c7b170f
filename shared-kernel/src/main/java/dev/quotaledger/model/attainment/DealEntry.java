package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditFact;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one deal says of credit, in some stretch of credit dates.
 *
 * @param version the deal's last event that the facts take into account
 * @param shared whether the deal ever credited others as well, so that a figure of the past can find
 *     it in several places
 * @param facts the deal's grants and reversals there, replaced ones included
 */
public record DealEntry(DealId dealId, long version, boolean shared, List<CreditFact> facts) {

  /** The same with those of its facts alone that pass. */
  public DealEntry only(Predicate<CreditFact> passes) {
    return new DealEntry(dealId, version, shared, facts.stream().filter(passes).toList());
  }
}
