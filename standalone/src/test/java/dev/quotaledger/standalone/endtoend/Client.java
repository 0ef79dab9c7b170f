package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.ConsistencyToken;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A user's client. It sends the Consistency-Token of its last write with every read, and asks the
 * two sides as a gateway would.
 */
final class Client {

  private static final String BASE = "/api/v1";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> ONLY_ON_COMMAND_SIDE = List.of("/imports");
  private static final List<String> ONLY_ON_QUERY_SIDE = List.of("/admin");

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI commandSide;
  private final URI querySide;
  private final String user;
  private volatile @Nullable String token;

  /** The client of the user admin. */
  Client(URI commandSide, URI querySide) {
    this(commandSide, querySide, "admin");
  }

  private Client(URI commandSide, URI querySide, String user) {
    this.commandSide = commandSide;
    this.querySide = querySide;
    this.user = user;
  }

  /** The same for another user, who has the same password. */
  Client as(String other) {
    return new Client(commandSide, querySide, other);
  }

  /** From now on reads include what the other client has written. */
  void awaitWritesOf(Client other) {
    token = other.token;
  }

  /** Reads what has to include this client's last write. */
  Answer get(String path, String... headers) {
    String last = token;
    HttpRequest.Builder request = request("GET", path, "", headers);
    return send(last == null ? request : request.header(ConsistencyToken.HEADER, last));
  }

  /**
   * Writes.
   *
   * @param body JSON with single quotes
   */
  Answer post(String path, String body, String... headers) {
    return write("POST", path, body, headers);
  }

  /**
   * Writes.
   *
   * @param body JSON with single quotes
   */
  Answer put(String path, String body, String... headers) {
    return write("PUT", path, body, headers);
  }

  Answer delete(String path) {
    return write("DELETE", path, "");
  }

  /** Sends a CSV file; the answer says where its progress can be seen. */
  Answer importCsv(String kind, String csv) {
    return send(request("POST", "/imports/" + kind, csv).setHeader("Content-Type", "text/csv"));
  }

  /** Sends a CSV file that may be larger than the memory. */
  Answer importCsv(String kind, Path csv) throws FileNotFoundException {
    return send(request("POST", "/imports/" + kind, "")
        .setHeader("Content-Type", "text/csv")
        .POST(BodyPublishers.ofFile(csv)));
  }

  /** Reads into a file what may be larger than the memory. */
  void download(String path, Path target) {
    try {
      assertThat(http.send(request("GET", path, "").build(), BodyHandlers.ofFile(target))
              .statusCode())
          .isEqualTo(200);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sends a CSV file and waits until all its rows have been decided about. */
  Answer importAll(String kind, String csv) {
    String location = importCsv(kind, csv).expect(202).header("Location");
    String path = location.substring(location.indexOf(BASE) + BASE.length());
    return await(path, "/state", "COMPLETED");
  }

  /** Reads until a member of the answer is as expected. */
  Answer await(String path, String pointer, String expected) {
    return Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> get(path).expect(200), answer -> answer.text(pointer).equals(expected));
  }

  private Answer write(String method, String path, String body, String... headers) {
    Answer answer = send(request(method, path, body.replace('\'', '"'), headers));
    if (!answer.token().isEmpty()) {
      token = answer.token();
    }
    return answer;
  }

  private HttpRequest.Builder request(String method, String path, String body, String... headers) {
    String credentials = user + ":" + Program.PASSWORD;
    HttpRequest.Builder request = HttpRequest.newBuilder(side(method, path).resolve(BASE + path))
        .timeout(Duration.ofSeconds(60))
        .header(
            "Authorization",
            "Basic "
                + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)))
        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    return headers.length == 0 ? request : request.headers(headers);
  }

  private URI side(String method, String path) {
    if (ONLY_ON_COMMAND_SIDE.stream().anyMatch(path::startsWith)) {
      return commandSide;
    }
    return method.equals("GET") || ONLY_ON_QUERY_SIDE.stream().anyMatch(path::startsWith)
        ? querySide
        : commandSide;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      return new Answer(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
