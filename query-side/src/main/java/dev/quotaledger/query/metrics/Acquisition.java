package dev.quotaledger.query.metrics;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.SpendByDay;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.metrics.DealFigures.Outcome;
import dev.quotaledger.query.pipeline.DealRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What it costs to win a customer: CAC = what was spent to win customers / new customers. A customer
 * is an account, new on the day of its first standing win. What was spent is taken by its days, a lag
 * earlier than the wins that it is set against.
 *
 * @param spend the parts of what was spent that fall on the days, by their ids
 * @param customers the deals by which accounts became customers on the days
 */
record Acquisition(SortedMap<String, Money> spend, List<DealRow> customers) {

  /** What was spent in all; null where nothing was. */
  @Nullable
  Money spent() {
    return spend.values().stream().reduce(Money::plus).orElse(null);
  }

  /** Spent / new customers, HALF_UP at the decimals of an amount; null where either is missing. */
  @Nullable
  Money cac() {
    Money spent = spent();
    return spent == null || customers.isEmpty()
        ? null
        : new Money(
            spent
                .amount()
                .divide(
                    BigDecimal.valueOf(customers.size()), Money.MAX_DECIMALS, RoundingMode.HALF_UP),
            spent.currency());
  }

  /** Why there is no CAC; null where there is. */
  @Nullable
  String reason() {
    if (customers.isEmpty()) {
      return "NO_NEW_CUSTOMERS";
    }
    return spent() == null ? "NO_SPEND" : null;
  }

  /**
   * The deals by which accounts became customers: of each account the first that was won of all, if
   * it was won on the days.
   *
   * @param won every part of a deal that was won until the last of the days
   */
  static List<DealRow> firstWins(List<DealRow> won, DateRange days) {
    Map<AccountId, DealRow> first = new HashMap<>();
    Comparator<DealRow> order = Comparator.comparing(Acquisition::closedOn)
        .thenComparing(row -> row.dealId().value());
    won.stream()
        .filter(row -> row.accountId() != null && Outcome.of(row) == Outcome.WON)
        .forEach(row -> first.merge(
            Objects.requireNonNull(row.accountId()),
            row,
            (a, b) -> order.compare(a, b) <= 0 ? a : b));
    Set<DealId> deals = new HashSet<>();
    first.values().stream()
        .filter(row -> days.contains(closedOn(row)))
        .forEach(row -> deals.add(row.dealId()));
    return won.stream().filter(row -> deals.contains(row.dealId())).toList();
  }

  /** How many deals were won on the days that name no account, so that nobody knows whose they are. */
  static long withoutAccount(List<DealRow> won, DateRange days) {
    return won.stream()
        .filter(row -> row.accountId() == null
            && Outcome.of(row) == Outcome.WON
            && days.contains(closedOn(row)))
        .map(DealRow::dealId)
        .distinct()
        .count();
  }

  /** What was spent on the days in the currency, by what it was spent for. */
  static SortedMap<Node, SortedMap<String, Money>> spend(
      SortedMap<String, SpendFacts> spend,
      DateRange days,
      Currency currency,
      GroupBy groupBy,
      Organization organization,
      Node total) {
    SortedMap<Node, SortedMap<String, Money>> result = new TreeMap<>();
    spend.forEach((id, facts) -> {
      if (facts.amount().currency().equals(currency) && facts.days().overlaps(days)) {
        Money part = SpendByDay.of(facts).within(days);
        nodes(facts, groupBy, organization, total)
            .forEach(node -> result.computeIfAbsent(node, _ -> new TreeMap<>()).put(id, part));
      }
    });
    return result;
  }

  /** A team's also counts for the teams above it on its first day. */
  private static Stream<Node> nodes(
      SpendFacts facts, GroupBy groupBy, Organization organization, Node total) {
    return switch (groupBy) {
      case PLAN -> Stream.of(total);
      case TEAM ->
        Stream.ofNullable(facts.teamId())
            .flatMap(team -> organization.withAncestors(team, facts.from()).stream())
            .map(Node::team);
      case PRODUCT_LINE -> Stream.ofNullable(facts.productLine()).map(Node::productLine);
      case REP, TERRITORY, LEAD_SOURCE -> Stream.empty();
    };
  }

  private static LocalDate closedOn(DealRow row) {
    return Objects.requireNonNull(row.closedOn(), "a won deal is closed");
  }
}
