package dev.quotaledger.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The checked-in demo files are what the converter makes of the sample, and what is invented around that. The sample itself is not part of the
 * repository: the system property {@code quotaledger.adventureworks} names its directory, by default
 * {@code shared/data/adventureworks} beside the repository, and without it this test is skipped.
 */
class DemoConversionTest {

  private static final Path SAMPLE =
      Path.of(System.getProperty("quotaledger.adventureworks", "../../shared/data/adventureworks"));
  private static final Path CHECKED_IN = Path.of("src/main/resources/demo");

  @Test
  void makesExactlyTheFilesThatAreCheckedIn() throws IOException {
    assumeTrue(Files.isDirectory(SAMPLE), () -> "no AdventureWorks sample in " + SAMPLE);

    Map<String, String> files = new HashMap<>(DemoConversion.convert(SAMPLE));
    String deals = files.getOrDefault("deals.csv", "");
    String reps = files.getOrDefault("reps.csv", "");

    assertThat(files).hasSize(7);
    files.putAll(DemoInvention.invent(deals, reps));
    for (Map.Entry<String, String> file : files.entrySet()) {
      assertThat(Files.readString(CHECKED_IN.resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }
}
