package dev.quotaledger.query.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.query.Progress;
import dev.quotaledger.query.WatchedFigures;
import dev.quotaledger.query.alerts.AlertMonitor.Outcome;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.runtime.ObservedEvents;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import dev.quotaledger.standalone.StandaloneApplication;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.Banner;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Several monitors that look at the same figures at the same time, as those of several instances do,
 * record every crossing once.
 */
class ManyMonitorsTest {

  private static final int MONITORS = 4;
  private static final String[] ADMIN = {
    "Authorization",
    "Basic "
        + Base64.getEncoder()
            .encodeToString("admin:a-long-password".getBytes(StandardCharsets.UTF_8))
  };

  @TempDir
  private Path dataDir;

  @Test
  void everyCrossingIsRecordedOnceHoweverManyLook() throws Exception {
    try (ConfigurableApplicationContext server = new SpringApplicationBuilder(
            StandaloneApplication.class)
        .bannerMode(Banner.Mode.OFF)
        .run(
            "--server.port=0",
            "--quotaledger.data-dir=" + dataDir,
            "--quotaledger.admin-password=a-long-password",
            "--quotaledger.alerts.every=1h",
            "--logging.level.root=WARN")) {
      Client client = new Client(
          server.getEnvironment().getRequiredProperty("local.server.port", Integer.class));
      aRuleOnThePaceOfTen(client);
      List<AlertMonitor> monitors =
          Stream.generate(() -> monitor(server)).limit(MONITORS).toList();

      for (int round = 0; round < 6; round++) {
        win(client, round % 2 == 0 ? "100" : "1000");
        lookTogether(monitors);
      }

      for (int rep = 0; rep < 10; rep++) {
        List<? extends DomainEventMessage<?>> events = server
            .getBean(EventStore.class)
            .readEvents(streamOf("r" + rep), 0)
            .asStream()
            .toList();
        assertThat(events).hasSize(rep == 0 ? 6 : 1);
        for (int i = 0; i < events.size(); i++) {
          AlertEvent event = (AlertEvent) events.get(i).getPayload();
          assertThat(event instanceof AlertRaised).isEqualTo(i % 2 == 0);
        }
      }
    }
  }

  /** Until all of them have seen everything, and had nothing to do. */
  private static void lookTogether(List<AlertMonitor> monitors) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(MONITORS)) {
      List<Future<?>> looks = new ArrayList<>();
      for (int look = 0; look < 2; look++) {
        monitors.forEach(monitor -> looks.add(threads.submit(monitor::look)));
      }
      for (Future<?> look : looks) {
        look.get();
      }
    }
    monitors.forEach(monitor ->
        await().atMost(Duration.ofSeconds(30)).until(() -> monitor.look() == Outcome.IDLE));
  }

  private static AlertMonitor monitor(ConfigurableApplicationContext server) {
    AlertQueries queries = server.getBean(AlertQueries.class);
    return new AlertMonitor(
        new Crossings(
            queries,
            server.getBean(QuotaFigures.class),
            List.copyOf(server.getBeansOfType(WatchedFigures.class).values())),
        queries,
        server.getBean(Progress.class),
        server.getBean(ObservedEvents.class),
        Clock.systemUTC(),
        server.getBean(MeterRegistry.class));
  }

  private static String streamOf(String rep) {
    AlertRuleFacts facts =
        AlertRuleFacts.of(new PlanId("p"), null, AlertKind.PACE_BELOW, null, null, null, null);
    return facts
        .alertId(
            new AlertRuleId("pace"),
            new AlertSubject(AlertLevel.REP, rep),
            new PeriodId("P"),
            facts.limits().getFirst())
        .toString();
  }

  private static void aRuleOnThePaceOfTen(Client client) {
    write(client, "POST", "calendars", """
        {'calendarId':'c','timeZone':'UTC','periods':[
          {'periodId':'P','firstDay':'%s','lastDay':'%s'}]}""".formatted(
            today().minusDays(49), today().plusDays(50)));
    write(client, "POST", "plans", """
        {'planId':'p','name':'P','calendarId':'c','currency':'USD'}""");
    for (int rep = 0; rep < 10; rep++) {
      write(client, "POST", "reps", """
          {'repId':'r%d','name':'R','hiredOn':'2020-01-01'}""".formatted(rep));
      write(client, "PUT", "plans/p/quotas", """
          {'subject':{'type':'REP','id':'r%d'},'periodId':'P','amount':'1000','reason':'plan'}""".formatted(rep));
    }
    write(client, "PUT", "alert-rules/pace", "{'planId':'p','kind':'PACE_BELOW'}");
  }

  private static void win(Client client, String amount) {
    write(client, "PUT", "deals/d", """
        {'source':'crm','repId':'r0','stage':'WON','amount':'%s','currency':'USD','closedOn':'%s'}""".formatted(amount, today()));
  }

  private static void write(Client client, String method, String path, String body) {
    Answer answer = client.sendJson(method, "/api/v1/" + path, body.replace('\'', '"'), ADMIN);
    assertThat(answer.status()).as(answer.response().body()).isIn(200, 201);
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
