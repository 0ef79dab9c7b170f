package dev.quotaledger.query.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.query.forecast.series.SeriesForecast.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * On monthly series as businesses have them, made from a fixed seed: levels that wander, trends
 * that bend, seasons that change a little and noise of all sizes, of two to ten years.
 */
class GeneratedSeriesTest {

  private static final int YEAR = 12;
  private static final int HORIZON = 12;
  private static final List<double[]> SERIES = series();

  private static List<double[]> series() {
    Random random = new Random(20260131);
    List<double[]> all = new ArrayList<>();
    for (int each = 0; each < 150; each++) {
      all.add(series(HORIZON + 24 + random.nextInt(97), random));
    }
    return all;
  }

  private static double[] series(int length, Random random) {
    double[] season =
        IntStream.range(0, YEAR).mapToDouble(_ -> random.nextGaussian() * 0.15).toArray();
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

  private static double[] history(double[] series) {
    return Arrays.copyOf(series, series.length - HORIZON);
  }

  private static double[] actual(double[] series) {
    return Arrays.copyOfRange(series, series.length - HORIZON, series.length);
  }

  private record Errors(double smape, double mase) {

    static Errors of(double[] series, double[] forecast) {
      return new Errors(
          Accuracy.smape(actual(series), forecast),
          Accuracy.mase(history(series), YEAR, actual(series), forecast).orElseThrow());
    }

    static Errors mean(List<Errors> all) {
      return new Errors(
          all.stream().mapToDouble(Errors::smape).average().orElseThrow(),
          all.stream().mapToDouble(Errors::mase).average().orElseThrow());
    }
  }

  @Test
  void theCombinationIsBetterThanEveryBaseline() {
    Errors ours = Errors.mean(SERIES.stream()
        .map(series -> Errors.of(
            series, SeriesForecaster.forecast(history(series), YEAR, HORIZON).means()))
        .toList());

    for (Baseline baseline : Baseline.values()) {
      Errors theirs = Errors.mean(SERIES.stream()
          .map(series -> Errors.of(series, baseline.forecast(history(series), YEAR, HORIZON)))
          .toList());
      assertThat(ours.smape()).as("sMAPE beside %s", baseline).isLessThan(theirs.smape());
      assertThat(ours.mase()).as("MASE beside %s", baseline).isLessThan(theirs.mase());
    }
  }

  @Test
  void eightOfTenValuesAreBetweenTheTenthAndTheNinetiethPercentile() {
    int within = 0;
    for (double[] series : SERIES) {
      List<Step> steps =
          SeriesForecaster.forecast(history(series), YEAR, HORIZON).steps();
      for (int step = 0; step < HORIZON; step++) {
        double value = actual(series)[step];
        if (value >= steps.get(step).p10() && value <= steps.get(step).p90()) {
          within++;
        }
      }
    }
    assertThat((double) within / (SERIES.size() * HORIZON)).isBetween(0.7, 0.9);
  }
}
