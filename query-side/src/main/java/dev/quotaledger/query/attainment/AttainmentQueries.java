package dev.quotaledger.query.attainment;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.ActiveGenerations;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.reference.Organizations;
import dev.quotaledger.query.reference.QuotaFigures;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Answers questions about attainment from the facts of the active generation. */
@Component
class AttainmentQueries implements QuotaFigures, Organizations {

  private final ActiveGenerations generations;
  private volatile @Nullable Opened opened;

  private record Opened(Generation generation, AttainmentFacts facts) {}

  AttainmentQueries(ActiveGenerations generations) {
    this.generations = generations;
  }

  /** The plan as the view has it; refused where there is none. */
  PlanView plan(PlanId planId, View view) {
    return found(planId, view)
        .orElseThrow(() -> new Refusal.NotFound("plan", planId.value()).asException());
  }

  /** What the revision of the plan drafts as the view has it, in the order of the lines and days. */
  List<StoredEvent> drafts(PlanId planId, int revision, View view) {
    return facts().drafts().of(planId, revision, view);
  }

  @Override
  public Optional<SeenPlan> find(PlanId planId, View view) {
    return found(planId, view).map(SeenPlan.class::cast);
  }

  private Optional<PlanView> found(PlanId planId, View view) {
    AttainmentFacts facts = facts();
    Reference reference = facts.reference().read();
    return reference
        .plan(planId, view.knownAt())
        .map(frame -> new PlanView(
            new StoredFacts(facts.quotas(), facts.credits(), reference), reference, frame, view));
  }

  @Override
  public Map<Node, QuotaFigure> figures(PlanId planId, Period period, GroupBy groupBy, View view) {
    return plan(planId, view).figures(period, groupBy);
  }

  @Override
  public Organization organization(@Nullable Instant knownAt) {
    return facts().reference().read().organization(knownAt);
  }

  @Override
  public boolean areStale() {
    return generations.isStale(AttainmentModel.NAME);
  }

  /** The deals whose credit nobody has, as the view has them. */
  UnassignedDeals unassigned(View view) {
    AttainmentFacts facts = facts();
    return new UnassignedDeals(facts.credits(), facts.reference().read(), view);
  }

  private AttainmentFacts facts() {
    Generation active = generations.active(AttainmentModel.NAME);
    Opened current = opened;
    if (current == null || !current.generation.equals(active)) {
      current = new Opened(active, AttainmentFacts.of(active));
      opened = current;
    }
    return current.facts;
  }
}
