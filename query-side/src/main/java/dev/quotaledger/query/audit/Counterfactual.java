package dev.quotaledger.query.audit;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.model.attainment.PlanView;
import dev.quotaledger.model.attainment.RecordedFacts;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What would be so if some events had not happened. All others stay, also those that would not have
 * been decided then: they are taken as they are, as far as there is anything that they follow upon,
 * and the invariants that they break by that are listed. What does not hold in fact either is not.
 */
final class Counterfactual {

  private final PlanId planId;
  private final Set<String> excluding;
  private final World fact = new World();
  private final World instead = new World();
  private final Map<String, StoredEvent> excluded = new LinkedHashMap<>();
  private final List<Broken> broken = new ArrayList<>();

  /** An event that would not have been decided as it was. */
  record Broken(StoredEvent event, Violation violation) {}

  /** Events and what they mean. */
  private static final class World {

    private final Grounds grounds = new Grounds();
    private final RecordedFacts facts = new RecordedFacts();

    /** Answers what does not hold of the event where it stands. */
    List<Violation> take(StoredEvent stored) {
      List<Violation> violations = violations(stored, grounds);
      if (grounds.take(stored)) {
        facts.take(stored);
      }
      return violations;
    }
  }

  /** Of a plan, without the events of these identifiers. */
  Counterfactual(PlanId planId, Set<String> excluding) {
    this.planId = planId;
    this.excluding = Set.copyOf(excluding);
  }

  /** Takes an event in, each stream in its order. */
  void take(StoredEvent stored) {
    boolean isExcluded = excluding.contains(stored.eventId());
    if (isExcluded) {
      excluded.put(stored.eventId(), stored);
    }
    if (stored.event() instanceof QuotaPlanEvent ofPlan && !ofPlan.planId().equals(planId)) {
      return;
    }
    List<Violation> known = fact.take(stored);
    if (!isExcluded) {
      instead.take(stored).stream()
          .filter(violation -> known.stream().noneMatch(violation::isLike))
          .forEach(violation -> broken.add(new Broken(stored, violation)));
    }
  }

  private static List<Violation> violations(StoredEvent stored, Grounds grounds) {
    Findings findings = new Findings(grounds);
    switch (stored.event()) {
      case OrganizationEvent e -> new ReferenceInvariants(grounds, findings).check(e);
      case CalendarEvent e -> new ReferenceInvariants(grounds, findings).check(e);
      case TerritoryEvent e -> new ReferenceInvariants(grounds, findings).check(e);
      case QuotaPlanEvent e -> new PlanInvariants(grounds, findings).check(e);
      case DealEvent e -> new DealInvariants(grounds, findings).check(e);
      case LeadEvent _, SpendEvent _, ForecastCallEvent _, AlertRuleEvent _, AlertEvent _ -> {}
    }
    return findings.violations();
  }

  /** The identifiers of which no event is recorded, in order. */
  Set<String> unknown() {
    Set<String> unknown = new TreeSet<>(excluding);
    unknown.removeAll(excluded.keySet());
    return unknown;
  }

  /** The events that are left out, in recorded order. */
  List<StoredEvent> excluded() {
    return List.copyOf(excluded.values());
  }

  /** What breaks, in recorded order. */
  List<Broken> broken() {
    return List.copyOf(broken);
  }

  /** The plan as it is; empty where there is none. */
  Optional<PlanView> fact(View view) {
    return fact.facts.plan(planId, view);
  }

  /** The plan as it would be; empty where there would be none. */
  Optional<PlanView> instead(View view) {
    return instead.facts.plan(planId, view);
  }
}
