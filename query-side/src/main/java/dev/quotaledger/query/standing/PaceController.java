package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Amounts.text;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.query.reference.ElapsedByNode;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import io.swagger.v3.oas.annotations.Parameter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves whether quotas are reached as fast as their period goes by. */
@RestController
class PaceController {

  private final StandingQueries queries;

  PaceController(StandingQueries queries) {
    this.queries = queries;
  }

  /**
   * The pace of one subject.
   *
   * @param paceRatio attainment / elapsed share; null where {@code reason} says why
   * @param expectedByNow quota x elapsed share; null without a quota
   * @param aheadBy credited - expected by now; null without a quota
   * @param runRate credited / elapsed share; null before the first day of the period
   * @param status ON_TRACK from a pace ratio of 1 on, AT_RISK from 0.8 on, else BEHIND
   * @param reason NO_QUOTA, ZERO_QUOTA or NOT_STARTED
   * @param elapsedShare by the quota of the leaf periods within, or by days where it is not theirs
   * @param method QUOTA_OF_PERIODS or DAYS
   * @param explain where the facts behind it are
   * @param priorPeriodCredit the part of what is credited that belongs to earlier periods; null
   *     where the basis is EARNED
   */
  record Item(
      SubjectView subject,
      @Nullable String quota,
      String credited,
      @Nullable BigDecimal attainment,
      @Nullable BigDecimal paceRatio,
      @Nullable String expectedByNow,
      @Nullable String aheadBy,
      @Nullable String runRate,
      Pace.@Nullable Status status,
      @Nullable String reason,
      BigDecimal elapsedShare,
      Method method,
      String explain,
      @Nullable String priorPeriodCredit) {}

  /**
   * A page of paces.
   *
   * @param basis in which period credit counts: that of its date, or that in which it was posted
   * @param day the day up to which the period has elapsed, that day included
   * @param elapsedShare by days: 0 before the period, 1 from its last day on
   */
  record PaceAnswer(
      String planId,
      Basis basis,
      String periodId,
      LocalDate day,
      BigDecimal elapsedShare,
      Method method,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      @Nullable String next) {}

  /** Attainment beside the elapsed share of the period, and where it leads at that pace. */
  @GetMapping("/api/v1/plans/{planId}/pace")
  PaceAnswer pace(
      @PathVariable PlanId planId,
      @RequestParam(defaultValue = "rep") String groupBy,
      @RequestParam(required = false) @Nullable String subject,
      @Parameter(description = "EARNED or POSTED.") @RequestParam(defaultValue = "EARNED")
          String basis,
      @ParameterObject StandingRequest request,
      Paging paging) {
    GroupBy grouping = GroupBy.parse(groupBy, StandingQueries.GROUPS);
    Basis on = Basis.parse(basis);
    Asked asked = queries.ask(planId, request).on(on);
    Period period = asked.period();
    String only = asked.only(grouping, subject);
    Map<Node, QuotaFigure> figures =
        asked.seen().shown(asked.plan().figures(period, grouping), period.days());
    ElapsedByNode elapsed =
        ElapsedByNode.of(asked.plan(), period, grouping, figures, asked.today());
    SortedMap<Node, Pace> paces = new TreeMap<>();
    figures.forEach((node, figure) -> paces.put(node, new Pace(figure, elapsed.of(node))));
    NodePage<Pace> page = NodePage.of(paces, only, paging);
    return new PaceAnswer(
        planId.value(),
        asked.plan().basis(),
        period.periodId().value(),
        asked.today(),
        elapsed.byDays().share(),
        elapsed.byDays().method(),
        asked.plan().frame().currency().getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        items(page, asked, new Explained(asked, period, groupBy)),
        page.next());
  }

  private List<Item> items(NodePage<Pace> page, Asked asked, Explained explained) {
    Map<Node, SubjectView> views = queries.views(page.nodes(), asked);
    return page.entries().stream()
        .map(entry -> item(
            Objects.requireNonNull(views.get(entry.getKey())),
            entry.getValue(),
            explained.figure(entry.getKey())))
        .toList();
  }

  private static Item item(SubjectView subject, Pace pace, String explain) {
    BigDecimal runRate = pace.runRate();
    return new Item(
        subject,
        text(pace.figure().quota()),
        pace.figure().credited().toPlainString(),
        pace.figure().attainment(),
        pace.paceRatio(),
        text(pace.expectedByNow()),
        text(pace.aheadBy()),
        runRate == null ? null : runRate.toPlainString(),
        pace.status(),
        pace.reason(),
        pace.elapsed().share(),
        pace.elapsed().method(),
        explain,
        text(pace.figure().priorPeriodCredit()));
  }
}
