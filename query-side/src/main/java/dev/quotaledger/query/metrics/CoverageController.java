package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.query.metrics.Coverage.Standing;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves whether the open deals suffice for what remains of the quotas. */
@RestController
class CoverageController {

  private final MetricsQueries queries;
  private final QuotaFigures quotas;

  CoverageController(MetricsQueries queries, QuotaFigures quotas) {
    this.queries = queries;
    this.quotas = quotas;
  }

  /** Open deals that are not counted. */
  record Apart(long deals, String value) {}

  /**
   * The coverage of one subject.
   *
   * @param remaining quota - credited; null without a quota
   * @param pipeline the value of the counted deals: qualified, and expected to close in the period
   * @param coverage pipeline / remaining; null where {@code reason} says why
   * @param winRate won / (won + lost) of the deals that closed in the year up to the day of the view
   * @param requiredCoverage 1 / win rate
   * @param stale expected to have closed by now
   * @param unqualified expected in the period, but only prospecting
   * @param undated nobody says when they should close
   */
  record Item(
      SubjectView subject,
      @Nullable String quota,
      @Nullable String credited,
      @Nullable String remaining,
      String pipeline,
      long deals,
      @Nullable BigDecimal coverage,
      @Nullable BigDecimal requiredCoverage,
      @Nullable BigDecimal winRate,
      Apart stale,
      Apart unqualified,
      Apart undated,
      @Nullable String reason) {}

  /** A page of coverage. */
  record CoverageAnswer(
      String planId,
      String periodId,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      List<Excluded> excluded,
      @Nullable String next) {}

  /** An open deal behind a figure. */
  record OpenDealView(
      String dealId,
      String standing,
      String stage,
      @Nullable String amount,
      @Nullable LocalDate expectedCloseOn) {}

  /** The open deals behind one figure: those that are counted sum to the pipeline. */
  record CoverageExplanation(
      Item figures,
      String periodId,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<OpenDealView> deals,
      @Nullable String next) {}

  /** Open deals against what remains of the quota, and how many of them the win rate requires. */
  @GetMapping("/api/v1/metrics/coverage")
  CoverageAnswer coverage(@ParameterObject MetricsRequest request, Paging paging) {
    Asked asked = queries.ask(request, GroupBy.REP, CoverageFigures.GROUPS);
    CoverageFigures figures = CoverageFigures.of(asked, quotas);
    NodePage<Coverage> page = NodePage.of(asked.shown(figures.byNode()), request.subject(), paging);
    return new CoverageAnswer(
        figures.plan().planId().value(),
        figures.period().periodId().value(),
        figures.plan().currency().getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale() || quotas.areStale(),
        queries.items(page.entries(), asked, CoverageController::item),
        asked.shown(figures.excluded()),
        page.next());
  }

  /** The open deals of one subject, and how each of them counts. */
  @GetMapping("/api/v1/metrics/coverage/explain")
  CoverageExplanation explain(@ParameterObject MetricsRequest request, Paging paging) {
    Asked asked = queries.ask(request, GroupBy.REP, CoverageFigures.GROUPS);
    CoverageFigures figures = CoverageFigures.of(asked, quotas);
    Map.Entry<Node, Coverage> found =
        MetricsQueries.one(asked.shown(figures.byNode()), request.subject());
    Slice<DealRow> deals = Slice.of(found.getValue().open(), row -> row.dealId().value(), paging);
    return new CoverageExplanation(
        queries.items(List.of(found), asked, CoverageController::item).getFirst(),
        figures.period().periodId().value(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale() || quotas.areStale(),
        deals.rows().stream()
            .map(deal -> view(deal, figures.period().days(), asked.today()))
            .toList(),
        deals.next());
  }

  private static Item item(SubjectView subject, Coverage coverage) {
    QuotaFigure quota = coverage.quota();
    return new Item(
        subject,
        text(quota == null ? null : quota.quota()),
        text(quota == null ? null : quota.credited()),
        text(quota == null ? null : quota.remaining()),
        coverage.value(Standing.COUNTED).toPlainString(),
        coverage.count(Standing.COUNTED),
        coverage.coverage(),
        coverage.requiredCoverage(),
        coverage.winRate(),
        apart(coverage, Standing.STALE),
        apart(coverage, Standing.UNQUALIFIED),
        apart(coverage, Standing.UNDATED),
        coverage.reason());
  }

  private static Apart apart(Coverage coverage, Standing standing) {
    return new Apart(coverage.count(standing), coverage.value(standing).toPlainString());
  }

  private static OpenDealView view(DealRow deal, DateRange days, LocalDate today) {
    return new OpenDealView(
        deal.dealId().value(),
        Standing.of(deal, days, today).name(),
        deal.stage().name(),
        text(deal.amount()),
        deal.expectedCloseOn());
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
