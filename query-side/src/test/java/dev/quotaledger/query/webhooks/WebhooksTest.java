package dev.quotaledger.query.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import dev.quotaledger.runtime.RuntimeConfiguration;
import dev.quotaledger.runtime.people.PeopleConfiguration;
import dev.quotaledger.runtime.readstore.ReadStoreConfiguration;
import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.security.SecurityConfiguration;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import dev.quotaledger.runtime.web.WebConfiguration;
import dev.quotaledger.testing.Receiver;
import dev.quotaledger.testing.Receiver.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;

/** Integrators register webhooks over HTTP, and get over HTTP what the event store takes from then on. */
class WebhooksTest {

  private static final String PATH = "/api/v1/webhooks";
  private static final String PASSWORD = "password of ";
  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  private static Path directory;

  private static ConfigurableApplicationContext program;
  private static Client client;

  private final Receiver receiver = new Receiver();
  private final List<String> registered = new ArrayList<>();

  @BeforeAll
  static void start() {
    List<String> arguments = new ArrayList<>(List.of(
        "--server.port=0",
        "--logging.level.root=WARN",
        "--quotaledger.data-dir=" + directory,
        "--quotaledger.webhooks.allow-http=true",
        "--quotaledger.webhooks.allow-private-addresses=true",
        "--quotaledger.webhooks.max-endpoints=3",
        "--quotaledger.webhooks.max-replayed=4",
        "--quotaledger.webhooks.timeout=5s",
        "--quotaledger.webhooks.poll=20ms"));
    int index = 0;
    for (Role role : Role.values()) {
      String user = "--quotaledger.security.users[%d].".formatted(index++);
      arguments.addAll(List.of(
          user + "name=" + role,
          user + "password=" + PASSWORD + role,
          user + "roles=" + role,
          user + "rep-id=275"));
    }
    program = new SpringApplicationBuilder(Wiring.class).run(arguments.toArray(String[]::new));
    client = new Client(
        program.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
  }

  @AfterAll
  static void stop() {
    program.close();
  }

  @BeforeEach
  void expectChallenges() {
    receiver.answerChallenges();
  }

  @AfterEach
  void removeAll() {
    registered.forEach(id -> send("DELETE", PATH + "/" + id, ""));
    receiver.close();
  }

  @Test
  void whatIsRegisteredAndVerifiedGetsWhatComesFromThenOn() {
    append("plan-early", 0, 1);
    awaitLedger();
    Answer answer = register("{'url':'%s','description':'the CRM'}");
    assertThat(answer.status()).isEqualTo(201);
    String id = answer.member("webhookId");
    String secret = answer.member("secret");
    assertThat(answer.header("Location")).isEqualTo(PATH + "/" + id);
    assertThat(answer.member("state")).isEqualTo("PENDING");
    assertThat(secret).startsWith("whsec_");
    append("plan-late", 0, 2);
    awaitLedger();
    assertThat(receiver.all()).isEmpty();

    Answer verified = send("POST", PATH + "/" + id + "/verification", "");

    assertThat(verified.status()).isEqualTo(200);
    assertThat(verified.member("state")).isEqualTo("ACTIVE");
    assertThat(receiver.all().getFirst().isSignedWith(secret)).isTrue();
    until(() -> items(PATH + "/" + id + "/deliveries?state=DELIVERED").size() == 2);
    assertThat(receiver.all()).hasSize(3).allMatch(received -> received.isSignedWith(secret));
    assertThat(receiver.all().getLast().body())
        .contains("\"id\":\"" + receiver.all().getLast().id() + "\"", "plan-late");
    JsonNode shown = client.get(PATH + "/" + id, as(Role.AUDITOR)).json();
    assertThat(shown.path("url").asString()).isEqualTo(receiver.url("/in"));
    assertThat(shown.path("description").asString()).isEqualTo("the CRM");
    assertThat(shown.path("createdBy").asString()).isEqualTo("INTEGRATOR");
    assertThat(shown.toString()).doesNotContain("whsec_");
  }

  @Test
  void theLogShowsTheLatestFirstPageByPageWithEveryAttempt() {
    String id = active("{'url':'%s'}");
    append("plan-log", 0, 3);
    until(() -> items(PATH + "/" + id + "/deliveries?state=DELIVERED").size() == 3);

    Answer first = client.get(PATH + "/" + id + "/deliveries?limit=2", as(Role.AUDITOR));
    List<JsonNode> items = items(first);
    assertThat(items).hasSize(2);
    assertThat(items.getFirst().path("index").asLong())
        .isEqualTo(items.getLast().path("index").asLong() + 1);
    assertThat(items.getFirst().path("type").asString())
        .isEqualTo("dev.quotaledger.plan.published.v1");
    assertThat(items.getFirst().at("/attempts/0/status").asInt()).isEqualTo(200);
    List<JsonNode> rest =
        items(PATH + "/" + id + "/deliveries?limit=2&cursor=" + first.member("next"));
    assertThat(rest).hasSize(1);
    assertThat(items(PATH + "/" + id + "/deliveries?state=FAILED")).isEmpty();
    assertThat(client
            .get(PATH + "/" + id + "/deliveries?state=LOST", as(Role.AUDITOR))
            .member("field"))
        .isEqualTo("state");
  }

  @Test
  void anAddressThatDoesNotAnswerTheChallengeStaysPendingAndIsToldWhatCame() {
    String id = register("{'url':'%s'}").member("webhookId");
    receiver.answer(_ -> new Reply(200, Map.of(), "hello"));
    Answer wrong = send("POST", PATH + "/" + id + "/verification", "");
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.member("code")).isEqualTo("webhook-not-verified");
    assertThat(wrong.member("detail"))
        .isEqualTo("The receiver answered 200, but not with the challenge in the body.");
    receiver.answer(404);
    Answer missing = send("POST", PATH + "/" + id + "/verification", "");
    assertThat(missing.member("detail")).isEqualTo("The receiver answered 404.");
    assertThat(missing.json().path("status").asInt()).isEqualTo(422);
    assertThat(missing.json().path("answered").asInt()).isEqualTo(404);
    Answer early = send("PATCH", PATH + "/" + id, "{'state':'ACTIVE'}");
    assertThat(early.status()).isEqualTo(409);
    assertThat(state(id)).isEqualTo("PENDING");
  }

