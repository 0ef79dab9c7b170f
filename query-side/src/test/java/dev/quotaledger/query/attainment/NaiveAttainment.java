package dev.quotaledger.query.attainment;

import static java.util.stream.Collectors.groupingBy;

import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.Classification;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.DealState;
import dev.quotaledger.model.DealState.Grant;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.RecordedEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Attainment in the plainest way: every question goes through all events anew, day by day and deal by
 * deal. It shares nothing with the read model but the fold of a single deal.
 */
final class NaiveAttainment {

  private final List<RecordedEvent> log;
  private final View view;
  private final List<DomainEvent> known;
  private final PlanOpened plan;
  private final Map<PeriodId, Period> periods = new TreeMap<>();

  /** What a node should show. */
  record Value(@Nullable Money quota, Money credited, long deals) {}

  /** Credit of one deal as it stands in the view. */
  private record Standing(
      DealId deal, CreditTarget target, Classification belongsTo, LocalDate on, Money amount) {}

  private record Change(QuotaLineKey line, boolean set, Money amount, LocalDate on) {}

  NaiveAttainment(List<RecordedEvent> log, View view) {
    this.log = log;
    this.view = view;
    this.known = known(view.knownAt());
    this.plan = (PlanOpened)
        known.stream().filter(PlanOpened.class::isInstance).findFirst().orElseThrow();
    known.stream()
        .filter(CalendarEvent.class::isInstance)
        .flatMap(event -> ((CalendarEvent) event).periods().stream())
        .forEach(period -> periods.put(period.periodId(), period));
  }

  /** The figures that are not empty. */
  Map<Node, Value> figures(Period period, GroupBy groupBy) {
    Map<Node, Money> quotas = quotas(period, groupBy);
    Map<Node, Money> credited = new HashMap<>();
    Map<Node, Set<DealId>> deals = new HashMap<>();
    for (Standing credit : inScope(period)) {
      for (Node node : isForeign(credit) ? List.<Node>of() : nodes(credit, groupBy)) {
        credited.merge(node, credit.amount, Money::plus);
        deals.computeIfAbsent(node, _ -> new HashSet<>()).add(credit.deal);
      }
    }
    Map<Node, Value> figures = new TreeMap<>();
    Stream.concat(quotas.keySet().stream(), credited.keySet().stream())
        .forEach(node -> figures.put(
            node,
            new Value(
                quotas.get(node),
                credited.getOrDefault(node, Money.zero(plan.currency())),
                deals.getOrDefault(node, Set.of()).size())));
    return figures;
  }

  /** How many deals give credit in the period that belongs to no node, by reason. */
  Map<Exclusion, Integer> excluded(Period period, GroupBy groupBy) {
    Map<Exclusion, Set<DealId>> deals = new TreeMap<>();
    for (Standing credit : inScope(period)) {
      Exclusion why = isForeign(credit)
          ? Exclusion.CURRENCY
          : nodes(credit, groupBy).isEmpty() ? missing(groupBy) : null;
      if (why != null) {
        deals.computeIfAbsent(why, _ -> new HashSet<>()).add(credit.deal);
      }
    }
    Map<Exclusion, Integer> counts = new TreeMap<>();
    deals.forEach((why, of) -> counts.put(why, of.size()));
    return counts;
  }

  /** The credit of each deal in the period, by its node or by the reason for which it has none. */
  Map<Object, Map<DealId, List<Money>>> credits(Period period, GroupBy groupBy) {
    Map<Object, Map<DealId, List<Money>>> credits = new HashMap<>();
    for (Standing credit : inScope(period)) {
      List<Node> nodes = isForeign(credit) ? List.of() : nodes(credit, groupBy);
      List<?> places = !nodes.isEmpty()
          ? nodes
          : List.of(isForeign(credit) ? Exclusion.CURRENCY : missing(groupBy));
      places.forEach(place -> credits
          .computeIfAbsent(place, _ -> new HashMap<>())
          .computeIfAbsent(credit.deal, _ -> new ArrayList<>())
          .add(credit.amount));
    }
    return credits;
  }

  private boolean isForeign(Standing credit) {
    return !credit.amount.currency().equals(plan.currency());
  }

