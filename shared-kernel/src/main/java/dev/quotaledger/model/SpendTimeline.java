package dev.quotaledger.model;

import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendFacts;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A spent amount as any view has it.
 *
 * @param steps everything that was recorded of it
 */
public record SpendTimeline(Steps<SpendEvent> steps) {

  /**
   * What was spent, as a view has it; empty where it was not yet, not known yet, or taken back.
   *
   * @param asOf the business date of the view; null for no cut
   * @param knownAt the moment at which it is known; null for no cut
   */
  public Optional<SpendFacts> at(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    SpendState state = null;
    for (SpendEvent event : steps.seen(asOf, knownAt).toList()) {
      if (state != null || event instanceof SpendRecorded) {
        state = SpendState.evolve(state, event);
      }
    }
    return Optional.ofNullable(state).filter(spend -> !spend.voided()).map(SpendState::facts);
  }
}