  @Test
  void itIsPausedResumedAndMovedAndItsFilterChanged() {
    String id = active("{'url':'%s','type':'plan.*'}");
    assertThat(send("PATCH", PATH + "/" + id, "{'state':'PAUSED'}").member("state"))
        .isEqualTo("PAUSED");
    Answer active = send("PATCH", PATH + "/" + id, "{'state':'ACTIVE','subject':'plan/x'}");
    assertThat(active.member("state")).isEqualTo("ACTIVE");
    assertThat(active.member("type")).isEqualTo("plan.*");
    assertThat(active.member("subject")).isEqualTo("plan/x");
    assertThat(
            send("PATCH", PATH + "/" + id, "{'type':null}").json().path("type").isNull())
        .isTrue();
    Answer moved = send("PATCH", PATH + "/" + id, "{'url':'%s'}".formatted(receiver.url("/other")));
    assertThat(moved.member("state")).isEqualTo("PENDING");
    assertThat(send("PATCH", PATH + "/" + id, "{'state':'PAUSED'}", "If-Match", "\"1\"")
            .status())
        .isEqualTo(412);
    assertThat(send("DELETE", PATH + "/" + id, "").status()).isEqualTo(204);
    assertThat(client.get(PATH + "/" + id, as(Role.ADMIN)).status()).isEqualTo(404);
  }

  @Test
  void aRepeatedRequestRegistersAndRotatesOnce() {
    String[] key = {"Idempotency-Key", "key-of-a-registration"};
    String body = "{'url':'%s'}".formatted(receiver.url("/in"));
    Answer first = send("POST", PATH, body, key);
    registered.add(first.member("webhookId"));
    Answer again = send("POST", PATH, body, key);
    assertThat(again.response().body()).isEqualTo(first.response().body());
    assertThat(send("POST", PATH, "{'url':'%s'}".formatted(receiver.url("/else")), key)
            .member("code"))
        .isEqualTo("idempotency-key-reused");
    String secrets = PATH + "/" + first.member("webhookId") + "/secret";
    Answer rotated = send("POST", secrets, "", "Idempotency-Key", "a-rotation");
    assertThat(rotated.member("secret")).isNotEqualTo(first.member("secret"));
    assertThat(rotated.member("previousSecretUntil")).isNotEmpty();
    assertThat(send("POST", secrets, "", "Idempotency-Key", "a-rotation").member("secret"))
        .isEqualTo(rotated.member("secret"));
    assertThat(send("POST", secrets, "").member("secret")).isNotEqualTo(rotated.member("secret"));
  }