  private static Exclusion missing(GroupBy groupBy) {
    return switch (groupBy) {
      case TEAM -> Exclusion.NO_TEAM;
      case TERRITORY -> Exclusion.NO_TERRITORY;
      case PRODUCT_LINE -> Exclusion.NO_PRODUCT_LINE;
      case REP, PLAN, LEAD_SOURCE -> throw new AssertionError("All credit has a place here");
    };
  }

  private List<Node> nodes(Standing credit, GroupBy groupBy) {
    var territory = credit.belongsTo.territoryId();
    var productLine = credit.belongsTo.productLine();
    return switch (groupBy) {
      case LEAD_SOURCE -> throw new AssertionError("Plans know no leads");
      case PLAN -> List.of(Node.plan(plan.planId()));
      case REP -> List.of(Node.rep(rep(credit)));
      case TEAM ->
        rep(credit) == null
            ? List.of(Node.HOUSE)
            : teams(credit).stream().map(Node::team).toList();
      case TERRITORY -> territory == null ? List.of() : List.of(Node.territory(territory));
      case PRODUCT_LINE -> productLine == null ? List.of() : List.of(Node.productLine(productLine));
    };
  }

  private List<Standing> inScope(Period period) {
    return known.stream()
        .filter(DealEvent.class::isInstance)
        .map(DealEvent.class::cast)
        .collect(groupingBy(DealEvent::dealId))
        .values()
        .stream()
        .flatMap(deal -> standing(deal).stream())
        .filter(credit -> period.days().contains(credit.on))
        .filter(credit -> plan.teamId() == null || teams(credit).contains(plan.teamId()))
        .toList();
  }

  /** The last change of credit that is effective by the day decides alone. */
  private List<Standing> standing(List<DealEvent> events) {
    DealState deal = null;
    List<Standing> standing = List.of();
    for (DealEvent event : events) {
      List<Standing> before = credited(deal, event);
      deal = DealState.evolve(deal, event);
      List<Standing> after = credited(deal, event);
      if (!event.effectiveOn().isAfter(view.day())
          && !Set.copyOf(before).equals(Set.copyOf(after))) {
        standing = after;
      }
    }
    return standing.stream().filter(credit -> !credit.on.isAfter(view.day())).toList();
  }

  private List<Standing> credited(@Nullable DealState deal, DealEvent event) {
    if (deal == null || deal.closedOn() == null) {
      return List.of();
    }
    LocalDate on = deal.closedOn();
    List<Standing> credited = new ArrayList<>();
    for (Grant grant : deal.grants()) {
      credited.add(
          new Standing(event.dealId(), grant.target(), deal.belongsTo(), on, grant.amount()));
    }
    return credited;
  }

  private @Nullable RepId rep(Standing credit) {
    TerritoryId territory = credit.target.territoryId();
    return territory == null ? credit.target.repId() : holder(territory, credit.on);
  }

  private @Nullable RepId holder(TerritoryId territory, LocalDate day) {
    RepId holder = null;
    for (DomainEvent event : known(closedAt(day))) {
      switch (event) {
        case TerritoryAssigned e
        when e.territoryId().equals(territory)
            && e.role() == HolderRole.PRIMARY
            && e.days().contains(day) -> holder = e.repId();
        case TerritoryReallocated e
        when e.territoryId().equals(territory) && e.days().contains(day) -> holder = e.toRepId();
        default -> {}
      }
    }
    return holder;
  }

  /** The moment at which the period of the day was closed; the view's own while it is open. */
  private @Nullable Instant closedAt(LocalDate day) {
    Map<PeriodId, Instant> closed = new HashMap<>();
    for (RecordedEvent recorded : log) {
      if (view.knownAt() != null && recorded.recordedAt().isAfter(view.knownAt())) {
        continue;
      }
      switch (recorded.payload()) {
        case PeriodClosed e -> closed.put(e.periodId(), recorded.recordedAt());
        case PeriodReopened e -> closed.remove(e.periodId());
        default -> {}
      }
    }
    return periods.values().stream()
        .filter(period -> period.days().contains(day))
        .map(period -> closed.get(period.periodId()))
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(view.knownAt());
  }

  private List<TeamId> teams(Standing credit) {
    RepId rep = rep(credit);
    LocalDate day = credit.on;
    List<TeamId> teams = new ArrayList<>();
    for (TeamId team = rep == null ? null : team(rep, day);
        team != null;
        team = parent(team, day)) {
      teams.add(team);
    }
    return teams;
  }

