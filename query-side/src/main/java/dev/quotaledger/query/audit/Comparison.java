package dev.quotaledger.query.audit;

import static java.util.stream.Collectors.toMap;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.attainment.Explanation;
import dev.quotaledger.model.attainment.Explanation.CreditPart;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFact;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Two views of one plan: which figures differ, and which events make the difference. */
final class Comparison {

  private final Side left;
  private final Side right;
  private final GroupBy groupBy;

  /** The plan that either side has: what both share can be asked of it. */
  private final SeenPlan plan;

  private Comparison(Side left, Side right, GroupBy groupBy, SeenPlan plan) {
    this.left = left;
    this.right = right;
    this.groupBy = groupBy;
    this.plan = plan;
  }

  /**
   * A view.
   *
   * @param plan the plan as it has it; empty where it does not know it yet
   */
  record Side(View view, Optional<SeenPlan> plan) {

    private Optional<SeenPlan> planWith(Period period) {
      return plan.filter(seen -> seen.calendar().period(period.periodId()).isPresent());
    }

    private boolean has(StoredEvent stored) {
      return view.hasAll(stored.event().effectiveOn(), stored.recordedAt());
    }
  }

  /** A figure that differs. */
  record Row(Period period, Node node, QuotaFigure left, QuotaFigure right) {}

  /** What a difference is of. */
  enum Kind {
    QUOTA,
    CREDIT
  }

  /** Why an event counts differently on the two sides. */
  enum Cause {
    /** One of the views does not have what it says, or has a later correction of it. */
    FACT,
    /** Both have what it says, and attribute it to different subjects. */
    ATTRIBUTION
  }

  /**
   * An event's part in a difference.
   *
   * @param aggregateId the event's stream, and with {@code sequence} its place there
   * @param left what it contributes to the figure on the left
   * @param right the same on the right
   */
  record Part(
      Kind kind,
      String aggregateId,
      long sequence,
      Instant recordedAt,
      Money left,
      Money right,
      Cause cause) {

    Money difference() {
      return right.minus(left);
    }
  }

  /** The comparison; empty where neither side has the plan. */
  static Optional<Comparison> of(Side left, Side right, GroupBy groupBy) {
    return right.plan.or(left::plan).map(plan -> new Comparison(left, right, groupBy, plan));
  }

  SeenPlan plan() {
    return plan;
  }

  /** The period, or every leaf period that either side has; empty where neither has it. */
  List<Period> periods(@Nullable PeriodId periodId) {
    Map<PeriodId, Period> periods = new TreeMap<>();
    Stream.of(left, right)
        .flatMap(side -> side.plan.stream())
        .flatMap(seen -> periodId == null
            ? seen.calendar().leaves().stream()
            : seen.calendar().period(periodId).stream())
        .forEach(period -> periods.put(period.periodId(), period));
    return periods.values().stream()
        .sorted(Comparator.comparing(Period::firstDay))
        .toList();
  }

  /** The figures of the period that differ, in their order. */
  List<Row> rows(Period period) {
    Map<Node, QuotaFigure> before = figures(left, period);
    Map<Node, QuotaFigure> after = figures(right, period);
    QuotaFigure nothing = new QuotaFigure(null, Money.zero(currency()));
    Set<Node> nodes = new TreeSet<>(before.keySet());
    nodes.addAll(after.keySet());
    return nodes.stream()
        .map(node -> new Row(
            period, node, before.getOrDefault(node, nothing), after.getOrDefault(node, nothing)))
        .filter(row -> !row.left.equals(row.right))
        .toList();
  }

  private Map<Node, QuotaFigure> figures(Side side, Period period) {
    return side.planWith(period).map(seen -> seen.figures(period, groupBy)).orElse(Map.of());
  }

  Currency currency() {
    return plan.frame().currency();
  }

  /**
   * The events that make the differences of figures of one period. The differences of a figure's
   * parts sum to that of the figure.
   */
  Map<Node, List<Part>> parts(Period period, Set<Node> nodes) {
    Map<Node, Explanation> before = explanations(left, period, nodes);
    Map<Node, Explanation> after = explanations(right, period, nodes);
    Set<QuotaFact> inBoth = new HashSet<>(inForce(left, period));
    inBoth.retainAll(inForce(right, period));
    return nodes.stream()
        .collect(toMap(
            node -> node,
            node -> parts(
                before.getOrDefault(node, Explanation.NONE),
                after.getOrDefault(node, Explanation.NONE),
                inBoth)));
  }

