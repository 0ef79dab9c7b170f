package dev.quotaledger.query.metrics;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.model.attainment.Belonging;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.metrics.DealFigures.Outcome;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves how leads become deals and deals are won, each ratio under its own name. */
@RestController
class ConversionController {

  private static final int MOST_DAYS = 3_650;

  private final MetricsQueries queries;

  ConversionController(MetricsQueries queries) {
    this.queries = queries;
  }

  /**
   * The conversion of one subject. Leads are those that came in in the period; {@code converted}
   * became won deals, and days run from coming in to winning. Deals of the cohort are those created
   * in the period, and won and lost ones those that closed in it.
   *
   * @param leads the leads that count: with {@code within}, those that are old enough
   * @param allLeads all leads of the cohort
   * @param leadConversionRate converted / leads
   * @param openShare the share of the leads that are not decided
   * @param createdWinRate won / deals created in the period
   * @param closeRate won / (won + lost) of those that closed in the period
   */
  record Item(
      SubjectView subject,
      long leads,
      long allLeads,
      long converted,
      @Nullable BigDecimal leadConversionRate,
      @Nullable BigDecimal openShare,
      @Nullable BigDecimal averageDays,
      @Nullable BigDecimal medianDays,
      long createdDeals,
      long createdWon,
      @Nullable BigDecimal createdWinRate,
      @Nullable BigDecimal createdOpenShare,
      long won,
      long lost,
      @Nullable BigDecimal closeRate,
      @Nullable BigDecimal closeRateByValue,
      List<Funnel.Stage> funnel) {}

  /** A page of conversion. */
  record ConversionAnswer(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable String within,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      List<Excluded> excluded,
      @Nullable String next) {}

  /** A lead behind a figure. */
  record LeadView(
      String leadId,
      String source,
      LocalDate createdOn,
      String status,
      List<String> dealIds,
      @Nullable LocalDate wonOn,
      @Nullable Long days,
      boolean open,
      boolean counted) {}

  /** The leads behind the figures of one subject: those of all pages make up exactly these. */
  record LeadExplanation(
      Item figures,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<LeadView> leads,
      @Nullable String next) {}

  /** The figures of all subjects, and what was left out. */
  private record Figures(
      SortedMap<Node, Conversion> byNode, Currency currency, List<Excluded> excluded) {}

  /** How leads become deals, how deals are won, and how they get from stage to stage. */
  @GetMapping("/api/v1/metrics/conversion")
  ConversionAnswer conversion(
      @ParameterObject MetricsRequest request,
      @RequestParam(required = false) @Nullable String within,
      Paging paging) {
    Asked asked = queries.ask(request);
    Figures figures = figures(asked, days(within));
    NodePage<Conversion> page = NodePage.of(asked.shown(figures.byNode), request.subject(), paging);
    return new ConversionAnswer(
        asked.from(),
        asked.until(),
        within,
        figures.currency.getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        queries.items(page.entries(), asked, ConversionController::item),
        asked.shown(figures.excluded),
        page.next());
  }

  /** The leads behind the figures of one subject. */
  @GetMapping("/api/v1/metrics/conversion/explain")
  LeadExplanation explain(
      @ParameterObject MetricsRequest request,
      @RequestParam(required = false) @Nullable String within,
      Paging paging) {
    Asked asked = queries.ask(request);
    Map.Entry<Node, Conversion> figures =
        MetricsQueries.one(asked.shown(figures(asked, days(within)).byNode), request.subject());
    Slice<LeadOutcome> leads =
        Slice.of(figures.getValue().leads(), outcome -> outcome.lead().leadId().value(), paging);
    List<LeadOutcome> counted = figures.getValue().counted();
    return new LeadExplanation(
        queries.items(List.of(figures), asked, ConversionController::item).getFirst(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        leads.rows().stream()
            .map(outcome -> view(outcome, counted.contains(outcome)))
            .toList(),
        leads.next());
  }

  private static @Nullable Long days(@Nullable String within) {
    if (within == null) {
      return null;
    }
    try {
      Duration duration = Duration.parse(within);
      long days = duration.toDays();
      if (duration.equals(Duration.ofDays(days)) && days >= 1 && days <= MOST_DAYS) {
        return days;
      }
    } catch (DateTimeException _) {
      // refused below
    }
    throw new InvalidValue("within", "a number of days from P1D to P" + MOST_DAYS + "D", within);
  }

  private static Figures figures(Asked asked, @Nullable Long within) {
    var days = asked.scope().days();
    List<DealRow> createdRows = asked.seen().deals().created(days).toList();
    List<DealRow> closedRows = asked.seen().deals().closed(days).toList();
    DealMetrics created = asked.byNode(createdRows);
    DealMetrics closed = asked.byNode(closedRows);
    Currency currency = asked.currency(closed.mostUsedCurrency());
    Map<Node, List<LeadOutcome>> leads = leads(asked);
    SortedSet<Node> nodes = new TreeSet<>(leads.keySet());
    nodes.addAll(created.deals().keySet());
    nodes.addAll(closed.deals().keySet());
    SortedMap<Node, Conversion> byNode = new TreeMap<>();
    for (Node node : nodes) {
      byNode.put(
          node,
          new Conversion(
              leads.getOrDefault(node, List.of()),
              created.deals().getOrDefault(node, List.of()),
              closed.deals().getOrDefault(node, List.of()),
              within,
              asked.today(),
              currency));
    }
    return new Figures(byNode, currency, closed.excluded(currency));
  }

  private static Map<Node, List<LeadOutcome>> leads(Asked asked) {
    record Of(Node node, LeadOutcome outcome) {}
    var attribution = asked.scope().attribution();
    return LeadOutcome.of(asked.scope().days(), asked.seen()).stream()
        .flatMap(outcome -> {
          Belonging belonging = outcome.lead().belonging();
          return attribution.isInScope(belonging)
              ? attribution.attribute(belonging).nodes().stream().map(node -> new Of(node, outcome))
              : Stream.empty();
        })
        .collect(groupingBy(Of::node, mapping(Of::outcome, toList())));
  }

  private static Item item(SubjectView subject, Conversion conversion) {
    DealFigures created = DealFigures.of(conversion.created(), conversion.currency());
    DealFigures closed = conversion.closedFigures();
    return new Item(
        subject,
        conversion.counted().size(),
        conversion.leads().size(),
        conversion.converted(),
        conversion.leadConversionRate(),
        conversion.openShare(),
        conversion.averageDays(),
        conversion.medianDays(),
        conversion.deals(),
        created.count(Outcome.WON),
        conversion.createdWinRate(),
        conversion.createdOpenShare(),
        closed.count(Outcome.WON),
        closed.count(Outcome.LOST),
        closed.closeRate(),
        closed.closeRateByValue(),
        Funnel.of(conversion.created()));
  }

  private static LeadView view(LeadOutcome outcome, boolean counted) {
    return new LeadView(
        outcome.lead().leadId().value(),
        outcome.lead().source(),
        outcome.lead().openedOn(),
        outcome.lead().status().name(),
        outcome.deals().stream().map(DealId::value).toList(),
        outcome.wonOn(),
        outcome.days(),
        outcome.open(),
        counted);
  }
}
