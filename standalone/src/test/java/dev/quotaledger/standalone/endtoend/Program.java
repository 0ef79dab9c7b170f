package dev.quotaledger.standalone.endtoend;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A program in a process of its own, on a port that the system chose. */
final class Program implements AutoCloseable {

  /** The password of the user admin. */
  static final String PASSWORD = "only-for-the-tests";

  /** It starts quickly rather than runs fast for long. */
  private static final List<String> QUICK_START =
      List.of("-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
  private static final HttpClient HTTP =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  /** The programs that the build makes. */
  enum Jar {
    STANDALONE("target/quotaledger.jar"),
    COMMAND_SIDE("../command-side/target/command-side.jar"),
    QUERY_SIDE("../query-side/target/query-side.jar");

    private final Path path;

    Jar(String path) {
      this.path = Path.of(path);
    }
  }

  private final Process process;
  private final Path log;
  private int port;

  private Program(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** Both sides in one process on a data directory, ready to be asked. */
  static Program standalone(Path dataDirectory, String... settings) {
    return start(Jar.STANDALONE, dataDirectory, settings).awaitReady();
  }

  /**
   * The same with another heap, and set to run fast for long.
   *
   * @param megabytes the most that the heap may take
   */
  static Program standaloneWithHeap(int megabytes, Path dataDirectory, String... settings) {
    List<String> options = List.of("-Xmx" + megabytes + "m", "-XX:+UseSerialGC");
    return start(options, Jar.STANDALONE, dataDirectory, settings).awaitReady();
  }

  /** One program, which may not be ready yet. */
  static Program start(Jar jar, Path dataDirectory, String... settings) {
    return start(QUICK_START, jar, dataDirectory, settings);
  }

  private static Program start(
      List<String> options, Jar jar, Path dataDirectory, String... settings) {
    if (!Files.exists(jar.path)) {
      throw new IllegalStateException(
          "These tests run after `mvn package`: there is no " + jar.path.toAbsolutePath());
    }
    List<String> command = new ArrayList<>(List.of("-jar", jar.path.toString(), "--server.port=0"));
    command.add("--quotaledger.data-dir=" + dataDirectory);
    command.addAll(List.of(settings));
    try {
      Files.createDirectories(dataDirectory);
      Path log = Files.createTempFile(
          dataDirectory.toAbsolutePath().getParent(), dataDirectory.getFileName() + "-", ".log");
      return new Program(java(options, command, log.toFile()), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A Java process that is set to start quickly rather than to run fast for long. */
  static Process java(List<String> arguments, File log) throws IOException {
    return java(QUICK_START, arguments, log);
  }

  private static Process java(List<String> options, List<String> arguments, File log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
    builder.environment().put("QUOTALEDGER_ADMIN_PASSWORD", PASSWORD);
    return builder.start();
  }

  /** Waits until it says that it is healthy. */
  Program awaitReady() {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast(this::checkRunning)
        .until(this::isReady);
    return this;
  }

  private void checkRunning() {
    if (!process.isAlive()) {
      throw new AssertionError("The program ended:\n" + logTail());
    }
  }

  private boolean isReady() {
    if (port == 0) {
      port = PORT.matcher(logText())
          .results()
          .map((MatchResult started) -> Integer.parseInt(started.group(1)))
          .findFirst()
          .orElse(0);
    }
    return port != 0 && isHealthy();
  }

  private boolean isHealthy() {
    HttpRequest health = HttpRequest.newBuilder(address().resolve("/actuator/health"))
        .timeout(Duration.ofSeconds(10))
        .build();
    try {
      return HTTP.send(health, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it listens. */
  URI address() {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** A client that asks this program everything, as the user admin. */
  Client client() {
    return new Client(address(), address());
  }

  String logText() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String logTail() {
    String text = logText();
    return text.substring(Math.max(0, text.length() - 5_000));
  }

  /** Ends the process as a power failure would, as far as the process is concerned. */
  void kill() {
    process.destroyForcibly(); // SIGKILL
    awaitEnd();
  }

  /** Asks it to end, and waits until it has. */
  void stop() {
    process.destroy(); // SIGTERM
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The program did not end:\n" + logTail());
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes sure that no process is left behind. */
  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}
