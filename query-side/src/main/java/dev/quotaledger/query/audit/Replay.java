package dev.quotaledger.query.audit;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.QuotaFact;
import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A plan's story told anew. It takes the events in their order, and tells of each that the plan's
 * figures depend on what it changed: those of the plan, of its calendar, of the organisation and of
 * territories, and those of every deal that ever gave the plan credit.
 */
final class Replay {

  private final PlanView known;
  private final Set<DealId> deals;
  private final RecordedFacts facts = new RecordedFacts();
  private final Plan plan = new Plan();
  private boolean opened;
  private long steps;

  private Replay(PlanView known, Set<DealId> deals) {
    this.known = known;
    this.deals = deals;
  }

  /**
   * What a line is worth before and after an event.
   *
   * @param before on the day from which the event holds; null where there was no line
   * @param after on that day
   * @param total with all that is recorded by then, whatever its day
   */
  record LineChange(QuotaLineKey line, @Nullable Money before, Money after, Money total) {}

  /** What a deal credits for a day, before and after an event. */
  record CreditChange(CreditTarget target, LocalDate creditOn, Money before, Money after) {}

  /**
   * An event and what was so after it.
   *
   * @param planState null before the plan was opened
   * @param closedPeriods those that were closed and not opened again
   * @param lines those that the event touched
   * @param credits those of the deal that the event changed
   */
  record Step(
      StoredEvent event,
      @Nullable PlanState planState,
      List<PeriodId> closedPeriods,
      List<LineChange> lines,
      List<CreditChange> credits) {}

  /** The figure of a rep, or of the house, in a leaf period. */
  record Total(Node node, Figure figure) {}

  /** Where credit stands. */
  private record Place(CreditTarget target, LocalDate creditOn, Currency currency) {

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::creditOn)
        .thenComparing(place -> place.target.toString())
        .thenComparing(place -> place.currency.getCurrencyCode());
  }

  /**
   * The replay of a plan.
   *
   * @param log everything that is recorded, which says what belongs to the story
   * @return empty where there is no such plan
   */
  static Optional<Replay> of(PlanId planId, RecordedFacts log) {
    return log.plan(planId, View.LIVE).map(plan -> new Replay(plan, deals(plan, log)));
  }

  private static Set<DealId> deals(PlanView plan, RecordedFacts log) {
    Predicate<CreditFact> scope = plan.scope();
    return plan.calendar().outermost().stream()
        .flatMap(period -> log.deals(period.days()))
        .filter(dealId -> log.credit(dealId).facts().stream().anyMatch(scope))
        .collect(Collectors.toSet());
  }

  /** The plan as everything that is recorded has it. */
  PlanView plan() {
    return known;
  }

  /** How many events belonged to the story so far. */
  long steps() {
    return steps;
  }

  /** Takes an event in; empty where it does not belong to the story. */
  Optional<Step> take(StoredEvent stored) {
    return switch (stored.event()) {
      case QuotaPlanEvent e
      when e.planId().equals(known.frame().planId()) -> Optional.of(ofPlan(stored, e));
      case DealEvent e when deals.contains(e.dealId()) -> Optional.of(ofDeal(stored, e));
      case CalendarEvent e
      when e.calendarId().equals(known.frame().calendarId()) -> Optional.of(ofReference(stored));
      case OrganizationEvent _, TerritoryEvent _ -> Optional.of(ofReference(stored));
      case QuotaPlanEvent _,
          DealEvent _,
          CalendarEvent _,
          LeadEvent _,
          SpendEvent _,
          ForecastCallEvent _,
          AlertRuleEvent _,
          AlertEvent _ -> Optional.empty();
    };
  }

  private Step ofReference(StoredEvent stored) {
    facts.take(stored);
    return step(stored, List.of(), List.of());
  }

  private Step ofPlan(StoredEvent stored, QuotaPlanEvent event) {
    List<QuotaLineKey> touched =
        QuotaFact.of(stored).map(QuotaFact::line).distinct().toList();
    LocalDate day = event.effectiveOn();
    Map<QuotaLineKey, Money> before = new HashMap<>();
    touched.forEach(
        line -> plan.line(line).amountOn(day).ifPresent(amount -> before.put(line, amount)));
    facts.take(stored);
    plan.evolve(event, stored.sequence());
    opened = true;
    return step(
        stored,
        touched.stream()
            .map(line -> new LineChange(
                line,
                before.get(line),
                plan.line(line).amountOn(day).orElseThrow(),
                plan.line(line).amount().orElseThrow()))
            .toList(),
        List.of());
  }

  private Step ofDeal(StoredEvent stored, DealEvent event) {
    Map<Place, Money> before = standing(event.dealId());
    facts.take(stored);
    Map<Place, Money> after = standing(event.dealId());
    List<CreditChange> changes = new ArrayList<>();
    Stream.concat(before.keySet().stream(), after.keySet().stream())
        .distinct()
        .sorted(Place.ORDER)
        .forEach(place -> {
          Money nothing = Money.zero(place.currency);
          Money then = before.getOrDefault(place, nothing);
          Money now = after.getOrDefault(place, nothing);
          if (!then.equals(now)) {
            changes.add(new CreditChange(place.target, place.creditOn, then, now));
          }
        });
    return step(stored, List.of(), changes);
  }

  private Map<Place, Money> standing(DealId dealId) {
    Map<Place, Money> amounts = new TreeMap<>(Place.ORDER);
    facts.credit(dealId).facts().stream()
        .filter(CreditFact::stands)
        .forEach(fact -> amounts.merge(
            new Place(fact.target(), fact.creditOn(), fact.amount().currency()),
            fact.amount(),
            Money::plus));
    return amounts;
  }

  private Step step(StoredEvent stored, List<LineChange> lines, List<CreditChange> credits) {
    steps++;
    return new Step(
        stored, opened ? plan.state() : null, List.copyOf(plan.closedPeriods()), lines, credits);
  }

  /** The figures that the events of the story make up, of each rep in each leaf period. */
  List<Total> totals() {
    PlanView told = facts.plan(known.frame().planId(), View.LIVE).orElseThrow();
    return told.periods(null).stream()
        .flatMap(period -> told.attainment(period, GroupBy.REP).figures().entrySet().stream())
        .map(figure -> new Total(figure.getKey(), figure.getValue()))
        .toList();
  }
}
