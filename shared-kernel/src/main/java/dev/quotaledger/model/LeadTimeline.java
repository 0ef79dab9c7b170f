package dev.quotaledger.model;

import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.RepId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A lead as any view has it.
 *
 * @param steps everything that was recorded of it
 */
public record LeadTimeline(Steps<LeadEvent> steps) {

  /**
   * The lead as a view has it; empty where it had not come in or was not known yet.
   *
   * @param asOf the business date of the view; null for no cut
   * @param knownAt the moment at which it is known; null for no cut
   */
  public Optional<LeadState> at(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    LeadState state = null;
    for (LeadEvent event : steps.seen(asOf, knownAt).toList()) {
      if (state != null || event instanceof LeadCreated) {
        state = LeadState.evolve(state, event);
      }
    }
    return Optional.ofNullable(state);
  }

  /** The months in which it came in, in any view. */
  public Set<YearMonth> months() {
    return states().map(state -> YearMonth.from(state.openedOn())).collect(Collectors.toSet());
  }

  /** Who worked it in any view; empty stands for nobody. */
  public Set<Optional<RepId>> reps() {
    return states().map(state -> Optional.ofNullable(state.repId())).collect(Collectors.toSet());
  }

  /** The lead after each step. */
  private Stream<LeadState> states() {
    List<LeadState> states = new ArrayList<>();
    LeadState state = null;
    for (LeadEvent event : steps.events().toList()) {
      state = LeadState.evolve(state, event);
      states.add(state);
    }
    return states.stream();
  }
}
