package dev.quotaledger.query.standing;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.standing.Statistic.Reason;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Whether the quotas of a period are fair and real: how attainment is spread over reps, and whether
 * quota follows potential. Attainment that goes with the potential of territories says that those with
 * a good territory were asked for too little. What has no quota above zero is not part of it.
 *
 * @param reps the reps with quota or credit, in their order
 * @param territories the territories with quota or credit, in their order
 */
record Fairness(SortedMap<Node, Measured> reps, SortedMap<Node, Measured> territories) {

  static Fairness of(Asked asked, Period period) {
    Map<Node, Money> potentials = Potentials.of(asked.plan(), period, asked.view());
    return new Fairness(
        measured(asked, period, GroupBy.REP, potentials),
        measured(asked, period, GroupBy.TERRITORY, potentials));
  }

  private static SortedMap<Node, Measured> measured(
      Asked asked, Period period, GroupBy groupBy, Map<Node, Money> potentials) {
    SortedMap<Node, Measured> measured = new TreeMap<>();
    asked.plan().figures(period, groupBy).forEach((node, figure) -> {
      if (node.type() != Node.Type.HOUSE) {
        measured.put(node, new Measured(figure, potentials.get(node)));
      }
    });
    return measured;
  }

  /** The reps, then the territories. */
  SortedMap<Node, Measured> all() {
    SortedMap<Node, Measured> all = new TreeMap<>(reps);
    all.putAll(territories);
    return all;
  }

  /** The attainment of the reps that count. */
  Distribution attainment() {
    return Distribution.of(attainments());
  }

  /** How many of those are in each band. */
  Map<Band, Long> bands() {
    Map<Band, Long> counts = new EnumMap<>(Band.class);
    for (Band band : Band.values()) {
      counts.put(
          band, attainments().stream().filter(one -> Band.of(one) == band).count());
    }
    return counts;
  }

  /** How many of those have reached their quota. */
  long reached() {
    return attainments().stream().filter(Band::isReached).count();
  }

  /** The attainment and the potential of those who hold a territory with a potential. */
  Correlation withPotential() {
    return new Correlation(reps.values().stream()
        .flatMap(rep -> {
          BigDecimal attainment = rep.attainment();
          Money potential = rep.potential();
          return attainment == null || potential == null
              ? Stream.<Correlation.Pair>empty()
              : Stream.of(new Correlation.Pair(attainment, potential.amount()));
        })
        .toList());
  }

  /** The quota / potential of the territories that have both. */
  Distribution quotaToPotential() {
    return Distribution.of(territories.values().stream()
        .map(Measured::quotaToPotential)
        .filter(Objects::nonNull)
        .toList());
  }

  /** The median of those. */
  Statistic quotaToPotentialMedian() {
    return ofPotential(Distribution::median);
  }

  /** The CV of those. */
  Statistic quotaToPotentialCv() {
    return ofPotential(Distribution::cv);
  }

  private Statistic ofPotential(Function<Distribution, Statistic> statistic) {
    Distribution ratios = quotaToPotential();
    return ratios.count() == 0 ? Statistic.not(Reason.NO_POTENTIAL) : statistic.apply(ratios);
  }

  /** How many reps do not count, by the reason. */
  SortedMap<String, Long> excluded() {
    return reps.values().stream()
        .map(Measured::reason)
        .filter(Objects::nonNull)
        .collect(Collectors.groupingBy(why -> why, TreeMap::new, Collectors.counting()));
  }

  private List<BigDecimal> attainments() {
    return reps.values().stream()
        .map(Measured::attainment)
        .filter(Objects::nonNull)
        .toList();
  }
}
