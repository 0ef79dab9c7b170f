package dev.quotaledger.query.attainment;

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
import dev.quotaledger.model.LineFact;
import dev.quotaledger.model.Organization;
import dev.quotaledger.query.attainment.QuotaBuckets.KnownLine;
import dev.quotaledger.query.reference.Attribution;
import dev.quotaledger.query.reference.GroupBy;
import dev.quotaledger.query.reference.Node;
import dev.quotaledger.query.reference.PlanFrame;
import dev.quotaledger.query.reference.QuotaFigures.QuotaFigure;
import dev.quotaledger.query.reference.Reference;
import dev.quotaledger.query.reference.SeenPlan;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.query.reference.View;
import dev.quotaledger.query.reference.YearToDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A plan as one view has it, with all that its figures need. */
final class PlanView implements SeenPlan {

  /** What figures of a plan are broken down by: quota lines know no leads. */
  static final Set<GroupBy> GROUPS =
      Set.of(GroupBy.REP, GroupBy.TEAM, GroupBy.TERRITORY, GroupBy.PRODUCT_LINE, GroupBy.PLAN);

  private final AttainmentFacts facts;
  private final Reference reference;
  private final View view;
  private final Organization organization;
  final PlanFrame plan;
  final Calendar calendar;

  PlanView(AttainmentFacts facts, Reference reference, PlanFrame plan, View view) {
    this.facts = facts;
    this.view = view;
    this.reference = reference;
    this.plan = plan;
    this.calendar = reference.calendar(plan.calendarId(), view.knownAt());
    this.organization = reference.organization(view.knownAt());
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
  void requireSubjectOfLines(String subject) {
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
  List<Period> periods(@Nullable PeriodId periodId) {
    return periodId == null ? calendar.leaves() : List.of(period(periodId));
  }

  /** The figures of one period. */
  Attainment attainment(Period period, GroupBy groupBy) {
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
  public Map<QuotaLineKey, Money> lines(Period period) {
    return facts.quotas().amounts(plan.planId(), within(period), view).stream()
        .collect(Collectors.toMap(LineAmount::line, LineAmount::amount));
  }

  private static Map<Node, QuotaFigure> quotaFigures(Attainment attainment) {
    Map<Node, QuotaFigure> figures = new TreeMap<>();
    attainment.figures().forEach((node, figure) -> figures.put(node, figure.quotaFigure()));
    return figures;
  }

  private Attainment attainment(
      Period period, Collection<PeriodId> quotaOf, DateRange creditedOn, GroupBy groupBy) {
    Attribution attribution = attribution(groupBy);
    List<LineAmount> amounts = facts.quotas().amounts(plan.planId(), quotaOf, view);
    return Attainment.of(
        period,
        plan.currency(),
        quotas().lines(amounts, groupBy),
        reader(attribution).credits(creditedOn),
        attribution);
  }

  /** The facts behind one figure: they sum to it exactly. */
  Explanation explain(Period period, GroupBy groupBy, Node node) {
    return explain(within(period), period.days(), groupBy, node);
  }

  /** The facts behind one figure of a year to date. */
  Explanation explain(YearToDate part, GroupBy groupBy, Node node) {
    return explain(ids(part.quotaOf()), part.days(), groupBy, node);
  }

  private Explanation explain(
      Collection<PeriodId> quotaOf, DateRange creditedOn, GroupBy groupBy, Node node) {
    Attribution attribution = attribution(groupBy);
    return new Explanation(
        quotaFacts(quotaOf, groupBy, node),
        reader(attribution)
            .entries(creditedOn)
            .flatMap(entry -> ofNode(entry, attribution, node))
            .toList());
  }

  /** The nodes as answers show them. */
  Map<Node, SubjectView> views(Collection<Node> nodes, Subjects subjects) {
    return subjects.views(nodes, reference, view.knownAt());
  }

  /** The lines of the plan in a period, or in all of them, with what is known of them. */
  List<KnownLine> lines(@Nullable PeriodId periodId) {
    Collection<PeriodId> periods = periodId == null ? all() : within(period(periodId));
    return List.copyOf(facts.quotas().lines(plan.planId(), periods, view).values());
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

  private List<Explanation.QuotaPart> quotaFacts(
      Collection<PeriodId> quotaOf, GroupBy groupBy, Node node) {
    Map<QuotaLineKey, KnownLine> known = facts.quotas().lines(plan.planId(), quotaOf, view);
    List<LineAmount> amounts = known.entrySet().stream()
        .flatMap(line -> line.getValue().line().amountOn(view.day()).stream()
            .map(amount -> new LineAmount(line.getKey(), amount)))
        .toList();
    return quotas().lines(amounts, groupBy).getOrDefault(node, List.of()).stream()
        .flatMap(line -> inForce(known.get(line.line())))
        .toList();
  }

  private Stream<Explanation.QuotaPart> inForce(@Nullable KnownLine line) {
    if (line == null) {
      return Stream.empty();
    }
    Set<LineFact> inForce = Set.copyOf(line.line().inForceOn(view.day()));
    return line.facts().stream()
        .filter(fact -> inForce.contains(fact.change()))
        .map(Explanation.QuotaPart::new);
  }

  private Stream<Explanation.CreditPart> ofNode(
      DealEntry entry, Attribution attribution, Node node) {
    return entry.facts().stream()
        .filter(fact -> CreditSums.byDay(
                Stream.of(
                    new DealEntry(entry.dealId(), entry.version(), entry.shared(), List.of(fact))),
                _ -> true)
            .stream()
            .filter(credit -> attribution.isInScope(credit.belonging()))
            .anyMatch(credit -> Attainment.attributed(credit, plan.currency(), attribution)
                .nodes()
                .contains(node)))
        .map(fact -> new Explanation.CreditPart(entry.dealId(), fact));
  }

  private QuotaByNode quotas() {
    return new QuotaByNode(plan, calendar, organization, view);
  }

  private Attribution attribution(GroupBy groupBy) {
    return Attribution.ofPlan(reference, plan, calendar, groupBy, view.knownAt());
  }

  private CreditReader reader(Attribution attribution) {
    return new CreditReader(facts.credits(), reference, attribution, view);
  }
}
