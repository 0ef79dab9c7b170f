package dev.quotaledger.api;

/** Something that somebody wants decided; it is either refused or recorded as events. */
public sealed interface DomainCommand
    permits OrganizationCommand,
        CalendarCommand,
        TerritoryCommand,
        QuotaPlanCommand,
        DealCommand,
        LeadCommand,
        SpendCommand,
        ForecastCallCommand,
        AlertRuleCommand,
        AlertCommand {}
