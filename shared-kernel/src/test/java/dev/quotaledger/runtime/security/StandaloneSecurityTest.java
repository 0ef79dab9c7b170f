package dev.quotaledger.runtime.security;

import static dev.quotaledger.runtime.security.SecuredServer.basic;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.runtime.StartupRefused;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/**
 * Names and passwords, and what each role may do, asked through HTTP: nobody is let in without credentials, nobody does
 * what the table does not grant, and no answer or log shows a password.
 */
@ExtendWith(OutputCaptureExtension.class)
class StandaloneSecurityTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String PLANS = "/api/v1/plans";

  @TempDir
  private static Path dataDir;

  private static SecuredServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    server = SecuredServer.start(dataDir, userOfEachRole());
    client = server.client();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String[] userOfEachRole() {
    List<String> properties = new ArrayList<>();
    int index = 0;
    for (Role role : Role.values()) {
      String user = "quotaledger.security.users[%d].".formatted(index++);
      properties.add(user + "name=" + role);
      properties.add(user + "password=" + PASSWORD + role);
      properties.add(user + "roles=" + role);
      properties.add(user + "rep-id=275");
    }
    String chair = "quotaledger.security.users[%d].".formatted(index);
    properties.addAll(
        List.of(chair + "name=chair", chair + "password=" + PASSWORD, chair + "roles=MANAGER"));
    return properties.toArray(String[]::new);
  }

  private static String[] as(Role role) {
    return basic(role.name(), PASSWORD + role);
  }

  private static int status(Role role, String request) {
    String[] parts = request.split(" ", 2);
    return client.send(parts[0], parts[1], "", as(role)).status();
  }

  @Test
  void aUserIsWhoTheConfigurationSays() {
    Answer answer = client.get(PLANS, as(Role.SALES_OPS));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.member("name")).isEqualTo("SALES_OPS");
    assertThat(answer.json().path("roles").values().toString()).contains("SALES_OPS");
    assertThat(answer.member("repId")).isEqualTo("275");
  }

  @ParameterizedTest
  @CsvSource({
    "SALES_OPS, correct horse batterySALES_OP",
    "SALES_OPS, correct horse batteryADMIN",
    "sales_ops, correct horse batterySALES_OPS",
    "SALES_OPS, ''",
    "admin, ''",
    "nobody, correct horse batterySALES_OPS",
    "'', ''"
  })
  void nobodyElseIsLetInAndNobodyLearnsWhich(String name, String password) {
    assertUnauthenticated(client.get(PLANS, basic(name, password)));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void aQueryThatCannotBeReadIsBadInputWhoeverSendsIt(Role role) {
    for (String query : List.of("subject=%C3", "a=1&".repeat(101))) {
      Answer answer = client.get(PLANS + "/p/quotas?" + query, as(role));

      assertThat(answer.status()).as(query).isEqualTo(400);
      assertThat(answer.member("code")).as(query).isEqualTo("malformed-query");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Basic", "Basic !", "Basic bm9jb2xvbg==", "Bearer abc", "Digest x", "nonsense"})
  void credentialsThatAreNoneAreRefused(String header) {
    assertUnauthenticated(client.get(PLANS, "Authorization", header));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {PLANS, "/api/v1/nowhere", "/nowhere", "/", "/actuator", "/actuator/prometheus"})
  void withoutCredentialsNothingIsToldNotEvenWhatThereIs(String path) {
    assertUnauthenticated(client.get(path));
    assertUnauthenticated(client.send("POST", path, "{}"));
  }

  private static void assertUnauthenticated(Answer answer) {
    assertProblem(answer, 401, "unauthenticated");
    assertThat(answer.header("WWW-Authenticate")).startsWith("Basic realm=\"Quotaledger\"");
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.member("type")).isEqualTo("urn:quotaledger:problem:" + code);
    assertThat(answer.member("code")).isEqualTo(code);
    assertThat(answer.json().propertyNames())
        .contains("title", "status", "detail", "instance")
        .doesNotContain("trace", "exception");
  }

  @Test
  void thePasswordOfAdminIsGeneratedOnceForItsOwnerAlone(@TempDir Path fresh, CapturedOutput output)
      throws IOException {
    Path data = fresh.resolve("deep/data");
    Path file = data.resolve("admin-password");
    String generated;
    try (SecuredServer first = SecuredServer.start(data)) {
      generated = Files.readString(file).strip();
      assertThat(first.client().get(PLANS, basic("admin", generated)).member("name"))
          .isEqualTo("admin");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(generated).hasSizeGreaterThanOrEqualTo(43); // 256 bits
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files).containsExactly(file);
    }

    try (SecuredServer second = SecuredServer.start(data)) {
      assertThat(Files.readString(file).strip()).isEqualTo(generated);
      assertThat(second.client().get(PLANS, basic("admin", generated)).status()).isEqualTo(200);
      assertThat(second.client().get(PLANS, basic("admin", "another")).status()).isEqualTo(401);
    }
    assertThat(output.getAll()).contains(file.toString()).doesNotContain(generated);
  }

  @Test
  void processesThatStartAtTheSameTimeAgreeOnThePassword(@TempDir Path shared) throws IOException {
    List<Password> found = IntStream.range(0, 16)
        .parallel()
        .mapToObj(_ -> AdminPassword.find(null, shared))
        .toList();

    String kept = Files.readString(shared.resolve("admin-password")).strip();
    assertThat(found).allMatch(password -> password.matches(kept));
    assertThat(shared).isDirectoryNotContaining("glob:**.tmp");
  }

  @Test
  void aPasswordFileThatIsCutOffIsRefused(@TempDir Path broken) throws IOException {
    Files.writeString(broken.resolve("admin-password"), "abc");

    assertThatThrownBy(() -> AdminPassword.find(null, broken))
        .isInstanceOf(StartupRefused.class)
        .hasMessageContaining("admin-password")
        .hasMessageNotContaining("abc");
  }

  @Test
  void thePasswordOfAdminComesFromTheEnvironment(@TempDir Path fresh, CapturedOutput output) {
    Map<String, String> variables = Map.of("QUOTALEDGER_ADMIN_PASSWORD", "a password of mine");
    try (SecuredServer configured = SecuredServer.start(variables, fresh)) {
      Client at = configured.client();
      assertThat(at.get(PLANS, basic("admin", "a password of mine")).status()).isEqualTo(200);
      assertThat(at.get(PLANS, basic("admin", "a password of min")).status()).isEqualTo(401);
    }
    assertThat(fresh).isEmptyDirectory();
    assertThat(output.getAll()).doesNotContain("a password of mine");
  }

  @Test
  void anEmptyVariableIsNoPassword(@TempDir Path fresh) {
    try (SecuredServer configured =
        SecuredServer.start(Map.of("QUOTALEDGER_ADMIN_PASSWORD", ""), fresh)) {
      assertThat(configured.client().get(PLANS, basic("admin", "")).status()).isEqualTo(401);
    }
    assertThat(fresh.resolve("admin-password")).exists();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ann|elevenchars|SALES_OPS||users[0].password has fewer than 12",
        "admin|long enough to be|SALES_OPS||second user with the name admin",
        "rep|long enough to be|REP||has the role REP but no rep-id",
        "rep|long enough to be|REP|?|users[0].rep-id is no rep's id"
      })
  void aUserWhoCannotBeMeantIsRefusedAtTheStart(
      String name, String password, Role role, String repId, String reason) {
    List<SecuritySettings.User> users =
        List.of(new SecuritySettings.User(name, password, java.util.Set.of(role), repId));

    assertThatThrownBy(() -> new StandaloneUsers(Password.nobodys(), users))
        .isInstanceOf(StartupRefused.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining(password);
  }

  @Test
  void aShortPasswordOfAdminIsRefusedAtTheStart(@TempDir Path fresh, CapturedOutput output) {
    assertThatThrownBy(() -> SecuredServer.start(fresh, "quotaledger.admin-password=elevenchars"))
        .hasRootCauseInstanceOf(StartupRefused.class);
    assertThat(output.getAll())
        .contains("The password from quotaledger.admin-password has fewer than 12 characters.")
        .doesNotContain("elevenchars");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /api/v1/plans, SALES_OPS AUDITOR ADMIN",
    "GET /api/v1/plans/p/history, SALES_OPS AUDITOR ADMIN MANAGER REP",
    "GET /api/v1/plans/p/attainment/explain, SALES_OPS AUDITOR ADMIN MANAGER REP",
    "GET /api/v1/reps, SALES_OPS AUDITOR ADMIN MANAGER REP",
    "GET /api/v1/reps/276, SALES_OPS AUDITOR ADMIN MANAGER REP",
    "PUT /api/v1/plans/p/quotas, SALES_OPS ADMIN",
    "POST /api/v1/plans/p/periods/q1/closure, SALES_OPS ADMIN",
    "POST /api/v1/territories/1/reallocations, SALES_OPS ADMIN",
    "POST /api/v1/reps/275/departure, SALES_OPS ADMIN",
    "PUT /api/v1/deals/d, SALES_OPS INTEGRATOR ADMIN",
    "PATCH /api/v1/deals/d, SALES_OPS INTEGRATOR ADMIN",
    "POST /api/v1/deals:batch, SALES_OPS INTEGRATOR ADMIN",
    "DELETE /api/v1/deals/d, SALES_OPS INTEGRATOR ADMIN",
    "GET /api/v1/deals, SALES_OPS INTEGRATOR AUDITOR ADMIN MANAGER REP",
    "POST /api/v1/leads, SALES_OPS INTEGRATOR ADMIN",
    "PUT /api/v1/leads/l, SALES_OPS INTEGRATOR ADMIN",
    "GET /api/v1/leads/l, SALES_OPS INTEGRATOR AUDITOR ADMIN MANAGER REP",
    "POST /api/v1/spend, SALES_OPS INTEGRATOR ADMIN",
    "DELETE /api/v1/spend/s, SALES_OPS INTEGRATOR ADMIN",
    "GET /api/v1/spend, SALES_OPS INTEGRATOR AUDITOR ADMIN",
    "POST /api/v1/imports/deals, SALES_OPS INTEGRATOR ADMIN",
    "GET /api/v1/imports/i/rejections, SALES_OPS INTEGRATOR AUDITOR ADMIN",
    "GET /api/v1/plans/p/compare, SALES_OPS AUDITOR ADMIN",
    "GET /api/v1/audit/replay, AUDITOR ADMIN",
    "POST /api/v1/audit/counterfactuals, AUDITOR ADMIN",
    "GET /api/v1/admin/processors, AUDITOR ADMIN",
    "POST /api/v1/admin/rebuilds/attainment, ADMIN",
    "GET /actuator/prometheus, AUDITOR ADMIN",
    "GET /actuator/info, AUDITOR ADMIN"
  })
  void everyRoleMayDoWhatIsTheirsAndNothingElse(String request, String allowed) {
    for (Role role : Role.values()) {
      assertThat(status(role, request))
          .as("%s as %s", request, role)
          .isEqualTo(List.of(allowed.split(" ")).contains(role.name()) ? 200 : 403);
    }
  }

  @Test
  void adminMayDoWhateverAnyRoleMayAndAuditorsNeverWrite() {
    assertThat(AccessRules.TABLE).isNotEmpty().allSatisfy(access -> {
      assertThat(access.open() || access.roles().contains(Role.ADMIN)).isTrue();
      if (!access.method().name().equals("GET")) {
        assertThat(access.open()).isFalse();
      }
    });
    assertThat(AccessRules.TABLE)
        .filteredOn(access -> !access.method().name().equals("GET"))
        .filteredOn(access -> access.roles().contains(Role.AUDITOR))
        .extracting(Access::path)
        .containsExactly("/api/v1/audit/counterfactuals"); // a question, which records nothing
  }

  /** Each of these decides by itself whom they may be about. */
  @Test
  void repsAndManagersWriteOnlyCallsOverridesAndWhatTheySaw() {
    assertThat(AccessRules.TABLE)
        .filteredOn(access -> !access.method().name().equals("GET"))
        .filteredOn(access -> access.roles().contains(Role.REP))
        .extracting(Access::path)
        .containsExactlyInAnyOrder(
            "/api/v1/plans/{planId}/forecast/calls", "/api/v1/alerts/{alertId}/acknowledgement");
    assertThat(AccessRules.TABLE)
        .filteredOn(access -> !access.method().name().equals("GET"))
        .filteredOn(access -> access.roles().contains(Role.MANAGER))
        .extracting(Access::path)
        .containsExactlyInAnyOrder(
            "/api/v1/plans/{planId}/forecast/calls",
            "/api/v1/plans/{planId}/forecast/adjustments",
            "/api/v1/deals/{dealId}/forecast-category",
            "/api/v1/alerts/{alertId}/acknowledgement");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/reps/275",
        "/api/v1/teams",
        "/api/v1/plans/p/attainment",
        "/api/v1/plans/p/quotas?subject=276",
        "/api/v1/plans/p/forecast",
        "/api/v1/metrics/deals",
        "/api/v1/deals/d"
      })
  void repsAndManagersAreToldTheirPartAndAllOthersEverything(String read) {
    for (Role role : List.of(Role.REP, Role.MANAGER)) {
      assertThat(client.get(read, as(role)).json().path("bounded").asBoolean()).isTrue();
      assertThat(status(role, "HEAD " + read)).isEqualTo(200);
    }
    for (Role role : List.of(Role.SALES_OPS, Role.AUDITOR, Role.ADMIN)) {
      assertThat(client.get(read, as(role)).json().path("bounded").asBoolean()).isFalse();
    }
  }

  @Test
  void aReadThatForgetsToAskWhatItsCallerMaySeeIsNotSent() {
    String read = "/api/v1/plans/p/attainment?forgetful=true";

    assertProblem(client.get(read, as(Role.REP)), 403, "forbidden");
    assertProblem(client.get(read, as(Role.MANAGER)), 403, "forbidden");
    assertThat(client.get(read, as(Role.AUDITOR)).status()).isEqualTo(200);
  }

  @Test
  void aManagerWhoIsNoRepHasNoPart() {
    String[] user = basic("chair", PASSWORD);

    assertThat(client.get("/api/v1/alerts", user).status()).isEqualTo(200);
    assertProblem(client.get("/api/v1/reps", user), 403, "forbidden");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/v1/plans/p?subject=275",
        "GET /api/v1/plans/p/fairness",
        "GET /api/v1/plans/p/compare",
        "GET /api/v1/plans/p/report.zip",
        "GET /api/v1/plans/p/forecast/accuracy",
        "GET /api/v1/metrics/cac",
        "GET /api/v1/territories/t",
        "GET /api/v1/spend",
        "GET /api/v1/events",
        "POST /api/v1/reps/275/transfers",
        "PUT /api/v1/plans/p/quotas?subject=275",
        "POST /api/v1/plans/p/adjustments",
        "DELETE /api/v1/deals/275"
      })
  void repsAndManagersHaveNoPartInAnythingElse(String request) {
    assertThat(status(Role.REP, request)).isEqualTo(403);
    assertThat(status(Role.MANAGER, request)).isEqualTo(403);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void whatTheTableDoesNotNameIsDeniedToEverybodyAlthoughItIsThere(Role role) {
    assertProblem(client.get("/api/v1/brand-new", as(role)), 404, "no-such-path");
    assertProblem(client.get("/api/v1/plans/", as(role)), 404, "no-such-path");
    assertProblem(client.get("/API/v1/plans", as(role)), 404, "no-such-path");
    assertProblem(client.send("POST", "/api/v1/plans/p/q/r", "", as(role)), 404, "no-such-path");
    Answer wrongMethod = client.send("DELETE", PLANS, "", as(role));
    assertProblem(wrongMethod, 405, "method-not-allowed");
    assertThat(wrongMethod.header("Allow")).contains("GET").contains("POST");
  }

  @Test
  void whatIsDeniedSaysSoAsAProblem() {
    assertProblem(client.get(PLANS, as(Role.REP)), 403, "forbidden");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Sec-Fetch-Site, anything",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, 'not a url'"
  })
  void aPageOfAnotherSiteChangesNothing(String header, String value) {
    String[] credentials = as(Role.ADMIN);
    String[] headers = {header, value, credentials[0], credentials[1]};

    for (String method : List.of("POST", "PUT", "PATCH", "DELETE")) {
      assertProblem(client.send(method, PLANS, "", headers), 403, "cross-site-write");
    }
    assertThat(client.get(PLANS, headers).status()).isEqualTo(200);
  }

  @Test
  void aPageOfOursAndAScriptMayChangeThings() {
    String[] key = as(Role.ADMIN);
    String own = "http://localhost:" + server.port();

    for (String[] headers : new String[][] {
      {"Sec-Fetch-Site", "same-origin", "Origin", own, key[0], key[1]},
      {"Sec-Fetch-Site", "none", key[0], key[1]},
      {"Origin", own, key[0], key[1]},
      key
    }) {
      assertThat(client.send("POST", PLANS, "", headers).status()).isEqualTo(200);
    }
  }

  @Test
  void healthIsForEverybodyAndItsDetailsAreNot() {
    Answer anonymous = client.get("/actuator/health");

    assertThat(anonymous.status()).isEqualTo(200);
    assertThat(anonymous.member("status")).isEqualTo("UP");
    assertThat(anonymous.json().has("components")).isFalse();
    assertThat(client.get("/actuator/health/liveness").status()).isEqualTo(200);
    assertThat(client.get("/actuator/health/readiness").status()).isEqualTo(200);
    assertUnauthenticated(client.get("/actuator/health/diskSpace"));
    assertThat(client.get("/actuator/health", as(Role.SALES_OPS)).json().has("components"))
        .isFalse();
    assertThat(client.get("/actuator/health", as(Role.AUDITOR)).json().has("components"))
        .isTrue();
  }

  @Test
  void everyAnswerTellsBrowsersToBeCareful() {
    for (Answer answer : List.of(
        client.get(PLANS, as(Role.ADMIN)), client.get(PLANS), client.get("/actuator/health"))) {
      assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(answer.header("X-Frame-Options")).isEqualTo("DENY");
      assertThat(answer.header("Cache-Control")).contains("no-store");
      assertThat(answer.header("Content-Security-Policy")).startsWith("default-src 'none'");
      assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }
  }
}
