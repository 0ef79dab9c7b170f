package dev.quotaledger.model;

import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendEvent.SpendVoided;
import dev.quotaledger.api.SpendFacts;
import org.jspecify.annotations.Nullable;

/**
 * The fold of an amount spent to win customers.
 *
 * @param voided whether it should never have been
 */
public record SpendState(SpendFacts facts, boolean voided) {

  /**
   * The state after the event.
   *
   * @param state the state before; null before {@link SpendRecorded}
   */
  public static SpendState evolve(@Nullable SpendState state, SpendEvent event) {
    if (event instanceof SpendRecorded recorded) {
      return new SpendState(recorded.facts(), false);
    }
    if (state == null) {
      throw new IllegalStateException("Spend begins with SpendRecorded, not with " + event);
    }
    return switch (event) {
      case SpendRecorded e -> new SpendState(e.facts(), false);
      case SpendCorrected e -> new SpendState(e.after(), false);
      case SpendVoided _ -> new SpendState(state.facts(), true);
    };
  }
}
