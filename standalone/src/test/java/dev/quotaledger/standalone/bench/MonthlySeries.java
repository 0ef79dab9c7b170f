package dev.quotaledger.standalone.bench;

import dev.quotaledger.query.forecast.series.Baseline;
import java.nio.file.Path;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/**
 * Monthly series as businesses have them, from a fixed seed: wandering levels, bending trends,
 * seasons and noise of all sizes, of five to twelve years.
 */
final class MonthlySeries {

  static final int HORIZON = 18;

  private static final int YEAR = 12;
  private static final YearMonth FIRST = YearMonth.of(2010, 1);

  private final List<double[]> all = new ArrayList<>();

  MonthlySeries(int count) {
    Random random = new Random(20260131);
    for (int each = 0; each < count; each++) {
      all.add(series(60 + random.nextInt(85), random));
    }
  }

  private static double[] series(int length, Random random) {
    double[] season = new double[YEAR];
    Arrays.setAll(season, _ -> random.nextGaussian() * 0.15);
    double noise = 0.03 + 0.12 * random.nextDouble();
    double level = Math.log(1000);
    double growth = 0.004 * random.nextGaussian();
    double[] values = new double[length];
    for (int t = 0; t < length; t++) {
      growth += 0.0015 * random.nextGaussian() - 0.02 * growth;
      level += growth + 0.3 * noise * random.nextGaussian();
      season[t % YEAR] += 0.02 * random.nextGaussian();
      values[t] = Math.exp(level + season[t % YEAR] + noise * random.nextGaussian());
    }
    return values;
  }

  long values() {
    return all.stream().mapToLong(each -> each.length).sum();
  }

  /** As the backtest takes them. */
  Path file(Path directory) {
    Path file = directory.resolve("series.csv");
    Organization.write(file, out -> {
      out.write("series,period,value\n");
      for (int each = 0; each < all.size(); each++) {
        double[] values = all.get(each);
        for (int t = 0; t < values.length; t++) {
          out.write("s%04d,%s,%.2f\n".formatted(each, FIRST.plusMonths(t), values[t]));
        }
      }
    });
    return file;
  }

  /** How long the three baselines alone take, in this process and on all cores. */
  double secondsOfBaselines() {
    long start = System.nanoTime();
    double sum = all.parallelStream()
        .mapToDouble(series -> {
          double[] history = Arrays.copyOf(series, series.length - HORIZON);
          return Arrays.stream(Baseline.values())
              .mapToDouble(baseline -> baseline.forecast(history, YEAR, HORIZON)[0])
              .sum();
        })
        .sum();
    if (Double.isNaN(sum)) {
      throw new IllegalStateException("A baseline has no forecast");
    }
    return (System.nanoTime() - start) / 1e9;
  }
}
