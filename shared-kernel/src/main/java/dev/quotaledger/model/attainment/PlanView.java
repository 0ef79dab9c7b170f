package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.attainment.Attribution.Attributed;
import dev.quotaledger.model.attainment.Explanation.CreditPart;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A plan as one view has it, with all that its figures need. */
public final class PlanView implements SeenPlan {

  /** What figures of a plan are broken down by: quota lines know no leads. */
  public static final Set<GroupBy> GROUPS =
      Set.of(GroupBy.REP, GroupBy.TEAM, GroupBy.TERRITORY, GroupBy.PRODUCT_LINE, GroupBy.PLAN);

  private final FigureFacts facts;
  private final Reference reference;
  private final View view;
  private final Organization organization;
  private final PlanFrame plan;
  private final Calendar calendar;
  private final Basis basis;
  private final Map<GroupBy, PostedCredit> posted = new EnumMap<>(GroupBy.class);

  /**
   * The plan of the view, with credit as it was earned.
   *
   * @param facts those that it is computed from
   * @param plan as the view knows it
   */
  public PlanView(FigureFacts facts, Reference reference, PlanFrame plan, View view) {
    this(facts, reference, plan, view, Basis.EARNED);
  }

  private PlanView(FigureFacts facts, Reference reference, PlanFrame plan, View view, Basis basis) {
    this.facts = facts;
    this.view = view;
    this.reference = reference;
    this.plan = plan;
    this.calendar = reference.calendar(plan.calendarId(), view.knownAt());
    this.organization = reference.organization(view.knownAt());
    this.basis = basis;
  }

  @Override
  public PlanView on(Basis other) {
    return other == basis ? this : new PlanView(facts, reference, plan, view, other);
  }

  @Override
  public Basis basis() {
    return basis;
  }

  @Override
  public PlanFrame frame() {
    return plan;
  }

  @Override
  public Calendar calendar() {
    return calendar;
  }

  @Override
  public Reference reference() {
    return reference;
  }

  /** Any product line is taken as a subject, since those of deals are not known beforehand. */
  @Override
  public Node node(GroupBy groupBy, String subject) {
    Organization everybody = reference.organization(null);
    boolean exists = switch (groupBy) {
      case REP -> isHouse(subject) || isAmong(everybody.reps().keySet(), RepId::value, subject);
      case TEAM -> isHouse(subject) || isAmong(everybody.teams().keySet(), TeamId::value, subject);
      case TERRITORY -> isAmong(reference.territories(), TerritoryId::value, subject);
      case PRODUCT_LINE, LEAD_SOURCE -> true;
      case PLAN -> subject.equals(plan.planId().value());
    };
    if (!exists) {
      throw new InvalidValue("subject", "the bare id of an existing " + groupBy.text(), subject);
    }
    boolean house = isHouse(subject) && (groupBy == GroupBy.REP || groupBy == GroupBy.TEAM);
    return house ? Node.HOUSE : new Node(Node.Type.valueOf(groupBy.name()), subject);
  }

  /**
   * Refuses a subject that no line can be for.
   *
   * @throws InvalidValue when there never was a rep or team of that bare id
   */
  public void requireSubjectOfLines(String subject) {
    Organization everybody = reference.organization(null);
    if (!isHouse(subject)
        && !isAmong(everybody.reps().keySet(), RepId::value, subject)
        && !isAmong(everybody.teams().keySet(), TeamId::value, subject)) {
      throw new InvalidValue(
          "subject", "the bare id of an existing rep or team, or house", subject);
    }
  }

  private static boolean isHouse(String subject) {
    return subject.equals(Node.HOUSE.id());
  }

  private static <T> boolean isAmong(Set<T> ids, Function<T, String> value, String subject) {
    return ids.stream().map(value).anyMatch(subject::equals);
  }

  /** The period asked for, or every leaf period. Throws {@link InvalidValue} for an unknown one. */
  public List<Period> periods(@Nullable PeriodId periodId) {
    return periodId == null ? calendar.leaves() : List.of(period(periodId));
  }

  /** The figures of one period. */
  public Attainment attainment(Period period, GroupBy groupBy) {
    return attainment(period, within(period), period.days(), groupBy);
  }

  @Override
  public Map<Node, QuotaFigure> figures(Period period, GroupBy groupBy) {
    return quotaFigures(attainment(period, groupBy));
  }

  @Override
  public Map<Node, QuotaFigure> figures(
      Collection<Period> quotaOf, DateRange creditedOn, GroupBy groupBy) {
    Period any = quotaOf.iterator().next();
    return quotaFigures(attainment(any, ids(quotaOf), creditedOn, groupBy));
  }

  @Override
  public Set<QuotaFact> inForce(Period period) {
    return facts.lines(plan.planId(), within(period), view).values().stream()
        .flatMap(line -> line.inForceOn(view.day()))
        .collect(Collectors.toSet());
  }

  @Override
  public Map<QuotaLineKey, Money> lines(Period period) {
    return facts.amounts(plan.planId(), within(period), view).stream()
        .collect(Collectors.toMap(LineAmount::line, LineAmount::amount));
  }

  private static Map<Node, QuotaFigure> quotaFigures(Attainment attainment) {
    Map<Node, QuotaFigure> figures = new TreeMap<>();
    attainment.figures().forEach((node, figure) -> figures.put(node, figure.quotaFigure()));
    return figures;
  }

  private Attainment attainment(
      Period period, Collection<PeriodId> quotaOf, DateRange creditedOn, GroupBy groupBy) {
    List<LineAmount> amounts = facts.amounts(plan.planId(), quotaOf, view);
    Map<Node, List<LineAmount>> lines = quotas().lines(amounts, groupBy);
    return switch (basis) {
      case EARNED -> earned(period, lines, creditedOn, groupBy);
      case POSTED ->
        plan.closures().isEmpty()
            ? earned(period, lines, creditedOn, groupBy).posted()
            : posted(period, lines, creditedOn, groupBy);
    };
  }

