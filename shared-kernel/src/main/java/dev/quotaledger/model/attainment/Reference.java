package dev.quotaledger.model.attainment;

import static java.util.stream.Collectors.groupingBy;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent;
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
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What figures refer to, at any moment at which it was known: each answer is a fold of events. */
public final class Reference {

  /** Nothing recorded yet. */
  public static final Reference NOTHING = new Reference(List.of());

  private static final String PLAN_PREFIX = "plan-";

  private final Map<String, List<StoredEvent>> streams;
  private final Set<TerritoryId> territories = new TreeSet<>();
  private @Nullable Organization present;

  /** All that these events say, in whatever order. */
  public Reference(List<StoredEvent> events) {
    streams = events.stream()
        .sorted(Comparator.comparingLong(StoredEvent::sequence))
        .collect(groupingBy(StoredEvent::aggregateId));
    events.stream()
        .map(StoredEvent::event)
        .filter(TerritoryEvent.class::isInstance)
        .forEach(event -> territories.add(((TerritoryEvent) event).territoryId()));
  }

  /** Whether an event is one of those that figures refer to. */
  public static boolean concerns(DomainEvent event) {
    return switch (event) {
      case OrganizationEvent _, CalendarEvent _, TerritoryEvent _ -> true;
      case DealEvent _,
          LeadEvent _,
          SpendEvent _,
          AlertRuleEvent _,
          AlertEvent _,
          ForecastCallEvent _ -> false;
      case QuotaPlanEvent e ->
        switch (e) {
          case PlanOpened _,
              PlanSubmitted _,
              PlanApproved _,
              PlanRejected _,
              PlanPublished _,
              RevisionStarted _,
              RevisionAbandoned _,
              PlanClosed _,
              PeriodClosed _,
              PeriodReopened _,
              StageProbabilitiesSet _ -> true;
          case QuotaSet _,
              QuotaAdjusted _,
              QuotaDrafted _,
              QuotaTransferred _,
              QuotaTransferDeclined _ -> false;
        };
    };
  }

  /** Every event that it is made of, in recorded order. */
  public Stream<StoredEvent> events() {
    return streams.values().stream()
        .flatMap(List::stream)
        .sorted(Comparator.comparing(StoredEvent::recordedAt)
            .thenComparing(StoredEvent::aggregateId)
            .thenComparingLong(StoredEvent::sequence));
  }

  /** The organisation as known at the moment; null for now. Not to be changed. */
  public synchronized Organization organization(@Nullable Instant knownAt) {
    if (knownAt == null && present != null) {
      return present;
    }
    Organization organization = new Organization();
    streams.values().stream()
        .flatMap(List::stream)
        .filter(stored -> stored.event() instanceof OrganizationEvent && stored.isKnownAt(knownAt))
        .forEach(stored -> organization.evolve((OrganizationEvent) stored.event()));
    if (knownAt == null) {
      present = organization;
    }
    return organization;
  }

  /** Everybody whom a deal can name: reps, territories, nobody. */
  public Stream<CreditTarget> targets() {
    Stream<RepId> reps = organization(null).reps().keySet().stream();
    return Stream.of(
            reps.map(rep -> CreditTarget.of(rep, null)),
            territories.stream().map(territory -> CreditTarget.of(null, territory)),
            Stream.of(CreditTarget.NOBODY))
        .flatMap(stream -> stream);
  }

  /** Every territory that was ever defined. */
  public Set<TerritoryId> territories() {
    return territories;
  }

  /**
   * The names that people gave to what figures are of, as known at the moment, null for now; null
   * where there is none. Reps' are in the directory instead.
   */
  public @Nullable String nameOf(Node node, @Nullable Instant knownAt) {
    return switch (node.type()) {
      case PLAN -> plan(new PlanId(node.id()), knownAt).map(PlanFrame::name).orElse(null);
      case TEAM ->
        organization(knownAt)
            .team(new TeamId(node.id()))
            .map(Organization.Team::name)
            .orElse(null);
      case TERRITORY -> territoryName(node.id());
      case PRODUCT_LINE, LEAD_SOURCE -> node.id();
      case REP, HOUSE, COMPANY -> null;
    };
  }

  private @Nullable String territoryName(String territoryId) {
    return territory(new TerritoryId(territoryId), null)
        .map(TerritoryDefined::name)
        .orElse(null);
  }

  /** How the territory was defined, as known at the moment, null for now; empty where it was not. */
  public Optional<TerritoryDefined> territory(TerritoryId territoryId, @Nullable Instant knownAt) {
    return stream(territoryId).stream()
        .filter(stored -> stored.isKnownAt(knownAt))
        .map(StoredEvent::event)
        .filter(TerritoryDefined.class::isInstance)
        .map(TerritoryDefined.class::cast)
        .findFirst();
  }

  /** Who holds the territory as known at the moment; null for now. */
  public Holders holders(TerritoryId territoryId, @Nullable Instant knownAt) {
    Holders holders = Holders.NOBODY;
    for (StoredEvent stored : stream(territoryId)) {
      if (stored.isKnownAt(knownAt)) {
        holders = holders.evolve((TerritoryEvent) stored.event());
      }
    }
    return holders;
  }

  /** The calendar as known at the moment; null for now. */
  public Calendar calendar(CalendarId calendarId, @Nullable Instant knownAt) {
    Calendar calendar = new Calendar();
    stream(calendarId).stream()
        .filter(stored -> stored.isKnownAt(knownAt))
        .forEach(stored -> calendar.evolve((CalendarEvent) stored.event()));
    return calendar;
  }

  /** The plan without its lines as known at the moment, null for now; empty when not opened then. */
  public Optional<PlanFrame> plan(PlanId planId, @Nullable Instant knownAt) {
    PlanFrame frame = null;
    for (StoredEvent stored : stream(planId)) {
      if (stored.isKnownAt(knownAt)) {
        frame = PlanFrame.evolve(frame, (QuotaPlanEvent) stored.event(), stored.recordedAt());
      }
    }
    return Optional.ofNullable(frame);
  }

  /** Every plan as known at the moment, null for now, by the order of their ids. */
  public List<PlanFrame> plans(@Nullable Instant knownAt) {
    return streams.keySet().stream()
        .filter(id -> id.startsWith(PLAN_PREFIX))
        .sorted()
        .flatMap(id -> plan(new PlanId(id.substring(PLAN_PREFIX.length())), knownAt).stream())
        .toList();
  }

  private List<StoredEvent> stream(Object id) {
    return streams.getOrDefault(id.toString(), List.of());
  }
}
