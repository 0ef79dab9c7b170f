package dev.quotaledger.query.attainment;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.attainment.Attainment.Figure;
import dev.quotaledger.runtime.people.Directory;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves attainment, the facts behind it, and the quota lines of a plan. */
@RestController
@RequestMapping("/api/v1/plans/{planId}")
class AttainmentController {

  private static final int DEFAULT_LIMIT = 1_000;

  private final AttainmentQueries queries;
  private final SettledTime settledTime;
  private final ActiveGenerations generations;
  private final Directory directory;

  AttainmentController(
      AttainmentQueries queries,
      SettledTime settledTime,
      ActiveGenerations generations,
      Directory directory) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.generations = generations;
    this.directory = directory;
  }

  /** What figures an answer is of. */
  record SubjectView(String type, String id, @Nullable String name) {}

  /** One figure. */
  record Item(
      SubjectView subject,
      String periodId,
      @Nullable String quota,
      String credited,
      String currency,
      @Nullable BigDecimal attainment,
      @Nullable String reason,
      @Nullable String gap,
      long deals) {}

  /** How many deals gave credit that belongs to no figure, and why. */
  record Excluded(String reason, int count) {}

  /** An answer of figures. */
  record AttainmentAnswer(
      String planId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      List<Excluded> excluded,
      @Nullable String next) {}

  /** The attainment of each subject in a period, or in every leaf period. */
  @GetMapping("/attainment")
  AttainmentAnswer attainment(
      @PathVariable String planId,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable String period,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    GroupBy grouping = GroupBy.parse(groupBy);
    int most = ReadParameters.limit(limit, DEFAULT_LIMIT);
    Cursor behind = Cursor.parse(cursor, 3);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    PlanView plan = queries.plan(new PlanId(planId), view);
    List<Map.Entry<Node, Figure>> figures = new ArrayList<>();
    Map<String, Integer> excluded = new TreeMap<>();
    for (Period each : plan.periods(period == null ? null : new PeriodId(period))) {
      Attainment attainment = plan.attainment(each, grouping);
      attainment.figures().entrySet().stream()
          .filter(figure -> subject == null || figure.getKey().id().equals(subject))
          .forEach(figures::add);
      attainment
          .excluded()
          .forEach((why, count) -> excluded.merge(why.name(), count, Integer::sum));
    }
    List<Map.Entry<Node, Figure>> page =
        behind(figures, behind).stream().limit(most + 1L).toList();
    boolean more = page.size() > most;
    List<Map.Entry<Node, Figure>> shown = more ? page.subList(0, most) : page;
    return new AttainmentAnswer(
        planId,
        view.asOf(),
        known.at(),
        known.settled(),
        generations.isStale(AttainmentModel.NAME),
        items(shown, plan),
        excluded.entrySet().stream()
            .map(e -> new Excluded(e.getKey(), e.getValue()))
            .toList(),
        more ? cursor(shown.getLast()).encode() : null);
  }

  /** One quota line, or one quota fact. */
  record LineView(
      SubjectView subject,
      @Nullable String territoryId,
      @Nullable String productLine,
      String periodId) {}

  /** A change of a quota line that is part of a figure. */
  record QuotaFactView(
      LineView line,
      String type,
      String amount,
      LocalDate effectiveOn,
      Instant recordedAt,
      String eventId) {}

  /** A grant of credit, or its reversal, that is part of a figure. */
  record CreditFactView(
      String dealId,
      String creditedTo,
      String amount,
      boolean reversal,
      LocalDate creditOn,
      LocalDate effectiveOn,
      Instant recordedAt,
      long version) {}

  /** The facts behind one figure. */
  record ExplainAnswer(
      String planId,
      SubjectView subject,
      String periodId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      @Nullable String quota,
      String credited,
      String currency,
      List<QuotaFactView> quotaFacts,
      List<CreditFactView> creditFacts,
      @Nullable String next) {}

  /** The facts behind one figure; those of quota come with the first page. */
  @GetMapping("/attainment/explain")
  ExplainAnswer explain(
      @PathVariable String planId,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam String subject,
      @RequestParam String period,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      @RequestParam(required = false) @Nullable String limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int most = ReadParameters.limit(limit, DEFAULT_LIMIT);
    Cursor behind = Cursor.parse(cursor, 1);
    int from = behind == null ? 0 : position(behind);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    PlanView plan = queries.plan(new PlanId(planId), view);
    Node node = node(GroupBy.parse(groupBy), subject);
    Period of = plan.periods(new PeriodId(period)).getFirst();
    Explanation explanation = plan.explain(of, GroupBy.parse(groupBy), node);
    List<Explanation.CreditPart> credit =
        explanation.credit().stream().sorted(BY_DEAL).skip(from).limit(most).toList();
    boolean more = from + credit.size() < explanation.credit().size();
    return new ExplainAnswer(
        planId,
        subject(node, plan, names(List.of(node))),
        period,
        view.asOf(),
        known.at(),
        known.settled(),
        generations.isStale(AttainmentModel.NAME),
        explanation.quota().isEmpty()
            ? null
            : explanation.quotaTotal(plan.plan.currency()).toPlainString(),
        explanation.creditTotal(plan.plan.currency()).toPlainString(),
        plan.plan.currency().getCurrencyCode(),
        from > 0 ? List.of() : explanation.quota().stream().map(this::view).toList(),
        credit.stream().map(AttainmentController::view).toList(),
        more ? Cursor.behind(String.valueOf(from + credit.size())).encode() : null);
  }

  private static final Comparator<Explanation.CreditPart> BY_DEAL = Comparator.comparing(
          (Explanation.CreditPart part) -> part.dealId().value())
      .thenComparingLong(part -> part.fact().sequence());

  private static int position(Cursor cursor) {
    String key = cursor.keys().getFirst();
    if (!key.matches("\\d{1,9}")) {
      throw new InvalidValue("cursor", "the value that the page before gave as next", key);
    }
    return Integer.parseInt(key);
  }

  private List<Item> items(List<Map.Entry<Node, Figure>> figures, PlanView plan) {
    Map<RepId, String> names = names(figures.stream().map(Map.Entry::getKey).toList());
    return figures.stream()
        .map(figure -> item(figure.getKey(), figure.getValue(), plan, names))
        .toList();
  }

  private static Item item(Node node, Figure figure, PlanView plan, Map<RepId, String> names) {
    return new Item(
        subject(node, plan, names),
        figure.period().periodId().value(),
        text(figure.quota()),
        figure.credited().toPlainString(),
        figure.credited().currency().getCurrencyCode(),
        figure.attainment(),
        figure.reason(),
        text(figure.gap()),
        figure.deals());
  }

  private static List<Map.Entry<Node, Figure>> behind(
      List<Map.Entry<Node, Figure>> figures, @Nullable Cursor cursor) {
    if (cursor == null) {
      return figures;
    }
    for (int i = 0; i < figures.size(); i++) {
      if (cursor(figures.get(i)).equals(cursor)) {
        return figures.subList(i + 1, figures.size());
      }
    }
    return List.of();
  }

  private static Cursor cursor(Map.Entry<Node, Figure> figure) {
    Node node = figure.getKey();
    return Cursor.behind(
        figure.getValue().period().periodId().value(), node.type().name(), node.id());
  }

  private Map<RepId, String> names(List<Node> nodes) {
    return directory.names(nodes.stream()
        .filter(node -> node.type() == Node.Type.REP)
        .map(node -> new RepId(node.id()))
        .toList());
  }

  private static SubjectView subject(Node node, PlanView plan, Map<RepId, String> names) {
    String name =
        node.type() == Node.Type.REP ? names.get(new RepId(node.id())) : plan.nameOf(node);
    return new SubjectView(node.type().name(), node.id(), name);
  }

  private static Node node(GroupBy groupBy, String id) {
    if (id.equals(Node.HOUSE.id()) && (groupBy == GroupBy.REP || groupBy == GroupBy.TEAM)) {
      return Node.HOUSE;
    }
    return new Node(Node.Type.valueOf(groupBy.name()), id);
  }

  private QuotaFactView view(Explanation.QuotaPart part) {
    QuotaFact fact = part.fact();
    return new QuotaFactView(
        view(fact.line()),
        fact.type(),
        fact.change().amount().toPlainString(),
        fact.change().effectiveOn(),
        fact.recordedAt(),
        fact.eventId());
  }

  private static CreditFactView view(Explanation.CreditPart part) {
    return new CreditFactView(
        part.dealId().value(),
        part.fact().target().toString(),
        part.fact().amount().toPlainString(),
        part.fact().reversal(),
        part.fact().creditOn(),
        part.fact().effectiveOn(),
        part.fact().recordedFrom(),
        part.fact().sequence());
  }

  static LineView view(dev.quotaledger.api.QuotaLineKey line) {
    return new LineView(
        new SubjectView(line.subject().type().name(), line.subject().id(), null),
        line.territoryId() == null ? null : line.territoryId().value(),
        line.productLine() == null ? null : line.productLine().value(),
        line.periodId().value());
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