  private @Nullable TeamId team(RepId rep, LocalDate day) {
    TreeMap<LocalDate, List<TeamId>> changes = new TreeMap<>();
    for (DomainEvent event : known) {
      switch (event) {
        case RepHired e
        when e.repId().equals(rep) -> changes.put(e.effectiveOn(), listOf(e.teamId()));
        case RepTransferred e
        when e.repId().equals(rep) -> changes.put(e.effectiveOn(), listOf(e.toTeamId()));
        case RepDeparted e
        when e.repId().equals(rep) -> {
          changes.tailMap(e.effectiveOn()).clear();
          changes.put(e.effectiveOn(), List.of());
        }
        default -> {}
      }
    }
    return only(changes, day);
  }

  private @Nullable TeamId parent(TeamId team, LocalDate day) {
    TreeMap<LocalDate, List<TeamId>> changes = new TreeMap<>();
    for (DomainEvent event : known) {
      switch (event) {
        case TeamCreated e
        when e.teamId().equals(team) -> changes.put(e.effectiveOn(), listOf(e.parentTeamId()));
        case TeamMoved e
        when e.teamId().equals(team) -> changes.put(e.effectiveOn(), listOf(e.parentTeamId()));
        default -> {}
      }
    }
    return only(changes, day);
  }

  private static List<TeamId> listOf(@Nullable TeamId team) {
    return team == null ? List.of() : List.of(team);
  }

  private static @Nullable TeamId only(
      NavigableMap<LocalDate, List<TeamId>> changes, LocalDate day) {
    var entry = changes.floorEntry(day);
    return entry == null || entry.getValue().isEmpty() ? null : entry.getValue().getFirst();
  }

  private Map<Node, Money> quotas(Period period, GroupBy groupBy) {
    Map<QuotaLineKey, Money> lines = lines(period);
    Map<Node, Money> quotas = new HashMap<>();
    lines.forEach((line, amount) -> {
      Node node = switch (groupBy) {
        case REP -> line.subject().type() == Subject.Type.TEAM ? null : Node.of(line.subject());
        case TERRITORY -> line.territoryId() == null ? null : Node.territory(line.territoryId());
        case PRODUCT_LINE ->
          line.productLine() == null ? null : Node.productLine(line.productLine());
        case TEAM -> line.subject().type() == Subject.Type.HOUSE ? Node.HOUSE : null;
        case PLAN, LEAD_SOURCE -> null;
      };
      if (node != null) {
        quotas.merge(node, amount, Money::plus);
      }
    });
    if (groupBy == GroupBy.TEAM) {
      allTeams()
          .forEach(team ->
              total(ofTeam(team, lines)).forEach(amount -> quotas.put(Node.team(team), amount)));
    }
    if (groupBy == GroupBy.PLAN) {
      total(ofPlan(lines)).forEach(amount -> quotas.put(Node.plan(plan.planId()), amount));
    }
    return quotas;
  }

  private static List<Money> total(Map<QuotaLineKey, Money> lines) {
    return lines.values().stream().reduce(Money::plus).stream().toList();
  }

  private Map<QuotaLineKey, Money> ofPlan(Map<QuotaLineKey, Money> lines) {
    Map<QuotaLineKey, Money> all = new HashMap<>();
    lines.forEach((line, amount) -> {
      boolean ofHouse = line.subject().type() == Subject.Type.HOUSE;
      boolean ofLoner = line.subject().type() == Subject.Type.REP && lastTeam(line) == null;
      if (ofHouse || ofLoner) {
        all.put(line, amount);
      }
    });
    for (TeamId team : allTeams()) {
      ofTeam(team, lines).forEach((line, amount) -> {
        if (parent(team, treeDay(line)) == null) {
          all.put(line, amount);
        }
      });
    }
    return all;
  }

