package dev.quotaledger.query.forecast;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.ForecastCategory;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.model.attainment.Attribution;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.query.forecast.Landing.OpenDeal;
import dev.quotaledger.query.forecast.NewBusiness.Win;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.reference.ElapsedByNode;
import dev.quotaledger.query.reference.QuotaFigures;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All forecasts of a plan's period side by side, by what they are of.
 *
 * @param figures in the order of an answer
 * @param parts the open deals, in one order
 * @param history what probabilities are learned from
 * @param timeliness which part of what was promised of open deals came in time before
 * @param windows how many earlier periods tell what deals bring that are not in the pipeline yet
 */
record PlanForecast(
    SortedMap<Node, Figures> figures,
    List<Part> parts,
    WinHistory history,
    Timeliness timeliness,
    int windows) {

  /**
   * The forecasts of one subject.
   *
   * @param quota null where there is none
   * @param closed the credit of the period so far
   * @param categories the value of the open deals that are expected to close in the period
   * @param overridden how many of those deals are in another category than that of their stage
   * @param weighted their value by the probability that each is won
   * @param runRate what closed / the elapsed share; null before the period
   * @param statistical by the history of bookings alone; null where there is none
   * @param draws where the period may land
   * @param calls what people say of it
   */
  record Figures(
      @Nullable Money quota,
      Money closed,
      Map<ForecastCategory, Double> categories,
      int overridden,
      double weighted,
      @Nullable BigDecimal runRate,
      @Nullable StatisticalForecast statistical,
      Draws draws,
      StandingCalls calls) {

    /** The share of the draws that reach the quota; null without one. */
    @Nullable
    Double probabilityOfQuota() {
      return quota == null ? null : draws.shareOfAtLeast(quota.amount().doubleValue());
    }
  }

  /**
   * An open deal behind the forecasts.
   *
   * @param winProbability that it is won, whenever
   * @param promised that it is won in the period, by its stage and age
   */
  record Part(DealRow row, double winProbability, double promised) {}

  /** Makes the forecasts. */
  static PlanForecast of(ForecastFacts facts, GroupBy groupBy, QuotaFigures quotas) {
    GroupBy base = groupBy == GroupBy.TEAM || groupBy == GroupBy.PLAN ? GroupBy.REP : groupBy;
    WinHistory history = WinHistory.of(facts.closed());
    List<Win> wins = facts.wins(base);
    NewBusiness fresh = new NewBusiness(wins, facts.today(), facts.spans());
    NewBusiness coming =
        facts.isOver() ? new NewBusiness(List.of(), facts.today(), List.of()) : fresh;
    Timeliness timeliness = Timeliness.of(facts.closed(), facts.open(), facts.spans(), history);
    List<Part> parts = parts(facts, history);
    NavigableSet<Node> baseNodes = new TreeSet<>();
    wins.forEach(win -> baseNodes.add(win.node()));
    List<OpenDeal> open = openDeals(facts, parts, facts.attribution(base));
    open.forEach(deal -> baseNodes.addAll(deal.amounts().keySet()));
    Landing landing = Landing.of(baseNodes, open, timeliness, coming);
    var statistical = StatisticalForecast.of(facts, base == groupBy ? wins : facts.wins(groupBy));
    return new PlanForecast(
        figures(facts, groupBy, quotas, landing, baseNodes, parts, statistical),
        parts,
        history,
        timeliness,
        fresh.windows());
  }

  /** The open deals with their probabilities, in one order. */
  private static List<Part> parts(ForecastFacts facts, WinHistory history) {
    StageProbabilities said = facts.saidProbabilities();
    return facts.open().stream()
        .sorted(Comparator.<DealRow, String>comparing(row -> row.dealId().value())
            .thenComparing(row -> row.target().toString()))
        .map(row -> part(row, facts, history, said))
        .toList();
  }

  /**
   * Nobody counts on a deal that somebody omitted. What was said of the stages weighs deals; when they
   * are won in time is always learned, since nobody said it.
   */
  private static Part part(
      DealRow row, ForecastFacts facts, WinHistory history, @Nullable StageProbabilities said) {
    if (row.category() == ForecastCategory.OMITTED) {
      return new Part(row, 0, 0);
    }
    return new Part(
        row,
        said == null ? history.winProbability(row, facts.today()) : said.of(row.stage()),
        history.winProbability(
            row, facts.today(), facts.nextDay(), facts.period().lastDay()));
  }

  /** The parts of a shared deal are won or not together. */
  private static List<OpenDeal> openDeals(
      ForecastFacts facts, List<Part> parts, Attribution attribution) {
    Map<DealId, OpenDeal> deals = new LinkedHashMap<>();
    for (Part part : parts) {
      OpenDeal deal = deals.computeIfAbsent(
          part.row.dealId(), _ -> new OpenDeal(part.promised, new TreeMap<>()));
      facts
          .nodes(part.row, attribution)
          .forEach(node -> deal.amounts().merge(node, amount(part.row), Double::sum));
    }
    return List.copyOf(deals.values());
  }

  private static SortedMap<Node, Figures> figures(
      ForecastFacts facts,
      GroupBy groupBy,
      QuotaFigures quotas,
      Landing landing,
      NavigableSet<Node> baseNodes,
      List<Part> parts,
      Map<Node, StatisticalForecast> statistical) {
    Attribution attribution = facts.attribution(groupBy);
    SeenPlan plan = quotas.find(facts.plan().planId(), facts.view()).orElseThrow();
    Map<Node, QuotaFigure> quota = plan.figures(facts.period(), groupBy);
    ElapsedByNode elapsed = ElapsedByNode.of(plan, facts.period(), groupBy, quota, facts.today());
    Map<Node, Set<Node>> below = below(facts, groupBy, baseNodes, attribution);
    Map<Node, List<Part>> open = new TreeMap<>();
    parts.forEach(part -> facts
        .nodes(part.row, attribution)
        .forEach(node -> open.computeIfAbsent(node, _ -> new ArrayList<>()).add(part)));
    NavigableSet<Node> nodes = new TreeSet<>(quota.keySet());
    nodes.addAll(open.keySet());
    nodes.addAll(below.keySet());
    Map<Node, StandingCalls> calls = StandingCalls.of(facts, groupBy);
    nodes.addAll(calls.keySet());
    SortedMap<Node, Figures> figures = new TreeMap<>();
    for (Node node : nodes) {
      QuotaFigure here = quota.get(node);
      Money closed = here == null ? Money.zero(facts.plan().currency()) : here.credited();
      double amount = closed.amount().doubleValue();
      figures.put(
          node,
          new Figures(
              here == null ? null : here.quota(),
              closed,
              categories(facts, open.getOrDefault(node, List.of())),
              overridden(facts, open.getOrDefault(node, List.of())),
              weighted(facts, open.getOrDefault(node, List.of())),
              elapsed.of(node).runRate(closed),
              statistical.get(node),
              landing.together(below.getOrDefault(node, Set.of()), amount),
              calls.getOrDefault(node, StandingCalls.NONE)));
    }
    return figures;
  }

  /** Whose draws make up those of each node. */
  private static Map<Node, Set<Node>> below(
      ForecastFacts facts, GroupBy groupBy, NavigableSet<Node> baseNodes, Attribution attribution) {
    Map<Node, Set<Node>> below = new TreeMap<>();
    for (Node node : baseNodes) {
      List<Node> above = switch (groupBy) {
        case TEAM, PLAN -> facts.above(node, attribution);
        case REP, TERRITORY, PRODUCT_LINE, LEAD_SOURCE -> List.of(node);
      };
      above.forEach(each -> below.computeIfAbsent(each, _ -> new TreeSet<>()).add(node));
    }
    return below;
  }

  private static Map<ForecastCategory, Double> categories(ForecastFacts facts, List<Part> parts) {
    Map<ForecastCategory, Double> categories = new EnumMap<>(ForecastCategory.class);
    parts.stream()
        .filter(part -> facts.isExpectedInPeriod(part.row))
        .forEach(part -> categories.merge(part.row.category(), amount(part.row), Double::sum));
    return categories;
  }

  private static int overridden(ForecastFacts facts, List<Part> parts) {
    return Math.toIntExact(parts.stream()
        .map(Part::row)
        .filter(row -> row.overriddenAs() != null && facts.isExpectedInPeriod(row))
        .map(DealRow::dealId)
        .distinct()
        .count());
  }

  private static double weighted(ForecastFacts facts, List<Part> parts) {
    return parts.stream()
        .filter(part -> facts.isExpectedInPeriod(part.row))
        .mapToDouble(part -> amount(part.row) * part.winProbability)
        .sum();
  }

  private static double amount(DealRow row) {
    return row.amount() == null ? 0 : row.amount().amount().doubleValue();
  }

  /** An estimate as an amount, HALF_UP in the currency's minor unit. */
  static Money rounded(double amount, Currency currency) {
    return new Money(
        BigDecimal.valueOf(amount)
            .setScale(currency.getDefaultFractionDigits(), RoundingMode.HALF_UP),
        currency);
  }

  /** The same as text. */
  static String money(double amount, Currency currency) {
    return rounded(amount, currency).toPlainString();
  }

  /** An estimate as a ratio, HALF_UP at 6 decimals. */
  static BigDecimal ratio(double value) {
    return BigDecimal.valueOf(value).setScale(QuotaFigure.RATIO_DECIMALS, RoundingMode.HALF_UP);
  }
}
