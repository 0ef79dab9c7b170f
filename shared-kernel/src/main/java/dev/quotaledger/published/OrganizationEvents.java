package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.PERSONAL_TEXT;
import static dev.quotaledger.published.Forms.REP;
import static dev.quotaledger.published.Forms.TEAM;
import static dev.quotaledger.published.Forms.TEXT;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.OrganizationEvent.PersonErased;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import java.util.List;

/** The events of the sales organisation. */
final class OrganizationEvents {

  private static final PublishedType<TeamCreated> TEAM_CREATED = type(
          "team.created", 1, TeamCreated.class, "A team came into being.")
      .about(
          e -> "team/" + e.teamId().value(),
          field("teamId", TeamCreated::teamId, TEAM),
          field("name", TeamCreated::name, TEXT),
          optional("parentTeamId", TeamCreated::parentTeamId, TEAM),
          field("effectiveOn", TeamCreated::effectiveOn, DATE));

  private static final PublishedType<TeamMoved> TEAM_MOVED = type(
          "team.moved", 1, TeamMoved.class, "A team went below another one, or to the top.")
      .about(
          e -> "team/" + e.teamId().value(),
          field("teamId", TeamMoved::teamId, TEAM),
          optional("parentTeamId", TeamMoved::parentTeamId, TEAM),
          field("effectiveOn", TeamMoved::effectiveOn, DATE),
          optional("reason", TeamMoved::reason, PERSONAL_TEXT));

  private static final PublishedType<RepHired> REP_HIRED = type(
          "rep.hired", 1, RepHired.class, "A rep was taken on.")
      .about(
          e -> "rep/" + e.repId().value(),
          field("repId", RepHired::repId, REP),
          optional("teamId", RepHired::teamId, TEAM),
          optional("managerId", RepHired::managerId, REP),
          field("effectiveOn", RepHired::effectiveOn, DATE));

  private static final PublishedType<RepTransferred> REP_TRANSFERRED = type(
          "rep.transferred", 1, RepTransferred.class, "A rep changed team or manager.")
      .about(
          e -> "rep/" + e.repId().value(),
          field("repId", RepTransferred::repId, REP),
          optional("toTeamId", RepTransferred::toTeamId, TEAM),
          optional("managerId", RepTransferred::managerId, REP),
          field("effectiveOn", RepTransferred::effectiveOn, DATE),
          optional("reason", RepTransferred::reason, PERSONAL_TEXT));

  private static final PublishedType<RepDeparted> REP_DEPARTED = type(
          "rep.departed",
          1,
          RepDeparted.class,
          "A rep left; the assignments to team and manager end with the last day.")
      .about(
          e -> "rep/" + e.repId().value(),
          field("repId", RepDeparted::repId, REP),
          field("lastDay", RepDeparted::lastDay, DATE),
          field("effectiveOn", RepDeparted::effectiveOn, DATE),
          optional("reason", RepDeparted::reason, PERSONAL_TEXT));

  private static final PublishedType<PersonErased> PERSON_ERASED = type(
          "rep.person-erased",
          1,
          PersonErased.class,
          "What was known of the person behind a rep was erased; no figure changes.")
      .about(
          e -> "rep/" + e.repId().value(),
          field("repId", PersonErased::repId, REP),
          field("effectiveOn", PersonErased::effectiveOn, DATE));

  private OrganizationEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(
        TEAM_CREATED, TEAM_MOVED, REP_HIRED, REP_TRANSFERRED, REP_DEPARTED, PERSON_ERASED);
  }
}
