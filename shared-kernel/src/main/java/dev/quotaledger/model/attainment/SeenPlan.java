package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.model.Calendar;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** A plan as one view has it, with what its figures refer to. */
public interface SeenPlan {

  /** The same with credit of this basis in its figures. */
  SeenPlan on(Basis basis);

  /** In which period credit counts in its figures. */
  Basis basis();

  /** The plan without its lines. */
  PlanFrame frame();

  /** The periods of the plan. */
  Calendar calendar();

  /** What figures refer to; ask it for what the view knows. */
  Reference reference();

  /**
   * What figures of a subject are of.
   *
   * @param subject the bare id
   * @throws dev.quotaledger.api.InvalidValue when there never was such a subject
   */
  Node node(GroupBy groupBy, String subject);

  /** The figures of a period, by what they are of. */
  Map<Node, QuotaFigure> figures(Period period, GroupBy groupBy);

  /**
   * The quota of some periods beside the credit of some days, by what they are of.
   *
   * @param quotaOf the periods whose own lines count; lines of periods within them do not
   * @param creditedOn the credit dates that count; they end
   */
  Map<Node, QuotaFigure> figures(Collection<Period> quotaOf, DateRange creditedOn, GroupBy groupBy);

  /** The facts behind figures of a period: those of each node sum to its figure exactly. */
  Map<Node, Explanation> explain(Period period, GroupBy groupBy, Set<Node> nodes);

  /** The facts that make up the lines of the period and of those within it, whosever they are. */
  Set<QuotaFact> inForce(Period period);

  /** What the lines of the period, and of those within it, are worth. */
  Map<QuotaLineKey, Money> lines(Period period);
}
