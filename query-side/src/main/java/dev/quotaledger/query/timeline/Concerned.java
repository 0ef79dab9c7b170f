package dev.quotaledger.query.timeline;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.OrganizationEvent.PersonErased;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanApproved;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.PlanRejected;
import dev.quotaledger.api.QuotaPlanEvent.PlanSubmitted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.RevisionAbandoned;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A thing that an event is about.
 *
 * @param id the bare id
 */
record Concerned(Kind kind, String id) {

  /**
   * The things that the event is about. Changes of quota lines stand in the plan's history, and what
   * is drafted and calls in lists of their own; changes that followed a territory stand with the territory as well. Alerts
   * are a read model of their own.
   */
  static List<Concerned> by(DomainEvent event) {
    return switch (event) {
      case TeamCreated e -> List.of(new Concerned(Kind.TEAM, e.teamId().value()));
      case TeamMoved e -> List.of(new Concerned(Kind.TEAM, e.teamId().value()));
      case RepHired e -> List.of(rep(e.repId()));
      case RepTransferred e -> List.of(rep(e.repId()));
      case RepDeparted e -> List.of(rep(e.repId()));
      case PersonErased e -> List.of(rep(e.repId()));
      case CalendarEvent e ->
        List.of(new Concerned(Kind.CALENDAR, e.calendarId().value()));
      case TerritoryDefined e -> List.of(territory(e.territoryId()));
      case TerritoryAssigned e -> List.of(territory(e.territoryId()), rep(e.repId()));
      case TerritoryReallocated e ->
        Stream.concat(
                Stream.of(territory(e.territoryId())),
                Stream.of(e.fromRepId(), e.toRepId()).filter(Objects::nonNull).map(Concerned::rep))
            .toList();
      case PlanOpened e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case PlanSubmitted e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case PlanApproved e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case PlanRejected e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case PlanPublished e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case RevisionStarted e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case RevisionAbandoned e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case PlanClosed e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case PeriodClosed e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case PeriodReopened e -> List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case StageProbabilitiesSet e ->
        List.of(new Concerned(Kind.PLAN, e.planId().value()));
      case QuotaTransferred e -> List.of(territory(e.territoryId()));
      case QuotaTransferDeclined e -> List.of(territory(e.territoryId()));
      case QuotaSet _, QuotaAdjusted _, QuotaDrafted _, ForecastCallEvent _ -> List.of();
      case DealEvent e -> List.of(new Concerned(Kind.DEAL, e.dealId().value()));
      case LeadEvent e -> List.of(new Concerned(Kind.LEAD, e.leadId().value()));
      case SpendEvent e -> List.of(new Concerned(Kind.SPEND, e.spendId().value()));
      case AlertRuleEvent e -> List.of(new Concerned(Kind.ALERT_RULE, e.ruleId().value()));
      case AlertEvent _ -> List.of();
    };
  }

  /** The stream of the aggregate that decides about the thing. */
  static String streamOf(Kind kind, String id) {
    return switch (kind) {
      case REP, TEAM -> OrganizationId.THE_ONE.toString();
      case ALERT_RULE -> "rule-" + id;
      case CALENDAR, DEAL, LEAD, PLAN, SPEND, TERRITORY -> kind.singular() + "-" + id;
    };
  }

  private static Concerned rep(RepId repId) {
    return new Concerned(Kind.REP, repId.value());
  }

  private static Concerned territory(TerritoryId territoryId) {
    return new Concerned(Kind.TERRITORY, territoryId.value());
  }
}