  private Map<Node, Explanation> explanations(Side side, Period period, Set<Node> nodes) {
    return side.planWith(period)
        .map(seen -> seen.explain(period, groupBy, nodes))
        .orElse(Map.of());
  }

  private static Set<QuotaFact> inForce(Side side, Period period) {
    return side.planWith(period).map(seen -> seen.inForce(period)).orElse(Set.of());
  }

  private List<Part> parts(Explanation before, Explanation after, Set<QuotaFact> inBoth) {
    Map<Place, Sum> sums = new HashMap<>();
    before.quota().forEach(fact -> sum(sums, fact).addLeft(fact, inBoth));
    after.quota().forEach(fact -> sum(sums, fact).addRight(fact, inBoth));
    before.credit().forEach(part -> sum(sums, part).addLeft(part, right.view));
    after.credit().forEach(part -> sum(sums, part).addRight(part, left.view));
    return sums.entrySet().stream()
        .map(sum -> sum.getValue().part(sum.getKey()))
        .filter(part -> !part.difference().isZero())
        .sorted(Comparator.comparing(Part::recordedAt)
            .thenComparing(Part::aggregateId)
            .thenComparingLong(Part::sequence))
        .toList();
  }

  private Sum sum(Map<Place, Sum> sums, QuotaFact fact) {
    Place place =
        new Place(Kind.QUOTA, plan.frame().planId().toString(), fact.change().sequence());
    return sums.computeIfAbsent(place, _ -> new Sum(currency(), fact.recordedAt()));
  }

  private Sum sum(Map<Place, Sum> sums, CreditPart part) {
    Place place = new Place(Kind.CREDIT, part.dealId().toString(), part.fact().sequence());
    return sums.computeIfAbsent(place, _ -> new Sum(currency(), part.fact().recordedFrom()));
  }

  /** Where an event stands, and what of it is summed. */
  private record Place(Kind kind, String aggregateId, long sequence) {}

  /** What the facts of one event sum to on the two sides. */
  private static final class Sum {

    private final Instant recordedAt;
    private Money left;
    private Money right;
    private boolean isInBoth = true;

    private Sum(Currency currency, Instant recordedAt) {
      this.recordedAt = recordedAt;
      this.left = Money.zero(currency);
      this.right = Money.zero(currency);
    }

    private void addLeft(QuotaFact fact, Set<QuotaFact> inBoth) {
      left = left.plus(fact.change().amount());
      isInBoth &= inBoth.contains(fact);
    }

    private void addRight(QuotaFact fact, Set<QuotaFact> inBoth) {
      right = right.plus(fact.change().amount());
      isInBoth &= inBoth.contains(fact);
    }

    private void addLeft(CreditPart part, View other) {
      left = left.plus(part.fact().amount());
      isInBoth &= counts(part.fact(), other);
    }

    private void addRight(CreditPart part, View other) {
      right = right.plus(part.fact().amount());
      isInBoth &= counts(part.fact(), other);
    }

    private static boolean counts(CreditFact fact, View view) {
      return fact.counts(view.asOf(), view.knownAt());
    }

    private Part part(Place place) {
      return new Part(
          place.kind,
          place.aggregateId,
          place.sequence,
          recordedAt,
          left,
          right,
          isInBoth ? Cause.ATTRIBUTION : Cause.FACT);
    }
  }

  /**
   * What one view has and the other has not of whatever says to whom something belongs: teams, reps,
   * holders, periods, and what happened to the plan itself. In recorded order.
   */
  List<StoredEvent> attribution() {
    return plan.reference()
        .events()
        .filter(stored -> left.has(stored) != right.has(stored))
        .filter(stored -> !isOfAnother(stored.event()))
        .toList();
  }

  private boolean isOfAnother(DomainEvent event) {
    return switch (event) {
      case QuotaPlanEvent e -> !e.planId().equals(plan.frame().planId());
      case CalendarEvent e -> !e.calendarId().equals(plan.frame().calendarId());
      case OrganizationEvent _, TerritoryEvent _ -> false;
      case DealEvent _,
          LeadEvent _,
          SpendEvent _,
          ForecastCallEvent _,
          AlertRuleEvent _,
          AlertEvent _ -> true;
    };
  }
}
