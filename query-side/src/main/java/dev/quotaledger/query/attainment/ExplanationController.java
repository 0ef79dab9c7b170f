package dev.quotaledger.query.attainment;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.Explanation;
import dev.quotaledger.model.attainment.Explanation.CreditPart;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.QuotaFact;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Cursor;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.query.reference.YearToDate;
import dev.quotaledger.runtime.web.Paging;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves the facts behind one figure of attainment. */
@RestController
class ExplanationController {

  private static final Comparator<CreditPart> BY_DEAL = Comparator.comparing(
          (CreditPart part) -> part.dealId().value())
      .thenComparingLong(part -> part.fact().sequence())
      .thenComparing(part -> part.fact().recordedFrom());

  private final AttainmentQueries queries;
  private final SettledTime settledTime;
  private final ActiveGenerations generations;
  private final Subjects subjects;

  ExplanationController(
      AttainmentQueries queries,
      SettledTime settledTime,
      ActiveGenerations generations,
      Subjects subjects) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.generations = generations;
    this.subjects = subjects;
  }

  /** The name of a quota line. */
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

  /**
   * A grant of credit, or its reversal, that is part of a figure.
   *
   * @param priorPeriod the earlier period that it belongs to; null where it is of the days of the
   *     figure
   */
  record CreditFactView(
      String dealId,
      String creditedTo,
      String amount,
      boolean reversal,
      LocalDate creditOn,
      LocalDate effectiveOn,
      Instant recordedAt,
      long version,
      @Nullable String priorPeriod) {}

  /**
   * The facts behind one figure: those of quota sum to it, as do those of credit of all pages.
   *
   * @param basis in which period credit counts: that of its date, or that in which it was posted
   * @param through the last day that counts of a year to date; null for a whole period
   */
  record ExplainAnswer(
      String planId,
      Basis basis,
      SubjectView subject,
      String periodId,
      @Nullable LocalDate through,
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

  /** What a request asks about. */
  private record Asked(
      PlanView plan, View view, KnownAt known, Seen seen, GroupBy groupBy, Node node) {}

  /** The facts behind one figure; those of quota come with the first page. */
  @GetMapping("/api/v1/plans/{planId}/attainment/explain")
  ExplainAnswer explain(
      @PathVariable PlanId planId,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam String subject,
      @RequestParam PeriodId period,
      @Parameter(description = "EARNED or POSTED.") @RequestParam(defaultValue = "EARNED")
          String basis,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    int from = position(Cursor.parse(paging.cursor(), 1));
    Asked asked = ask(planId, groupBy, subject, basis, asOf, knownAt);
    Period whole = asked.plan.periods(period).getFirst();
    asked.seen.require(asked.seen.shows(asked.node, whole.days()));
    Explanation explanation = asked.plan.explain(whole, asked.groupBy, asked.node);
    return answer(asked, whole, null, explanation, from, paging.limit());
  }

  /** The facts behind one figure of a year to date; those of quota come with the first page. */
  @GetMapping("/api/v1/plans/{planId}/year-to-date/explain")
  ExplainAnswer explainYearToDate(
      @PathVariable PlanId planId,
      @Parameter(description = "A day, or a period for its last day; else the day of the view.")
          @RequestParam(required = false)
          @Nullable
          String through,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam String subject,
      @Parameter(description = "EARNED or POSTED.") @RequestParam(defaultValue = "EARNED")
          String basis,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    int from = position(Cursor.parse(paging.cursor(), 1));
    Asked asked = ask(planId, groupBy, subject, basis, asOf, knownAt);
    LocalDate today = asked.view.today(asked.known.at());
    YearToDate part = YearToDate.of(asked.plan.calendar(), through, today);
    asked.seen.require(asked.seen.shows(asked.node, part.year().days()));
    Explanation explanation =
        asked.plan.explain(part.quotaOf(), part.days(), asked.groupBy, asked.node);
    return answer(asked, part.year(), part.through(), explanation, from, paging.limit());
  }

  private Asked ask(
      PlanId planId,
      String groupBy,
      String subject,
      String basis,
      @Nullable String asOf,
      @Nullable String knownAt) {
    GroupBy grouping = GroupBy.parse(groupBy, PlanView.GROUPS);
    Basis on = Basis.parse(basis);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    PlanView plan = queries.plan(planId, view).on(on);
    Seen seen = Seen.of(plan.reference()::organization, view, known);
    seen.require(grouping, subject);
    return new Asked(plan, view, known, seen, grouping, plan.node(grouping, subject));
  }

  private ExplainAnswer answer(
      Asked asked,
      Period period,
      @Nullable LocalDate through,
      Explanation explanation,
      int from,
      int most) {
    List<QuotaFact> quota = from > 0 ? List.of() : explanation.quota();
    List<CreditPart> credit =
        explanation.credit().stream().sorted(BY_DEAL).skip(from).limit(most).toList();
    boolean more = from + credit.size() < explanation.credit().size();
    Map<Node, SubjectView> views = views(asked, quota);
    Currency currency = asked.plan.frame().currency();
    return new ExplainAnswer(
        asked.plan.frame().planId().value(),
        asked.plan.basis(),
        Objects.requireNonNull(views.get(asked.node)),
        period.periodId().value(),
        through,
        asked.view.asOf(),
        asked.known.at(),
        asked.known.settled(),
        generations.isStale(AttainmentModel.NAME),
        explanation.quota().isEmpty() ? null : explanation.quotaTotal(currency).toPlainString(),
        explanation.creditTotal(currency).toPlainString(),
        currency.getCurrencyCode(),
        quota.stream().map(fact -> view(fact, views)).toList(),
        credit.stream().map(ExplanationController::view).toList(),
        more ? Cursor.behind(String.valueOf(from + credit.size())).encode() : null);
  }

  /** Who was in a team and is not any more has no name for whoever sees the team alone. */
  private Map<Node, SubjectView> views(Asked asked, List<QuotaFact> quota) {
    Stream<Node> nodes =
        Stream.concat(Stream.of(asked.node), quota.stream().map(ExplanationController::nodeOf));
    Map<Node, SubjectView> views =
        new HashMap<>(subjects.views(nodes.toList(), asked.plan.reference(), asked.view.knownAt()));
    views.replaceAll((node, view) -> asked.seen.shows(node) ? view : view.withoutName());
    return views;
  }

  private static int position(@Nullable Cursor cursor) {
    if (cursor == null) {
      return 0;
    }
    String key = cursor.keys().getFirst();
    if (!key.matches("\\d{1,9}")) {
      throw Cursor.invalid(cursor.encode());
    }
    return Integer.parseInt(key);
  }

  private static Node nodeOf(QuotaFact fact) {
    return Node.of(fact.line().subject());
  }

  private static QuotaFactView view(QuotaFact fact, Map<Node, SubjectView> views) {
    return new QuotaFactView(
        view(fact.line(), Objects.requireNonNull(views.get(nodeOf(fact)))),
        fact.type(),
        fact.change().amount().toPlainString(),
        fact.change().effectiveOn(),
        fact.recordedAt(),
        fact.eventId());
  }

  private static LineView view(QuotaLineKey line, SubjectView subject) {
    return new LineView(
        subject,
        line.territoryId() == null ? null : line.territoryId().value(),
        line.productLine() == null ? null : line.productLine().value(),
        line.periodId().value());
  }

  private static CreditFactView view(CreditPart part) {
    return new CreditFactView(
        part.dealId().value(),
        part.fact().target().toString(),
        part.fact().amount().toPlainString(),
        part.fact().reversal(),
        part.fact().creditOn(),
        part.fact().effectiveOn(),
        part.fact().recordedFrom(),
        part.fact().sequence(),
        part.priorPeriod() == null ? null : part.priorPeriod().value());
  }
}
