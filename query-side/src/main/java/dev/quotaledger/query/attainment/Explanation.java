package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.model.CreditFact;
import java.util.Currency;
import java.util.List;

/**
 * The facts behind one figure.
 *
 * @param quota they sum to the quota
 * @param credit they sum to what is credited
 */
record Explanation(List<QuotaPart> quota, List<CreditPart> credit) {

  /** A change of a quota line that is in force. */
  record QuotaPart(QuotaFact fact) {}

  /** A grant of credit or a reversal that counts. */
  record CreditPart(DealId dealId, CreditFact fact) {}

  Money quotaTotal(Currency currency) {
    return quota.stream()
        .map(part -> part.fact().change().amount())
        .reduce(Money.zero(currency), Money::plus);
  }

  Money creditTotal(Currency currency) {
    return credit.stream()
        .map(part -> part.fact().amount())
        .reduce(Money.zero(currency), Money::plus);
  }
}
