package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SequenceTest {

  private static final String TWELVE = "\"sequence\":\"00000000000000000012\"";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{" + TWELVE + "}",
        "{\"id\":\"a\"," + TWELVE + ",\"data\":{}}",
        "{\"sequence\" : \"00000000000000000012\"}",
        "{\"data\":{\"sequence\":\"other\"}," + TWELVE + "}",
        "{\"data\":[{\"sequence\":\"other\"}]," + TWELVE + "}",
        "{\"subject\":\"sequence\"," + TWELVE + "}",
        "{\"subject\":\"a \\\"sequence\\\":\\\"1\\\" }{\\\\\"," + TWELVE + "}",
      })
  void isFoundAmongTheAttributesOfTheEntry(String entry) {
    assertThat(isOf(entry, 12)).isTrue();
    assertThat(isOf(entry, 13)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "\"",
        "{\"sequence\"",
        "{\"sequence\":",
        "{\"sequence\":\"",
        "{\"sequence\":\"\\",
        "{\"sequence\":12}",
        "{\"sequence\":\"12\"}",
        "{\"sequence\":\"00000000000000000013\"," + TWELVE + "}",
        "{" + TWELVE + ",\"sequence\":\"00000000000000000013\"}",
        "{\"data\":{" + TWELVE + "}}",
        "[" + "[" + TWELVE + "]]",
        "{\"subject\":\"" + "\\\"sequence\\\":\\\"00000000000000000012\\\"" + "\"}",
      })
  void isNotFoundElsewhere(String entry) {
    assertThat(isOf(entry, 12)).isFalse();
  }

  @Test
  void hasTwentyDigitsForAnyIndex() {
    assertThat(isOf("{\"sequence\":\"09223372036854775807\"}", Long.MAX_VALUE)).isTrue();
    assertThat(isOf("{\"sequence\":\"00000000000000000000\"}", 0)).isTrue();
  }

  private static boolean isOf(String entry, long index) {
    return Sequence.isOf(entry.getBytes(UTF_8), index);
  }
}
