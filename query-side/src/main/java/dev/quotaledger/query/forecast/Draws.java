package dev.quotaledger.query.forecast;

import java.util.Arrays;

/** Where a period may land, by many draws. */
final class Draws {

  private final double[] sorted;

  /** In any order. */
  Draws(double[] amounts) {
    this.sorted = amounts.clone();
    Arrays.sort(sorted);
  }

  /** The amount below which a share of the draws lies, between two of them in proportion. */
  double quantile(double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - below);
  }

  /** The share of the draws that reach an amount. */
  double shareOfAtLeast(double amount) {
    return (double) Arrays.stream(sorted).filter(draw -> draw >= amount).count() / sorted.length;
  }

  /** The mean, which is the amount itself where all draws are alike. */
  double mean() {
    double least = sorted[0];
    return least + Arrays.stream(sorted).map(draw -> draw - least).average().orElse(0);
  }
}
