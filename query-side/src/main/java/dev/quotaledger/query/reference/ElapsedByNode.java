package dev.quotaledger.query.reference;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.model.attainment.SeenPlan;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How much of a period has elapsed for each subject. Where the whole quota of a subject sits on the
 * leaf periods within the period, their amounts are its seasonal profile; else days count alike.
 */
public final class ElapsedByNode {

  private final Elapsed byDays;
  private final Map<Node, Elapsed> byQuota = new HashMap<>();

  private ElapsedByNode(Elapsed byDays) {
    this.byDays = byDays;
  }

  /**
   * What has elapsed up to and including a day.
   *
   * @param figures of the period
   */
  public static ElapsedByNode of(
      SeenPlan plan,
      Period period,
      GroupBy groupBy,
      Map<Node, QuotaFigure> figures,
      LocalDate day) {
    ElapsedByNode elapsed = new ElapsedByNode(Elapsed.of(period, day));
    List<Period> leaves = leavesWithin(plan.calendar(), period);
    if (leaves.size() > 1) {
      worth(plan, leaves, groupBy).forEach((node, worth) -> {
        QuotaFigure figure = figures.get(node);
        if (figure != null && isProfile(worth, figure)) {
          elapsed.byQuota.put(node, Elapsed.of(worth, day));
        }
      });
    }
    return elapsed;
  }

  /** By the days, as for whoever has no profile. */
  public Elapsed byDays() {
    return byDays;
  }

  /** What has elapsed for the subject. */
  public Elapsed of(Node node) {
    return byQuota.getOrDefault(node, byDays);
  }

  private static List<Period> leavesWithin(Calendar calendar, Period period) {
    return calendar.leaves().stream()
        .filter(leaf -> period.days().contains(leaf.firstDay()))
        .toList();
  }

  private static Map<Node, Map<Period, BigDecimal>> worth(
      SeenPlan plan, List<Period> leaves, GroupBy groupBy) {
    Map<Node, Map<Period, BigDecimal>> worth = new HashMap<>();
    // Only the quota matters, and credit is read fastest on this basis.
    SeenPlan any = plan.on(Basis.EARNED);
    for (Period leaf : leaves) {
      any.figures(List.of(leaf), DateRange.ofDays(leaf.firstDay(), leaf.firstDay()), groupBy)
          .forEach((node, figure) -> {
            Money quota = figure.quota();
            if (quota != null) {
              worth.computeIfAbsent(node, _ -> new LinkedHashMap<>()).put(leaf, quota.amount());
            }
          });
    }
    return worth;
  }

  private static boolean isProfile(Map<Period, BigDecimal> worth, QuotaFigure figure) {
    BigDecimal sum = worth.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    Money quota = figure.quota();
    return quota != null
        && sum.signum() > 0
        && sum.compareTo(quota.amount()) == 0
        && worth.values().stream().allMatch(amount -> amount.signum() >= 0);
  }
}
