package dev.quotaledger.query.forecast;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.QuotaLineKey;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A change of a quota that a flag calls for: what each of its lines would gain or lose, in proportion
 * to what they are worth, to the minor unit.
 *
 * @param quota what the quota would be
 * @param deltas by line, in one order; none of them zero
 */
record QuotaProposal(Money quota, SortedMap<QuotaLineKey, Money> deltas) {

  /** The quota that six landings in ten reach. */
  static final Method METHOD = new Method("LANDING_QUANTILE", Landing.VERSION);

  /**
   * The proposal that changes some lines.
   *
   * @param wanted what the quota is to be
   * @param now what it is
   * @param changeable the lines of it that can be changed, with what they are worth
   * @return empty where no line can be changed, or none would
   */
  static Optional<QuotaProposal> of(Money wanted, Money now, Map<QuotaLineKey, Money> changeable) {
    SortedMap<QuotaLineKey, Money> lines = sorted();
    lines.putAll(changeable);
    Money current = lines.values().stream().reduce(Money.zero(now.currency()), Money::plus);
    Money fixed = now.minus(current);
    Money left = wanted.minus(fixed);
    Money target = left.isNegative() ? Money.zero(now.currency()) : left;
    if (lines.isEmpty()) {
      return Optional.empty();
    }
    SortedMap<QuotaLineKey, Money> deltas = sorted();
    List<Money> parts = target.split(weights(lines));
    int part = 0;
    for (Map.Entry<QuotaLineKey, Money> line : lines.entrySet()) {
      Money delta = parts.get(part++).minus(line.getValue());
      if (!delta.isZero()) {
        deltas.put(line.getKey(), delta);
      }
    }
    return deltas.isEmpty()
        ? Optional.empty()
        : Optional.of(new QuotaProposal(fixed.plus(target), deltas));
  }

  /** Lines that are worth nothing share alike. */
  private static List<BigDecimal> weights(SortedMap<QuotaLineKey, Money> lines) {
    List<BigDecimal> weights = lines.values().stream()
        .map(amount -> amount.amount().max(BigDecimal.ZERO))
        .toList();
    return weights.stream().allMatch(weight -> weight.signum() == 0)
        ? weights.stream().map(_ -> BigDecimal.ONE).toList()
        : weights;
  }

  private static SortedMap<QuotaLineKey, Money> sorted() {
    return new TreeMap<>(Comparator.comparing(QuotaLineKey::toString));
  }
}
