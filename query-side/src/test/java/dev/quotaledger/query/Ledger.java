package dev.quotaledger.query;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.runtime.MessageMetadata;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A log of events that is projected into every read model. Its clock goes a minute with every event,
 * and what it says is settled.
 */
public final class Ledger implements ActiveGenerations, SettledTime {

  private static final int BATCH = 500;
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final MongoDatabase database;
  private final List<ReadModel> models;
  private final List<RecordedEvent> log = new ArrayList<>();
  private final Map<String, Long> sequences = new HashMap<>();
  private final Set<String> stale = new java.util.HashSet<>();
  private Instant clock = START;
  private int number;

  /** For the collections of these models. */
  public Ledger(MongoDatabase database, List<ReadModel> models) {
    this.database = database;
    this.models = models;
  }

  /** Starts over, with generations of their own and nothing recorded. */
  public void begin() {
    number++;
    log.clear();
    sequences.clear();
    stale.clear();
    clock = START;
  }

  /** Records and projects the event as decided by {@code ops}; answers when it was recorded. */
  public Instant record(DomainEvent event) {
    return recordBy("ops", event);
  }

  /** Records all of the events, and projects them in batches. */
  public void recordAll(List<? extends DomainEvent> events) {
    for (int from = 0; from < events.size(); from += BATCH) {
      project(events.subList(from, Math.min(events.size(), from + BATCH)).stream()
          .map(event -> append("ops", event))
          .toList());
    }
  }

  /** Records and projects the event as decided by somebody; answers when it was recorded. */
  public Instant recordBy(String actor, DomainEvent event) {
    project(List.of(append(actor, event)));
    return clock;
  }

  private RecordedEvent append(String actor, DomainEvent event) {
    clock = clock.plusSeconds(60);
    String stream = streamOf(event);
    long sequence = sequences.merge(stream, 0L, (last, _) -> last + 1);
    RecordedEvent recorded = new RecordedEvent(
        event,
        stream,
        sequence,
        clock,
        "event-" + log.size(),
        Map.of(MessageMetadata.ACTOR, actor));
    log.add(recorded);
    return recorded;
  }

  /** Lets time go by. */
  public void sleep(Duration time) {
    clock = clock.plus(time);
  }

  /** All that was recorded. */
  public List<RecordedEvent> log() {
    return List.copyOf(log);
  }

  /** Projects events into every model, in the role of a redelivery. */
  public void project(List<RecordedEvent> batch) {
    models.forEach(model -> model.projection(active(model.name())).project(batch));
  }

  /** Lets the model say that it is stale. */
  public void stop(String model) {
    stale.add(model);
  }

  @Override
  public Generation active(String model) {
    return new Generation(database, model, number);
  }

  @Override
  public boolean isStale(String model) {
    return stale.contains(model);
  }

  @Override
  public KnownAt resolve(@Nullable Instant knownAt) {
    if (knownAt != null && knownAt.isAfter(clock)) {
      throw new InvalidValue("knownAt", "a moment that is not in the future", knownAt.toString());
    }
    return new KnownAt(knownAt == null ? clock : knownAt, knownAt, knownAt != null);
  }

  private static String streamOf(DomainEvent event) {
    return switch (event) {
      case OrganizationEvent _ -> OrganizationId.THE_ONE.toString();
      case CalendarEvent e -> e.calendarId().toString();
      case TerritoryEvent e -> e.territoryId().toString();
      case QuotaPlanEvent e -> e.planId().toString();
      case DealEvent e -> e.dealId().toString();
      case LeadEvent e -> e.leadId().toString();
      case SpendEvent e -> e.spendId().toString();
      case AlertRuleEvent e -> e.ruleId().toString();
      case AlertEvent e -> e.alertId().toString();
      case ForecastCallEvent e -> e.callId().toString();
    };
  }
}
