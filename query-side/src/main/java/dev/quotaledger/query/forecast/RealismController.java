package dev.quotaledger.query.forecast;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Subject;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.forecast.PlanForecast.Figures;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import dev.quotaledger.runtime.web.Paging;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** Serves whether quotas are within reach, and what would bring those that are not there. */
@RestController
class RealismController {

  private static final Set<GroupBy> GROUPS = EnumSet.of(GroupBy.REP, GroupBy.TEAM);

  private final ForecastQueries queries;
  private final SettledTime settledTime;
  private final Subjects subjects;

  RealismController(ForecastQueries queries, SettledTime settledTime, Subjects subjects) {
    this.queries = queries;
    this.settledTime = settledTime;
    this.subjects = subjects;
  }

  /** What a line would gain, or lose. */
  record AdjustmentView(
      @JsonUnwrapped QuotaLineKey line, String delta, String reason, LocalDate effectiveOn) {}

  /** The body of the request that adjusts the lines, all of them in one command. */
  record AdjustmentsView(List<AdjustmentView> adjustments, Method method) {}

  /**
   * What a flag proposes.
   *
   * @param quota what the quota would be
   * @param accept sent to {@code POST /plans/{planId}/adjustments} as it is, it is accepted
   */
  record ProposalView(String quota, AdjustmentsView accept) {}

  /**
   * A quota beside where its period may land.
   *
   * @param probabilityOfQuota the share of the landings that reach it; null without a quota
   * @param flag TOO_HIGH where one landing in ten or fewer reaches it, TOO_LOW where nine in ten or
   *     more do; null for neither
   * @param reason NO_QUOTA, ZERO_QUOTA, PERIOD_OVER or NOTHING_FORECAST, why it was not looked at
   * @param proposal null where nothing is flagged, or no line of the subject's own can be changed
   * @param explain where the open deals behind the landing are
   */
  record Item(
      SubjectView subject,
      @Nullable String quota,
      String closed,
      String p10,
      String p50,
      String p90,
      @Nullable BigDecimal probabilityOfQuota,
      Realism.@Nullable Flag flag,
      Realism.@Nullable Reason reason,
      @Nullable ProposalView proposal,
      String explain) {}

  /** A page of quotas. */
  record RealismAnswer(
      String planId,
      String periodId,
      LocalDate today,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      long tooHigh,
      long tooLow,
      List<Item> items,
      @Nullable String next) {}

