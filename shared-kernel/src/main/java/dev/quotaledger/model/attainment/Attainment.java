package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.Attribution.Attributed;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The attainment of one period: for each node its quota, what was credited beside it, and the ratio
 * of the two. Attainment = credited / quota, not capped; undefined with a quota of zero or none.
 *
 * @param figures the figures by node, in the order of an answer
 * @param excluded the number of deals whose credit belongs to no node, by reason
 */
public record Attainment(Map<Node, Figure> figures, Map<Exclusion, Integer> excluded) {

  /**
   * A figure.
   *
   * @param quota the sum of its lines; null where there is no line
   * @param credited the sum of the credit
   * @param deals how many deals it comes from, each counted once
   * @param priorPeriodCredit the part of what is credited that belongs to earlier periods and was
   *     posted in this one; null where credit counts as it was earned
   */
  public record Figure(
      Period period,
      @Nullable Money quota,
      Money credited,
      long deals,
      @Nullable Money priorPeriodCredit) {

    /** Credited / quota, HALF_UP at 6 decimals; null where {@link #reason()} says why. */
    public @Nullable BigDecimal attainment() {
      return quotaFigure().attainment();
    }

    /** Why there is no attainment: {@code NO_QUOTA} or {@code ZERO_QUOTA}; null where there is. */
    public @Nullable String reason() {
      return quotaFigure().reason();
    }

    /** Quota - credited; null without a quota. */
    public @Nullable Money gap() {
      return quotaFigure().remaining();
    }

    /** Its quota and credit alone. */
    public QuotaFigure quotaFigure() {
      return new QuotaFigure(quota, credited, priorPeriodCredit);
    }

    private Figure posted() {
      return new Figure(period, quota, credited, deals, Money.zero(credited.currency()));
    }
  }

  /** The figures that these lines and this credit make up. */
  public static Attainment of(
      Period period,
      Currency currency,
      Map<Node, List<LineAmount>> lines,
      List<Credit> credits,
      Attribution attribution) {
    Map<Node, Sum> sums = new HashMap<>();
    Map<Exclusion, Set<DealId>> excludedShared = new EnumMap<>(Exclusion.class);
    Map<Exclusion, Integer> excluded = new EnumMap<>(Exclusion.class);
    for (Credit credit : credits) {
      if (!attribution.isInScope(credit.belonging())) {
        continue;
      }
      Attributed attributed = attributed(credit, currency, attribution);
      attributed
          .nodes()
          .forEach(node -> sums.computeIfAbsent(node, _ -> new Sum(currency)).add(credit));
      if (attributed.exclusion() != null) {
        excluded.merge(attributed.exclusion(), Math.toIntExact(credit.deals()), Integer::sum);
        excludedShared
            .computeIfAbsent(attributed.exclusion(), _ -> new HashSet<>())
            .addAll(credit.sharedDeals());
      }
    }
    excludedShared.forEach((why, deals) -> excluded.merge(why, deals.size(), Integer::sum));
    excluded.values().removeIf(count -> count == 0);
    sums.values().removeIf(Sum::isNothing);
    lines.keySet().forEach(node -> sums.computeIfAbsent(node, _ -> new Sum(currency)));
    Map<Node, Figure> figures = new TreeMap<>();
    sums.forEach((node, sum) -> figures.put(node, sum.figure(period, total(lines.get(node)))));
    return new Attainment(figures, excluded);
  }

  /** The same, where all that is earned is posted in its own period. */
  Attainment posted() {
    Map<Node, Figure> posted = new TreeMap<>();
    figures.forEach((node, figure) -> posted.put(node, figure.posted()));
    return new Attainment(posted, excluded);
  }

  /** What the credit belongs to in figures of the currency; an exclusion when it is nothing. */
  private static Attributed attributed(Credit credit, Currency currency, Attribution attribution) {
    return credit.amount().currency().equals(currency)
        ? attribution.attribute(credit.belonging())
        : Attributed.not(Exclusion.CURRENCY);
  }

  /** What the lines come to; null for none. */
  static @Nullable Money total(@Nullable List<LineAmount> lines) {
    return lines == null
        ? null
        : lines.stream().map(LineAmount::amount).reduce(Money::plus).orElse(null);
  }

  private static final class Sum {

    private Money credited;
    private long deals;
    private final Set<DealId> sharedDeals = new HashSet<>();

    private Sum(Currency currency) {
      credited = Money.zero(currency);
    }

    private void add(Credit credit) {
      credited = credited.plus(credit.amount());
      deals += credit.deals();
      sharedDeals.addAll(credit.sharedDeals());
    }

    /** Whether everything that was credited has been taken back. */
    private boolean isNothing() {
      return credited.isZero() && deals == 0 && sharedDeals.isEmpty();
    }

    private Figure figure(Period period, @Nullable Money quota) {
      return new Figure(period, quota, credited, deals + sharedDeals.size(), null);
    }
  }
}
