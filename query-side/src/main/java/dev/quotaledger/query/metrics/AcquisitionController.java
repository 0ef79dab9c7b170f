package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.reference.NodePage;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.runtime.web.Paging;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Serves what it costs to win a customer. */
@RestController
class AcquisitionController {

  private static final Set<GroupBy> GROUPS =
      EnumSet.of(GroupBy.PLAN, GroupBy.TEAM, GroupBy.PRODUCT_LINE);
  private static final int MOST_LAG_DAYS = 1_000;

  private final MetricsQueries queries;

  AcquisitionController(MetricsQueries queries) {
    this.queries = queries;
  }

  /**
   * What it costs one subject to win a customer.
   *
   * @param spend what was spent; null where nothing was
   * @param cac spend / new customers; null where {@code reason} says why
   */
  record Item(
      SubjectView subject,
      @Nullable String spend,
      long newCustomers,
      @Nullable String cac,
      @Nullable String reason) {}

  /**
   * A page of figures.
   *
   * @param lagDays by how many days what was spent comes before the wins that it is set against
   */
  record AcquisitionAnswer(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      int lagDays,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<Item> items,
      List<Excluded> excluded,
      @Nullable String next) {}

  /** A part of what was spent that falls on the days. */
  record SpendView(String spendId, String amount) {}

  /** An account that became a customer. */
  record CustomerView(String accountId, String dealId, LocalDate wonOn) {}

  /** What the figures of one subject are made of: the spend sums to its figure. */
  record AcquisitionExplanation(
      Item figures,
      int lagDays,
      String currency,
      @Nullable LocalDate asOf,
      Instant knownAt,
      boolean settled,
      boolean stale,
      List<SpendView> spend,
      List<CustomerView> customers) {}

  /** The figures of all subjects, and what was left out. */
  private record Figures(
      SortedMap<Node, Acquisition> byNode, Currency currency, List<Excluded> excluded) {}

  /** What was spent to win customers, the new customers, and what one of them costs. */
  @GetMapping("/api/v1/metrics/cac")
  AcquisitionAnswer acquisition(
      @ParameterObject MetricsRequest request,
      @RequestParam(defaultValue = "0") int lagDays,
      Paging paging) {
    Asked asked = queries.ask(request, GroupBy.PLAN, GROUPS);
    Figures figures = figures(asked, lag(lagDays));
    NodePage<Acquisition> page = NodePage.of(figures.byNode, request.subject(), paging);
    return new AcquisitionAnswer(
        asked.from(),
        asked.until(),
        lagDays,
        figures.currency.getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        queries.items(page.entries(), asked, AcquisitionController::item),
        figures.excluded,
        page.next());
  }

  /** What was spent for one subject, and who became its customers. */
  @GetMapping("/api/v1/metrics/cac/explain")
  AcquisitionExplanation explain(
      @ParameterObject MetricsRequest request, @RequestParam(defaultValue = "0") int lagDays) {
    Asked asked = queries.ask(request, GroupBy.PLAN, GROUPS);
    Figures figures = figures(asked, lag(lagDays));
    Map.Entry<Node, Acquisition> found = MetricsQueries.one(figures.byNode, request.subject());
    Acquisition acquisition = found.getValue();
    return new AcquisitionExplanation(
        queries.items(List.of(found), asked, AcquisitionController::item).getFirst(),
        lagDays,
        figures.currency.getCurrencyCode(),
        asked.view().asOf(),
        asked.known().at(),
        asked.known().settled(),
        asked.stale(),
        acquisition.spend().entrySet().stream()
            .map(part -> new SpendView(part.getKey(), part.getValue().toPlainString()))
            .toList(),
        acquisition.customers().stream()
            .map(AcquisitionController::view)
            .sorted(Comparator.comparing(CustomerView::accountId))
            .toList());
  }

  private static int lag(int days) {
    if (days < 0 || days > MOST_LAG_DAYS) {
      throw new InvalidValue(
          "lagDays", "a number from 0 to " + MOST_LAG_DAYS, String.valueOf(days));
    }
    return days;
  }

  private static Figures figures(Asked asked, int lagDays) {
    DateRange days = asked.scope().days();
    DateRange untilThen = new DateRange(DateRange.ALWAYS, days.until());
    List<DealRow> won =
        asked.seen().deals().closed(untilThen).filter(DealRow::isWon).toList();
    DealMetrics customers = asked.byNode(Acquisition.firstWins(won, days));
    Currency currency = asked.currency(asked.byNode(won).mostUsedCurrency());
    SortedMap<String, SpendFacts> all = asked.seen().spend().all();
    var spend = Acquisition.spend(
        all,
        earlier(days, lagDays),
        currency,
        asked.scope().groupBy(),
        asked.seen().reference().organization(asked.view().knownAt()),
        asked.scope().attribution().total());
    SortedSet<Node> nodes = new TreeSet<>(spend.keySet());
    nodes.addAll(customers.deals().keySet());
    SortedMap<Node, Acquisition> byNode = new TreeMap<>();
    nodes.forEach(node -> byNode.put(
        node,
        new Acquisition(
            spend.getOrDefault(node, new TreeMap<>()),
            customers.deals().getOrDefault(node, List.of()))));
    return new Figures(byNode, currency, excluded(asked, won, customers, all, currency));
  }

  private static List<Excluded> excluded(
      Asked asked,
      List<DealRow> won,
      DealMetrics customers,
      SortedMap<String, SpendFacts> spend,
      Currency currency) {
    List<Excluded> excluded = new ArrayList<>();
    long withoutAccount = Acquisition.withoutAccount(won, asked.scope().days());
    if (withoutAccount > 0) {
      excluded.add(new Excluded("NO_ACCOUNT", Math.toIntExact(withoutAccount)));
    }
    long foreign = spend.values().stream()
        .filter(facts -> !facts.amount().currency().equals(currency))
        .count();
    if (foreign > 0) {
      excluded.add(new Excluded("SPEND_IN_ANOTHER_CURRENCY", Math.toIntExact(foreign)));
    }
    customers
        .excluded()
        .forEach((why, deals) -> excluded.add(new Excluded(why.name(), deals.size())));
    return excluded;
  }

  private static DateRange earlier(DateRange days, int lagDays) {
    LocalDate from = days.from();
    LocalDate until = days.until();
    return new DateRange(
        from.equals(DateRange.ALWAYS) ? from : from.minusDays(lagDays),
        until == null ? null : until.minusDays(lagDays));
  }

  private static Item item(SubjectView subject, Acquisition acquisition) {
    return new Item(
        subject,
        text(acquisition.spent()),
        acquisition.customers().size(),
        text(acquisition.cac()),
        acquisition.reason());
  }

  private static CustomerView view(DealRow deal) {
    return new CustomerView(
        Objects.requireNonNull(deal.accountId()).value(),
        deal.dealId().value(),
        Objects.requireNonNull(deal.closedOn()));
  }

  private static @Nullable String text(@Nullable Money money) {
    return money == null ? null : money.toPlainString();
  }
}
