package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.Timeline;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Whose credit is: the rep whom the deal names, or the primary holder of its territory on the credit
 * date, and the teams to which that rep belonged on that date. In a period that was closed the
 * holders are those who were known when it closed.
 */
public final class Attribution {

  /** Why credit belongs to nothing that was asked for. */
  public enum Exclusion {
    /** The deal is in another currency than the plan, and there is no rate. */
    CURRENCY,
    /** Its rep belonged to no team on the credit date. */
    NO_TEAM,
    /** The deal names no territory. */
    NO_TERRITORY,
    /** The deal names no product line. */
    NO_PRODUCT_LINE,
    /** The deal names no lead that is known. */
    NO_LEAD,
    /** It was recorded when its period was closed, and no later one was open to post it in. */
    NO_OPEN_PERIOD
  }

  private final Reference reference;
  private final Organization organization;
  private final Node total;
  private final @Nullable TeamId scope;
  private final GroupBy groupBy;
  private final @Nullable Instant knownAt;
  private final Map<HoldersKey, Timeline<RepId>> holders = new HashMap<>();

  private final NavigableMap<LocalDate, Closing> closings;

  /** Days whose period takes no more change, and since when. */
  private record Closing(DateRange days, Instant at) {

    boolean beginsOrEndsWithin(DateRange other) {
      LocalDate until = days.until();
      return isWithin(days.from(), other) || (until != null && isWithin(until, other));
    }
  }

  private record HoldersKey(
      TerritoryId territoryId, @Nullable Instant knownAt) {}

  private Attribution(
      Reference reference,
      Organization organization,
      Node total,
      @Nullable TeamId scope,
      NavigableMap<LocalDate, Closing> closings,
      GroupBy groupBy,
      @Nullable Instant knownAt) {
    this.reference = reference;
    this.organization = organization;
    this.total = total;
    this.scope = scope;
    this.closings = closings;
    this.groupBy = groupBy;
    this.knownAt = knownAt;
  }

  /** For the figures of a plan: those of its team, with its closed periods. */
  public static Attribution ofPlan(
      Reference reference,
      PlanFrame plan,
      Calendar calendar,
      GroupBy groupBy,
      @Nullable Instant knownAt) {
    return new Attribution(
        reference,
        reference.organization(knownAt),
        Node.plan(plan.planId()),
        plan.teamId(),
        closings(plan, calendar),
        groupBy,
        knownAt);
  }

  /** For figures of everybody, which know no closed periods. */
  public static Attribution ofCompany(
      Reference reference, GroupBy groupBy, @Nullable Instant knownAt) {
    return new Attribution(
        reference,
        reference.organization(knownAt),
        Node.COMPANY,
        null,
        new TreeMap<>(),
        groupBy,
        knownAt);
  }

  /** When each leaf period that is closed was closed, by the first day of the period. */
  private static NavigableMap<LocalDate, Closing> closings(PlanFrame plan, Calendar calendar) {
    NavigableMap<LocalDate, Closing> closings = new TreeMap<>();
    if (!plan.closedAt().isEmpty()) {
      calendar
          .leaves()
          .forEach(leaf -> plan.closedAt(leaf.periodId(), calendar)
              .ifPresent(at -> closings.put(leaf.firstDay(), new Closing(leaf.days(), at))));
    }
    return closings;
  }

  /** The node of everything together. */
  public Node total() {
    return total;
  }

  /** Whether everything of the target on these days belongs to the same nodes. */
  public boolean isConstant(CreditTarget target, DateRange days) {
    if (target.territoryId() != null) {
      return needsNoTeams()
          && closings.values().stream().noneMatch(closing -> closing.beginsOrEndsWithin(days))
          && !changesWithin(holders(target.territoryId(), holdersKnownAt(days.from())), days);
    }
    if (target.repId() == null || needsNoTeams()) {
      return true;
    }
    return organization
            .rep(target.repId())
            .map(rep -> !changesWithin(rep.placements(), days))
            .orElse(true)
        && organization.treeChanges().noneMatch(change -> isWithin(change, days));
  }

  /** Whether all deals of the target belong to the same, whatever they are, that count on these days. */
  public boolean isAlike(CreditTarget target, DateRange days) {
    return switch (groupBy) {
      case PLAN, REP, TEAM -> isConstant(target, days);
      case TERRITORY, PRODUCT_LINE, LEAD_SOURCE -> false;
    };
  }

