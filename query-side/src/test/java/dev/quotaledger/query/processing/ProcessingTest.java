package dev.quotaledger.query.processing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.Projection;
import dev.quotaledger.query.ReadModel;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.processing.Build.State;
import dev.quotaledger.query.processing.Failures.Failure;
import dev.quotaledger.query.processing.ProcessorController.ProcessorView;
import dev.quotaledger.query.processing.ProcessorController.ProcessorsAnswer;
import dev.quotaledger.runtime.ConsistencyToken;
import dev.quotaledger.runtime.RuntimeConfiguration;
import dev.quotaledger.runtime.readstore.ReadStoreConfiguration;
import dev.quotaledger.runtime.readstore.Tokens;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import dev.quotaledger.runtime.web.ProblemException;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Read models follow the events, stop rather than skip, and are built anew while they answer. */
class ProcessingTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir
  private Path dataDir;

  private ConfigurableApplicationContext program;

  @BeforeEach
  void start() {
    program = new SpringApplicationBuilder(Wiring.class)
        .web(WebApplicationType.NONE)
        .properties("logging.level.root=WARN")
        .run(
            "--quotaledger.data-dir=" + dataDir,
            "--quotaledger.query.retired-for=100ms",
            "--quotaledger.query.batch-size=7");
  }

  @AfterEach
  void stop() {
    program.close();
  }

  @Test
  void everyEventReachesTheReadModelOnceAndInItsOrder() {
    append("plan-a", 0, 40);
    append("plan-b", 0, 3);

    awaitFacts(Map.of("plan-a", 39L, "plan-b", 2L));
    assertThat(numbers().doubled).isEmpty();
  }

  @Test
  void aRestartGoesOnWhereItStopped() {
    append("plan-a", 0, 10);
    awaitFacts(Map.of("plan-a", 9L));

    program.close();
    start();
    append("plan-a", 10, 5);

    awaitFacts(Map.of("plan-a", 14L));
    assertThat(numbers().doubled).isEmpty();
  }

  @Test
  void aRebuildTakesOverWithTheSameFactsAndTheOldGenerationGoes() {
    append("plan-a", 0, 30);
    awaitFacts(Map.of("plan-a", 29L));
    List<Document> before = sorted(active());

    assertThat(catalog().start("numbers")).isPresent();
    assertThat(catalog().start("numbers")).isEmpty();

    await().atMost(SOON).until(() -> active().number() == 2);
    assertThat(sorted(active())).isEqualTo(before);
    await().atMost(SOON).until(() -> catalog().builds(Set.of("numbers")).size() == 1);
    assertThat(sorted(new Generation(database(), "numbers", 1))).isEmpty();
    append("plan-a", 30, 1);
    awaitFacts(Map.of("plan-a", 30L));
  }

  @Test
  void whileItIsBuiltAnewTheOldGenerationGoesOnAnswering() {
    append("plan-a", 0, 5);
    awaitFacts(Map.of("plan-a", 4L));
    numbers().stuckGenerations.add(2);

    catalog().start("numbers");
    append("plan-a", 5, 5);

    awaitFacts(Map.of("plan-a", 9L));
    assertThat(active().number()).isEqualTo(1);
    await().atMost(SOON).until(() -> failure(2).isPresent());
    assertThat(generations().isStale("numbers")).isFalse();

    assertThat(catalog().cancel("numbers")).isTrue();
    await()
        .atMost(SOON)
        .until(() -> catalog().builds(Set.of("numbers")).stream().noneMatch(this::isSecond));
    assertThat(catalog().start("numbers").map(build -> build.generation().number()))
        .contains(3);
  }

  @Test
  void itStopsAtAnEventThatItCannotProjectAndSaysSo() {
    append("plan-a", 0, 3);
    awaitFacts(Map.of("plan-a", 2L));
    numbers().poison = "plan-b";
    append("plan-b", 0, 1);
    append("plan-a", 3, 1);

    await().atMost(SOON).until(() -> generations().isStale("numbers"));
    assertThat(failure(1)).hasValueSatisfying(failure -> {
      assertThat(failure.aggregateId()).isEqualTo("plan-b");
      assertThat(failure.sequence()).isZero();
      assertThat(failure.error()).contains("poisoned");
    });
    assertThat(health()).isEqualTo(Status.DOWN);
    assertThat(program
            .getBean(SettledTime.class)
            .resolve(Instant.now().minusSeconds(60))
            .settled())
        .isFalse();

    numbers().poison = "";
    awaitFacts(Map.of("plan-a", 3L, "plan-b", 0L));
    await().atMost(SOON).until(() -> !generations().isStale("numbers"));
    assertThat(health()).isEqualTo(Status.UP);
  }

  @Test
  void itPassesOverWhatOtherApplicationsStoreAndStopsAtAnEventOfANewerRelease() {
    append("plan-a", 0, 1);
    appendOfType("com.example.ParcelSent", "parcel-1");
    appendOfType(String.class.getName(), "note-1");
    append("plan-a", 1, 1);
    awaitFacts(Map.of("plan-a", 1L));

    appendOfType(PlanPublished.class.getName() + "Again", "plan-b");
    append("plan-a", 2, 1);
    await().atMost(SOON).until(() -> generations().isStale("numbers"));
    assertThat(failure(1).map(Failure::aggregateId)).contains("plan-b");
    awaitFacts(Map.of("plan-a", 1L));
  }

  @Test
  void anErrorStopsItLikeAnExceptionAndItGoesOnWithoutARestart() {
    append("plan-a", 0, 3);
    awaitFacts(Map.of("plan-a", 2L));
    numbers().fatal = true;
    numbers().poison = "plan-b";
    append("plan-b", 0, 1);

    await().atMost(SOON).until(() -> failure(1).map(Failure::eventId).isPresent());
    assertThat(failure(1).orElseThrow().error()).contains("StackOverflowError");
    assertThat(failure(1).orElseThrow().aggregateId()).isEqualTo("plan-b");
    assertThat(generations().isStale("numbers")).isTrue();
    assertThat(health()).isEqualTo(Status.DOWN);
    await()
        .atMost(SOON)
        .until(() -> program.getBean(Tokens.class).read("numbers_1").getFirst().owner() == null);

    numbers().poison = "";
    append("plan-a", 3, 1);
    awaitFacts(Map.of("plan-a", 3L, "plan-b", 0L));
    await().atMost(SOON).until(() -> !generations().isStale("numbers"));
    assertThat(health()).isEqualTo(Status.UP);
  }

  @Test
  void itSaysThatItHasStoppedBeforeItKnowsWhichEventIsAtFault() throws InterruptedException {
    append("plan-a", 0, 1);
    awaitFacts(Map.of("plan-a", 0L));
    numbers().searching = new CountDownLatch(1);
    numbers().poison = "plan-b";
    append("plan-b", 0, 2);

    await().atMost(SOON).until(() -> generations().isStale("numbers"));
    assertThat(health()).isEqualTo(Status.DOWN);
    assertThat(failure(1).orElseThrow().eventId()).isNull();

    numbers().searching.countDown();
    await().atMost(SOON).until(() -> failure(1).map(Failure::eventId).isPresent());
  }

  @Test
  void aReactionOfAnyProcessIsShownByItsStoredPosition() {
    append("plan-a", 0, 3);
    Tokens tokens = program.getBean(Tokens.class);
    Processors processors = program.getBean(Processors.class);
    TrackingToken first = GapAwareTrackingToken.newInstance(processors.head() - 2, Set.of());
    tokens.initializeTokenSegments("transfer", 1, first);

    ProcessorsAnswer answer = new ProcessorController(processors, tokens).processors();
    assertThat(answer.items()).extracting(ProcessorView::processor).containsExactly("numbers_1");
    assertThat(answer.reactions()).hasSize(1).first().satisfies(reaction -> {
      assertThat(reaction.processor()).isEqualTo("transfer");
      assertThat(reaction.position()).isEqualTo(answer.head() - 2);
      assertThat(reaction.lag()).isEqualTo(2);
      assertThat(reaction.segments()).hasSize(1).first().matches(each -> each.owner() == null);
    });
    metrics().update();
    assertThat(gauge("quotaledger.processor.lag", "processor", "transfer")).isEqualTo(2);
  }

  @Test
  void metricsTellHowFarEachGenerationIsAndWhetherItHasStopped() {
    append("plan-a", 0, 4);
    awaitFacts(Map.of("plan-a", 3L));
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(updated("lag", "numbers_1")).isZero());
    assertThat(updated("stopped", "numbers_1")).isZero();

    numbers().stuckGenerations.add(2);
    catalog().start("numbers");
    await().atMost(SOON).until(() -> failure(2).isPresent());
    assertThat(updated("lag", "numbers_2")).isEqualTo(4);
    assertThat(updated("stopped", "numbers_2")).isEqualTo(1);
    assertThat(updated("stopped", "numbers_1")).isZero();
    assertThat(gauge("quotaledger.rebuild.progress.ratio", "model", "numbers")).isBetween(0.0, 0.5);
    assertThat(program.getBean(PrometheusMeterRegistry.class).scrape())
        .contains("quotaledger_processor_lag_events{")
        .contains("quotaledger_processor_stopped{")
        .contains("quotaledger_rebuild_progress_ratio{");

    numbers().stuckGenerations.clear();
    await().atMost(SOON).until(() -> active().number() == 2);
    metrics().update();
    assertThat(meters().find("quotaledger.rebuild.progress.ratio").gauge()).isNull();
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(updated("stopped", "numbers_2")).isZero());
  }

  @Test
  void aReadWaitsUntilTheWriteThatItNamesIsIn() {
    numbers().poison = "plan-a";
    append("plan-a", 0, 1);
    await().atMost(SOON).until(() -> failure(1).isPresent());
    ConsistencyToken token = ConsistencyToken.of("plan-a", 0, List.of(head()));

    CompletableFuture<Generation> read =
        CompletableFuture.supplyAsync(() -> activeWith(token, SOON));
    await()
        .during(Duration.ofMillis(300))
        .atMost(SOON)
        .untilAsserted(() -> assertThat(read).isNotDone());
    numbers().poison = "";

    assertThat(read).succeedsWithin(SOON).isEqualTo(new Generation(database(), "numbers", 1));
    awaitFacts(Map.of("plan-a", 0L));
  }

  @Test
  void aReadGivesUpWhenTheWriteThatItNamesDoesNotComeInTime() {
    append("plan-a", 0, 1);
    awaitFacts(Map.of("plan-a", 0L));
    ConsistencyToken token = ConsistencyToken.of("plan-a", 1, List.of(head() + 1));

    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> activeWith(token, Duration.ofMillis(50)))
        .satisfies(refused -> {
          assertThat(refused.problem().status()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
          assertThat(refused.problem().code()).isEqualTo("not-yet-consistent");
          assertThat(refused.problem().headers()).containsEntry(HttpHeaders.RETRY_AFTER, "1");
        });
  }

  /** What a request with this token is answered from. */
  private Generation activeWith(ConsistencyToken token, Duration longestWait) {
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader(ConsistencyToken.HEADER, token.encode());
    RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
    try {
      return new ConsistentGenerations(program.getBean(Processors.class), longestWait)
          .active("numbers");
    } finally {
      RequestContextHolder.resetRequestAttributes();
    }
  }

  @Test
  void aMomentIsSettledOnceNothingCanBeAddedToIt() {
    append("plan-a", 0, 3);
    awaitFacts(Map.of("plan-a", 2L));
    SettledTime time = program.getBean(SettledTime.class);
    Instant now = Clock.systemUTC().instant();

    assertThat(time.resolve(null)).matches(known -> known.cut() == null && !known.settled());
    assertThat(time.resolve(now)).matches(known -> now.equals(known.cut()) && !known.settled());
    assertThat(time.resolve(now.minusSeconds(11)).settled()).isTrue();
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> time.resolve(now.plusSeconds(60)))
        .matches(problem -> problem.field().equals("knownAt"));
  }

  private void append(String planId, int from, int count) {
    EventStore events = program.getBean(EventStore.class);
    List<EventMessage<?>> messages = new ArrayList<>();
    IntStream.range(from, from + count)
        .forEach(sequence -> messages.add(new GenericDomainEventMessage<>(
            "QuotaPlan",
            planId,
            sequence,
            new PlanPublished(new PlanId(planId), LocalDate.of(2026, 1, 1)))));
    events.publish(messages);
  }

  private void appendOfType(String type, String aggregateId) {
    program.getBean(TransactionManager.class).executeInTransaction(() -> {
      program
          .getBean(EventStore.class)
          .publish(new GenericDomainEventMessage<>("Other", aggregateId, 0, "a text"));
      new JdbcTemplate(program.getBean(DataSource.class))
          .update(
              "UPDATE DomainEventEntry SET payloadType = ? WHERE aggregateIdentifier = ?",
              type,
              aggregateId);
    });
  }

  private void awaitFacts(Map<String, Long> expected) {
    await().atMost(SOON).untilAsserted(() -> {
      Map<String, Long> facts = new HashMap<>();
      active()
          .collection("last")
          .find()
          .forEach(found -> facts.put(found.getString("_id"), found.getLong("sequence")));
      assertThat(facts).isEqualTo(expected);
    });
  }

  private static List<Document> sorted(Generation generation) {
    return generation
        .collection("last")
        .find()
        .projection(new Document("rev", 0))
        .sort(new Document("_id", 1))
        .into(new ArrayList<>());
  }

  /** What a gauge of a processor says now. */
  private double updated(String gauge, String processor) {
    metrics().update();
    return gauge("quotaledger.processor." + gauge, "processor", processor);
  }

  private double gauge(String name, String tag, String value) {
    return meters().get(name).tag(tag, value).gauge().value();
  }

  private long head() {
    return program.getBean(Processors.class).head();
  }

  private ReadModelMetrics metrics() {
    return program.getBean(ReadModelMetrics.class);
  }

  private MeterRegistry meters() {
    return program.getBean(MeterRegistry.class);
  }

  private boolean isSecond(Build build) {
    return build.generation().number() == 2 && build.state() != State.ACTIVE;
  }

  private Optional<Failure> failure(int generation) {
    Processors.View view = program.getBean(Processors.class).view();
    return view.failure(new Generation(database(), "numbers", generation));
  }

  private Status health() {
    return program.getBean(ReadModelHealth.class).health().getStatus();
  }

  private Generation active() {
    return generations().active("numbers");
  }

  private ActiveGenerations generations() {
    return program.getBean(ActiveGenerations.class);
  }

  private Catalog catalog() {
    return program.getBean(Catalog.class);
  }

  private Numbers numbers() {
    return program.getBean(Numbers.class);
  }

  private MongoDatabase database() {
    return program.getBean(MongoDatabase.class);
  }

  /** Keeps the number of the last event of each aggregate. */
  static final class Numbers implements ReadModel {

    private final Set<String> doubled = ConcurrentHashMap.newKeySet();
    private final Set<Integer> stuckGenerations = ConcurrentHashMap.newKeySet();
    private volatile String poison = "";
    private volatile boolean fatal;

    private final AtomicInteger poisonings = new AtomicInteger();

    /** Until when a poisoned event is held that comes again, but not for ever. */
    private volatile CountDownLatch searching = new CountDownLatch(0);

    @Override
    public String name() {
      return "numbers";
    }

    @Override
    public Projection projection(Generation generation) {
      VersionedDocuments last = new VersionedDocuments(generation.collection("last"));
      return batch -> batch.forEach(event -> write(generation, last, event));
    }

    private void write(Generation generation, VersionedDocuments last, RecordedEvent event) {
      if (event.aggregateId().equals(poison) || stuckGenerations.contains(generation.number())) {
        holdAllButTheFirst();
        if (fatal) {
          throw new StackOverflowError(event.aggregateId() + " is too deep");
        }
        throw new IllegalStateException(event.aggregateId() + " is poisoned");
      }
      last.update(List.of(event.aggregateId()), (_, document) -> {
        long expected = document == null ? 0 : document.getLong("sequence") + 1;
        if (event.sequence() != expected) {
          doubled.add(event.aggregateId() + "#" + event.sequence());
        }
        return new Document("sequence", event.sequence());
      });
    }

    private void holdAllButTheFirst() {
      try {
        if (poisonings.getAndIncrement() > 0) {
          var _ = searching.await(SOON.toSeconds(), TimeUnit.SECONDS);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @Configuration(proxyBeanMethods = false)
  @Import({RuntimeConfiguration.class, ReadStoreConfiguration.class, ProcessingConfiguration.class})
  static class Wiring {

    @Bean
    Numbers numbers() {
      return new Numbers();
    }
  }
}
