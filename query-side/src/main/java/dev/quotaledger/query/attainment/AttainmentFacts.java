package dev.quotaledger.query.attainment;

import dev.quotaledger.query.Generation;

/**
 * The facts of one generation of this model.
 *
 * @param reference what figures refer to
 * @param quotas the facts of quota lines
 * @param credits the facts of credit
 * @param deals the folds that the facts of credit come from
 */
record AttainmentFacts(
    ReferenceFacts reference, QuotaBuckets quotas, CreditBuckets credits, DealCredits deals) {

  static AttainmentFacts of(Generation generation) {
    CreditBuckets credits = new CreditBuckets(generation.collection("credits"));
    return new AttainmentFacts(
        new ReferenceFacts(generation.collection("reference")),
        new QuotaBuckets(generation.collection("quotas")),
        credits,
        new DealCredits(generation.collection("deals"), credits));
  }
}
