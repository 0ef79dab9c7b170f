package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditFact;
import java.util.List;

/**
 * What one deal says in one bucket.
 *
 * @param version the deal's last event that the facts take into account
 * @param shared whether others have a share of the deal, so that it can count in several buckets
 * @param facts the deal's grants and reversals in this bucket, replaced ones included
 */
record DealEntry(DealId dealId, long version, boolean shared, List<CreditFact> facts) {}
