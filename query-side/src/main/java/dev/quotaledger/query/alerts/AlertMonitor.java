package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.Progress;
import dev.quotaledger.runtime.ObservedEvents;
import dev.quotaledger.runtime.ObservedEvents.Observed;
import dev.quotaledger.runtime.ObservedEvents.Observer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what figures mean for alerts, and appends it to their streams, each event in the place behind
 * the last one that the read model has. Where the read model does not have the last one, the place is
 * taken, nothing is appended, and the next look decides again: so whoever looks, how many of them and how
 * often, a crossing is recorded once. A rebuilt read model is looked at when it has everything.
 */
final class AlertMonitor {

  private static final Logger LOG = LoggerFactory.getLogger(AlertMonitor.class);

  /** The name of the aggregate's class, which decides what people do with an alert. */
  private static final String TYPE = "Alert";

  private static final String NAME = "alerts";

  private final Crossings crossings;
  private final AlertQueries queries;
  private final Progress progress;
  private final ObservedEvents events;
  private final Clock clock;
  private final MeterRegistry meters;
  private volatile boolean stopped;
  private @Nullable Done last;

  AlertMonitor(
      Crossings crossings,
      AlertQueries queries,
      Progress progress,
      ObservedEvents events,
      Clock clock,
      MeterRegistry meters) {
    this.crossings = crossings;
    this.queries = queries;
    this.progress = progress;
    this.events = events;
    this.clock = clock;
    this.meters = meters;
  }

  /** What became of a look. */
  enum Outcome {
    /** Nothing was processed since the last look, and it is the same day. */
    IDLE,
    /** A read model lags behind or has stopped, so that nothing can be said. */
    INCOMPLETE,
    /** Everything that rules watch was looked at. */
    DONE,
    /** Something could not be computed or appended; the next look tries again. */
    FAILED
  }

  /** What was looked at without anything being left. */
  private record Done(String mark, LocalDate day) {}

  /** Looks at the figures, one look at a time; the outcome is measured. */
  synchronized Outcome look() {
    long start = System.nanoTime();
    Outcome outcome = Outcome.FAILED;
    try {
      outcome = lookIfDue();
      return outcome;
    } finally {
      Timer.builder("quotaledger.alerts.looks")
          .description("Looks at the figures that alert rules watch")
          .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
          .register(meters)
          .record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
    }
  }

  /** Appends nothing from then on. */
  void stop() {
    stopped = true;
  }

  private Outcome lookIfDue() {
    Optional<String> mark = progress.complete();
    if (mark.isEmpty() || stopped) {
      return Outcome.INCOMPLETE;
    }
    Done now = new Done(mark.get(), LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
    if (now.equals(last)) {
      return Outcome.IDLE;
    }
    last = null;
    Run run = new Run(new Observer(NAME, UUID.randomUUID().toString()));
    crossings.look(now.day, run::decide, run::failed);
    last = run.isWhole ? now : null;
    return run.isWhole ? Outcome.DONE : Outcome.FAILED;
  }

  /** One look, and whether it left nothing. */
  private final class Run {

    private final Observer observer;
    private boolean isWhole = true;

    Run(Observer observer) {
      this.observer = observer;
    }

    void failed(Rule rule, RuntimeException why) {
      isWhole = false;
      LOG.warn(
          "Cannot look at the figures of alert rule {}; trying again",
          rule.ruleId().value(),
          why);
    }

    void decide(List<AlertRaised> seen) {
      Map<AlertId, List<StoredEvent>> known =
          queries.streams(seen.stream().map(AlertRaised::alertId).toList());
      for (AlertRaised each : seen) {
        List<StoredEvent> stream = known.getOrDefault(each.alertId(), List.of());
        AlertState.observe(state(stream), each).ifPresent(event -> append(event, stream));
      }
    }

    private void append(AlertEvent event, List<StoredEvent> stream) {
      long next = stream.isEmpty() ? 0 : stream.getLast().sequence() + 1;
      if (stopped
          || !events.append(
              new Observed(TYPE, event.alertId().toString(), next, event), observer)) {
        isWhole = false;
      } else {
        meters
            .counter("quotaledger.alerts", "event", event.getClass().getSimpleName())
            .increment();
      }
    }
  }

  private static @Nullable AlertState state(List<StoredEvent> stream) {
    AlertState state = null;
    for (StoredEvent stored : stream) {
      state = AlertState.evolve(state, (AlertEvent) stored.event());
    }
    return state;
  }
}
