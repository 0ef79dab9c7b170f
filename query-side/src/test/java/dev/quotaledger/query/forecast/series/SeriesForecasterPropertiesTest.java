package dev.quotaledger.query.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.quotaledger.query.forecast.series.SeriesForecast.Step;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds of every forecast, whatever the history. */
class SeriesForecasterPropertiesTest {

  @Property(tries = 150)
  void quantilesAreInOrderAndFinite(
      @ForAll("histories") double[] history,
      @ForAll @IntRange(min = 1, max = 13) int season,
      @ForAll @IntRange(min = 1, max = 60) int horizon) {
    SeriesForecast forecast = SeriesForecaster.forecast(history, season, horizon);

    double largest = Arrays.stream(history).map(Math::abs).max().orElseThrow();
    assertThat(forecast.steps()).hasSize(horizon);
    for (Step step : forecast.steps()) {
      assertThat(Math.abs(step.mean())).isLessThanOrEqualTo(10 * largest * (1 + 1e-9));
      assertThat(step.deviation()).isNotNegative().isFinite();
      assertThat(step.p10()).isLessThanOrEqualTo(step.p50());
      assertThat(step.p50()).isLessThanOrEqualTo(step.p90());
    }
  }

  @Property(tries = 100)
  void nothingIsExpectedBelowZeroWhereNothingWas(
      @ForAll("histories") double[] history, @ForAll @IntRange(min = 1, max = 13) int season) {
    double[] positive = Arrays.stream(history).map(Math::abs).toArray();

    for (Step step : SeriesForecaster.forecast(positive, season, 12).steps()) {
      assertThat(step.mean()).isNotNegative();
      assertThat(step.p10()).isNotNegative();
    }
  }

  @Property(tries = 60)
  void theSameHistoryGivesTheSameFromAnyThread(
      @ForAll("histories") double[] history, @ForAll @IntRange(min = 1, max = 13) int season) {
    SeriesForecast alone = SeriesForecaster.forecast(history, season, 9);

    List<SeriesForecast> together = Collections.nCopies(4, history).parallelStream()
        .map(each -> SeriesForecaster.forecast(each, season, 9))
        .toList();

    assertThat(together).containsOnly(alone);
  }

  /** A power of two changes no digit. */
  @Property(tries = 60)
  void theUnitDoesNotMatter(
      @ForAll("histories") double[] history,
      @ForAll @IntRange(min = 1, max = 13) int season,
      @ForAll @IntRange(min = -30, max = 30) int power) {
    double factor = Math.scalb(1.0, power);
    double[] scaled = Arrays.stream(history).map(value -> value * factor).toArray();

    List<Step> expected = SeriesForecaster.forecast(history, season, 9).steps();
    List<Step> actual = SeriesForecaster.forecast(scaled, season, 9).steps();

    for (int step = 0; step < expected.size(); step++) {
      assertThat(actual.get(step).mean()).isEqualTo(factor * expected.get(step).mean());
      assertThat(actual.get(step).p90()).isEqualTo(factor * expected.get(step).p90());
    }
  }

  @Property(tries = 60)
  void aYearThatRepeatsItselfIsRepeated(
      @ForAll @IntRange(min = 5, max = 12) int years,
      @ForAll @IntRange(min = 2, max = 12) int season,
      @ForAll long seed) {
    Random random = new Random(seed);
    double[] year =
        IntStream.range(0, season).mapToDouble(_ -> 100 + random.nextInt(100)).toArray();
    double[] history =
        IntStream.range(0, years * season).mapToDouble(t -> year[t % season]).toArray();

    double[] means = SeriesForecaster.forecast(history, season, season).means();

    if (Arrays.stream(year).distinct().count() > 1) {
      for (int step = 0; step < season; step++) {
        assertThat(means[step]).isCloseTo(year[step], within(0.1 * year[step]));
      }
    }
  }

  /** Of any kind: with zeros, corrections, jumps; of numbers as they come from amounts. */
  @Provide
  Arbitrary<double[]> histories() {
    Arbitrary<Double> amounts = Arbitraries.integers().between(0, 100_000).map(n -> n / 100.0);
    Arbitrary<Double> any = Arbitraries.oneOf(
        amounts, amounts, amounts, Arbitraries.just(0.0), amounts.map(amount -> -amount));
    Arbitrary<Double> value =
        Arbitraries.of(0, 1).flatMap(kind -> kind == 0 ? amounts.map(amount -> amount + 1) : any);
    return Arbitraries.oneOf(lists(amounts.map(amount -> amount + 1)), lists(any), lists(value));
  }

  private static Arbitrary<double[]> lists(Arbitrary<Double> values) {
    return values
        .list()
        .ofMinSize(1)
        .ofMaxSize(70)
        .map(list -> list.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
