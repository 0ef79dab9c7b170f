package dev.quotaledger.command;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.PlanOutline;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;

/** Reps 275, 276 and 277, team north, territories 4 and 5 and plan fy26 exist, and nothing else. */
public final class KnownReferences implements References {

  private final Organization organization = new Organization();

  /** All of them, as they are from the start. */
  public KnownReferences() {
    organization.evolve(new TeamCreated(new TeamId("north"), "North", null, DateRange.ALWAYS));
    Set.of("275", "276", "277")
        .forEach(rep -> organization.evolve(
            new RepHired(new RepId(rep), null, null, LocalDate.of(2020, 1, 1))));
  }

  @Override
  public Organization organization() {
    return organization;
  }

  @Override
  public Optional<Calendar> calendar(CalendarId calendarId) {
    return Optional.empty();
  }

  @Override
  public Optional<PlanOutline> plan(PlanId planId) {
    Plan.Header header =
        new Plan.Header("FY26", new CalendarId("fiscal"), Currency.getInstance("USD"), null);
    return planId.equals(new PlanId("fy26"))
        ? Optional.of(new PlanOutline(header, PlanState.PUBLISHED, Set.of()))
        : Optional.empty();
  }

  @Override
  public Optional<Holders> territory(TerritoryId territoryId) {
    return Set.of("4", "5").contains(territoryId.value())
        ? Optional.of(Holders.NOBODY)
        : Optional.empty();
  }

  @Override
  public Optional<AlertState> alert(AlertId alertId) {
    return Optional.empty();
  }
}
