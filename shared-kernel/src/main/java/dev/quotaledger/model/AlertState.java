package dev.quotaledger.model;

import dev.quotaledger.api.AlertCommand;
import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertEvent.AlertAcknowledged;
import dev.quotaledger.api.AlertEvent.AlertCleared;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertLimit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fold of an alert, and the one decision on whether a figure raises or clears it.
 *
 * @param raised how it was last raised
 * @param standing how it stands
 * @param events how many events it has
 */
public record AlertState(AlertRaised raised, Standing standing, int events) {

  /** How an alert stands. */
  public enum Standing {
    /** The figure has crossed the limit, and nobody has said that they have seen it. */
    RAISED,
    /** It is raised, and somebody has seen it. */
    ACKNOWLEDGED,
    /** The figure is behind the limit again. */
    CLEARED
  }

  /**
   * The state after the event.
   *
   * @param state the state before; null before the first {@link AlertRaised}
   */
  public static AlertState evolve(@Nullable AlertState state, AlertEvent event) {
    int events = state == null ? 1 : state.events + 1;
    return switch (event) {
      case AlertRaised e -> new AlertState(e, Standing.RAISED, events);
      case AlertCleared e -> new AlertState(begun(state, e).raised, Standing.CLEARED, events);
      case AlertAcknowledged e ->
        new AlertState(begun(state, e).raised, Standing.ACKNOWLEDGED, events);
    };
  }

  /**
   * What a figure means for an alert: that it is raised, once for each crossing of the limit; that it
   * is cleared, as soon as the figure is past the value at which it clears; or nothing. An alert that
   * is raised stays so between the two values, whether or not it is acknowledged, and so does one that
   * is not.
   *
   * @param state null where it was never raised
   * @param seen the figure, in the form of the event that raises the alert
   */
  public static Optional<AlertEvent> observe(@Nullable AlertState state, AlertRaised seen) {
    AlertLimit limit = seen.limit();
    if (state == null || !state.isRaised()) {
      return limit.isCrossedBy(seen.value()) && hasRoom(state)
          ? Optional.of(seen)
          : Optional.empty();
    }
    return limit.isClearedBy(seen.value())
        ? Optional.of(new AlertCleared(seen.alertId(), limit, seen.value(), seen.effectiveOn()))
        : Optional.empty();
  }

  /** Whether it is raised, acknowledged or not. */
  public boolean isRaised() {
    return switch (standing) {
      case RAISED, ACKNOWLEDGED -> true;
      case CLEARED -> false;
    };
  }

  /** To be raised, acknowledged and cleared once more. */
  private static boolean hasRoom(@Nullable AlertState state) {
    return state == null || state.events + 3 <= AlertCommand.MAX_EVENTS;
  }

  private static AlertState begun(@Nullable AlertState state, AlertEvent event) {
    if (state == null) {
      throw new IllegalStateException("An alert begins with AlertRaised, not with " + event);
    }
    return state;
  }
}
