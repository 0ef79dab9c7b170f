package dev.quotaledger.query.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.quotaledger.query.forecast.series.EtsForm.Seasons;
import dev.quotaledger.query.forecast.series.EtsForm.Trend;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * Each model against values from elsewhere. The two series are those of Hyndman and Athanasopoulos,
 * "Forecasting: Principles and Practice", 2nd edition, sections 7.1 and 7.2, as printed there.
 * Where the book gives no result, it was computed apart from this code, by a plain search over
 * parameters and with lines fitted anew at every step.
 */
class ModelsTest {

  private static final double[] OIL = {
    445.36, 453.20, 454.41, 422.38, 456.04, 440.39, 425.19, 486.21, 500.43, 521.28, 508.95, 488.89,
    509.87, 456.72, 473.82, 525.95, 549.83, 542.34
  };
  private static final double[] PASSENGERS = {
    17.55, 21.86, 23.89, 26.93, 26.89, 28.83, 30.08, 30.95, 30.19, 31.58, 32.58, 33.48, 39.02,
    41.39, 41.60, 44.66, 46.95, 48.73, 51.49, 50.03, 60.64, 63.36, 66.36, 68.20, 68.12, 69.78, 72.60
  };
  private static final Offset<Double> CLOSE = within(0.06);

  private static double[] ofScaled(double[] history, Member.Model model) {
    Scale scale = Scale.of(history);
    return scale.restored(model.forecast(scale.removedFrom(history), 3));
  }

  private static double[] ets(double[] history, Trend trend) {
    EtsForm form = new EtsForm(false, trend, Seasons.NONE);
    return ofScaled(history, (values, ahead) -> Ets.fitted(values, 1, form).forecast(ahead));
  }

  /** The book gives alpha 0.83, a first level of 446.6 and forecasts of 542.68. */
  @Test
  void simpleSmoothingOfTheBook() {
    assertThat(SimpleSmoothing.of(OIL).alpha()).isCloseTo(0.83, within(0.005));
    assertThat(SimpleSmoothing.forecast(OIL, 2))
        .containsExactly(new double[] {542.68, 542.68}, within(0.005));
    assertThat(ets(OIL, Trend.NONE)).contains(new double[] {542.68}, within(0.005));
  }

  /**
   * The level of the book with a drift of half the slope 5.66978 of the line through the values:
   * 542.679 + 2.83489 (h - 1 + (1 - 0.16622^18) / 0.83378).
   */
  @Test
  void theta() {
    assertThat(Theta.forecast(OIL, 12, 3))
        .containsExactly(new double[] {546.079, 548.914, 551.749}, within(0.002));
  }

  @Test
  void dynamicTheta() {
    double[] forecast =
        ofScaled(PASSENGERS, (values, ahead) -> DynamicTheta.forecast(values, 1, ahead));

    assertThat(forecast).containsExactly(new double[] {74.554, 76.646, 78.750}, CLOSE);
  }

  @Test
  void complexSmoothing() {
    assertThat(ofScaled(OIL, (values, ahead) -> ComplexSmoothing.forecast(values, 1, ahead)))
        .containsExactly(new double[] {548.117, 552.464, 557.664}, CLOSE);
    assertThat(ofScaled(PASSENGERS, (values, ahead) -> ComplexSmoothing.forecast(values, 1, ahead)))
        .containsExactly(new double[] {75.842, 79.056, 82.430}, CLOSE);
  }

  @Test
  void exponentialSmoothingWithATrendAndWithADampedOne() {
    assertThat(ets(PASSENGERS, Trend.ADDITIVE))
        .containsExactly(new double[] {74.596, 76.694, 78.792}, CLOSE);
    assertThat(ets(PASSENGERS, Trend.DAMPED))
        .containsExactly(new double[] {73.989, 75.480, 76.942}, CLOSE);
  }

  @Test
  void theFormOfExponentialSmoothingIsThatOfTheHistory() {
    double[] factors = {0.7, 1.4, 0.9, 1.0};
    double[] growing =
        IntStream.range(0, 60).mapToDouble(t -> (1 + 0.05 * t) * factors[t % 4]).toArray();

    Ets chosen = Ets.chosen(growing, 4);

    assertThat(chosen.form().text()).matches("ETS\\(M,Ad?,M\\)");
    assertThat(chosen.forecast(2)).containsExactly(new double[] {2.8, 5.67}, within(0.05));
    assertThat(Ets.chosen(PASSENGERS, 1).form().hasTrend()).isTrue();
    assertThat(Ets.chosen(OIL, 1).form().hasTrend()).isFalse();
  }

  @Test
  void seasonalNaiveRepeatsTheLastSeason() {
    assertThat(SeasonalNaive.forecast(new double[] {1, 2, 3, 4, 5}, 3, 4))
        .containsExactly(3, 4, 5, 3);
    assertThat(SeasonalNaive.forecast(new double[] {1, 2}, 3, 2)).containsExactly(2, 2);
  }

  /**
   * Of 0, 4, 0, 0, 6 with alpha 0.1: sizes start at 5 and go to 4.9 and 5.01, intervals at 2.5 and
   * to 2.45 and 2.505; without the bias 0.95 * 5.01 / 2.505.
   */
  @Test
  void crostonWithoutItsBias() {
    assertThat(IntermittentDemand.croston(new double[] {0, 4, 0, 0, 6}, 1))
        .containsExactly(new double[] {1.9}, within(1e-9));
  }

  /** The probability goes 0.4, 0.36, 0.424, 0.3816, 0.34344, 0.409096; the size as above. */
  @Test
  void fadingDemand() {
    assertThat(IntermittentDemand.fading(new double[] {0, 4, 0, 0, 6}, 1))
        .containsExactly(new double[] {0.409096 * 5.01}, within(1e-9));
  }

  @Test
  void aBowlHasOneLowestPlace() {
    assertThat(Minimum.between(0, 1, x -> (x - 0.3) * (x - 0.3))).isCloseTo(0.3, within(1e-6));
    assertThat(Minimum.near(
            new double[] {0, 0},
            new double[] {1, 1},
            400,
            p -> (p[0] - 3) * (p[0] - 3) + 2 * (p[1] + 1) * (p[1] + 1)))
        .containsExactly(new double[] {3, -1}, within(1e-2));
  }
}
