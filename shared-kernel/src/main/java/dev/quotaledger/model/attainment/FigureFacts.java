package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The facts of quota and of credit that figures are computed from, wherever they are kept. */
public interface FigureFacts {

  /** The amounts of the plan's lines in the periods, as the view has them. */
  List<LineAmount> amounts(PlanId planId, Collection<PeriodId> periods, View view);

  /** The plan's lines in the periods with the facts that the view knows. */
  Map<QuotaLineKey, KnownLine> lines(PlanId planId, Collection<PeriodId> periods, View view);

  /**
   * The credit of the days that counts in the view, in scope or not.
   *
   * @param attribution what the sums may go together for: what is summed belongs to the same nodes
   */
  List<Credit> credits(DateRange days, Attribution attribution, View view);

  /** What the deals say of credit that counts on the days and in the view. */
  default Stream<DealEntry> entries(DateRange days, View view) {
    return history(days)
        .map(entry -> entry.only(fact -> fact.counts(view.asOf(), view.knownAt())))
        .filter(entry -> !entry.facts().isEmpty());
  }

  /** All that the deals ever said of credit of the days, what was replaced included. */
  Stream<DealEntry> history(DateRange days);
}
