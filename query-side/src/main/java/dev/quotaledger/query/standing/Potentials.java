package dev.quotaledger.query.standing;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.PlanFrame;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.View;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What territories could give in a year, in the currency of a plan. */
final class Potentials {

  private Potentials() {}

  /**
   * The potential of each territory that has one, and of each rep: the sum of what the rep holds as
   * the primary holder on the last day of the period. Where that day belongs to a period that was
   * closed, the holders are those who were known when it closed, as for credit.
   */
  static Map<Node, Money> of(SeenPlan plan, Period period, View view) {
    Reference reference = plan.reference();
    LocalDate day = period.lastDay();
    Instant holdersKnownAt = closing(plan, day).orElse(view.knownAt());
    Map<Node, Money> potentials = new HashMap<>();
    reference.territories().stream()
        .flatMap(territory -> reference.territory(territory, view.knownAt()).stream())
        .forEach(territory -> {
          Money potential = inCurrencyOf(plan.frame(), territory);
          if (potential != null) {
            potentials.put(Node.territory(territory.territoryId()), potential);
            RepId holder = reference
                .holders(territory.territoryId(), holdersKnownAt)
                .primary()
                .at(day);
            if (holder != null) {
              potentials.merge(Node.rep(holder), potential, Money::plus);
            }
          }
        });
    return potentials;
  }

  private static @Nullable Money inCurrencyOf(PlanFrame plan, TerritoryDefined territory) {
    Money potential = territory.potential();
    return potential != null && potential.currency().equals(plan.currency()) ? potential : null;
  }

  /** When the leaf period of the day was closed; empty while it is open. */
  private static Optional<Instant> closing(SeenPlan plan, LocalDate day) {
    return plan.calendar().leaves().stream()
        .filter(leaf -> leaf.days().contains(day))
        .findFirst()
        .flatMap(leaf -> plan.frame().closedAt(leaf.periodId(), plan.calendar()));
  }
}
