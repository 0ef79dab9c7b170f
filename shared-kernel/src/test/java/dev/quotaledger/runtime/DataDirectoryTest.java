package dev.quotaledger.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir
  Path parent;

  @Test
  void isMadeAndHeldByOneOnly() {
    Path directory = parent.resolve("not/yet/there");
    try (DataDirectory held = DataDirectory.hold(directory)) {
      assertThat(held.path()).isEqualTo(directory).isDirectory();
      assertThatThrownBy(() -> DataDirectory.hold(directory))
          .isInstanceOf(StartupRefused.class)
          .hasMessageContaining(directory.toString());
    }
    DataDirectory.hold(directory).close();
  }

  @Test
  void isFreeAgainAsSoonAsItsProcessIsKilled() throws IOException, InterruptedException {
    Process holder = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            Holder.class.getName(),
            parent.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
    try (BufferedReader said = holder.inputReader(StandardCharsets.UTF_8)) {
      assertThat(said.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> DataDirectory.hold(parent)).isInstanceOf(StartupRefused.class);
    } finally {
      holder.destroyForcibly().waitFor();
    }
    DataDirectory.hold(parent).close();
  }

  /** A process that holds the directory until it is killed. */
  static final class Holder {
    private Holder() {}

    public static void main(String[] arguments) throws IOException {
      try (DataDirectory _ = DataDirectory.hold(Path.of(arguments[0]))) {
        System.out.println("held");
        while (System.in.read() >= 0) {
          // until this process is killed
        }
      }
    }
  }
}
