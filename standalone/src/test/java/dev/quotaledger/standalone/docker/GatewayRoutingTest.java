package dev.quotaledger.standalone.docker;

import static dev.quotaledger.standalone.docker.Nginx.READ_TIMEOUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import dev.quotaledger.runtime.ConsistencyToken;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sends requests through the gateway's configuration to two stubs that say who they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf(
    value = "dev.quotaledger.standalone.docker.Nginx#isInstalled",
    disabledReason = "no nginx on the path")
class GatewayRoutingTest {

  private final HttpClient client = HttpClient.newHttpClient();
  private HttpServer commandSide;
  private HttpServer querySide;
  private Nginx gateway;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    commandSide = side("command");
    querySide = side("query");
    gateway = Nginx.start(directory, address(commandSide), address(querySide));
  }

  @AfterAll
  void stop() {
    client.close();
    gateway.close();
    commandSide.stop(0);
    querySide.stop(0);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,   /api/v1/imports/deals",
    "GET,    /api/v1/imports/7",
    "GET,    /api/v1/imports/7/rejections",
    "GET,    /api/v1/imports",
    "POST,   /api/v1/plans",
    "PUT,    /api/v1/deals/aw-SO43659",
    "PATCH,  /api/v1/deals/aw-SO43659",
    "POST,   /api/v1/deals:batch",
    "DELETE, /api/v1/deals/aw-SO43659?reason=duplicate",
    "PUT,    /api/v1/leads/web-17",
    "POST,   /api/v1/spend",
    "POST,   /api/v1/territories/4/reallocations",
    "POST,   /api/v1/administrators",
    "PATCH,  /api/v1/reps/275"
  })
  void theCommandSideAnswers(String method, String path) throws Exception {
    assertThat(send(method, path).body()).isEqualTo("command " + method + " " + path);
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/plans/adventureworks/attainment?groupBy=rep&period=FY13-Q1",
    "GET,    /api/v1/deals/aw-SO43659",
    "GET,    /api/v1/leads",
    "GET,    /api/v1/spend/ads-1",
    "GET,    /api/v1/importers",
    "GET,    /api/v1/admin/processors",
    "POST,   /api/v1/admin/rebuilds/attainment",
    "POST,   /api/v1/admin/dead-letters/7/retry",
    "POST,   /api/v1/webhooks",
    "DELETE, /api/v1/webhooks/7",
    "GET,    /api/v1/audit/checkpoint",
    "GET,    /api/v1/audit/replay?planId=adventureworks",
    "POST,   /api/v1/audit/counterfactuals",
    "GET,    /api/v1/events?after=7",
    "POST,   /api/v1/forecasts/FY13-Q1",
    "GET,    /api/v1/metrics/conversion",
    "GET,    /docs",
    "GET,    /v3/api-docs",
    "GET,    /"
  })
  void theQuerySideAnswers(String method, String path) throws Exception {
    assertThat(send(method, path).body()).isEqualTo("query " + method + " " + path);
  }

  @Test
  void headIsARead() throws Exception {
    assertThat(send("HEAD", "/api/v1/plans/adventureworks").headers().firstValue("Side"))
        .contains("query");
  }

  @Test
  void theDescriptionOfTheCommandsIsBesideThatOfTheQueries() throws Exception {
    assertThat(send("GET", "/v3/api-docs/commands").body()).isEqualTo("command GET /v3/api-docs");
  }

  @Test
  void anEncodedPathReachesItsSideAsItWasSent() throws Exception {
    assertThat(send("GET", "/api/v1/deals/a%2Fb%20c").body())
        .isEqualTo("query GET /api/v1/deals/a%2Fb%20c");
  }

  @Test
  void anImportIsNotBoundedByTheGateway() throws Exception {
    HttpRequest upload = HttpRequest.newBuilder(uri("/api/v1/imports/deals"))
        .POST(BodyPublishers.ofByteArray(new byte[8_000_000]))
        .build();

    HttpResponse<String> answer = client.send(upload, BodyHandlers.ofString());

    assertThat(answer.headers().firstValue("Received")).contains("8000000");
  }

  @Test
  void anImportMayBeAnsweredLate() throws Exception {
    HttpRequest upload = HttpRequest.newBuilder(uri("/api/v1/imports/deals"))
        .header("Answer-After", READ_TIMEOUT.plusSeconds(1).toString())
        .POST(BodyPublishers.ofString("a,b"))
        .build();

    assertThat(client.send(upload, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"GET, /api/v1/plans/p/quotas", "PUT, /api/v1/plans/p/quotas"})
  void theLongestConsistencyTokenPassesInBothDirections(String method, String path)
      throws Exception {
    String token = "x".repeat(12_000);
    HttpRequest request = HttpRequest.newBuilder(uri(path))
        .header(ConsistencyToken.HEADER, token)
        .method(method, BodyPublishers.noBody())
        .build();

    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue(ConsistencyToken.HEADER)).contains(token);
  }

  @Test
  void metricsAreNotPassedOn() throws Exception {
    HttpResponse<String> answer = send("GET", "/actuator/prometheus");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("urn:quotaledger:problem:not-found");
  }

  @Test
  void aSideThatIsDownIsAProblemToTryAgainAfter(@TempDir Path directory) throws Exception {
    HttpServer down = side("down");
    String address = address(down);
    down.stop(0);
    try (Nginx broken = Nginx.start(directory, address, address(querySide))) {
      HttpRequest request = HttpRequest.newBuilder(
              URI.create("http://127.0.0.1:" + broken.port() + "/api/v1/plans"))
          .POST(BodyPublishers.ofString("{}"))
          .build();

      HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }
  }

  private HttpResponse<String> send(String method, String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(uri(path))
            .method(method, BodyPublishers.noBody())
            .build(),
        BodyHandlers.ofString());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.port() + path);
  }

  private static HttpServer side(String name) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      int received = exchange.getRequestBody().readAllBytes().length;
      String request = exchange.getRequestMethod() + " " + exchange.getRequestURI();
      byte[] answer = (name + " " + request).getBytes(StandardCharsets.UTF_8);
      Headers sent = exchange.getRequestHeaders();
      sleep(sent.getFirst("Answer-After"));
      if (sent.containsKey(ConsistencyToken.HEADER)) {
        exchange
            .getResponseHeaders()
            .set(ConsistencyToken.HEADER, sent.getFirst(ConsistencyToken.HEADER));
      }
      boolean isHead = exchange.getRequestMethod().equals("HEAD");
      exchange.getResponseHeaders().set("Side", name);
      exchange.getResponseHeaders().set("Received", Integer.toString(received));
      exchange.sendResponseHeaders(200, isHead ? -1 : answer.length);
      if (!isHead) {
        exchange.getResponseBody().write(answer);
      }
      exchange.close();
    });
    server.start();
    return server;
  }

  private static void sleep(@Nullable String duration) {
    try {
      Thread.sleep(duration == null ? Duration.ZERO : Duration.parse(duration));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String address(HttpServer server) {
    return "127.0.0.1:" + server.getAddress().getPort();
  }
}
