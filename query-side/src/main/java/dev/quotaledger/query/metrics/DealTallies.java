package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DealId;
import dev.quotaledger.model.attainment.Attribution;
import dev.quotaledger.model.attainment.Attribution.Attributed;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.Belonging;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.pipeline.DealColumns;
import dev.quotaledger.query.pipeline.DealRow;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * What deals come to, by what they belong to: each deal counts once for each node, with all that
 * belongs to it. Deals may come as rows or in columns; it is the same.
 */
final class DealTallies {

  private final Attribution attribution;
  private final LocalDate day;
  private final Map<Node, OfNode> byNode = new HashMap<>();
  private final Map<Exclusion, Integer> excluded = new EnumMap<>(Exclusion.class);
  private final Map<Exclusion, Set<DealId>> sharedExcluded = new EnumMap<>(Exclusion.class);
  private final Map<Currency, int[]> currencies = new HashMap<>();

  /** The deals of one node, and the parts of shared ones until they are put together. */
  private record OfNode(DealTally tally, Map<DealId, DealRow> shared) {}

  /** To whom some deals belong; an exclusion when it is nobody. Out of scope when it is neither. */
  private record Place(List<OfNode> nodes, @Nullable Exclusion exclusion) {}

  /**
   * Of nothing yet.
   *
   * @param day the day whose holders and teams count for open deals
   */
  DealTallies(Attribution attribution, LocalDate day) {
    this.attribution = attribution;
    this.day = day;
  }

  /**
   * Counts deals as rows.
   *
   * @param leadSource where a deal's lead came from
   */
  void add(List<DealRow> rows, Function<DealRow, @Nullable String> leadSource) {
    for (DealRow row : rows) {
      Place place = place(row.belonging(day, leadSource.apply(row)));
      if (row.shared()) {
        addShared(row, place);
      } else {
        place.nodes.forEach(node -> node.tally.add(row));
        count(place, row.amount() == null ? null : row.amount().currency());
      }
    }
  }

  private void addShared(DealRow row, Place place) {
    place.nodes.forEach(node -> node.shared.merge(row.dealId(), row, DealRow::plus));
    if (place.exclusion != null) {
      sharedExcluded.computeIfAbsent(place.exclusion, _ -> new HashSet<>()).add(row.dealId());
    }
  }

  /** Counts those deals of the columns that are wanted; those beside the columns are not. */
  void add(DealColumns columns, IntPredicate wanted) {
    @Nullable Place[] places = new Place[columns.places()];
    if (attribution.isAlike(columns.target(), columns.closedDays(day)) && places.length > 0) {
      Arrays.fill(places, place(columns.belonging(0, day)));
    }
    for (int deal = 0; deal < columns.size(); deal++) {
      if (wanted.test(deal)) {
        int which = columns.place(deal);
        Place place = places[which];
        if (place == null) {
          place = place(columns.belonging(which, day));
          places[which] = place;
        }
        for (OfNode node : place.nodes) {
          node.tally.add(columns, deal);
        }
        count(place, columns.currency(deal));
      }
    }
  }

  private void count(Place place, @Nullable Currency currency) {
    if (place.exclusion != null) {
      excluded.merge(place.exclusion, 1, Integer::sum);
    } else if (currency != null && !place.nodes.isEmpty()) {
      currencies.computeIfAbsent(currency, _ -> new int[1])[0]++;
    }
  }

  private Place place(Belonging belonging) {
    if (!attribution.isInScope(belonging)) {
      return new Place(List.of(), null);
    }
    Attributed attributed = attribution.attribute(belonging);
    return new Place(
        attributed.nodes().stream()
            .map(node -> byNode.computeIfAbsent(
                node, _ -> new OfNode(new DealTally(), new LinkedHashMap<>())))
            .toList(),
        attributed.exclusion());
  }

  /** What was counted. */
  Counted counted() {
    SortedMap<Node, DealTally> tallies = new TreeMap<>();
    Map<Currency, Set<DealId>> shared = new HashMap<>();
    byNode.forEach((node, ofNode) -> {
      for (DealRow deal : ofNode.shared.values()) {
        ofNode.tally.add(deal);
        if (deal.amount() != null) {
          shared.computeIfAbsent(deal.amount().currency(), _ -> new HashSet<>()).add(deal.dealId());
        }
      }
      if (ofNode.tally.count() > 0) {
        tallies.put(node, ofNode.tally);
      }
    });
    Map<Currency, Integer> deals = new HashMap<>();
    currencies.forEach((currency, count) -> deals.merge(currency, count[0], Integer::sum));
    shared.forEach((currency, some) -> deals.merge(currency, some.size(), Integer::sum));
    Map<Exclusion, Integer> without = new EnumMap<>(excluded);
    sharedExcluded.forEach((why, some) -> without.merge(why, some.size(), Integer::sum));
    return new Counted(tallies, deals, without);
  }

  /**
   * What deals come to.
   *
   * @param deals by node, in the order of an answer
   * @param currencies how many deals that belong to any node have an amount in each
   * @param without how many deals belong to no node, by reason
   */
  record Counted(
      SortedMap<Node, DealTally> deals,
      Map<Currency, Integer> currencies,
      Map<Exclusion, Integer> without) {

    /**
     * The currency of most of the deals, the first by its code where several have as many; null where
     * no deal has an amount. A deal counts for each node to which it belongs.
     */
    @Nullable
    Currency mostUsedCurrency() {
      Map<Currency, Long> counts = new HashMap<>();
      deals
          .values()
          .forEach(tally -> tally
              .currencies()
              .forEach((currency, count) -> counts.merge(currency, count, Long::sum)));
      return counts.entrySet().stream()
          .sorted(Comparator.<Map.Entry<Currency, Long>>comparingLong(Map.Entry::getValue)
              .reversed()
              .thenComparing(count -> count.getKey().getCurrencyCode()))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(null);
    }

    /** The deals that belong to no node, or have no value in the currency, by reason. */
    List<Excluded> excluded(Currency currency) {
      List<Excluded> counts = new ArrayList<>();
      int others = currencies.entrySet().stream()
          .filter(entry -> !entry.getKey().equals(currency))
          .mapToInt(Map.Entry::getValue)
          .sum();
      if (others > 0) {
        counts.add(new Excluded(Exclusion.CURRENCY.name(), others));
      }
      without.forEach((why, some) -> counts.add(new Excluded(why.name(), some)));
      return counts;
    }
  }
}
