package dev.quotaledger.query.forecast;

import dev.quotaledger.api.Subject;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.pipeline.CallRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was said last of how the period will end.
 *
 * @param submitted null where nobody submitted anything
 * @param adjusted null where nobody adjusted anything
 */
record StandingCalls(@Nullable CallRow submitted, @Nullable CallRow adjusted) {

  /** Nobody said anything. */
  static final StandingCalls NONE = new StandingCalls(null, null);

  /** By what figures are of: of a rep or a team their own, and of the plan the house's. */
  static Map<Node, StandingCalls> of(ForecastFacts facts, GroupBy groupBy) {
    return switch (groupBy) {
      case REP -> of(facts, Subject.Type.REP);
      case TEAM -> of(facts, Subject.Type.TEAM);
      case PLAN -> of(facts, Subject.Type.HOUSE);
      case TERRITORY, PRODUCT_LINE, LEAD_SOURCE -> Map.of();
    };
  }

  private static Map<Node, StandingCalls> of(ForecastFacts facts, Subject.Type type) {
    Node plan = Node.plan(facts.plan().planId());
    Map<Node, StandingCalls> standing = new HashMap<>();
    facts
        .seen()
        .calls()
        .of(
            facts.plan().planId(),
            List.of(facts.period().periodId()),
            subject -> subject.type() == type)
        .stream()
        .filter(CallRow::counts)
        .forEach(row -> standing.merge(
            type == Subject.Type.HOUSE ? plan : Node.of(row.callId().subject()),
            NONE.with(row),
            (known, _) -> known.with(row)));
    return standing;
  }

  private StandingCalls with(CallRow later) {
    return later.isAdjustment()
        ? new StandingCalls(submitted, later)
        : new StandingCalls(later, adjusted);
  }
}
