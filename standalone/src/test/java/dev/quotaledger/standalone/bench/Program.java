package dev.quotaledger.standalone.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The built program in a process of its own, and a client for it. */
final class Program implements AutoCloseable {

  static final JsonMapper JSON = JsonMapper.builder().build();

  private static final String PASSWORD = "benchmarks-only-password";
  private static final Duration START = Duration.ofMinutes(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Process process;
  private final int port;
  private final Duration startedIn;

  private Program(Path dataDir, String heap, List<String> settings) throws IOException {
    port = freePort();
    List<String> command = new ArrayList<>(List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx" + heap,
        "-jar",
        System.getProperty("bench.jar", "target/quotaledger.jar"),
        "--server.port=" + port,
        "--quotaledger.data-dir=" + dataDir,
        "--quotaledger.http.max-import-size=4GB"));
    command.addAll(settings);
    ProcessBuilder builder = new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(dataDir.resolveSibling(dataDir.getFileName() + ".log").toFile());
    builder.environment().put("QUOTALEDGER_ADMIN_PASSWORD", PASSWORD);
    long start = System.nanoTime();
    process = builder.start();
    awaitReady();
    startedIn = Duration.ofNanos(System.nanoTime() - start);
  }

  /** Starts the program and waits until it is ready. */
  static Program start(Path dataDir, String heap, String... settings) {
    try {
      Files.createDirectories(dataDir);
      return new Program(dataDir, heap, List.of(settings));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  /** From the start of the process until its health was up. */
  Duration startedIn() {
    return startedIn;
  }

  static String authorization() {
    String user = "admin:" + PASSWORD;
    return "Basic " + Base64.getEncoder().encodeToString(user.getBytes(UTF_8));
  }

  /** How much of the machine's memory the process holds, in bytes. */
  long residentBytes() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  JsonNode get(String path) {
    return json(send("GET", path, BodyPublishers.noBody(), "application/json"));
  }

  JsonNode write(String method, String path, String body) {
    return json(send(method, path, BodyPublishers.ofString(body), "application/json"));
  }

  /** Sends a file of rows for an answer. */
  JsonNode post(String path, Path file) throws IOException {
    return json(send("POST", path, BodyPublishers.ofFile(file), "text/csv"));
  }

  /** Imports a file and waits for its end. */
  JsonNode importFile(String kind, Path file) {
    try {
      HttpResponse<String> accepted =
          send("POST", "/imports/" + kind, BodyPublishers.ofFile(file), "text/csv");
      String location = accepted.headers().firstValue("Location").orElseThrow();
      String path = location.substring(location.indexOf("/imports"));
      JsonNode done = await(path, answer -> !answer.get("state").asString().equals("RUNNING"));
      if (!done.get("state").asString().equals("COMPLETED")
          || done.get("rejected").asLong() != 0) {
        throw new IllegalStateException("The import of " + kind + " ended as " + done);
      }
      return done;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Reads until the answer is as wanted. */
  JsonNode await(String path, Predicate<JsonNode> wanted) {
    long deadline = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
    while (System.nanoTime() < deadline) {
      JsonNode answer = get(path);
      if (wanted.test(answer)) {
        return answer;
      }
      pause(50);
    }
    throw new IllegalStateException("Waited an hour for " + path);
  }

  /** Waits until the read models have all events. */
  void awaitProjections() {
    await("/admin/processors", answer -> {
      boolean behind = false;
      for (JsonNode item : answer.get("items")) {
        behind |= item.get("lag").asLong() > 0;
      }
      return !behind;
    });
  }

  HttpResponse<String> send(String method, String path, BodyPublisher body, String type) {
    HttpRequest request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/api/v1" + path))
        .header("Authorization", authorization())
        .header("Content-Type", type)
        .method(method, body)
        .build();
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonNode json(HttpResponse<String> response) {
    if (response.statusCode() >= 300) {
      throw new IllegalStateException(
          response.request() + " was answered " + response.statusCode() + " " + response.body());
    }
    return JSON.readTree(response.body());
  }

  private void awaitReady() {
    long deadline = System.nanoTime() + START.toNanos();
    while (System.nanoTime() < deadline && process.isAlive()) {
      if (isReady()) {
        return;
      }
      pause(20);
    }
    process.destroyForcibly();
    throw new IllegalStateException("The program did not get ready");
  }

  private boolean isReady() {
    HttpRequest request = HttpRequest.newBuilder(
            URI.create("http://127.0.0.1:" + port + "/actuator/health"))
        .build();
    try {
      return client.send(request, BodyHandlers.ofString()).statusCode() == 200;
    } catch (IOException _) {
      return false; // it does not listen yet
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
