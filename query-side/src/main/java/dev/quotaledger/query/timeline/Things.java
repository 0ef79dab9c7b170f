package dev.quotaledger.query.timeline;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertLimit;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDefined;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Share;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.model.AlertRuleState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.DealState;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.LeadState;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.PlanLife;
import dev.quotaledger.model.SpendState;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.query.reference.Seen;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a thing was, folded from those of its events that count. */
final class Things {

  private Things() {}

  /** A thing as an answer shows it. */
  sealed interface Thing {}

  /**
   * An alert rule; {@code sinceDays} is there for a kind that compares with days before.
   *
   * @param limits where it raises alerts, and clears them
   */
  record AlertRuleThing(
      String ruleId,
      String planId,
      @Nullable String teamId,
      AlertKind kind,
      AlertLevel level,
      List<BigDecimal> thresholds,
      BigDecimal hysteresis,
      List<AlertLimit> limits,
      @Nullable Integer sinceDays,
      boolean enabled)
      implements Thing {}

  /** A calendar. */
  record CalendarThing(String calendarId, String timeZone, List<Period> periods) implements Thing {}

  /**
   * A deal; {@code creditedRepId} is its owner when it was won, {@code overridden} whether somebody said
   * the category instead of the stage.
   */
  record DealThing(
      String dealId,
      String source,
      @Nullable String repId,
      @Nullable String creditedRepId,
      List<Share> splits,
      @Nullable String territoryId,
      @Nullable String accountId,
      @Nullable String productLine,
      @Nullable String leadId,
      String stage,
      ForecastCategory forecastCategory,
      boolean overridden,
      @Nullable String amount,
      @Nullable String currency,
      @Nullable LocalDate createdOn,
      @Nullable LocalDate expectedCloseOn,
      @Nullable LocalDate closedOn,
      boolean voided,
      @Nullable String sourceVersion)
      implements Thing {

    /** Whether it is of somebody whom the caller sees: an owner, or whoever has a share. */
    boolean isOfAny(Seen seen) {
      return Stream.concat(
              Stream.of(repId, creditedRepId).filter(Objects::nonNull).map(RepId::new),
              splits.stream().map(Share::repId))
          .anyMatch(seen::shows);
    }

    /** The same without whom the caller does not see. */
    DealThing shownTo(Seen seen) {
      return new DealThing(
          dealId,
          source,
          shown(repId, seen),
          shown(creditedRepId, seen),
          splits.stream().filter(share -> seen.shows(share.repId())).toList(),
          territoryId,
          accountId,
          productLine,
          leadId,
          stage,
          forecastCategory,
          overridden,
          amount,
          currency,
          createdOn,
          expectedCloseOn,
          closedOn,
          voided,
          sourceVersion);
    }

    private static @Nullable String shown(@Nullable String rep, Seen seen) {
      return rep == null || !seen.shows(new RepId(rep)) ? null : rep;
    }
  }

  /** A lead. */
  record LeadThing(
      String leadId,
      String source,
      @Nullable String repId,
      @Nullable LocalDate createdOn,
      LeadStatus status,
      @Nullable String convertedDealId,
      @Nullable LocalDate convertedOn,
      @Nullable LocalDate disqualifiedOn,
      @Nullable String sourceVersion)
      implements Thing {}

  /**
   * A plan without its lines.
   *
   * @param approval whether somebody has to approve what is published
   * @param revision the number of what is in force; null before the first publication
   * @param underWay the number of what is drawn up, reviewed or ready to be published; null for none
   */
  record PlanThing(
      String planId,
      String name,
      String calendarId,
      String currency,
      @Nullable String teamId,
      PlanState state,
      boolean approval,
      @Nullable Integer revision,
      @Nullable Integer underWay,
      Collection<PeriodId> closedPeriods)
      implements Thing {}

  /** Where a rep belonged; {@code lastDay} is inclusive, null for no end. */
  record PlacementView(
      @Nullable String teamId,
      @Nullable String managerId,
      boolean employed,
      LocalDate from,
      @Nullable LocalDate lastDay) {}

  /** A rep; the present team and manager are those of the day asked for. */
  record RepThing(String repId, @Nullable String name, List<PlacementView> placements)
      implements Thing {}

  /** An amount spent to win customers; both days are inclusive. */
  record SpendThing(
      String spendId,
      String category,
      @Nullable String channel,
      String amount,
      String currency,
      LocalDate from,
      LocalDate until,
      @Nullable String teamId,
      @Nullable String productLine,
      boolean voided)
      implements Thing {}

  /** A team and those that were above it. */
  record TeamThing(String teamId, String name, List<ParentView> parents) implements Thing {}

  /** The team above another one; {@code lastDay} is inclusive, null for no end. */
  record ParentView(
      @Nullable String parentTeamId,
      LocalDate from,
      @Nullable LocalDate lastDay) {}

  /** Who holds a territory; {@code repId} is null while it is vacant. */
  record HolderView(
      @Nullable String repId,
      String role,
      LocalDate from,
      @Nullable LocalDate until) {}

