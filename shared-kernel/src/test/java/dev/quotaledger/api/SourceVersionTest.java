package dev.quotaledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SourceVersionTest {

  @ParameterizedTest
  @CsvSource({
    "7, 8",
    "-8, -7",
    "9, 10",
    "1767225600000000000, 1767225600000000001",
    "2026-04-01T10:00:00Z, 2026-04-01T10:00:00.000000001Z",
    "2026-04-01T10:00:00+02:00, 2026-04-01T09:00:00Z"
  })
  void ordersVersionsOfOneKind(String older, String newer) {
    assertThat(version(older).isOlderThan(version(newer))).isTrue();
    assertThat(version(newer).isOlderThan(version(older))).isFalse();
    assertThat(version(older).isOlderThan(version(older))).isFalse();
  }

  @Test
  void doesNotOrderVersionsOfTwoKinds() {
    SourceVersion number = version("7");
    SourceVersion instant = version("2026-04-01T10:00:00Z");
    assertThat(number.isOlderThan(instant)).isFalse();
    assertThat(instant.isOlderThan(number)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "-7", "2026-04-01T10:00:00Z", "2026-04-01T10:00:00.123456Z"})
  void isWrittenAsItIsRead(String text) {
    assertThat(version(text)).hasToString(text).isEqualTo(version(version(text).toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "v7", "7.0", "9223372036854775808", "2026-04-01", "2026-04-01T10:00:00", "٧"})
  void refusesAnythingElse(String text) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> version(text))
        .extracting(InvalidValue::field)
        .isEqualTo("sourceVersion");
  }

  private static SourceVersion version(String text) {
    return SourceVersion.parse(text);
  }
}
