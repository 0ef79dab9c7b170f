package dev.quotaledger.command;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import java.util.Optional;

/**
 * What a decision may know of other aggregates. Nothing here is ever taken back: reps, teams,
 * territories and plans are not deleted, and a defined period never changes, so that an answer stays
 * true.
 */
public interface References {

  /** The sales organisation as recorded so far. */
  Organization organization();

  /** The calendar; empty when there is none of that id. */
  Optional<Calendar> calendar(CalendarId calendarId);

  /** Who holds the territory; empty when there is no such territory. */
  Optional<Holders> territory(TerritoryId territoryId);

  /** Whether there is a plan of that id. */
  boolean hasPlan(PlanId planId);

  /** The alert; empty when none of that id was ever raised. */
  Optional<AlertState> alert(AlertId alertId);
}
