package dev.quotaledger.api;

import java.time.LocalDate;

/**
 * Something that was decided and is never edited or deleted. Who decided it, and when it was
 * recorded, stand in the event's metadata and timestamp.
 */
public sealed interface DomainEvent
    permits OrganizationEvent,
        CalendarEvent,
        TerritoryEvent,
        QuotaPlanEvent,
        DealEvent,
        LeadEvent,
        SpendEvent,
        ForecastCallEvent,
        AlertRuleEvent,
        AlertEvent {

  /** The business date from which the fact holds. */
  LocalDate effectiveOn();
}