  /** Whether it belongs to the team whose figures these are. */
  public boolean isInScope(Belonging belonging) {
    return scope == null || teams(belonging).stream().anyMatch(team -> team.equals(scope));
  }

  /** What it belongs to; an exclusion when it is nothing. */
  public Attributed attribute(Belonging belonging) {
    return switch (groupBy) {
      case PLAN -> Attributed.to(List.of(total));
      case REP -> Attributed.to(List.of(Node.rep(rep(belonging))));
      case TEAM -> toTeams(belonging);
      case TERRITORY -> toTerritory(belonging.territoryId());
      case PRODUCT_LINE -> toProductLine(belonging.productLine());
      case LEAD_SOURCE -> toLeadSource(belonging.leadSource());
    };
  }

  /** What credit belongs to in figures of the currency; nothing where it is not in scope. */
  public Attributed attribute(CreditFact fact, Currency currency) {
    Belonging belonging = Belonging.of(fact);
    if (!isInScope(belonging)) {
      return Attributed.NOTHING;
    }
    return fact.amount().currency().equals(currency)
        ? attribute(belonging)
        : Attributed.not(Exclusion.CURRENCY);
  }

  /**
   * The nodes that something belongs to, or why it belongs to none.
   *
   * @param exclusion null where it belongs to some, and where nobody counts it
   */
  public record Attributed(List<Node> nodes, @Nullable Exclusion exclusion) {

    /** Nothing that anybody counts. */
    static final Attributed NOTHING = new Attributed(List.of(), null);

    private static Attributed to(List<Node> nodes) {
      return new Attributed(nodes, null);
    }

    /** To nothing. */
    public static Attributed not(Exclusion why) {
      return new Attributed(List.of(), why);
    }

    boolean isNothing() {
      return nodes.isEmpty() && exclusion == null;
    }

    /** The part of this that the other does not have. */
    Attributed without(Attributed other) {
      return new Attributed(
          nodes.stream().filter(node -> !other.nodes.contains(node)).toList(),
          exclusion == other.exclusion ? null : exclusion);
    }
  }

  private boolean needsNoTeams() {
    return groupBy != GroupBy.TEAM && scope == null;
  }

  private Attributed toTeams(Belonging belonging) {
    if (rep(belonging) == null) {
      return Attributed.to(List.of(Node.HOUSE));
    }
    List<Node> teams = teams(belonging).stream().map(Node::team).toList();
    return teams.isEmpty() ? Attributed.not(Exclusion.NO_TEAM) : Attributed.to(teams);
  }

  private static Attributed toTerritory(@Nullable TerritoryId territoryId) {
    return territoryId == null
        ? Attributed.not(Exclusion.NO_TERRITORY)
        : Attributed.to(List.of(Node.territory(territoryId)));
  }

  private static Attributed toProductLine(@Nullable ProductLine productLine) {
    return productLine == null
        ? Attributed.not(Exclusion.NO_PRODUCT_LINE)
        : Attributed.to(List.of(Node.productLine(productLine)));
  }

  private static Attributed toLeadSource(@Nullable String source) {
    return source == null
        ? Attributed.not(Exclusion.NO_LEAD)
        : Attributed.to(List.of(Node.leadSource(source)));
  }

  private List<TeamId> teams(Belonging belonging) {
    LocalDate day = belonging.day();
    return Optional.ofNullable(rep(belonging))
        .flatMap(rep -> organization.teamOf(rep, day))
        .map(team -> organization.withAncestors(team, day))
        .orElse(List.of());
  }

  private @Nullable RepId rep(Belonging belonging) {
    CreditTarget target = belonging.target();
    if (target.territoryId() == null) {
      return target.repId();
    }
    LocalDate day = belonging.day();
    return holders(target.territoryId(), holdersKnownAt(day)).at(day);
  }

  private @Nullable Instant holdersKnownAt(LocalDate day) {
    Map.Entry<LocalDate, Closing> latest = closings.floorEntry(day);
    return latest != null && latest.getValue().days.contains(day) ? latest.getValue().at : knownAt;
  }

  private Timeline<RepId> holders(TerritoryId territoryId, @Nullable Instant moment) {
    return holders.computeIfAbsent(
        new HoldersKey(territoryId, moment),
        key -> reference.holders(key.territoryId, key.knownAt).primary());
  }

  private static boolean changesWithin(Timeline<?> timeline, DateRange days) {
    return timeline.changes().anyMatch(change -> isWithin(change, days));
  }

  private static boolean isWithin(LocalDate change, DateRange days) {
    return days.contains(change) && !change.equals(days.from());
  }
}
