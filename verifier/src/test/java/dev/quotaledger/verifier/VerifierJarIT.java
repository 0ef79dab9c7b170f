package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The built program runs alone, from one small file. */
class VerifierJarIT {

  private static final Path JAR = Path.of("target/quotaledger-verifier.jar");
  private static final long MOST_BYTES = 1_500_000;

  @TempDir
  private Path directory;

  @Test
  void saysWithItsExitCodeWhatItFound() throws Exception {
    FrontDoor files = new FrontDoor(directory);
    TestLedger ledger = TestLedger.ofSize(300);
    String clean = files.file("clean", ledger.export());
    String tampered = files.file(
        "tampered",
        new ExportLines(ledger.export()).replace(270, TestLedger.entryOf(27)).bytes());

    assertThat(run("verify-export", clean, "--key", TestLedger.KEY)).isZero();
    assertThat(output()).startsWith("Verified: 300 entries of " + TestLedger.ORIGIN);
    assertThat(run("verify-export", tampered, "--key", TestLedger.KEY)).isEqualTo(1);
    assertThat(output()).endsWith("first bad index: 270\n");
    assertThat(run("verify-export", tampered)).isEqualTo(2);
    assertThat(output()).contains("--key");
  }

  @Test
  void hasNothingInItButThePurePackagesAndAJsonParser() throws IOException {
    try (JarFile jar = new JarFile(JAR.toFile())) {
      assertThat(jar.stream()
              .filter(entry -> !entry.isDirectory())
              .map(entry -> entry.getName().replaceFirst("[^/]*$", ""))
              .distinct())
          .allMatch(
              folder -> folder.startsWith("META-INF/")
                  || folder.matches(
                      "dev/quotaledger/(api|model(/attainment)?|proof|published|verifier(/json(/.*)?)?)/"));
    }
    assertThat(JAR).satisfies(jar -> assertThat(Files.size(jar)).isLessThan(MOST_BYTES));
  }

  private int run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-jar",
        JAR.toString()));
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("output").toFile())
        .start();
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return process.exitValue();
  }

  private String output() throws IOException {
    return Files.readString(directory.resolve("output"), UTF_8);
  }
}
