package dev.quotaledger.query.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.quotaledger.query.forecast.series.SeriesForecast.Part;
import dev.quotaledger.query.forecast.series.SeriesForecast.Step;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Every kind of history is forecast, and the answer says in which way and why. */
class SeriesForecasterTest {

  private static final int YEAR = 12;

  private static double[] history(int length, IntToDoubleFunction value) {
    return IntStream.range(0, length).mapToDouble(value).toArray();
  }

  /** A level, a trend, a yearly season and some noise that is the same each time. */
  private static double sales(int t) {
    double noise = ((t * 7919L + 13) % 101 - 50) / 10.0;
    return 200 + 2 * t + 40 * Math.sin(Math.PI * t / 6) + noise;
  }

  private static SeriesForecast forecast(double... history) {
    return SeriesForecaster.forecast(history, YEAR, 6);
  }

  private static void assertIs(
      SeriesForecast forecast, String method, @Nullable Reason reason, double... means) {
    assertThat(forecast.method()).isEqualTo(method);
    assertThat(forecast.reason()).isEqualTo(reason);
    assertThat(forecast.version()).isEqualTo(SeriesForecaster.VERSION);
    assertThat(forecast.parts().stream().mapToDouble(Part::weight).sum())
        .isCloseTo(1, within(1e-9));
    assertThat(forecast.steps()).hasSize(6);
    for (int step = 0; step < means.length; step++) {
      assertThat(forecast.means()[step]).isCloseTo(means[step], within(1e-9));
    }
  }

  @Test
  void aLongHistoryIsForecastByACombination() {
    SeriesForecast forecast = forecast(history(72, SeriesForecasterTest::sales));

    assertIs(forecast, "COMBINATION", null);
    assertThat(forecast.parts()).hasSize(4);
    assertThat(forecast.parts().getFirst().model()).startsWith("ETS(");
    for (int step = 0; step < 6; step++) {
      double truth = 200 + 2 * (72 + step) + 40 * Math.sin(Math.PI * (72 + step) / 6);
      assertThat(forecast.means()[step]).isCloseTo(truth, within(12.0));
    }
  }

  @Test
  void zerosStayZeros() {
    SeriesForecast forecast = forecast(new double[30]);

    assertIs(forecast, "ZERO", Reason.ALL_ZERO, 0, 0, 0, 0, 0, 0);
    assertThat(forecast.steps()).containsOnly(new Step(0, 0, 0, 0, 0));
  }

  @Test
  void whatNeverChangedGoesOn() {
    SeriesForecast forecast = forecast(history(30, _ -> 250.5));

    assertIs(forecast, "NAIVE", Reason.CONSTANT, 250.5, 250.5, 250.5, 250.5, 250.5, 250.5);
    assertThat(forecast.steps().getLast().deviation()).isZero();
    assertIs(forecast(-7), "NAIVE", Reason.CONSTANT, -7, -7);
  }

  @Test
  void twoOrThreeValuesGiveTheirMean() {
    SeriesForecast forecast = forecast(10, 20, 60);

    assertIs(forecast, "MEAN", Reason.SHORT_HISTORY, 30, 30, 30, 30, 30, 30);
    assertThat(forecast.steps().getFirst().deviation())
        .isCloseTo(Math.sqrt(700), within(1e-9)); // (400 + 100 + 900) / 2
  }

  @Test
  void aHistoryOfLessThanASeasonHasNone() {
    assertIs(forecast(10, 12, 11, 14, 13, 15), "COMBINATION", Reason.SHORT_HISTORY);
    assertThat(forecast(history(11, SeriesForecasterTest::sales)).parts())
        .extracting(Part::model)
        .doesNotContain("SEASONAL_NAIVE");
  }

  @Test
  void aHistoryOfOneToFourSeasonsCountsTheYearBefore() {
    for (int length : List.of(13, 20, 30, 48)) {
      SeriesForecast forecast = forecast(history(length, SeriesForecasterTest::sales));

      assertIs(forecast, "COMBINATION", Reason.SHORT_HISTORY);
      assertThat(forecast.parts()).extracting(Part::model).contains("SEASONAL_NAIVE");
    }
  }

  @Test
  void intermittentDemandIsSizeTimesFrequency() {
    double[] history = history(40, t -> t % 4 == 3 ? 8 : 0);

    SeriesForecast forecast = SeriesForecaster.forecast(history, 1, 6);

    assertIs(forecast, "INTERMITTENT_DEMAND", Reason.INTERMITTENT);
    assertThat(forecast.parts()).extracting(Part::model).containsExactly("CROSTON_SBA", "TSB");
    assertThat(forecast.means()[0]).isBetween(1.8, 2.3);
    assertThat(forecast.steps().getFirst().p10()).isZero();
    assertThat(forecast.steps().getFirst().p90()).isEqualTo(8);
  }

  @Test
  void manyZerosWithASeasonAreASeason() {
    double[] history = history(72, t -> t % 12 >= 9 ? 300 + t : 0);

    SeriesForecast forecast = forecast(history);

    assertIs(forecast, "COMBINATION", Reason.ZERO_VALUES);
    double[] year = SeriesForecaster.forecast(history, YEAR, YEAR).means();
    assertThat(year[10]).isGreaterThan(200);
    assertThat(year[3]).isLessThan(60);
  }

  @Test
  void negativeCorrectionsAllowDifferencesOnly() {
    double[] history = history(72, t -> t == 20 ? -150 : sales(t));

    SeriesForecast forecast = forecast(history);

    assertIs(forecast, "COMBINATION", Reason.NEGATIVE_VALUES);
    assertThat(forecast.parts()).extracting(Part::model).contains("DYNAMIC_THETA");
    assertThat(forecast.parts().getFirst().model()).startsWith("ETS(A,").doesNotContain("M");
  }

  @Test
  void aHistoryThatOnlyLosesIsForecastToo() {
    double[] history = history(60, t -> -sales(t));

    double[] mirrored = forecast(history).means();

    assertThat(Arrays.stream(mirrored)).allMatch(mean -> mean < -200);
  }

  @Test
  void whatCannotBeForecastIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> forecast());
    assertThatIllegalArgumentException().isThrownBy(() -> forecast(1, Double.NaN, 2));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SeriesForecaster.forecast(new double[] {1}, 0, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SeriesForecaster.forecast(new double[] {1}, 1, 0));
  }
}
