package dev.quotaledger.query.forecast;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.attainment.Attribution;
import dev.quotaledger.model.attainment.Belonging;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanFrame;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.forecast.NewBusiness.Span;
import dev.quotaledger.query.forecast.NewBusiness.Win;
import dev.quotaledger.query.pipeline.DealPart;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.pipeline.Pipeline;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a forecast of a plan's period is made from.
 *
 * @param closed deals that closed in the years up to today, and in the plan's currency or without an
 *     amount
 * @param open deals that are open
 * @param today the day of the view
 */
record ForecastFacts(
    Pipeline.Seen seen,
    View view,
    PlanFrame plan,
    Calendar calendar,
    Period period,
    LocalDate today,
    List<DealPart> closed,
    List<DealRow> open) {

  private static final int YEARS = 6;

  /** What the view has. */
  static ForecastFacts of(
      Pipeline.Seen seen,
      View view,
      PlanFrame plan,
      Calendar calendar,
      Period period,
      LocalDate today) {
    DateRange years = DateRange.ofDays(today.minusYears(YEARS), today);
    return new ForecastFacts(
        seen,
        view,
        plan,
        calendar,
        period,
        today,
        seen.deals().closedParts(years).stream()
            .filter(part -> isOfCurrency(part, plan))
            .toList(),
        seen.deals().open().filter(row -> isOfCurrency(row, plan)).toList());
  }

  private static boolean isOfCurrency(DealPart part, PlanFrame plan) {
    Currency currency = part.currency();
    return currency == null || currency.equals(plan.currency());
  }

  /** To whom deals belong when figures are broken down like this. */
  Attribution attribution(GroupBy groupBy) {
    return Attribution.ofPlan(seen.reference(), plan, calendar, groupBy, view.knownAt());
  }

  /** What was won, by whose it is; what belongs to several is there for each. */
  List<Win> wins(GroupBy groupBy) {
    Attribution attribution = attribution(groupBy);
    Map<Belonging, List<Node>> known = new HashMap<>();
    List<Win> wins = new ArrayList<>();
    for (DealPart part : closed) {
      if (part.isWon() && part.currency() != null) {
        known
            .computeIfAbsent(part.belonging(today), each -> nodes(each, attribution))
            .forEach(
                node -> wins.add(new Win(node, part.begunDay(), part.closedDay(), part.units())));
      }
    }
    return wins;
  }

  /** To whom a row belongs; nobody when it is of another team than the plan's. */
  Stream<Node> nodes(DealRow row, Attribution attribution) {
    return nodes(row.belonging(today), attribution).stream();
  }

  private static List<Node> nodes(Belonging belonging, Attribution attribution) {
    return attribution.isInScope(belonging) ? attribution.attribute(belonging).nodes() : List.of();
  }

  /** The teams or the plan to which a rep or nobody belongs today. */
  List<Node> above(Node node, Attribution attribution) {
    RepId rep = node.type() == Node.Type.REP ? new RepId(node.id()) : null;
    return attribution
        .attribute(new Belonging(CreditTarget.of(rep, null), today, null, null, null))
        .nodes();
  }

  /** What somebody said of how likely deals are won, as it holds today; null where it is learned. */
  @Nullable
  StageProbabilities saidProbabilities() {
    PlanFrame.Probabilities said = plan.probabilities().at(today);
    return said == null ? null : said.byStage();
  }

  /** The first day on which something still to come can close; after the last when it is over. */
  LocalDate nextDay() {
    LocalDate tomorrow = today.plusDays(1);
    return tomorrow.isBefore(period.firstDay()) ? period.firstDay() : tomorrow;
  }

  /** Whether nothing can come any more. */
  boolean isOver() {
    return nextDay().isAfter(period.lastDay());
  }

  /** The ends of the newest earlier periods of this one's level, as far from their end as today. */
  List<Span> spans() {
    long lead = ChronoUnit.DAYS.between(today, period.lastDay());
    int level = calendar.level(period.periodId());
    return calendar.periods().stream()
        .filter(each -> calendar.level(each.periodId()) == level)
        .filter(each -> !each.lastDay().isAfter(today) && !each.equals(period))
        .sorted(Comparator.comparing(Period::lastDay).reversed())
        .limit(NewBusiness.MOST_WINDOWS)
        .map(each -> span(each, lead))
        .toList();
  }

  private static Span span(Period earlier, long lead) {
    LocalDate then = earlier.lastDay().minusDays(Math.max(0, lead));
    LocalDate next = then.plusDays(1);
    return new Span(
        then, next.isBefore(earlier.firstDay()) ? earlier.firstDay() : next, earlier.lastDay());
  }

  /** The leaf periods that ended before today, oldest first, as far back as deals are known. */
  List<Period> endedLeaves() {
    LocalDate first = today.minusYears(YEARS);
    return calendar.leaves().stream()
        .filter(leaf -> leaf.lastDay().isBefore(today) && !leaf.firstDay().isBefore(first))
        .sorted(Comparator.comparing(Period::firstDay))
        .toList();
  }

  /** The expected close of an open deal lies in the period, today or later. */
  boolean isExpectedInPeriod(DealRow open) {
    @Nullable LocalDate expected = open.expectedCloseOn();
    return expected != null && !expected.isBefore(today) && period.days().contains(expected);
  }
}
