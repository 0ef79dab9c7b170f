package dev.quotaledger.query.standing;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.ReadParameters;
import dev.quotaledger.query.SettledTime;
import dev.quotaledger.query.reference.QuotaFigures;
import dev.quotaledger.query.reference.Seen;
import dev.quotaledger.query.reference.SubjectView;
import dev.quotaledger.query.reference.Subjects;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Turns requests into what they ask about. */
@Component
class StandingQueries {

  /** What figures of a plan are broken down by: quota lines know no leads. */
  static final Set<GroupBy> GROUPS = EnumSet.complementOf(EnumSet.of(GroupBy.LEAD_SOURCE));

  private final QuotaFigures figures;
  private final SettledTime settledTime;
  private final Subjects subjects;

  StandingQueries(QuotaFigures figures, SettledTime settledTime, Subjects subjects) {
    this.figures = figures;
    this.settledTime = settledTime;
    this.subjects = subjects;
  }

  /**
   * Reads the request.
   *
   * @throws dev.quotaledger.api.InvalidValue for what it cannot mean
   * @throws dev.quotaledger.api.Refused when there is no such plan
   */
  Asked ask(PlanId planId, StandingRequest request) {
    KnownAt known = settledTime.resolve(ReadParameters.knownAt(request.knownAt()));
    View view = new View(ReadParameters.asOf(request.asOf()), known.cut());
    SeenPlan plan = find(planId, view)
        .orElseThrow(() -> new Refusal.NotFound("plan", planId.value()).asException());
    Seen seen = Seen.of(plan.reference()::organization, view, known);
    return new Asked(plan, view, known, seen, figures.areStale(), request.period());
  }

  /** The plan as another view has it; empty where it has none. */
  Optional<SeenPlan> find(PlanId planId, View view) {
    return figures.find(planId, view);
  }

  /** The nodes as answers show them. */
  Map<Node, SubjectView> views(Collection<Node> nodes, Asked asked) {
    return subjects.views(nodes, asked.plan().reference(), asked.view().knownAt());
  }
}
