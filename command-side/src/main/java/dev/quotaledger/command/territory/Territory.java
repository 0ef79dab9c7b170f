package dev.quotaledger.command.territory;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryCommand.AssignTerritory;
import dev.quotaledger.api.TerritoryCommand.DefineTerritory;
import dev.quotaledger.api.TerritoryCommand.ReallocateTerritory;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Decider;
import dev.quotaledger.command.References;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Timeline;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * A territory and who holds it on every date.
 *
 * <p>A territory is defined and lies vacant until it is assigned. From then on its primary holder
 * changes by reallocation, to another rep or to nobody; assignments fill days on which it is vacant.
 * Any number of reps may work it beside the primary holder.
 *
 * <ol>
 *   <li>On any date at most one rep is the primary holder; an assignment takes no day from another.
 *   <li>A rep holds a territory at most once in the same role on a day.
 *   <li>Who is given a territory exists.
 *   <li>Who gives a territory away is its primary holder on the effective date: nobody, where it is
 *       vacant then.
 *   <li>A reallocation changes the holder.
 *   <li>A reallocation holds until the next change of primary holder that was recorded before it.
 *   <li>Defining the same territory or recording the same assignment again records nothing.
 * </ol>
 */
@Revision("1")
final class Territory extends Decider {

  /** An assignment as it was asked for, whatever became of its days since. */
  private record Assignment(RepId repId, HolderRole role, DateRange days) {}

  @AggregateIdentifier
  private @Nullable TerritoryId territoryId;

  private String name = "";
  private @Nullable Money potential;
  private Holders holders = Holders.NOBODY;
  private final Set<Assignment> assignments = new LinkedHashSet<>();

  /** For Axon, which folds the events into it. */
  Territory() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(DefineTerritory command) {
    if (territoryId == null) {
      apply(new TerritoryDefined(
          command.territoryId(), command.name(), command.potential(), DateRange.ALWAYS));
    } else if (!name.equals(command.name()) || !Objects.equals(potential, command.potential())) {
      throw new Refusal.AlreadyExists("territory", command.territoryId().value()).asException();
    }
  }

  @CommandHandler
  void decide(AssignTerritory command, References references) {
    DateRange days = command.days();
    if (assignments.contains(new Assignment(command.repId(), command.role(), days))) {
      return;
    }
    requireRep("repId", command.repId(), references);
    switch (command.role()) {
      case PRIMARY -> requireVacant(command.territoryId(), days);
      case CO -> requireNotBeside(command.territoryId(), command.repId(), days);
    }
    apply(new TerritoryAssigned(
        command.territoryId(), command.repId(), command.role(), days.from(), days.until()));
  }

  @CommandHandler
  void decide(ReallocateTerritory command, References references) {
    RepId from = command.fromRepId();
    RepId to = command.toRepId();
    if (Objects.equals(from, to)) {
      throw new Refusal.SameHolder(command.territoryId()).asException();
    }
    Timeline<RepId> primary = holders.primary();
    RepId holder = primary.at(command.effectiveOn());
    if (!Objects.equals(from, holder)) {
      throw new Refusal.NotTheHolder(command.territoryId(), from, holder, command.effectiveOn())
          .asException();
    }
    if (to != null) {
      requireRep("toRepId", to, references);
    }
    apply(new TerritoryReallocated(
        command.territoryId(),
        from,
        to,
        command.effectiveOn(),
        primary.changeAfter(command.effectiveOn()),
        command.quota(),
        primary.daysOf(from),
        primary.daysOf(to),
        command.reason()));
  }

  @EventSourcingHandler
  void evolve(TerritoryEvent event, MetaData metadata) {
    territoryId = event.territoryId();
    switch (event) {
      case TerritoryDefined e -> {
        name = e.name();
        potential = e.potential();
      }
      case TerritoryAssigned e -> assignments.add(new Assignment(e.repId(), e.role(), e.days()));
      case TerritoryReallocated _ -> {}
    }
    holders = holders.evolve(event);
    remember(metadata);
  }

  private static void requireRep(String field, RepId repId, References references) {
    if (references.organization().rep(repId).isEmpty()) {
      throw new Refusal.UnknownReference(field, repId.value()).asException();
    }
  }

  private void requireVacant(TerritoryId id, DateRange days) {
    holders.primary().firstHeldIn(days).ifPresent(day -> {
      RepId holder = Objects.requireNonNull(holders.primary().at(day));
      throw new Refusal.TerritoryHeld(id, holder, day).asException();
    });
  }

  private void requireNotBeside(TerritoryId id, RepId repId, DateRange days) {
    holders.co().stream()
        .filter(holding -> holding.repId().equals(repId))
        .flatMap(holding -> holding.days().intersection(days).stream())
        .map(DateRange::from)
        .min(LocalDate::compareTo)
        .ifPresent(day -> {
          throw new Refusal.TerritoryHeld(id, repId, day).asException();
        });
  }
}