  /** The team's own lines, and those of whoever is right below it that its own do not stand for. */
  private Map<QuotaLineKey, Money> ofTeam(TeamId team, Map<QuotaLineKey, Money> lines) {
    Map<QuotaLineKey, Money> own = new LinkedHashMap<>();
    Map<QuotaLineKey, Money> below = new LinkedHashMap<>();
    lines.forEach((line, amount) -> {
      if (line.subject().equals(Subject.team(team))) {
        own.put(line, amount);
      } else if (line.subject().type() == Subject.Type.REP && team.equals(lastTeam(line))) {
        below.put(line, amount);
      }
    });
    for (TeamId child : allTeams()) {
      if (!child.equals(team)) {
        Map<QuotaLineKey, Money> fit = new HashMap<>(lines);
        fit.keySet().removeIf(line -> !team.equals(parent(child, treeDay(line))));
        below.putAll(fit.isEmpty() ? fit : ofTeam(child, fit));
      }
    }
    below
        .keySet()
        .removeIf(line -> own.keySet().stream()
            .anyMatch(mine -> period(mine).days().overlaps(period(line).days())));
    own.putAll(below);
    return own;
  }

  private Set<TeamId> allTeams() {
    Set<TeamId> teams = new HashSet<>();
    known.forEach(event -> {
      if (event instanceof TeamCreated e) {
        teams.add(e.teamId());
      }
    });
    return teams;
  }

  private @Nullable TeamId lastTeam(QuotaLineKey line) {
    RepId rep = new RepId(line.subject().id());
    for (LocalDate day = treeDay(line);
        !day.isBefore(period(line).firstDay());
        day = day.minusDays(1)) {
      TeamId team = team(rep, day);
      if (team != null) {
        return team;
      }
    }
    return null;
  }

  private LocalDate treeDay(QuotaLineKey line) {
    Period period = period(line);
    return Stream.of(
            period.lastDay(),
            view.day().isBefore(period.firstDay()) ? period.firstDay() : view.day())
        .min(Comparator.naturalOrder())
        .orElseThrow();
  }

  private Period period(QuotaLineKey line) {
    return Objects.requireNonNull(periods.get(line.periodId()));
  }

  /** The lines of the period and of those within it. */
  private Map<QuotaLineKey, Money> lines(Period period) {
    Map<QuotaLineKey, List<Change>> changes = new LinkedHashMap<>();
    known.stream()
        .flatMap(NaiveAttainment::changes)
        .filter(change -> !change.on.isAfter(view.day()))
        .filter(change -> isWithin(period(change.line), period))
        .forEach(change ->
            changes.computeIfAbsent(change.line, _ -> new ArrayList<>()).add(change));
    Map<QuotaLineKey, Money> amounts = new LinkedHashMap<>();
    changes.forEach((line, ofLine) -> amounts.put(line, amount(ofLine)));
    return amounts;
  }

  private static boolean isWithin(Period inner, Period outer) {
    return inner.equals(outer) || outer.periodId().equals(inner.parentId());
  }

  private static Money amount(List<Change> changes) {
    int set = -1;
    for (int i = 0; i < changes.size(); i++) {
      if (changes.get(i).set && (set < 0 || !changes.get(i).on.isBefore(changes.get(set).on))) {
        set = i;
      }
    }
    Money amount =
        set < 0 ? Money.zero(changes.getFirst().amount.currency()) : changes.get(set).amount;
    for (int i = 0; i < changes.size(); i++) {
      boolean wiped = i < set && !changes.get(i).on.isAfter(changes.get(set).on);
      if (!changes.get(i).set && !wiped) {
        amount = amount.plus(changes.get(i).amount);
      }
    }
    return amount;
  }

  private static Stream<Change> changes(DomainEvent event) {
    return switch (event) {
      case QuotaSet e -> Stream.of(new Change(e.line(), true, e.after(), e.effectiveOn()));
      case QuotaAdjusted e -> Stream.of(new Change(e.line(), false, e.delta(), e.effectiveOn()));
      case QuotaTransferred e -> e.moves().stream().flatMap(move -> sides(e, move));
      default -> Stream.of();
    };
  }

  private static Stream<Change> sides(QuotaTransferred e, Move move) {
    return Stream.of(
        new Change(e.fromLine(move), false, move.amount().negated(), e.effectiveOn()),
        new Change(e.toLine(move), false, move.amount(), e.effectiveOn()));
  }

  private List<DomainEvent> known(@Nullable Instant knownAt) {
    return log.stream()
        .filter(recorded -> knownAt == null || !recorded.recordedAt().isAfter(knownAt))
        .map(RecordedEvent::payload)
        .toList();
  }
}
