package dev.quotaledger.standalone.demo;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Draws for one invented thing. They depend on its name alone, so that another thing more or less changes nothing of
 * this one, and on no function whose last digit differs between platforms.
 */
final class Dice {

  private static final long SEED = 20_140_530L;
  private static final int UNIFORMS = 12;

  private final SplittableRandom random;

  /** The draws of that name. */
  Dice(String name) {
    this.random = new SplittableRandom(SEED + name.hashCode());
  }

  /** Whether something happens that does with this probability. */
  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  /** A whole number, both ends inclusive. */
  int between(int least, int most) {
    return random.nextInt(least, most + 1);
  }

  /** A number around the median, of a log-normal distribution; the spread is that of the logarithm. */
  double around(double median, double spread) {
    double sum = 0;
    for (int i = 0; i < UNIFORMS; i++) {
      sum += random.nextDouble();
    }
    return median * StrictMath.exp(spread * (sum - UNIFORMS / 2.0));
  }

  /** So many days around the median, at least one. */
  long days(int median, double spread) {
    return Math.max(1, Math.round(around(median, spread)));
  }

  /** One of them, each as likely. */
  <T> T oneOf(List<T> all) {
    return all.get(random.nextInt(all.size()));
  }

  /** The place of one of the weights, each as likely as it is large. */
  int byWeight(int... weights) {
    int total = 0;
    for (int weight : weights) {
      total += weight;
    }
    int drawn = random.nextInt(total);
    int place = 0;
    while (drawn >= weights[place]) {
      drawn -= weights[place];
      place++;
    }
    return place;
  }
}