  /** A territory. */
  record TerritoryThing(
      String territoryId,
      String name,
      @Nullable String potential,
      @Nullable String currency,
      List<HolderView> holders)
      implements Thing {}

  /**
   * The thing as the caller may see it; empty where it is none of theirs. What is nobody's is for
   * whoever sees everything.
   */
  static Optional<Thing> shown(Thing thing, Seen seen) {
    if (seen.isEverything()) {
      return Optional.of(thing);
    }
    return switch (thing) {
      case RepThing rep -> Optional.of(thing).filter(_ -> seen.shows(new RepId(rep.repId)));
      case TeamThing team -> Optional.of(thing).filter(_ -> seen.shows(new TeamId(team.teamId)));
      case DealThing deal ->
        deal.isOfAny(seen) ? Optional.of(deal.shownTo(seen)) : Optional.empty();
      case LeadThing lead ->
        Optional.of(thing).filter(_ -> lead.repId != null && seen.shows(new RepId(lead.repId)));
      case AlertRuleThing _, CalendarThing _, PlanThing _, SpendThing _, TerritoryThing _ ->
        Optional.empty();
    };
  }

  /** The thing that the events make up; empty when they do not bring it into being. */
  static Optional<Thing> fold(
      Kind kind, String id, List<StoredEvent> events, @Nullable String name) {
    return switch (kind) {
      case ALERT_RULE -> alertRule(id, events);
      case CALENDAR -> calendar(id, events);
      case DEAL -> deal(id, events);
      case LEAD -> lead(id, events);
      case PLAN -> plan(id, events);
      case REP -> rep(id, events, name);
      case SPEND -> spend(id, events);
      case TEAM -> team(id, events);
      case TERRITORY -> territory(id, events);
    };
  }

  private static Optional<Thing> alertRule(String id, List<StoredEvent> events) {
    AlertRuleState rule = null;
    for (StoredEvent stored : events) {
      if (rule != null || stored.event() instanceof AlertRuleDefined) {
        rule = AlertRuleState.evolve(rule, (AlertRuleEvent) stored.event());
      }
    }
    return Optional.ofNullable(rule).map(state -> alertRule(id, state));
  }

  private static Thing alertRule(String id, AlertRuleState rule) {
    AlertRuleFacts facts = rule.facts();
    return new AlertRuleThing(
        id,
        facts.planId().value(),
        facts.teamId() == null ? null : facts.teamId().value(),
        facts.kind(),
        facts.level(),
        facts.thresholds(),
        facts.hysteresis(),
        facts.limits(),
        facts.sinceDays(),
        rule.enabled());
  }

  private static Optional<Thing> calendar(String id, List<StoredEvent> events) {
    Calendar calendar = new Calendar();
    events.forEach(stored -> calendar.evolve((CalendarEvent) stored.event()));
    return events.isEmpty()
        ? Optional.empty()
        : Optional.of(new CalendarThing(id, calendar.timeZone().getId(), calendar.periods()));
  }

  private static Optional<Thing> deal(String id, List<StoredEvent> events) {
    DealState deal = null;
    for (StoredEvent stored : events) {
      if (deal != null || stored.event() instanceof DealEvent.DealOpened) {
        deal = DealState.evolve(deal, (DealEvent) stored.event());
      }
    }
    return Optional.ofNullable(deal).map(state -> deal(id, state));
  }

  private static Thing deal(String id, DealState deal) {
    Money amount = deal.amount();
    return new DealThing(
        id,
        deal.source(),
        deal.repId() == null ? null : deal.repId().value(),
        deal.creditedRepId() == null ? null : deal.creditedRepId().value(),
        deal.shares(),
        deal.belongsTo().territoryId() == null
            ? null
            : deal.belongsTo().territoryId().value(),
        deal.belongsTo().accountId() == null
            ? null
            : deal.belongsTo().accountId().value(),
        deal.belongsTo().productLine() == null
            ? null
            : deal.belongsTo().productLine().value(),
        deal.belongsTo().leadId() == null ? null : deal.belongsTo().leadId().value(),
        deal.stage().name(),
        deal.category(),
        deal.overriddenAs() != null,
        amount == null ? null : amount.toPlainString(),
        amount == null ? null : amount.currency().getCurrencyCode(),
        deal.belongsTo().createdOn(),
        deal.expectedCloseOn(),
        deal.closedOn(),
        deal.voided(),
        deal.sourceVersion() == null ? null : deal.sourceVersion().toString());
  }

  private static Optional<Thing> lead(String id, List<StoredEvent> events) {
    LeadState lead = null;
    for (StoredEvent stored : events) {
      if (lead != null || stored.event() instanceof LeadCreated) {
        lead = LeadState.evolve(lead, (LeadEvent) stored.event());
      }
    }
    return Optional.ofNullable(lead).map(state -> lead(id, state));
  }

