package dev.quotaledger.query.audit;

import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationEvent.PersonErased;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import java.time.LocalDate;
import java.util.Objects;

/** What events of the organisation, of calendars and of territories stand on. */
final class ReferenceInvariants {

  private final Grounds grounds;
  private final Findings findings;

  ReferenceInvariants(Grounds grounds, Findings findings) {
    this.grounds = grounds;
    this.findings = findings;
  }

  void check(OrganizationEvent event) {
    switch (event) {
      case TeamCreated e -> findings.team("parentTeamId", e.parentTeamId());
      case TeamMoved e -> {
        findings.team("teamId", e.teamId());
        findings.team("parentTeamId", e.parentTeamId());
      }
      case RepHired e -> {
        findings.team("teamId", e.teamId());
        findings.rep("managerId", e.managerId());
      }
      case RepTransferred e -> {
        employed(e.repId(), e.effectiveOn());
        findings.team("toTeamId", e.toTeamId());
        findings.rep("managerId", e.managerId());
      }
      case RepDeparted e -> employed(e.repId(), e.lastDay());
      case PersonErased e -> findings.rep("repId", e.repId());
    }
  }

  private void employed(RepId repId, LocalDate day) {
    findings.rep("repId", repId);
    findings.require(
        grounds.organization().rep(repId).map(rep -> rep.isEmployedOn(day)).orElse(true),
        Invariant.REP_EMPLOYED,
        "repId",
        "%s would not be employed on %s.".formatted(repId, day));
  }

  void check(CalendarEvent event) {
    switch (event) {
      case CalendarDefined _ -> {}
      case CalendarExtended e ->
        findings.require(
            grounds.hasCalendar(e.calendarId()),
            Invariant.CALENDAR_EXISTS,
            "calendarId",
            "There would be no " + e.calendarId() + ".");
    }
  }

  void check(TerritoryEvent event) {
    switch (event) {
      case TerritoryDefined _ -> {}
      case TerritoryAssigned e -> {
        findings.territory("territoryId", e.territoryId());
        findings.rep("repId", e.repId());
        if (e.role() == HolderRole.PRIMARY) {
          vacant(e);
        }
      }
      case TerritoryReallocated e -> {
        findings.territory("territoryId", e.territoryId());
        findings.rep("toRepId", e.toRepId());
        givenByItsHolder(e);
      }
    }
  }

  private void vacant(TerritoryAssigned event) {
    var primary = grounds.holders(event.territoryId()).primary();
    LocalDate held = primary.firstHeldIn(event.days()).orElse(null);
    findings.require(
        held == null,
        Invariant.ONE_HOLDER,
        "repId",
        held == null ? "" : "%s would hold it on %s.".formatted(primary.at(held), held));
  }

  private void givenByItsHolder(TerritoryReallocated event) {
    RepId holder = grounds.holders(event.territoryId()).primary().at(event.effectiveOn());
    findings.require(
        Objects.equals(holder, event.fromRepId()),
        Invariant.GIVER_HOLDS_TERRITORY,
        "fromRepId",
        "%s would hold it on %s."
            .formatted(holder == null ? "Nobody" : holder, event.effectiveOn()));
  }
}
