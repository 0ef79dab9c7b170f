package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Every endpoint that the program has, asked by every role: each role may do exactly what the sentences in {@link #may}
 * say, and an endpoint that nobody thought of is open to nobody.
 */
class AccessTest {

  private static final String API = "/api/v1/";
  private static final Set<String> OPEN =
      Set.of("/actuator/health", "/v3/api-docs", "/v3/api-docs.yaml", "/docs");

  /**
   * What managers and reps read a part of; what that is, {@link VisibilityTest} shows. A thing that is not there is
   * refused like one that is not theirs.
   */
  private static final Set<String> IN_PART = Stream.of(
          "teams",
          "reps",
          "deals",
          "leads",
          "plans/x/quotas",
          "plans/x/attainment",
          "plans/x/attainment/explain",
          "plans/x/history",
          "plans/x/forecast",
          "plans/x/forecast/explain",
          "plans/x/forecast/calls",
          "plans/x/pace",
          "plans/x/year-to-date",
          "plans/x/year-to-date/explain",
          "plans/x/changes",
          "plans/x/leaderboard",
          "metrics/conversion",
          "metrics/conversion/explain",
          "metrics/deals",
          "metrics/deals/explain",
          "metrics/coverage",
          "metrics/coverage/explain")
      .map(API::concat)
      .collect(Collectors.toSet());

  /** Endpoints of libraries that are denied to everybody. */
  private static final Set<String> CLOSED = Set.of("/error", "/actuator");

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;
  private static String token = "";

  private record Endpoint(String method, String path) {

    boolean isRead() {
      return method.equals("GET");
    }

    /** Such as {@code plans}; nothing outside of the API. */
    String thing() {
      return path.startsWith(API) ? path.substring(API.length()).replaceFirst("[/:].*", "") : "";
    }

    boolean isOpen() {
      return OPEN.contains(path)
          || path.startsWith("/v3/api-docs/")
          || path.startsWith("/api/v1/schemas")
          || path.equals("/api/v1/asyncapi.yaml");
    }
  }

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start(dataDir);
    client = server.client();
    aYearOfTheRepAndOfTheTeam275();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Who may do what, in other words than the product's table. */
  private static boolean may(Role role, Endpoint endpoint) {
    boolean ofFeed = Set.of(
            "deals", "leads", "spend", "imports", "data-quality", "events", "ledger")
        .contains(endpoint.thing());
    boolean isOfAlerts = endpoint.thing().equals("alerts");
    boolean isWebhook = endpoint.thing().equals("webhooks");
    boolean isInPart = endpoint.isRead() && IN_PART.contains(endpoint.path());
    return switch (role) {
      case ADMIN -> true;
      case AUDITOR -> endpoint.isRead() || endpoint.path().endsWith("/counterfactuals");
      case SALES_OPS -> !Set.of("", "admin", "audit", "webhooks").contains(endpoint.thing());
      case INTEGRATOR -> isWebhook || (ofFeed && !endpoint.path().endsWith("/forecast-category"));
      case MANAGER ->
        isOfAlerts
            || isInPart
            || Stream.of("/forecast/calls", "/forecast/adjustments", "/forecast-category")
                .anyMatch(end -> endpoint.path().endsWith(end) && !endpoint.isRead());
      case REP ->
        isOfAlerts
            || isInPart
            || (endpoint.path().endsWith("/forecast/calls") && !endpoint.isRead());
    };
  }

  @Test
  void everyRoleMayUseExactlyTheEndpointsThatAreTheirs() {
    List<Endpoint> endpoints = endpoints().toList();
    assertThat(endpoints).hasSizeGreaterThan(40);
    for (Endpoint endpoint : endpoints) {
      assertThat(status(endpoint, null))
          .as("%s as nobody", endpoint)
          .isEqualTo(endpoint.isOpen() ? "taken" : "unauthenticated");
      for (Role role : Role.values()) {
        assertThat(status(endpoint, role))
            .as("%s as %s", endpoint, role)
            .isEqualTo(
                CLOSED.contains(endpoint.path())
                    ? "no-such-path"
                    : endpoint.isOpen() || may(role, endpoint) ? "taken" : "forbidden");
      }
    }
  }

  @Test
  void aRepReadsTheirOwnFiguresAndNobodyElses() {
    for (String read : List.of(
        "reps/%s",
        "plans/plan/attainment?subject=%s",
        "plans/plan/attainment/explain?period=x&subject=%s",
        "plans/plan/pace?subject=%s",
        "plans/plan/year-to-date?subject=%s",
        "plans/plan/year-to-date/explain?subject=%s",
        "plans/plan/forecast/calls?subject=%s",
        "plans/plan/changes?since=2026-01-01&subject=%s",
        "plans/plan/quotas?subject=%s",
        "plans/plan/history?subject=%s")) {
      assertThat(status(new Endpoint("GET", API + read.formatted("275")), Role.REP))
          .as(read)
          .isEqualTo("taken");
      assertThat(status(new Endpoint("GET", API + read.formatted("276")), Role.REP))
          .as(read)
          .isEqualTo("forbidden");
    }
  }

  /** A team has the rep's id, and so has what was said of somebody else beside the rep. */
  @Test
  void aRepSeesNothingButWhatIsAboutThem() {
    String lines = asTheRep("plans/plan/quotas?subject=275");
    assertThat(lines).contains("\"type\":\"REP\"", "1000.00");
    assertThat(lines).doesNotContain("TEAM", "7000.00");
    String history = asTheRep("plans/plan/history?subject=275");
    assertThat(history).contains("promoted", "1000.00");
    assertThat(history).doesNotContain("TEAM", "7000.00", "merged");
    String rep = asTheRep("reps/275");
    assertThat(rep).contains("TerritoryReallocated", "moves house");
    assertThat(rep).doesNotContain("is ill");

    String[] auditor = as(Role.AUDITOR);
    assertThat(client
            .get(API + "plans/plan/quotas?subject=275", auditor)
            .response()
            .body())
        .contains("TEAM", "REP");
    assertThat(client
            .get(API + "plans/plan/history?subject=275", auditor)
            .response()
            .body())
        .contains("promoted", "merged");
    assertThat(client.get(API + "reps/275", auditor).response().body())
        .contains("moves house", "is ill");
  }

  private static void aYearOfTheRepAndOfTheTeam275() throws IOException {
    write("POST", "calendars", """
        {"calendarId":"c","timeZone":"UTC","pattern":"QUARTERS","firstDay":"2026-01-01"}""");
    write("POST", "teams", "{\"teamId\":\"275\",\"name\":\"Team\"}");
    for (String rep : List.of("275", "276")) {
      write("POST", "reps", """
          {"repId":"%1$s","name":"Rep %1$s","teamId":"275",
           "hiredOn":"2026-01-01"}""".formatted(rep));
    }
    write("POST", "territories", "{\"territoryId\":\"t\",\"name\":\"T\"}");
    write("POST", "territories/t/assignments", """
        {"repId":"276","from":"2026-01-01","role":"PRIMARY"}""");
    write("POST", "territories/t/reallocations", """
        {"fromRepId":"276","toRepId":"275","effectiveOn":"2026-02-01","reason":"is ill",
         "quota":"KEEP"}""");
    write("POST", "territories/t/reallocations", """
        {"fromRepId":"275","toRepId":"276","effectiveOn":"2026-03-01","reason":"moves house",
         "quota":"KEEP"}""");
    write("POST", "plans", """
        {"planId":"plan","name":"Plan","calendarId":"c","currency":"EUR"}""");
    String[] auditor = as(Role.AUDITOR);
    String period = client
        .get(API + "calendars/c", auditor[0], auditor[1], "Consistency-Token", token)
        .json()
        .at("/periods/1/periodId")
        .asString();
    for (String line : List.of("REP 1000 promoted", "TEAM 7000 merged")) {
      String[] parts = line.split(" ", 3);
      write("PUT", "plans/plan/quotas", """
          {"subject":{"type":"%s","id":"275"},"periodId":"%s",
           "amount":"%s","reason":"%s"}""".formatted(parts[0], period, parts[1], parts[2]));
    }
  }

  private static void write(String method, String path, String body) throws IOException {
    String password = Files.readString(dataDir.resolve("admin-password")).strip();
    Answer answer = client.sendJson(
        method,
        API + path,
        body,
        "Authorization",
        "Basic " + Base64.getEncoder().encodeToString(("admin:" + password).getBytes(UTF_8)));
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
    token = answer.header("Consistency-Token");
  }

  private static String asTheRep(String path) {
    String[] rep = as(Role.REP);
    Answer answer = client.get(API + path, rep[0], rep[1], "Consistency-Token", token);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.response().body();
  }

  /** How access was decided; what became of the request afterwards does not matter here. */
  private static String status(Endpoint endpoint, @Nullable Role role) {
    String[] credentials = role == null ? new String[0] : as(role);
    Answer answer = client.send(endpoint.method(), endpoint.path(), "", credentials);
    String code = answer.type().startsWith("application/problem") ? answer.member("code") : "";
    return Set.of("unauthenticated", "forbidden", "no-such-path", "method-not-allowed")
            .contains(code)
        ? code
        : "taken";
  }

  private static Stream<Endpoint> endpoints() {
    return server.context().getBeansOfType(RequestMappingInfoHandlerMapping.class).values().stream()
        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
        .flatMap(AccessTest::endpoints)
        .distinct();
  }

  private static Stream<Endpoint> endpoints(RequestMappingInfo mapping) {
    Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
    return mapping.getPatternValues().stream()
        .map(pattern -> pattern.replaceAll("\\{[^}]+}|\\*\\*", "x"))
        .flatMap(path -> (methods.isEmpty() ? Set.of(RequestMethod.GET) : methods)
            .stream().map(method -> new Endpoint(method.name(), path)));
  }
}
