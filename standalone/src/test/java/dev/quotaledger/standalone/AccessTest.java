package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
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

  /** Endpoints of libraries that are denied to everybody. */
  private static final Set<String> CLOSED = Set.of("/error", "/actuator");

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;

  private record Endpoint(String method, String path) {

    boolean isRead() {
      return method.equals("GET");
    }

    /** Such as {@code plans}; nothing outside of the API. */
    String thing() {
      return path.startsWith(API) ? path.substring(API.length()).replaceFirst("/.*", "") : "";
    }

    boolean isOpen() {
      return OPEN.contains(path) || path.startsWith("/v3/api-docs/");
    }
  }

  @BeforeAll
  static void start() {
    server = RunningServer.start(dataDir);
    client = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Who may do what, in other words than the product's table. */
  private static boolean may(Role role, Endpoint endpoint) {
    boolean ofFeed = Set.of("deals", "imports").contains(endpoint.thing());
    return switch (role) {
      case ADMIN -> true;
      case AUDITOR -> endpoint.isRead();
      case SALES_OPS -> !Set.of("", "admin").contains(endpoint.thing());
      case INTEGRATOR -> ofFeed;
      case MANAGER, REP -> false;
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
        "plans/p/attainment?subject=%s",
        "plans/p/attainment/explain?subject=%s",
        "plans/p/quotas?subject=%s",
        "plans/p/history?subject=%s")) {
      assertThat(status(new Endpoint("GET", API + read.formatted("275")), Role.REP))
          .as(read)
          .isEqualTo("taken");
      assertThat(status(new Endpoint("GET", API + read.formatted("276")), Role.REP))
          .as(read)
          .isEqualTo("forbidden");
    }
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
