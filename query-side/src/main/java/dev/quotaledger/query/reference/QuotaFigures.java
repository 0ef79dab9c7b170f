package dev.quotaledger.query.reference;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.View;
import java.util.Map;
import java.util.Optional;

/** Tells other features how much quota there is and how much of it is reached. */
public interface QuotaFigures {

  /** The plan as the view has it; empty where it has none. */
  Optional<SeenPlan> find(PlanId planId, View view);

  /**
   * The figures of a plan in a period, by what they are of.
   *
   * @throws dev.quotaledger.api.Refused when there is no such plan
   */
  Map<Node, QuotaFigure> figures(PlanId planId, Period period, GroupBy groupBy, View view);

  /** Whether they lack what came after an event that could not be taken in. */
  boolean areStale();
}
