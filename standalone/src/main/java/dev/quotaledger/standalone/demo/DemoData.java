package dev.quotaledger.standalone.demo;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.PublishPlan;
import dev.quotaledger.command.Commands;
import dev.quotaledger.command.Sender;
import dev.quotaledger.command.imports.ImportAnswer;
import dev.quotaledger.command.imports.ImportKind;
import dev.quotaledger.command.imports.ImportOptions;
import dev.quotaledger.command.imports.Imports;
import dev.quotaledger.runtime.web.RequestContext;
import java.io.IOException;
import java.io.InputStream;
import java.util.Currency;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/**
 * Loads the demo data beside whatever else the program does. Every step has an idempotency key of its
 * own, so that a start goes on where the one before it ended.
 */
@Component
@EnableConfigurationProperties(DemoProperties.class)
final class DemoData {

  private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);

  private static final String NAME = "demo";
  private static final String PLAN = "adventureworks";
  private static final int POLL_MILLIS = 100;

  private final DemoProperties properties;
  private final Imports imports;
  private final Commands commands;
  private volatile boolean closed;

  DemoData(DemoProperties properties, Imports imports, Commands commands) {
    this.properties = properties;
    this.imports = imports;
    this.commands = commands;
  }

  /** Begins to load when everything else has started. */
  @EventListener(ApplicationReadyEvent.class)
  void begin() {
    if (properties.demo()) {
      Thread.ofVirtual().name(NAME).start(this::load);
    }
  }

  /** Gives up waiting; the next start goes on. */
  @EventListener(ContextClosedEvent.class)
  void end() {
    closed = true;
  }

  private void load() {
    try {
      load(ImportKind.PERIODS);
      load(ImportKind.TEAMS);
      load(ImportKind.REPS);
      load(ImportKind.TERRITORIES);
      load(ImportKind.ASSIGNMENTS);
      openPlan();
      load(ImportKind.QUOTAS);
      load(ImportKind.DEALS);
      load(ImportKind.DEALS, "lostAndOpenDeals");
      load(ImportKind.DEAL_HISTORY);
      load(ImportKind.LEADS);
      load(ImportKind.SPEND);
      LOG.info(
          "The demo data is loaded; its figures follow within seconds, such as those at"
              + " /api/v1/plans/{}/attainment?groupBy=rep&period=FY14-Q3",
          PLAN);
    } catch (IOException | RuntimeException e) {
      if (!closed) {
        LOG.error("The demo data could not be loaded; the next start goes on with it", e);
      }
    }
  }

  private void openPlan() {
    PlanId plan = new PlanId(PLAN);
    commands.send(
        new OpenPlan(
            plan,
            "AdventureWorks FY12 to FY14",
            new CalendarId("adventureworks"),
            Currency.getInstance("USD"),
            null),
        sender("plan"));
    commands.send(new PublishPlan(plan), sender("publication"));
  }

  private void load(ImportKind kind) throws IOException {
    load(kind, kind.pathName());
  }

  private void load(ImportKind kind, String file) throws IOException {
    ImportAnswer answer;
    try (InputStream rows = new ClassPathResource("demo/" + file + ".csv").getInputStream()) {
      answer = imports.receive(kind, ImportOptions.NONE, rows, -1, request(file));
    }
    while (answer.state().isOpen()) {
      pause();
      answer = imports.find(answer.importId());
    }
    LOG.info(
        "Demo data, {}: {} rows accepted, {} unchanged, {} rejected",
        file,
        answer.accepted(),
        answer.unchanged(),
        answer.rejected());
  }

  private void pause() {
    if (closed) {
      throw new IllegalStateException("The program ends");
    }
    try {
      Thread.sleep(POLL_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static RequestContext request(String step) {
    return new RequestContext(NAME, null, NAME, key(step), key(step), null);
  }

  private static Sender sender(String step) {
    return new Sender(
        NAME, null, null, NAME, NAME, new Sender.Idempotency(key(step), key(step)), null);
  }

  private static String key(String step) {
    return NAME + "/" + step;
  }
}
