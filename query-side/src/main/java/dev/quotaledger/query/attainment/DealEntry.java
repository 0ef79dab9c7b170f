package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.query.store.FactBuckets;
import java.util.List;

/**
 * What one deal says in one bucket.
 *
 * @param version the deal's last event that the facts take into account
 * @param shared whether the deal ever credited others as well, so that a figure of the past can find
 *     it in several buckets
 * @param facts the deal's grants and reversals in this bucket, replaced ones included
 */
record DealEntry(DealId dealId, long version, boolean shared, List<CreditFact> facts)
    implements FactBuckets.Entry {

  @Override
  public String source() {
    return dealId.value();
  }

  @Override
  public int size() {
    return Math.max(1, facts.size());
  }
}
