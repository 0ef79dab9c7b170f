package dev.quotaledger.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.PublishPlan;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refused;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Outcome.Declined;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.PlanOutline;
import dev.quotaledger.runtime.AxonPart;
import dev.quotaledger.runtime.MessageMetadata;
import dev.quotaledger.runtime.RuntimeConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Import;

@SuppressWarnings("NullAway.Init") // the context is started before each test
class CommandsTest {

  private static final PlanId PLAN = new PlanId("fy26");
  private static final CalendarId CALENDAR = new CalendarId("fiscal");
  private static final Currency EUR = Currency.getInstance("EUR");
  private static final Sender SENDER = Sender.of("ann", "request-1", "http");

  @TempDir
  Path dataDir;

  ConfigurableApplicationContext context;

  @BeforeEach
  void start() {
    context = new SpringApplicationBuilder(Wiring.class)
        .web(WebApplicationType.NONE)
        .run("--quotaledger.data-dir=" + dataDir, "--spring.main.banner-mode=off");
  }

  @AfterEach
  void stop() {
    context.close();
  }

  @Test
  void answersWithTheVersionAndTheStoredEvents() {
    Decided decided = commands().send(open(), SENDER);

    assertThat(decided.aggregateId()).isEqualTo("plan-fy26");
    assertThat(decided.version()).isZero();
    assertThat(decided.repeated()).isFalse();
    assertThat(decided.fact(PlanOpened.class)).map(PlanOpened::planId).contains(PLAN);
    assertThat(decided.events())
        .extracting(DomainEventMessage::getIdentifier)
        .containsExactly(stored().getFirst().getIdentifier());
  }

  @Test
  void putsWhereItComesFromIntoEveryEventAndNothingElse() {
    Sender.Idempotency once = new Sender.Idempotency("key-hash", "body-hash");
    commands()
        .send(open(), new Sender("ann", new RepId("7"), "bob", "request-1", "http", once, -1L));

    Map<String, Object> metadata = stored().getFirst().getMetaData();
    assertThat(metadata)
        .containsEntry("actor", "ann")
        .containsEntry("actorRep", "7")
        .containsEntry("onBehalfOf", "bob")
        .containsEntry("requestId", "request-1")
        .containsEntry("sourceSystem", "http")
        .containsEntry("idempotencyKey", "key-hash")
        .containsEntry("idempotencyBody", "body-hash")
        .containsOnlyKeys(
            "actor",
            "actorRep",
            "onBehalfOf",
            "requestId",
            "sourceSystem",
            "idempotencyKey",
            "idempotencyBody",
            MessageMetadata.CORRELATION,
            MessageMetadata.CAUSATION);
    assertThat(metadata.values()).allSatisfy(value -> assertThat(value).isInstanceOf(String.class));
  }

  @Test
  void saysThatAnAggregateDoesNotExist() {
    assertRefused(
        () -> commands().send(new PublishPlan(PLAN), SENDER), new Refusal.NotFound("plan", "fy26"));
  }

  @Test
  void refusesAnotherVersionThanTheExpectedOne() {
    commands().send(open(), SENDER);

    assertRefused(
        () -> commands().send(new PublishPlan(PLAN), expecting(7)),
        new Refusal.VersionMismatch(7, 0));
    assertThat(commands().send(new PublishPlan(PLAN), expecting(0)).version()).isEqualTo(1);
  }

  @Test
  void answersARepeatAsTheFirstTimeThoughMoreHasHappenedSince() {
    commands().send(open(), SENDER);
    Decided first = commands().send(set("M1", "100"), once("set-1", "a"));
    commands().send(set("M1", "200"), SENDER);

    Decided repeat = commands().send(set("M1", "100"), once("set-1", "a"));

    assertThat(repeat.repeated()).isTrue();
    assertThat(repeat.version()).isEqualTo(first.version()).isEqualTo(1);
    assertThat(repeat.facts(QuotaSet.class))
        .containsExactly(first.fact(QuotaSet.class).get());
    assertThat(stored()).hasSize(3);
  }

  @Test
  void answersARepeatAfterARestart() {
    commands().send(open(), once("open", "a"));
    stop();
    start();

    assertThat(commands().send(open(), once("open", "a")).repeated()).isTrue();
    assertRefused(
        () -> commands().send(open(), once("open", "b")), new Refusal.IdempotencyKeyReused());
    assertThat(stored()).hasSize(1);
  }

  @Test
  void measuresCommandsByOutcome() {
    commands().send(open(), once("open", "a"));
    commands().send(open(), once("open", "a"));
    commands().send(open(), SENDER);
    assertThatThrownBy(() -> commands().send(open(), once("open", "b")))
        .isInstanceOf(Refused.class);

    for (String outcome : List.of("accepted", "repeated", "unchanged", "refused")) {
      assertThat(meters()
              .get("quotaledger.commands")
              .tags("command", "OpenPlan", "outcome", outcome)
              .timer()
              .count())
          .as(outcome)
          .isEqualTo(1);
    }
  }

