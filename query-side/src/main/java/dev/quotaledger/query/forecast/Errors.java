package dev.quotaledger.query.forecast;

import dev.quotaledger.query.forecast.BacktestAnswer.Score;
import dev.quotaledger.query.forecast.series.Accuracy;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * How far forecasts were off, exactly.
 *
 * @param smape a percentage from 0 to 200; nothing where nothing was forecast
 * @param mase nothing where it is not defined
 */
record Errors(OptionalDouble smape, OptionalDouble mase) {

  private static final int DECIMALS = 6;

  static Errors of(double[] history, int season, double[] actual, double[] forecast) {
    return new Errors(
        OptionalDouble.of(Accuracy.smape(actual, forecast)),
        Accuracy.mase(history, season, actual, forecast));
  }

  /** The mean, each of them counting the same; what is not defined counts for nothing. */
  static Errors mean(List<Errors> errors) {
    return new Errors(
        errors.stream().flatMapToDouble(each -> each.smape.stream()).average(),
        errors.stream().flatMapToDouble(each -> each.mase.stream()).average());
  }

  Score score() {
    return new Score(rounded(smape), rounded(mase));
  }

  static @Nullable BigDecimal rounded(OptionalDouble number) {
    return number.isPresent() ? rounded(number.getAsDouble()) : null;
  }

  /** With at most 6 decimals. */
  static BigDecimal rounded(double number) {
    BigDecimal rounded = BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP);
    return rounded.signum() == 0 ? BigDecimal.ZERO : rounded.stripTrailingZeros();
  }
}
