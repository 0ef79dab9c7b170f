package dev.quotaledger.query.forecast;

import dev.quotaledger.model.attainment.Node;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * What may still come in a period: for each of two thousand draws, which open deals are won in time
 * and what comes on top. The same facts give the same draws. A draw is one and the same for
 * all reps, with good and bad ones for everybody: so the draws of a team are sums of its reps', and
 * its percentiles are not.
 */
final class Landing {

  /** Raised whenever the same facts would give other draws. */
  static final int VERSION = 2;

  static final int DRAWS = 2_000;

  private static final String GENERATOR = "L64X128MixRandom";
  private static final long SEED = 20_260_101L;

  /** How much better or worse all deals fare together, in the logarithm of their odds. */
  private static final double COMMON_SPREAD = 0.25;

  /** Of the usual kernel, for deviations of one. */
  private static final double BANDWIDTH = 1.06;

  /**
   * An open deal.
   *
   * @param probability that it is won in time, by its stage and age
   * @param amounts what it brings to whom
   */
  record OpenDeal(double probability, SortedMap<Node, Double> amounts) {}

  private final SortedMap<Node, double[]> draws = new TreeMap<>();

  private Landing() {}

  /**
   * Draws.
   *
   * @param nodes whose the deals and the business can be
   * @param deals in an order that is always the same
   * @param timeliness which part of their probabilities comes in time
   */
  static Landing of(
      NavigableSet<Node> nodes, List<OpenDeal> deals, Timeliness timeliness, NewBusiness fresh) {
    Landing landing = new Landing();
    RandomGenerator random = RandomGeneratorFactory.of(GENERATOR).create(SEED);
    double[] common = new double[DRAWS];
    Arrays.setAll(common, _ -> Math.exp(COMMON_SPREAD * random.nextGaussian()));
    double[] inTime = new double[DRAWS];
    Arrays.setAll(inTime, _ -> timeliness.draw(random));
    nodes.forEach(landing::of);
    for (OpenDeal deal : deals) {
      landing.add(deal, common, inTime, random);
    }
    if (fresh.windows() > 0) {
      landing.add(fresh, random);
    }
    return landing;
  }

  private double[] of(Node node) {
    return draws.computeIfAbsent(node, _ -> new double[DRAWS]);
  }

  private void add(OpenDeal deal, double[] common, double[] inTime, RandomGenerator random) {
    List<double[]> totals = deal.amounts.keySet().stream().map(this::of).toList();
    double[] amounts =
        deal.amounts.values().stream().mapToDouble(Double::doubleValue).toArray();
    for (int draw = 0; draw < DRAWS; draw++) {
      double probability = deal.probability * inTime[draw];
      double moved = common[draw] * probability / (1 - Math.min(probability, 0.999_999));
      if (random.nextDouble() * (1 + moved) < moved) {
        for (int i = 0; i < amounts.length; i++) {
          totals.get(i)[draw] += amounts[i];
        }
      }
    }
  }

  private void add(NewBusiness fresh, RandomGenerator random) {
    double[] relation = new double[DRAWS];
    Arrays.setAll(relation, _ -> relation(fresh, random));
    for (Map.Entry<Node, double[]> entry : draws.entrySet()) {
      double year = fresh.lastYear(entry.getKey());
      if (year > 0) {
        double[] total = entry.getValue();
        double scale = 1 / mean(fresh, entry.getKey());
        for (int draw = 0; draw < DRAWS; draw++) {
          double difference = fresh.difference(entry.getKey(), random.nextInt(fresh.windows()));
          total[draw] += year * relation[draw] * difference * scale;
        }
      }
    }
  }

  /**
   * The relation of an earlier period, moved a little, since what comes need not be like any of them,
   * and drawn together as much: a smoothed bootstrap with the variance of what it is drawn from
   * (Silverman and Young, "The Bootstrap: To Smooth or Not to Smooth?", 1987).
   */
  private static double relation(NewBusiness fresh, RandomGenerator random) {
    double drawn = fresh.relation(random.nextInt(fresh.windows()));
    double width = BANDWIDTH * Math.pow(fresh.windows(), -0.2);
    double moved = drawn - fresh.mean() + width * fresh.deviation() * random.nextGaussian();
    return Math.max(0, fresh.mean() + moved / Math.sqrt(1 + width * width));
  }

  /** So that the reps' differences do not move the company. */
  private static double mean(NewBusiness fresh, Node node) {
    double sum = 0;
    for (int window = 0; window < fresh.windows(); window++) {
      sum += fresh.difference(node, window);
    }
    return sum > 0 ? sum / fresh.windows() : 1;
  }

  /** What comes to some nodes together, on top of what closed. */
  Draws together(Set<Node> nodes, double closed) {
    double[] sum = new double[DRAWS];
    Arrays.fill(sum, closed);
    for (Node node : new TreeSet<>(nodes)) {
      double[] ofNode = draws.get(node);
      if (ofNode != null) {
        for (int draw = 0; draw < DRAWS; draw++) {
          sum[draw] += ofNode[draw];
        }
      }
    }
    return new Draws(sum);
  }
}
