package dev.quotaledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {

  private static final RepId REP = new RepId("275");

  @Test
  void equalPercentsAreEqualHoweverTheyAreWritten() {
    assertThat(Share.of(REP, "50.0000")).isEqualTo(Share.of(REP, "5E+1"));
    assertThat(Share.of(REP, "1E2").percent().toPlainString()).isEqualTo("100");
    assertThat(Share.of(REP, "33.3300").percent().toPlainString()).isEqualTo("33.33");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0", "-1", "100.0001", "33.33333", "ten", "", "1E1000000", "1E-1000000", "1E3"})
  void takesAPercentAboveZeroAndAtMostHundredWithFourDecimals(String percent) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> Share.of(REP, percent))
        .extracting(InvalidValue::field)
        .isEqualTo("percent");
  }

  @Test
  void refusesAHostileNumberAtOnce() {
    BigDecimal hostile = new BigDecimal(BigInteger.TEN.pow(1_000_000), 999_999);
    assertTimeoutPreemptively(
        Duration.ofMillis(500),
        () -> assertThatExceptionOfType(InvalidValue.class)
            .isThrownBy(() -> new Share(REP, hostile)));
  }
}
