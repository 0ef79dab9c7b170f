package dev.quotaledger.query.audit;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.KnownLine;
import dev.quotaledger.model.attainment.LineAmount;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.audit.Counterfactual.Broken;
import dev.quotaledger.query.audit.RecordedLog.Reading;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.runtime.web.Problem;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Answers what figures would be if events had not happened; nothing is recorded. */
@RestController
class CounterfactualController {

  private static final int MOST_EXCLUDED = 1_000;
  private static final int MOST_BROKEN = 10_000;

  private final RecordedLog log;
  private final SettledTime settledTime;
  private final Subjects subjects;

  CounterfactualController(RecordedLog log, SettledTime settledTime, Subjects subjects) {
    this.log = log;
    this.settledTime = settledTime;
    this.subjects = subjects;
  }

  /**
   * What is asked.
   *
   * @param excluding the identifiers of the events that shall not have happened, 1 to 1,000
   * @param groupBy what figures are broken down by; {@code rep} if left out
   * @param period a period of the plan; if left out, every leaf period, and lines of all periods
   */
  record CounterfactualRequest(
      PlanId planId,
      List<String> excluding,
      @Nullable LocalDate asOf,
      @Nullable Instant knownAt,
      @Nullable String groupBy,
      @Nullable PeriodId period) {}

  /**
   * An amount as it is and as it would be.
   *
   * @param factual null where there is none
   * @param counterfactual null where there would be none
   * @param difference counterfactual - factual, where nothing counts as zero
   */
  record AmountView(@Nullable String factual, @Nullable String counterfactual, String difference) {}

  /** A ratio as it is and as it would be; null where it is undefined. */
  record RatioView(@Nullable BigDecimal factual, @Nullable BigDecimal counterfactual) {}

  /** The figure of a subject in a period. */
  record FigureView(
      SubjectView subject,
      String periodId,
      AmountView quota,
      AmountView credited,
      RatioView attainment) {}

  /** A line that would be worth something else. */
  record ChangedLine(LineView line, AmountView amount) {}

  /**
   * An event that would not have been decided as it was.
   *
   * @param invariant what would not hold
   * @param detail a sentence for people
   */
  record BrokenView(
      String eventId,
      String type,
      String aggregateId,
      long sequence,
      Invariant invariant,
      String detail) {}

  /**
   * The figures side by side.
   *
   * @param excluded the events that shall not have happened, in recorded order
   * @param lines those that would be worth something else
   * @param broken what breaks, in recorded order; at most 10,000 of them
   * @param brokenTotal how many there are
   */
  record CounterfactualAnswer(
      String planId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      String currency,
      List<EventView> excluded,
      List<FigureView> figures,
      List<ChangedLine> lines,
      List<BrokenView> broken,
      int brokenTotal) {}

  /** What a figure is of. */
  private record Place(Period period, Node node) {}

  /** Attainment and quotas as if the events had not happened. */
  @PostMapping("/api/v1/audit/counterfactuals")
  CounterfactualAnswer counterfactual(@RequestBody CounterfactualRequest asked) {
    GroupBy groupBy =
        asked.groupBy() == null ? GroupBy.REP : GroupBy.parse(asked.groupBy(), PlanView.GROUPS);
    KnownAt known = settledTime.resolve(asked.knownAt());
    Counterfactual world = new Counterfactual(asked.planId(), excluding(asked));
    try (Reading reading = log.read()) {
      reading.forEach(known.cut(), world::take);
    }
    View view = new View(asked.asOf(), null);
    PlanView fact = world
        .fact(view)
        .orElseThrow(() -> new Refusal.NotFound("plan", asked.planId().value()).asException());
    requireKnown(world);
    Optional<PlanView> instead = world.instead(view);
    List<Period> periods = fact.periods(asked.period());
    return new CounterfactualAnswer(
        asked.planId().value(),
        asked.asOf(),
        known.at(),
        known.settled(),
        fact.frame().currency().getCurrencyCode(),
        world.excluded().stream().map(EventView::of).toList(),
        figures(periods, groupBy, fact, instead),
        lines(asked.period(), fact, instead, view),
        world.broken().stream()
            .limit(MOST_BROKEN)
            .map(CounterfactualController::view)
            .toList(),
        world.broken().size());
  }

