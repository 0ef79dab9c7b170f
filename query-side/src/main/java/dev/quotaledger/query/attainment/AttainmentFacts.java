package dev.quotaledger.query.attainment;

import dev.quotaledger.query.Generation;
import dev.quotaledger.query.reference.ReferenceFacts;

/**
 * The facts of one generation of this model.
 *
 * @param reference what figures refer to
 * @param quotas the facts of quota lines
 * @param drafts what revisions of plans draft
 * @param credits the facts of credit
 * @param deals the folds that the facts of credit come from
 */
record AttainmentFacts(
    ReferenceFacts reference,
    QuotaBuckets quotas,
    DraftBuckets drafts,
    CreditBuckets credits,
    DealCredits deals) {

  static AttainmentFacts of(Generation generation) {
    return of(generation, CreditBuckets.MAX_FACTS);
  }

  /**
   * With another bound of buckets than usual.
   *
   * @param maxFacts the most facts of credit in a document, unless all of them are of one deal
   */
  static AttainmentFacts of(Generation generation, int maxFacts) {
    CreditBuckets credits = new CreditBuckets(generation.collection("credits"), maxFacts);
    return new AttainmentFacts(
        new ReferenceFacts(generation.collection("reference")),
        new QuotaBuckets(generation.collection("quotas")),
        new DraftBuckets(generation.collection("drafts")),
        credits,
        new DealCredits(generation.collection("deals"), credits));
  }
}