  private Attainment earned(
      Period period, Map<Node, List<LineAmount>> lines, DateRange creditedOn, GroupBy groupBy) {
    Attribution attribution = attribution(groupBy);
    List<Credit> credits = facts.credits(creditedOn, attribution, view);
    return Attainment.of(period, plan.currency(), lines, credits, attribution);
  }

  private Attainment posted(
      Period period, Map<Node, List<LineAmount>> lines, DateRange creditedOn, GroupBy groupBy) {
    PostedSums sums = new PostedSums(creditedOn, plan.currency());
    posted(groupBy).each(creditedOn, sums::add);
    return sums.attainment(period, lines);
  }

  private PostedCredit posted(GroupBy groupBy) {
    return posted.computeIfAbsent(
        groupBy, _ -> new PostedCredit(facts, reference, plan, calendar, view, groupBy));
  }

  @Override
  public Map<Node, Explanation> explain(Period period, GroupBy groupBy, Set<Node> nodes) {
    return explain(within(period), period.days(), groupBy, nodes);
  }

  /** The facts behind one figure: they sum to it exactly. */
  public Explanation explain(Period period, GroupBy groupBy, Node node) {
    return of(node, explain(period, groupBy, Set.of(node)));
  }

  /** The facts behind the quota of some periods beside the credit of some days. */
  public Explanation explain(
      Collection<Period> quotaOf, DateRange creditedOn, GroupBy groupBy, Node node) {
    return of(node, explain(ids(quotaOf), creditedOn, groupBy, Set.of(node)));
  }

  private static Explanation of(Node node, Map<Node, Explanation> explanations) {
    return explanations.getOrDefault(node, Explanation.NONE);
  }

  private Map<Node, Explanation> explain(
      Collection<PeriodId> quotaOf, DateRange creditedOn, GroupBy groupBy, Set<Node> nodes) {
    Map<Node, List<QuotaFact>> quota = quotaFacts(quotaOf, groupBy);
    Map<Node, List<CreditPart>> credit = new HashMap<>();
    parts(
        creditedOn,
        groupBy,
        (belongsTo, part) -> belongsTo.nodes().stream()
            .filter(nodes::contains)
            .forEach(
                node -> credit.computeIfAbsent(node, _ -> new ArrayList<>()).add(part)));
    Map<Node, Explanation> explanations = new TreeMap<>();
    nodes.forEach(node -> explanations.put(
        node,
        new Explanation(
            quota.getOrDefault(node, List.of()), credit.getOrDefault(node, List.of()))));
    return explanations;
  }

  private void parts(
      DateRange creditedOn, GroupBy groupBy, BiConsumer<Attributed, CreditPart> taken) {
    switch (basis) {
      case EARNED -> {
        Attribution attribution = attribution(groupBy);
        facts
            .entries(creditedOn, view)
            .forEach(entry -> entry
                .facts()
                .forEach(fact -> taken.accept(
                    attribution.attribute(fact, plan.currency()),
                    new CreditPart(entry.dealId(), fact, null))));
      }
      case POSTED ->
        posted(groupBy).each(creditedOn, posting -> {
          Period prior = posting.prior(creditedOn);
          if (posting.to() != null) {
            taken.accept(
                posting.belongsTo(),
                new CreditPart(
                    posting.dealId(), posting.fact(), prior == null ? null : prior.periodId()));
          }
        });
    }
  }

  /** Whether credit is of the team that the plan is for: all of it, where it is for everybody. */
  public Predicate<CreditFact> scope() {
    Attribution attribution = attribution(GroupBy.PLAN);
    return fact -> attribution.isInScope(Belonging.of(fact));
  }

  /** The lines of the plan in a period, or in all of them, with what is known of them. */
  public List<KnownLine> lines(@Nullable PeriodId periodId) {
    Collection<PeriodId> periods = periodId == null ? all() : within(period(periodId));
    return List.copyOf(facts.lines(plan.planId(), periods, view).values());
  }

  private Period period(PeriodId periodId) {
    return calendar
        .period(periodId)
        .orElseThrow(() -> new InvalidValue(
            "period", "a period of calendar " + plan.calendarId().value(), periodId.value()));
  }

  private List<PeriodId> all() {
    return ids(calendar.periods());
  }

  private List<PeriodId> within(Period period) {
    return ids(calendar.withDescendants(period.periodId()));
  }

  private static List<PeriodId> ids(Collection<Period> periods) {
    return periods.stream().map(Period::periodId).toList();
  }

  private Map<Node, List<QuotaFact>> quotaFacts(Collection<PeriodId> quotaOf, GroupBy groupBy) {
    Map<QuotaLineKey, KnownLine> known = facts.lines(plan.planId(), quotaOf, view);
    List<LineAmount> amounts = KnownLine.amounts(known.values(), view.day());
    Map<Node, List<QuotaFact>> inForce = new HashMap<>();
    quotas()
        .lines(amounts, groupBy)
        .forEach((node, lines) -> inForce.put(
            node,
            lines.stream()
                .map(line -> Objects.requireNonNull(known.get(line.line())))
                .flatMap(line -> line.inForceOn(view.day()))
                .toList()));
    return inForce;
  }

  private QuotaByNode quotas() {
    return new QuotaByNode(plan, calendar, organization, view);
  }

  private Attribution attribution(GroupBy groupBy) {
    return Attribution.ofPlan(reference, plan, calendar, groupBy, view.knownAt());
  }
}
