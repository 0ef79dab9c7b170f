package dev.quotaledger.query.metrics;

import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.metrics.DealFigures.Outcome;
import dev.quotaledger.query.metrics.DealTallies.Counted;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Serves how many deals are won and lost, how large they are and how long they take. */
@RestController
class DealMetricsController {

  private final MetricsQueries queries;

  DealMetricsController(MetricsQueries queries) {
    this.queries = queries;
  }

  /**
   * The figures of one subject. A figure that is undefined is null, and {@code undefined} says why.
   * Days run from creation to closing; values and sizes are of deals in the answer's currency.
   */
  record Item(
      SubjectView subject,
      long won,
      long lost,
      long open,
      long creditNotes,
      @Nullable BigDecimal closeRate,
      @Nullable BigDecimal closeRateByValue,
      String wonValue,
      String lostValue,
      String openValue,
      @Nullable String averageDealSize,
      @Nullable String medianDealSize,
      @Nullable BigDecimal averageCycleDays,
      @Nullable BigDecimal medianCycleDays,
      @Nullable BigDecimal p90CycleDays,
      @Nullable BigDecimal averageLostCycleDays,
      @Nullable BigDecimal medianLostCycleDays,
      @Nullable String salesVelocity,
      Map<String, String> undefined) {}

  /** A page of figures. */
  record DealMetricsAnswer(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      List<Excluded> excluded,
      @Nullable String next) {}

  /** A deal behind a figure. */
  record DealView(
      String dealId,
      String outcome,
      @Nullable String amount,
      @Nullable String currency,
      @Nullable LocalDate createdOn,
      @Nullable LocalDate closedOn,
      @Nullable Long cycleDays) {}

  /** The deals behind the figures of one subject: those of all pages make up exactly these. */
  record DealExplanation(
      Item figures,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<DealView> deals,
      @Nullable String next) {}

  /** Won and lost deals that closed in the period, and open ones, by what they belong to. */
  @GetMapping("/api/v1/metrics/deals")
  DealMetricsAnswer deals(@ParameterObject MetricsRequest request, Paging paging) {
    Asked asked = queries.ask(request);
    Counted counted = CountedDeals.of(asked);
    Currency currency = asked.currency(counted.mostUsedCurrency());
    NodePage<DealTally> page = NodePage.of(asked.shown(counted.deals()), request.subject(), paging);
    return new DealMetricsAnswer(
        asked.from(),
        asked.until(),
        currency.getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        items(page.entries(), asked, currency),
        asked.shown(counted.excluded(currency)),
        page.next());
  }

  /** The deals behind the figures of one subject. */
  @GetMapping("/api/v1/metrics/deals/explain")
  DealExplanation explain(@ParameterObject MetricsRequest request, Paging paging) {
    Asked asked = queries.ask(request);
    DealMetrics metrics = asked.byNode(CountedDeals.rows(asked));
    Currency currency = asked.currency(metrics.mostUsedCurrency());
    Map.Entry<Node, List<DealRow>> figures =
        MetricsQueries.one(asked.shown(metrics.deals()), request.subject());
    Slice<DealRow> deals = Slice.of(figures.getValue(), row -> row.dealId().value(), paging);
    return new DealExplanation(
        items(
                List.of(Map.entry(figures.getKey(), DealTally.of(figures.getValue()))),
                asked,
                currency)
            .getFirst(),
        currency.getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        deals.rows().stream().map(DealMetricsController::view).toList(),
        deals.next());
  }

  private List<Item> items(List<Map.Entry<Node, DealTally>> shown, Asked asked, Currency currency) {
    return queries.items(
        shown, asked, (subject, deals) -> item(subject, new DealFigures(deals, currency)));
  }

  private static Item item(SubjectView subject, DealFigures figures) {
    return new Item(
        subject,
        figures.count(Outcome.WON),
        figures.count(Outcome.LOST),
        figures.count(Outcome.OPEN),
        figures.count(Outcome.CREDIT_NOTE),
        figures.closeRate(),
        figures.closeRateByValue(),
        figures.wonValue().toPlainString(),
        figures.value(Outcome.LOST).toPlainString(),
        figures.value(Outcome.OPEN).toPlainString(),
        text(figures.averageDealSize()),
        text(figures.medianDealSize()),
        figures.averageCycleDays(Outcome.WON),
        figures.medianCycleDays(Outcome.WON),
        figures.p90CycleDays(Outcome.WON),
        figures.averageCycleDays(Outcome.LOST),
        figures.medianCycleDays(Outcome.LOST),
        text(figures.salesVelocity()),
        figures.undefined());
  }

  private static DealView view(DealRow deal) {
    Money amount = deal.amount();
    return new DealView(
        deal.dealId().value(),
        Outcome.of(deal).name(),
        text(amount),
        amount == null ? null : amount.currency().getCurrencyCode(),
        deal.createdOn(),
        deal.closedOn(),
        DealFigures.cycleDays(deal));
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