  private static Thing lead(String id, LeadState lead) {
    Conversion conversion = lead.conversion();
    return new LeadThing(
        id,
        lead.origin().source(),
        lead.repId() == null ? null : lead.repId().value(),
        lead.origin().createdOn(),
        lead.status(),
        conversion == null || conversion.dealId() == null
            ? null
            : conversion.dealId().value(),
        conversion == null ? null : conversion.convertedOn(),
        lead.disqualifiedOn(),
        lead.sourceVersion() == null ? null : lead.sourceVersion().toString());
  }

  private static Optional<Thing> spend(String id, List<StoredEvent> events) {
    SpendState spend = null;
    for (StoredEvent stored : events) {
      if (spend != null || stored.event() instanceof SpendRecorded) {
        spend = SpendState.evolve(spend, (SpendEvent) stored.event());
      }
    }
    return Optional.ofNullable(spend).map(state -> spend(id, state));
  }

  private static Thing spend(String id, SpendState spend) {
    SpendFacts facts = spend.facts();
    return new SpendThing(
        id,
        facts.category(),
        facts.channel(),
        facts.amount().toPlainString(),
        facts.amount().currency().getCurrencyCode(),
        facts.from(),
        facts.until(),
        facts.teamId() == null ? null : facts.teamId().value(),
        facts.productLine() == null ? null : facts.productLine().value(),
        spend.voided());
  }

  private static Optional<Thing> plan(String id, List<StoredEvent> events) {
    if (events.isEmpty() || !(events.getFirst().event() instanceof QuotaPlanEvent.PlanOpened)) {
      return Optional.empty();
    }
    Plan plan = new Plan();
    events.forEach(stored -> plan.evolve((QuotaPlanEvent) stored.event(), stored.sequence()));
    Plan.Header header = plan.header();
    PlanLife life = plan.life();
    return Optional.of(new PlanThing(
        id,
        header.name(),
        header.calendarId().value(),
        header.currency().getCurrencyCode(),
        header.teamId() == null ? null : header.teamId().value(),
        life.state(),
        life.approval(),
        life.published() == 0 ? null : life.published(),
        life.underWay(),
        plan.closedPeriods()));
  }

  private static Optional<Thing> rep(String id, List<StoredEvent> events, @Nullable String name) {
    return organization(events)
        .rep(new RepId(id))
        .map(rep -> new RepThing(id, name, placements(rep)));
  }

  private static List<PlacementView> placements(Organization.Rep rep) {
    List<PlacementView> views = new ArrayList<>();
    var entries = rep.placements().entries();
    for (int i = 0; i < entries.size(); i++) {
      var placement = entries.get(i).value();
      views.add(new PlacementView(
          placement == null || placement.teamId() == null
              ? null
              : placement.teamId().value(),
          placement == null || placement.managerId() == null
              ? null
              : placement.managerId().value(),
          placement != null,
          entries.get(i).from(),
          i + 1 < entries.size() ? entries.get(i + 1).from().minusDays(1) : null));
    }
    return views;
  }

  private static Optional<Thing> team(String id, List<StoredEvent> events) {
    return organization(events)
        .team(new TeamId(id))
        .map(team -> new TeamThing(id, team.name(), parents(team)));
  }

  private static List<ParentView> parents(Organization.Team team) {
    List<ParentView> views = new ArrayList<>();
    var entries = team.parents().entries();
    for (int i = 0; i < entries.size(); i++) {
      TeamId parent = entries.get(i).value();
      views.add(new ParentView(
          parent == null ? null : parent.value(),
          entries.get(i).from(),
          i + 1 < entries.size() ? entries.get(i + 1).from().minusDays(1) : null));
    }
    return views;
  }

  private static Organization organization(List<StoredEvent> events) {
    Organization organization = new Organization();
    events.stream()
        .map(StoredEvent::event)
        .filter(OrganizationEvent.class::isInstance)
        .forEach(event -> organization.evolve((OrganizationEvent) event));
    return organization;
  }

  private static Optional<Thing> territory(String id, List<StoredEvent> events) {
    Holders holders = Holders.NOBODY;
    TerritoryDefined defined = null;
    for (StoredEvent stored : events) {
      if (stored.event() instanceof TerritoryEvent event) {
        holders = holders.evolve(event);
        defined = event instanceof TerritoryDefined e ? e : defined;
      }
    }
    if (defined == null) {
      return Optional.empty();
    }
    Money potential = defined.potential();
    return Optional.of(new TerritoryThing(
        id,
        defined.name(),
        potential == null ? null : potential.toPlainString(),
        potential == null ? null : potential.currency().getCurrencyCode(),
        holders(holders)));
  }

  private static List<HolderView> holders(Holders holders) {
    List<HolderView> views = new ArrayList<>();
    var entries = holders.primary().entries();
    for (int i = 0; i < entries.size(); i++) {
      RepId rep = entries.get(i).value();
      views.add(new HolderView(
          rep == null ? null : rep.value(),
          "PRIMARY",
          entries.get(i).from(),
          i + 1 < entries.size() ? entries.get(i + 1).from().minusDays(1) : null));
    }
    holders
        .co()
        .forEach(co -> views.add(
            new HolderView(co.repId().value(), "CO", co.days().from(), co.days().lastDay())));
    return views;
  }
}