  @Test
  void sendsManyInOneTransactionAndLeavesTheRefusedOut() {
    List<Outcome> outcomes = commands()
        .sendAll(
            List.of(open(), set("M1", "100"), set("M9", "1"), set("M2", "50"), set("M1", "100")),
            SENDER);

    assertThat(context.getBean(Appends.class).sizes).containsExactly(3);
    assertThat(outcomes.get(2))
        .isEqualTo(new Declined(new Refusal.UnknownReference("periodId", "M9")));
    assertThat(List.of(decided(outcomes, 0), decided(outcomes, 1), decided(outcomes, 3)))
        .extracting(Decided::version)
        .containsExactly(0L, 1L, 2L);
    assertThat(decided(outcomes, 3).facts(QuotaSet.class))
        .extracting(fact -> fact.after().toString())
        .containsExactly("50.00 EUR");
    assertThat(decided(outcomes, 4).events()).isEmpty();
    assertThat(stored())
        .extracting(DomainEventMessage::getSequenceNumber)
        .containsExactly(0L, 1L, 2L);
    assertThat(commands().send(set("M2", "60"), SENDER).version()).isEqualTo(3);
  }

  @Test
  void sendsThemOneByOneWhenTheTransactionFails() {
    Appends appends = context.getBean(Appends.class);
    appends.failOnce = true;

    List<Outcome> outcomes =
        commands().sendAll(List.of(open(), set("M1", "100"), set("M9", "1")), SENDER);

    assertThat(appends.sizes).containsExactly(2, 1, 1);
    assertThat(decided(outcomes, 0).version()).isZero();
    assertThat(decided(outcomes, 1).version()).isEqualTo(1);
    assertThat(outcomes.get(2)).isInstanceOf(Declined.class);
    assertThat(stored()).hasSize(2);
  }

  private Commands commands() {
    return context.getBean(Commands.class);
  }

  private MeterRegistry meters() {
    return context.getBean(MeterRegistry.class);
  }

  private List<? extends DomainEventMessage<?>> stored() {
    return context
        .getBean(EventStore.class)
        .readEvents(PLAN.toString(), 0)
        .asStream()
        .toList();
  }

  private static Decided decided(List<Outcome> outcomes, int index) {
    return (Decided) outcomes.get(index);
  }

  private static OpenPlan open() {
    return new OpenPlan(PLAN, "Fiscal 2026", CALENDAR, EUR, null);
  }

  private static SetQuota set(String period, String amount) {
    QuotaLineKey line =
        new QuotaLineKey(Subject.rep(new RepId("7")), null, null, new PeriodId(period));
    return new SetQuota(PLAN, line, new BigDecimal(amount), null, null);
  }

  private static Sender expecting(long version) {
    return new Sender("ann", null, null, "request-1", "http", null, version);
  }

  private static Sender once(String key, String body) {
    return new Sender(
        "ann", null, null, "request-1", "http", new Sender.Idempotency(key, body), null);
  }

  private static void assertRefused(Runnable sending, Refusal refusal) {
    assertThatThrownBy(sending::run)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.refusal()).isEqualTo(refusal));
  }

  /** Counts what is appended at once, and fails when asked to, as a lost race would. */
  static final class Appends {
    final List<Integer> sizes = new ArrayList<>();
    boolean failOnce;

    void count(List<?> messages) {
      sizes.add(messages.size());
      if (failOnce) {
        failOnce = false;
        throw new IllegalStateException("The append fails, as the test asked for");
      }
    }
  }

  /** No configuration that a scan finds: it is for this test alone. */
  @Import(RuntimeConfiguration.class)
  @ComponentScan(
      useDefaultFilters = false,
      includeFilters =
          @ComponentScan.Filter(type = FilterType.REGEX, pattern = ".*\\.QuotaPlanConfiguration"))
  static class Wiring {

    @Bean
    MeterRegistry meters() {
      return new SimpleMeterRegistry();
    }

    @Bean
    Commands commands(
        CommandGateway gateway,
        CommandBus bus,
        EventStore eventStore,
        TransactionManager transactions,
        MeterRegistry meters) {
      return new Commands(gateway, bus, eventStore, transactions, meters, (_, _) -> {});
    }

    @Bean
    Appends appends(EventStore eventStore) {
      Appends appends = new Appends();
      eventStore.registerDispatchInterceptor(messages -> {
        appends.count(messages);
        return (_, message) -> message;
      });
      return appends;
    }

    @Bean
    AxonPart knownThings() {
      return axon -> axon.registerComponent(References.class, _ -> new KnownThings());
    }
  }

  /** One calendar of two months, and one rep. */
  private static final class KnownThings implements References {

    @Override
    public Organization organization() {
      Organization organization = new Organization();
      organization.evolve(new RepHired(new RepId("7"), null, null, LocalDate.of(2020, 1, 1)));
      return organization;
    }

    @Override
    public Optional<PlanOutline> plan(PlanId planId) {
      return Optional.empty();
    }

    @Override
    public Optional<Calendar> calendar(CalendarId calendarId) {
      Calendar calendar = new Calendar();
      calendar.evolve(new CalendarDefined(
          CALENDAR,
          ZoneOffset.UTC,
          List.of(period("Q", 1, 2, null), period("M1", 1, 1, "Q"), period("M2", 2, 2, "Q"))));
      return Optional.of(calendar);
    }

    @Override
    public Optional<Holders> territory(TerritoryId territoryId) {
      return Optional.empty();
    }

    @Override
    public Optional<AlertState> alert(AlertId alertId) {
      return Optional.empty();
    }

    private static Period period(String id, int first, int last, @Nullable String parent) {
      return new Period(
          new PeriodId(id),
          LocalDate.of(2026, first, 1),
          LocalDate.of(2026, last, 1).plusMonths(1).minusDays(1),
          parent == null ? null : new PeriodId(parent));
    }
  }
}