  /** Each quota with the probability that it is met. */
  @GetMapping("/api/v1/plans/{planId}/forecast/realism")
  RealismAnswer realism(
      @PathVariable PlanId planId,
      @RequestParam(required = false) @Nullable PeriodId period,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable String subject,
      @RequestParam(required = false) @Nullable String asOf,
      @RequestParam(required = false) @Nullable String knownAt,
      Paging paging) {
    GroupBy grouping = GroupBy.parse(groupBy, GROUPS);
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(knownAt));
    View view = new View(ReadParameters.asOf(asOf), known.cut());
    ForecastFacts facts = queries.facts(planId, period, view, view.today(known.at()));
    Map<Node, Figures> figures =
        PlanForecast.of(facts, grouping, queries.quotas()).figures();
    NodePage<Figures> page = NodePage.of(figures, subject, paging);
    return new RealismAnswer(
        planId.value(),
        facts.period().periodId().value(),
        facts.today(),
        facts.plan().currency().getCurrencyCode(),
        view.asOf(),
        known.at(),
        known.settled(),
        queries.areStale(),
        count(figures, facts, Realism.Flag.TOO_HIGH),
        count(figures, facts, Realism.Flag.TOO_LOW),
        items(page, facts),
        page.next());
  }

  private static long count(Map<Node, Figures> figures, ForecastFacts facts, Realism.Flag flag) {
    return figures.values().stream()
        .filter(each -> realism(each, facts).flag() == flag)
        .count();
  }

  private static Realism realism(Figures figures, ForecastFacts facts) {
    return new Realism(figures, facts.isOver());
  }

  private List<Item> items(NodePage<Figures> page, ForecastFacts facts) {
    Map<Node, SubjectView> views =
        subjects.views(page.nodes(), facts.seen().reference(), facts.view().knownAt());
    Map<Subject, Map<QuotaLineKey, Money>> lines = changeableLines(facts);
    return page.entries().stream()
        .map(entry -> item(
            Objects.requireNonNull(views.get(entry.getKey())),
            realism(entry.getValue(), facts),
            linesOf(entry.getKey(), lines),
            facts))
        .toList();
  }

  /** The lines of the period that an adjustment can still change, by whom they are for. */
  private Map<Subject, Map<QuotaLineKey, Money>> changeableLines(ForecastFacts facts) {
    SeenPlan plan = queries
        .quotas()
        .find(facts.plan().planId(), facts.view())
        .orElseThrow(
            () -> new Refusal.NotFound("plan", facts.plan().planId().value()).asException());
    Calendar calendar = facts.calendar();
    return plan.lines(facts.period()).entrySet().stream()
        .filter(line -> canChange(line.getKey().periodId(), calendar, facts))
        .collect(Collectors.groupingBy(
            line -> line.getKey().subject(),
            Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  private static boolean canChange(PeriodId periodId, Calendar calendar, ForecastFacts facts) {
    Period period = calendar.period(periodId).orElseThrow();
    return facts.plan().closedAt(periodId, calendar).isEmpty()
        && !period.lastDay().isBefore(facts.today());
  }

  private static Map<QuotaLineKey, Money> linesOf(
      Node node, Map<Subject, Map<QuotaLineKey, Money>> lines) {
    return switch (node.type()) {
      case REP -> lines.getOrDefault(new Subject(Subject.Type.REP, node.id()), Map.of());
      case TEAM -> lines.getOrDefault(new Subject(Subject.Type.TEAM, node.id()), Map.of());
      case PLAN, COMPANY, TERRITORY, PRODUCT_LINE, LEAD_SOURCE, HOUSE -> Map.of();
    };
  }

  private static Item item(
      SubjectView subject,
      Realism realism,
      Map<QuotaLineKey, Money> changeable,
      ForecastFacts facts) {
    Figures figures = realism.figures();
    Currency currency = facts.plan().currency();
    Money quota = figures.quota();
    Double probability = figures.probabilityOfQuota();
    return new Item(
        subject,
        quota == null ? null : quota.toPlainString(),
        figures.closed().toPlainString(),
        PlanForecast.money(figures.draws().quantile(0.1), currency),
        PlanForecast.money(figures.draws().quantile(0.5), currency),
        PlanForecast.money(figures.draws().quantile(0.9), currency),
        probability == null ? null : PlanForecast.ratio(probability),
        realism.flag(),
        realism.reason(),
        quota == null || realism.flag() == null
            ? null
            : proposal(realism, quota, changeable, facts),
        explain(subject, facts));
  }

  private static String explain(SubjectView subject, ForecastFacts facts) {
    View view = facts.view();
    return UriComponentsBuilder.fromPath("/api/v1/plans/{planId}/forecast/explain")
        .queryParam("groupBy", subject.type().equals(Node.Type.TEAM.name()) ? "team" : "rep")
        .queryParam("subject", "{subject}")
        .queryParam("period", "{period}")
        .queryParamIfPresent("asOf", Optional.ofNullable(view.asOf()))
        .queryParamIfPresent("knownAt", Optional.ofNullable(view.knownAt()))
        .encode()
        .buildAndExpand(
            facts.plan().planId().value(),
            subject.id(),
            facts.period().periodId().value())
        .toUriString();
  }

  private static @Nullable ProposalView proposal(
      Realism realism, Money quota, Map<QuotaLineKey, Money> changeable, ForecastFacts facts) {
    String reason = reason(realism, quota, facts);
    return QuotaProposal.of(realism.healthyQuota(facts.plan().currency()), quota, changeable)
        .map(proposal -> new ProposalView(
            proposal.quota().toPlainString(),
            new AdjustmentsView(
                proposal.deltas().entrySet().stream()
                    .map(delta -> new AdjustmentView(
                        delta.getKey(),
                        delta.getValue().toPlainString(),
                        reason,
                        effectiveOn(delta.getKey(), facts)))
                    .toList(),
                QuotaProposal.METHOD)))
        .orElse(null);
  }

  /** From now on where the line's period has begun, else from its first day. */
  private static LocalDate effectiveOn(QuotaLineKey line, ForecastFacts facts) {
    LocalDate firstDay = facts.calendar().period(line.periodId()).orElseThrow().firstDay();
    return firstDay.isAfter(facts.today()) ? firstDay : facts.today();
  }

  private static String reason(Realism realism, Money quota, ForecastFacts facts) {
    double probability = Objects.requireNonNull(realism.figures().probabilityOfQuota());
    return String.format(
        Locale.ROOT,
        "%s %s is met by %.0f %% of the landings of %s as of %s",
        quota.toPlainString(),
        quota.currency().getCurrencyCode(),
        100 * probability,
        facts.period().periodId().value(),
        facts.today());
  }
}
