package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.model.CreditFact;
import java.util.Currency;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The facts behind one figure.
 *
 * @param quota they sum to the quota
 * @param credit they sum to what is credited
 */
public record Explanation(List<QuotaFact> quota, List<CreditPart> credit) {

  /** The figure of nothing. */
  public static final Explanation NONE = new Explanation(List.of(), List.of());

  /**
   * A grant of credit or a reversal that counts.
   *
   * @param priorPeriod the earlier leaf period that it belongs to, where it is posted in this one;
   *     null where it is of the days of the figure
   */
  public record CreditPart(
      DealId dealId, CreditFact fact, @Nullable PeriodId priorPeriod) {}

  /** What the facts of quota sum to. */
  public Money quotaTotal(Currency currency) {
    return quota.stream()
        .map(fact -> fact.change().amount())
        .reduce(Money.zero(currency), Money::plus);
  }

  /** What the facts of credit sum to. */
  public Money creditTotal(Currency currency) {
    return credit.stream()
        .map(part -> part.fact().amount())
        .reduce(Money.zero(currency), Money::plus);
  }
}