  @Test
  void whatWasSentIsSentAgainOverHttp() {
    String id = active("{'url':'%s'}");
    append("plan-again", 0, 2);
    String deliveries = PATH + "/" + id + "/deliveries?state=DELIVERED";
    until(() -> items(deliveries).size() == 2);
    long last = items(deliveries).getFirst().path("index").asLong();
    int before = receiver.all().size();

    Answer one = send("POST", PATH + "/" + id + "/replays", "{'index':%d}".formatted(last));
    assertThat(one.status()).isEqualTo(202);
    assertThat(one.json().path("scheduled").asInt()).isEqualTo(1);
    Answer range = send(
        "POST", PATH + "/" + id + "/replays", "{'from':%d,'until':%d}".formatted(last - 1, last));
    assertThat(range.json().path("scheduled").asInt()).isEqualTo(2);
    Answer failed =
        send("POST", PATH + "/" + id + "/replays", "{'failedSince':'2026-01-01T00:00:00Z'}");
    assertThat(failed.json().path("scheduled").asInt()).isZero();
    until(() -> receiver.all().size() >= before + 2);
  }

  @Test
  void whatIsWrongIsToldByTheNameOfItsField() {
    String id = register("{'url':'%s'}").member("webhookId");
    String replays = PATH + "/" + id + "/replays";
    append("plan-many", 0, 6);
    awaitLedger();
    long size = size();
    assertField(send("POST", PATH, "{}"), "url");
    assertField(send("POST", PATH, "{'url':'gopher://x/'}"), "url");
    String at = "{'url':'" + receiver.url("/in") + "',";
    assertField(send("POST", PATH, at + "'type':'nothing.v1'}"), "type");
    assertField(send("POST", PATH, at + "'subject':'nothing'}"), "subject");
    assertField(send("POST", PATH, at + "'after':%d}".formatted(size)), "after");
    assertField(send("POST", PATH, at + "'after':-2}"), "after");
    assertField(
        send("POST", PATH, at + "'description':'%s'}".formatted("x".repeat(501))), "description");
    assertField(send("PATCH", PATH + "/" + id, "{'url':null}"), "url");
    assertField(send("PATCH", PATH + "/" + id, "{'state':'DISABLED'}"), "state");
    assertField(send("POST", replays, "{}"), "");
    assertField(send("POST", replays, "{'index':0,'failedSince':'2026-01-01T00:00:00Z'}"), "");
    assertField(send("POST", replays, "{'index':%d}".formatted(size)), "index");
    assertField(send("POST", replays, "{'from':0}"), "until");
    assertField(send("POST", replays, "{'from':3,'until':2}"), "until");
    Answer many = send("POST", replays, "{'from':%d,'until':%d}".formatted(size - 6, size - 1));
    assertField(many, "until");
    assertThat(many.member("expected")).contains("at most 4 entries");
  }

