package dev.quotaledger.command;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.PlanOutline;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Answers from the streams of the other aggregates, up to their last events. A command sees what the
 * commands before it in the same transaction recorded, and nobody else sees that before it is
 * committed.
 */
final class StreamReferences implements References {

  private static final int CACHED_CALENDARS = 50;
  private static final int CACHED_TERRITORIES = 10_000;
  private static final int CACHED_PLANS = 1_000;

  private final FoldedStreams<Organization> organizations;
  private final FoldedStreams<Calendar> calendars;
  private final FoldedStreams<Holders> territories;
  private final EventStore eventStore;
  private final FoldedStreams<Optional<PlanOutline>> plans;

  StreamReferences(EventStore eventStore) {
    this.eventStore = eventStore;
    organizations = new FoldedStreams<>(
        eventStore,
        Organization::new,
        Organization::copy,
        (organization, event) -> {
          organization.evolve((OrganizationEvent) event);
          return organization;
        },
        1);
    calendars = new FoldedStreams<>(
        eventStore,
        Calendar::new,
        Calendar::copy,
        (calendar, event) -> {
          calendar.evolve((CalendarEvent) event);
          return calendar;
        },
        CACHED_CALENDARS);
    territories = new FoldedStreams<>(
        eventStore,
        () -> Holders.NOBODY,
        UnaryOperator.identity(),
        (holders, event) -> holders.evolve((TerritoryEvent) event),
        CACHED_TERRITORIES);
    plans = new FoldedStreams<>(
        eventStore,
        Optional::empty,
        UnaryOperator.identity(),
        (plan, event) -> Optional.of(PlanOutline.evolve(plan.orElse(null), (QuotaPlanEvent) event)),
        CACHED_PLANS);
  }

  @Override
  public Organization organization() {
    return organizations.state(OrganizationId.THE_ONE.toString()).orElseGet(Organization::new);
  }

  @Override
  public Optional<Calendar> calendar(CalendarId calendarId) {
    return calendars.state(calendarId.toString());
  }

  @Override
  public Optional<PlanOutline> plan(PlanId planId) {
    return plans.state(planId.toString()).flatMap(plan -> plan);
  }

  @Override
  public Optional<Holders> territory(TerritoryId territoryId) {
    return territories.state(territoryId.toString());
  }

  /** Read each time: few are asked for, and each hardly twice. */
  @Override
  public Optional<AlertState> alert(AlertId alertId) {
    AlertState alert = null;
    var events = eventStore.readEvents(alertId.toString(), 0);
    while (events.hasNext()) {
      alert = AlertState.evolve(alert, (AlertEvent) events.next().getPayload());
    }
    return Optional.ofNullable(alert);
  }
}
