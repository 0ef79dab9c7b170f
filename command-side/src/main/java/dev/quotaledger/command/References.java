package dev.quotaledger.command;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.PlanOutline;
import java.util.Optional;

/**
 * What a decision may know of other aggregates. But for plans, nothing here is ever taken back: reps,
 * teams and territories are not deleted, and a defined period never changes, so that an answer stays
 * true.
 */
public interface References {

  /** The sales organisation as recorded so far. */
  Organization organization();

  /** The calendar; empty when there is none of that id. */
  Optional<Calendar> calendar(CalendarId calendarId);

  /** The plan without its lines; empty when there is none of that id. It may change at any time. */
  Optional<PlanOutline> plan(PlanId planId);

  /** Whether there is such a rep or team; the house always is. */
  default boolean know(Subject subject) {
    return switch (subject.type()) {
      case REP -> organization().rep(new RepId(subject.id())).isPresent();
      case TEAM -> organization().team(new TeamId(subject.id())).isPresent();
      case HOUSE -> true;
    };
  }

  /** Who holds the territory; empty when there is no such territory. */
  Optional<Holders> territory(TerritoryId territoryId);

  /** The alert; empty when none of that id was ever raised. */
  Optional<AlertState> alert(AlertId alertId);
}
