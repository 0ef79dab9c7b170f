package dev.quotaledger.query.audit;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.DealState;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.attainment.StoredEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the decisions about one plan, and about what its figures depend on, stand on: the folds of
 * every stream. An event without anything to follow upon, such as one of a deal that was not opened,
 * changes nothing.
 */
final class Grounds {

  private final Organization organization = new Organization();
  private final Map<CalendarId, Calendar> calendars = new HashMap<>();
  private final Map<TerritoryId, Holders> holders = new HashMap<>();
  private final Set<TerritoryId> territories = new HashSet<>();
  private final Map<DealId, DealState> deals = new HashMap<>();
  private final Set<String> reallocations = new HashSet<>();
  private final Plan plan = new Plan();
  private @Nullable CalendarId calendarId;

  /**
   * Takes an event in.
   *
   * @param stored those of other plans are left out by the caller
   * @return whether it had something to follow upon
   */
  boolean take(StoredEvent stored) {
    return switch (stored.event()) {
      case OrganizationEvent e -> {
        organization.evolve(e);
        yield true;
      }
      case CalendarEvent e -> {
        calendars.computeIfAbsent(e.calendarId(), _ -> new Calendar()).evolve(e);
        yield true;
      }
      case TerritoryEvent e -> take(e, stored.eventId());
      case QuotaPlanEvent e -> take(e, stored.sequence());
      case DealEvent e -> take(e);
      case LeadEvent _, SpendEvent _, ForecastCallEvent _, AlertRuleEvent _, AlertEvent _ -> true;
    };
  }

  private boolean take(TerritoryEvent event, String eventId) {
    if (event instanceof TerritoryDefined) {
      territories.add(event.territoryId());
    }
    if (event instanceof TerritoryReallocated) {
      reallocations.add(eventId);
    }
    holders.put(event.territoryId(), holders(event.territoryId()).evolve(event));
    return true;
  }

  private boolean take(QuotaPlanEvent event, long sequence) {
    if (event instanceof PlanOpened opened) {
      calendarId = opened.calendarId();
    }
    if (!isPlanOpen()) {
      return false;
    }
    plan.evolve(event, sequence);
    return true;
  }

  private boolean take(DealEvent event) {
    DealState deal = deals.get(event.dealId());
    if (deal == null && !(event instanceof DealOpened)) {
      return false;
    }
    deals.put(event.dealId(), DealState.evolve(deal, event));
    return true;
  }

  Organization organization() {
    return organization;
  }

  /** Whether the calendar was defined or extended. */
  boolean hasCalendar(CalendarId id) {
    return calendars.containsKey(id);
  }

  /** The plan's calendar; one without periods where there is none. */
  Calendar calendar() {
    return calendarId == null ? new Calendar() : calendars.getOrDefault(calendarId, new Calendar());
  }

  boolean hasTerritory(TerritoryId id) {
    return territories.contains(id);
  }

  /** Who holds the territory. */
  Holders holders(TerritoryId id) {
    return holders.getOrDefault(id, Holders.NOBODY);
  }

  /** Whether the event of that identifier reallocated a territory. */
  boolean hasReallocation(String eventId) {
    return reallocations.contains(eventId);
  }

  boolean isPlanOpen() {
    return calendarId != null;
  }

  Plan plan() {
    return plan;
  }

  /** The deal; empty where it was not opened. */
  Optional<DealState> deal(DealId id) {
    return Optional.ofNullable(deals.get(id));
  }
}
