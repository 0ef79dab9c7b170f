package dev.quotaledger.query.metrics;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.Attribution;
import dev.quotaledger.model.attainment.Attribution.Attributed;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.Belonging;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.pipeline.DealRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Deals by what they belong to: each once for each node, with all that belongs to it.
 *
 * @param deals by node, in the order of an answer
 * @param excluded the deals that belong to no node, by reason
 */
record DealMetrics(SortedMap<Node, List<DealRow>> deals, Map<Exclusion, Set<DealId>> excluded) {

  /**
   * Finds out where the parts of deals belong.
   *
   * @param day the day whose holders and teams count for open deals
   * @param leadSource where a deal's lead came from
   */
  static DealMetrics of(
      List<DealRow> rows,
      Attribution attribution,
      LocalDate day,
      Function<DealRow, @Nullable String> leadSource) {
    Map<Node, Deals> byNode = new TreeMap<>();
    Map<Exclusion, Set<DealId>> excluded = new EnumMap<>(Exclusion.class);
    rows.forEach(row -> {
      Belonging belonging = row.belonging(day, leadSource.apply(row));
      if (attribution.isInScope(belonging)) {
        Attributed attributed = attribution.attribute(belonging);
        attributed
            .nodes()
            .forEach(node -> byNode.computeIfAbsent(node, _ -> new Deals()).add(row));
        if (attributed.exclusion() != null) {
          excluded.computeIfAbsent(attributed.exclusion(), _ -> new HashSet<>()).add(row.dealId());
        }
      }
    });
    SortedMap<Node, List<DealRow>> deals = new TreeMap<>();
    byNode.forEach((node, ofNode) -> deals.put(node, ofNode.list()));
    return new DealMetrics(deals, excluded);
  }

  /**
   * The currency of most of the deals, the first by its code where several have as many; null where
   * no deal has an amount.
   */
  @Nullable
  Currency mostUsedCurrency() {
    Map<Currency, Long> counts = deals.values().stream()
        .flatMap(List::stream)
        .map(DealRow::amount)
        .filter(Objects::nonNull)
        .collect(groupingBy(Money::currency, counting()));
    return counts.entrySet().stream()
        .sorted(Comparator.<Map.Entry<Currency, Long>>comparingLong(Map.Entry::getValue)
            .reversed()
            .thenComparing(count -> count.getKey().getCurrencyCode()))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private int inOtherCurrencies(Currency currency) {
    Set<DealId> others = new HashSet<>();
    deals.values().stream()
        .flatMap(List::stream)
        .filter(deal -> deal.amount() != null && !deal.amount().currency().equals(currency))
        .forEach(deal -> others.add(deal.dealId()));
    return others.size();
  }

  /** The deals that belong to no node, or have no value in the currency, by reason. */
  List<Excluded> excluded(Currency currency) {
    List<Excluded> counts = new ArrayList<>();
    int others = inOtherCurrencies(currency);
    if (others > 0) {
      counts.add(new Excluded(Exclusion.CURRENCY.name(), others));
    }
    excluded.forEach((why, some) -> counts.add(new Excluded(why.name(), some.size())));
    return counts;
  }

  /** The deals of one node; the parts of a shared deal are put together. */
  private static final class Deals {

    private final List<DealRow> whole = new ArrayList<>();
    private final Map<DealId, DealRow> shared = new LinkedHashMap<>();

    private void add(DealRow row) {
      if (row.shared()) {
        shared.merge(row.dealId(), row, DealRow::plus);
      } else {
        whole.add(row);
      }
    }

    private List<DealRow> list() {
      whole.addAll(shared.values());
      return whole;
    }
  }
}
