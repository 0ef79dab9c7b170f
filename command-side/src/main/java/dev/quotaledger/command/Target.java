package dev.quotaledger.command;

import dev.quotaledger.api.AlertCommand;
import dev.quotaledger.api.AlertRuleCommand;
import dev.quotaledger.api.CalendarCommand;
import dev.quotaledger.api.DealCommand;
import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.ForecastCallCommand;
import dev.quotaledger.api.LeadCommand;
import dev.quotaledger.api.OrganizationCommand;
import dev.quotaledger.api.OrganizationCommand.CreateTeam;
import dev.quotaledger.api.OrganizationCommand.ErasePerson;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.OrganizationCommand.MoveTeam;
import dev.quotaledger.api.OrganizationCommand.RecordDeparture;
import dev.quotaledger.api.OrganizationCommand.TransferRep;
import dev.quotaledger.api.QuotaPlanCommand;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.SpendCommand;
import dev.quotaledger.api.TerritoryCommand;

/**
 * What a command addresses.
 *
 * @param thing its kind, as people call it
 * @param id its bare identifier
 * @param aggregateId the typed identifier of the aggregate that decides
 */
record Target(String thing, String id, String aggregateId) {

  static Target of(DomainCommand command) {
    return switch (command) {
      case OrganizationCommand c -> of(c);
      case CalendarCommand c ->
        new Target("calendar", c.calendarId().value(), c.calendarId().toString());
      case TerritoryCommand c ->
        new Target("territory", c.territoryId().value(), c.territoryId().toString());
      case QuotaPlanCommand c ->
        new Target("plan", c.planId().value(), c.planId().toString());
      case DealCommand c -> new Target("deal", c.dealId().value(), c.dealId().toString());
      case LeadCommand c -> new Target("lead", c.leadId().value(), c.leadId().toString());
      case SpendCommand c ->
        new Target("spend", c.spendId().value(), c.spendId().toString());
      case AlertRuleCommand c ->
        new Target("alert rule", c.ruleId().value(), c.ruleId().toString());
      case AlertCommand c ->
        new Target("alert", c.alertId().value(), c.alertId().toString());
      case ForecastCallCommand c ->
        new Target("forecast call", c.callId().text(), c.callId().toString());
    };
  }

  Refusal.NotFound notFound() {
    return new Refusal.NotFound(thing, id);
  }

  private static Target of(OrganizationCommand command) {
    String organization = command.organizationId().toString();
    return switch (command) {
      case CreateTeam c -> new Target("team", c.teamId().value(), organization);
      case MoveTeam c -> new Target("team", c.teamId().value(), organization);
      case HireRep c -> new Target("rep", c.repId().value(), organization);
      case TransferRep c -> new Target("rep", c.repId().value(), organization);
      case RecordDeparture c -> new Target("rep", c.repId().value(), organization);
      case ErasePerson c -> new Target("rep", c.repId().value(), organization);
    };
  }
}
