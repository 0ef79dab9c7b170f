package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanFrame;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.query.reference.QuotaFigures;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The coverage of all subjects in one period.
 *
 * @param excluded deals that count nowhere, and why
 */
record CoverageFigures(
    PlanFrame plan, Period period, SortedMap<Node, Coverage> byNode, List<Excluded> excluded) {

  /** What coverage is broken down by: quota lines know no leads. */
  static final Set<GroupBy> GROUPS = EnumSet.complementOf(EnumSet.of(GroupBy.LEAD_SOURCE));

  /** Throws {@link InvalidValue} where the request names no plan or no period. */
  static CoverageFigures of(Asked asked, QuotaFigures quotas) {
    PlanFrame plan = asked.scope().plan();
    Period period = asked.scope().period();
    if (plan == null) {
      throw new InvalidValue("planId", "the plan whose quotas are to be covered", "nothing");
    }
    if (period == null) {
      throw new InvalidValue("period", "a period of the plan's calendar", "nothing");
    }
    DateRange yearBefore = DateRange.ofDays(asked.today().minusYears(1), asked.today());
    DealMetrics open = asked.byNode(asked.seen().deals().open().toList());
    DealMetrics closed = asked.byNode(asked.seen().deals().closed(yearBefore).toList());
    Map<Node, QuotaFigure> quota =
        quotas.figures(plan.planId(), period, asked.scope().groupBy(), asked.view());
    SortedSet<Node> nodes = new TreeSet<>(quota.keySet());
    nodes.addAll(open.deals().keySet());
    SortedMap<Node, Coverage> byNode = new TreeMap<>();
    for (Node node : nodes) {
      byNode.put(
          node,
          new Coverage(
              quota.get(node),
              open.deals().getOrDefault(node, List.of()),
              closed.deals().getOrDefault(node, List.of()),
              period.days(),
              asked.today(),
              plan.currency()));
    }
    return new CoverageFigures(plan, period, byNode, open.excluded(plan.currency()));
  }
}