  @Test
  void thereAreNoMoreThanMayBeAndAllAreListedByPage() {
    for (int i = 0; i < 3; i++) {
      assertThat(register("{'url':'%s'}").status()).isEqualTo(201);
    }
    Answer fourth = send("POST", PATH, "{'url':'%s'}".formatted(receiver.url("/")));
    assertThat(fourth.status()).isEqualTo(409);
    assertThat(fourth.member("code")).isEqualTo("too-many-webhooks");
    Answer first = client.get(PATH + "?limit=2", as(Role.AUDITOR));
    assertThat(items(first)).hasSize(2);
    assertThat(items(PATH + "?limit=2&cursor=" + first.member("next"))).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "ADMIN, 200, 400",
    "INTEGRATOR, 200, 400",
    "AUDITOR, 200, 403",
    "REP, 403, 403",
    "MANAGER, 403, 403",
    "SALES_OPS, 403, 403"
  })
  void integratorsWriteAndAuditorsRead(Role role, int reading, int writing) {
    assertThat(client.get(PATH, as(role)).status()).isEqualTo(reading);
    assertThat(client.sendJson("POST", PATH, "{}", as(role)).status()).isEqualTo(writing);
  }

  @Test
  void aReadModelThatIsBuiltAnewSendsNothing() {
    String id = active("{'url':'%s','after':-1}");
    append("plan-built", 0, 3);
    awaitLedger();
    until(
        () -> items(PATH + "/" + id + "/deliveries?state=DELIVERED&limit=1000").size() == size());
    int before = receiver.all().size();
    int projected = program.getBean(Counting.class).events.get();

    assertThat(client
            .sendJson("POST", "/api/v1/admin/rebuilds/counting", "", as(Role.ADMIN))
            .status())
        .isEqualTo(202);

    until(() -> program.getBean(Counting.class).events.get() >= 2 * projected);
    append("plan-built", 3, 1);
    until(() -> receiver.all().size() == before + 1);
  }

  @Test
  void whatIsMeasuredIsThere() {
    String id = active("{'url':'%s'}");
    append("plan-measured", 0, 1);
    until(() -> items(PATH + "/" + id + "/deliveries?state=DELIVERED").size() == 1);
    String metrics =
        client.get("/actuator/prometheus", as(Role.ADMIN)).response().body();
    assertThat(metrics)
        .contains("quotaledger_webhooks_pending ")
        .contains("quotaledger_webhooks_attempts_total{outcome=\"delivered\"}");
  }

  private Answer register(String body) {
    Answer answer = send("POST", PATH, body.formatted(receiver.url("/in")));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    registered.add(answer.member("webhookId"));
    return answer;
  }

  private String active(String body) {
    String id = register(body).member("webhookId");
    assertThat(send("POST", PATH + "/" + id + "/verification", "").status()).isEqualTo(200);
    return id;
  }

  private static String state(String id) {
    return client.get(PATH + "/" + id, as(Role.INTEGRATOR)).member("state");
  }

  private static void assertField(Answer answer, String field) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.member("field")).as(answer.response().body()).isEqualTo(field);
  }

  private static List<JsonNode> items(String path) {
    return items(client.get(path, as(Role.AUDITOR)));
  }

  private static List<JsonNode> items(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("items").spliterator(), false)
        .toList();
  }

  private static Answer send(String method, String path, String body, String... headers) {
    return client.sendJson(
        method,
        path,
        body.replace('\'', '"'),
        Stream.concat(Arrays.stream(as(Role.INTEGRATOR)), Arrays.stream(headers))
            .toArray(String[]::new));
  }

  private static String[] as(Role role) {
    String both = role + ":" + PASSWORD + role;
    return new String[] {
      "Authorization", "Basic " + Base64.getEncoder().encodeToString(both.getBytes(UTF_8))
    };
  }

  private static void append(String plan, int from, int count) {
    for (int i = from; i < from + count; i++) {
      program
          .getBean(EventStore.class)
          .publish(new GenericDomainEventMessage<>(
              "QuotaPlan", plan, i, new PlanPublished(new PlanId(plan), LocalDate.EPOCH)));
      APPENDED.incrementAndGet();
    }
  }

  private static final AtomicInteger APPENDED = new AtomicInteger();

  private static void awaitLedger() {
    until(() -> size() == APPENDED.get());
  }

  private static long size() {
    return client
                .get("/api/v1/ledger/entries/" + (APPENDED.get() - 1), as(Role.AUDITOR))
                .status()
            == 200
        ? APPENDED.get()
        : -1;
  }

  private static void until(Callable<Boolean> condition) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  /** Counts the events that it is given. */
  static final class Counting implements ReadModel {

    private final AtomicInteger events = new AtomicInteger();

    @Override
    public String name() {
      return "counting";
    }

    @Override
    public Projection projection(Generation generation) {
      return batch -> events.addAndGet(batch.size());
    }
  }

  @Configuration(proxyBeanMethods = false)
  @ComponentScan(
      value = {
        "dev.quotaledger.query.ledger",
        "dev.quotaledger.query.processing",
        "dev.quotaledger.query.webhooks"
      },
      excludeFilters = @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*Test\\$.*"))
  @Import({
    RuntimeConfiguration.class,
    ReadStoreConfiguration.class,
    PeopleConfiguration.class,
    WebConfiguration.class,
    SecurityConfiguration.class
  })
  static class Wiring {

    @Bean
    Counting counting() {
      return new Counting();
    }
  }
}