  private static Set<String> excluding(CounterfactualRequest asked) {
    int count = asked.excluding().size();
    if (count == 0 || count > MOST_EXCLUDED) {
      throw new InvalidValue("excluding", "1 to 1,000 ids of events", count + " ids");
    }
    return Set.copyOf(asked.excluding());
  }

  private static void requireKnown(Counterfactual world) {
    Set<String> unknown = world.unknown();
    if (!unknown.isEmpty()) {
      throw Problem.of(
              HttpStatus.UNPROCESSABLE_CONTENT,
              "unknown-events",
              "No event of these ids was recorded by then: %s.".formatted(unknown))
          .with("field", "excluding")
          .with("expected", "the ids of events that were recorded by the moment that is known")
          .with("eventIds", unknown)
          .asException();
    }
  }

  private List<FigureView> figures(
      List<Period> periods, GroupBy groupBy, PlanView fact, Optional<PlanView> instead) {
    Map<Place, QuotaFigure> factual = new HashMap<>();
    Map<Place, QuotaFigure> other = new HashMap<>();
    for (Period period : periods) {
      fact.figures(period, groupBy)
          .forEach((node, figure) -> factual.put(new Place(period, node), figure));
      instead
          .filter(plan -> plan.calendar().period(period.periodId()).isPresent())
          .ifPresent(plan -> plan.figures(period, groupBy)
              .forEach((node, figure) -> other.put(new Place(period, node), figure)));
    }
    Set<Node> nodes = new TreeSet<>();
    Stream.of(factual, other)
        .flatMap(figures -> figures.keySet().stream())
        .forEach(place -> nodes.add(place.node));
    Map<Node, SubjectView> views = subjects.views(nodes, fact.reference(), null);
    Currency currency = fact.frame().currency();
    return periods.stream()
        .flatMap(period -> nodes.stream().map(node -> new Place(period, node)))
        .filter(place -> factual.containsKey(place) || other.containsKey(place))
        .map(place -> view(
            place,
            Objects.requireNonNull(views.get(place.node)),
            factual.get(place),
            other.get(place),
            currency))
        .toList();
  }

  private static FigureView view(
      Place place,
      SubjectView subject,
      @Nullable QuotaFigure factual,
      @Nullable QuotaFigure other,
      Currency currency) {
    QuotaFigure nothing = new QuotaFigure(null, Money.zero(currency));
    QuotaFigure one = Objects.requireNonNullElse(factual, nothing);
    QuotaFigure two = Objects.requireNonNullElse(other, nothing);
    return new FigureView(
        subject,
        place.period.periodId().value(),
        amounts(one.quota(), two.quota(), currency),
        amounts(one.credited(), two.credited(), currency),
        new RatioView(one.attainment(), two.attainment()));
  }

  private static AmountView amounts(
      @Nullable Money factual, @Nullable Money other, Currency currency) {
    return new AmountView(
        Amounts.text(factual), Amounts.text(other), Amounts.difference(other, factual, currency));
  }

  private static List<ChangedLine> lines(
      @Nullable PeriodId period, PlanView fact, Optional<PlanView> instead, View view) {
    Map<String, QuotaLineKey> keys = new TreeMap<>();
    Map<QuotaLineKey, Money> factual = amounts(fact.lines(period), view);
    Map<QuotaLineKey, Money> other = instead
        .filter(plan -> period == null || plan.calendar().period(period).isPresent())
        .map(plan -> amounts(plan.lines(period), view))
        .orElse(Map.of());
    Stream.of(factual, other)
        .flatMap(amounts -> amounts.keySet().stream())
        .forEach(line -> keys.put(line.toString(), line));
    return keys.values().stream()
        .filter(line -> !Objects.equals(factual.get(line), other.get(line)))
        .map(line -> new ChangedLine(
            LineView.of(line),
            amounts(factual.get(line), other.get(line), fact.frame().currency())))
        .toList();
  }

  private static Map<QuotaLineKey, Money> amounts(List<KnownLine> lines, View view) {
    Map<QuotaLineKey, Money> amounts = new HashMap<>();
    for (LineAmount line : KnownLine.amounts(lines, view.day())) {
      amounts.put(line.line(), line.amount());
    }
    return amounts;
  }

  private static BrokenView view(Broken broken) {
    return new BrokenView(
        broken.event().eventId(),
        broken.event().type(),
        broken.event().aggregateId(),
        broken.event().sequence(),
        broken.violation().invariant(),
        broken.violation().detail());
  }
}
