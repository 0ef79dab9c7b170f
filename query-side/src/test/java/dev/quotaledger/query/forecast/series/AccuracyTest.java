package dev.quotaledger.query.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** The errors by hand. */
class AccuracyTest {

  private static final double[] HISTORY = {10, 20, 14, 26};

  @Test
  void smapeIsAPercentageOfTheMeanOfBoth() {
    // 200 * 10 / 210 and 200 * 20 / 180
    assertThat(Accuracy.smape(new double[] {100, 100}, new double[] {110, 80}))
        .isCloseTo((9.5238095238 + 22.2222222222) / 2, within(1e-9));
  }

  @Test
  void smapeOfNothingAgainstNothingIsNothing() {
    assertThat(Accuracy.smape(new double[] {0, 5}, new double[] {0, 5})).isZero();
    assertThat(Accuracy.smape(new double[] {0}, new double[] {1})).isEqualTo(200);
    assertThat(Accuracy.smape(new double[] {-3}, new double[] {3})).isEqualTo(200);
  }

  @Test
  void maseIsScaledByTheSeasonalNaiveErrorOfTheHistory() {
    // |14 - 10| and |26 - 20| have a mean of 5; the errors 5 and 15 one of 10
    assertThat(Accuracy.mase(HISTORY, 2, new double[] {15, 30}, new double[] {10, 45}))
        .hasValue(2);
  }

  @Test
  void maseIsNotDefinedWithoutAScale() {
    double[] one = {1};
    assertThat(Accuracy.mase(new double[] {7, 9, 7, 9}, 2, one, one)).isEmpty();
    assertThat(Accuracy.mase(HISTORY, 4, one, one)).isEmpty();
    assertThat(Accuracy.mase(HISTORY, 12, one, one)).isEmpty();
  }
}
