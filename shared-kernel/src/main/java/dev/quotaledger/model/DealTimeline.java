package dev.quotaledger.model;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.RepId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A deal as any view has it.
 *
 * @param steps everything that was recorded of it
 */
public record DealTimeline(Steps<DealEvent> steps) {

  /**
   * The deal as a view has it; empty where it was not open or not known yet.
   *
   * @param asOf the business date of the view; null for no cut
   * @param knownAt the moment at which it is known; null for no cut
   */
  public Optional<DealProgress> at(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    DealProgress progress = null;
    for (DealEvent event : steps.seen(asOf, knownAt).toList()) {
      if (progress != null || event instanceof DealOpened) {
        progress = DealProgress.evolve(progress, event);
      }
    }
    return Optional.ofNullable(progress);
  }

  /**
   * The months in which it was closed in any view, and those from which it is closed or should never
   * have been: a deal that is open on a day and is not any more ended in that month or later.
   */
  public Set<YearMonth> endMonths() {
    Stream<LocalDate> closed = states().map(DealState::closedOn).filter(Objects::nonNull);
    Stream<LocalDate> ended = steps.events().filter(DealTimeline::ends).map(DealEvent::effectiveOn);
    return Stream.concat(closed, ended).map(YearMonth::from).collect(Collectors.toSet());
  }

  /** Whom it belonged to in any view, and perhaps some more. */
  public Set<CreditTarget> targets() {
    List<DealState> states = states().toList();
    Set<CreditTarget> targets = new HashSet<>();
    for (DealState state : states) {
      state.shares().forEach(share -> targets.add(CreditTarget.of(share.repId(), null)));
    }
    if (states.stream().anyMatch(state -> state.shares().isEmpty())) {
      for (Optional<RepId> owner : each(states, DealState::repId)) {
        each(states, state -> state.belongsTo().territoryId())
            .forEach(territory ->
                targets.add(CreditTarget.of(owner.orElse(null), territory.orElse(null))));
      }
    }
    return targets;
  }

  /** The leads that it named in any view. */
  public Set<LeadId> leads() {
    return states()
        .map(state -> state.belongsTo().leadId())
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  private static <T> Set<Optional<T>> each(
      List<DealState> states, Function<DealState, @Nullable T> part) {
    return states.stream()
        .map(state -> Optional.ofNullable(part.apply(state)))
        .collect(Collectors.toSet());
  }

  private static boolean ends(DealEvent event) {
    return event instanceof DealWon || event instanceof DealLost || event instanceof DealVoided;
  }

  /** The deal after each step. */
  private Stream<DealState> states() {
    List<DealState> states = new ArrayList<>();
    DealState state = null;
    for (DealEvent event : steps.events().toList()) {
      state = DealState.evolve(state, event);
      states.add(state);
    }
    return states.stream();
  }
}
