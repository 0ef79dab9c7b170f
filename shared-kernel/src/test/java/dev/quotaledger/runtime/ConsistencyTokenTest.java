package dev.quotaledger.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quotaledger.api.InvalidValue;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a write answered with says the same when a read sends it back. */
class ConsistencyTokenTest {

  @Property(tries = 200)
  void itSurvivesTheWayToTheClientAndBack(
      @ForAll @Size(max = 40) Set<@LongRange(min = 0, max = 300) Long> indexes,
      @ForAll @LongRange(min = -1) long version) {
    ConsistencyToken token = ConsistencyToken.of("plan-fy 26|ü", version, indexes);

    assertThat(ConsistencyToken.parse(token.encode())).isEqualTo(token);
  }

  @Test
  void aThousandEventsInARowMakeAShortHeader() {
    List<Long> indexes = LongStream.range(5_000_000, 5_001_000).boxed().toList();

    assertThat(ConsistencyToken.of("plan-fy26", 1_000, indexes).encode().length())
        .isLessThan(60);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "AAAA", "7", "null"})
  void whatNoWriteAnsweredIsRefused(String header) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> ConsistencyToken.parse(header))
        .matches(problem -> problem.field().equals("Consistency-Token"));
  }

  @Test
  void aRunThatWouldFillTheMemoryIsRefused() {
    String text = "1.zzzzzzzz\n0\nplan-fy26";
    String header = Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));

    assertThatExceptionOfType(InvalidValue.class).isThrownBy(() -> ConsistencyToken.parse(header));
  }
}
