package dev.quotaledger.query.alerts;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertEvent.AlertAcknowledged;
import dev.quotaledger.api.AlertEvent.AlertCleared;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.attainment.StoredEvent;
import dev.quotaledger.model.attainment.View;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An alert as one view has it.
 *
 * @param raised the event that raised it last
 * @param cleared the event that cleared it after that; null where it is raised
 * @param acknowledged the event that somebody had seen it after that; null where nobody has
 * @param timesRaised how often it was raised in this period
 * @param events what the view has of it, in recorded order
 * @param version the place of its last event, whatever the view has
 */
record SeenAlert(
    AlertState state,
    StoredEvent raised,
    @Nullable StoredEvent cleared,
    @Nullable StoredEvent acknowledged,
    int timesRaised,
    List<StoredEvent> events,
    long version) {

  /** The alert that a stream makes up; empty where it was not raised yet. */
  static Optional<SeenAlert> of(List<StoredEvent> stream, View view) {
    List<StoredEvent> seen = stream.stream()
        .filter(stored -> stored.isKnownAt(view.knownAt()))
        .filter(stored -> !stored.event().effectiveOn().isAfter(view.day()))
        .toList();
    AlertState state = null;
    StoredEvent raised = null;
    StoredEvent cleared = null;
    StoredEvent acknowledged = null;
    int times = 0;
    for (StoredEvent stored : seen) {
      AlertEvent event = (AlertEvent) stored.event();
      if (state == null && !(event instanceof AlertRaised)) {
        continue;
      }
      state = AlertState.evolve(state, event);
      switch (event) {
        case AlertRaised _ -> {
          raised = stored;
          cleared = null;
          acknowledged = null;
          times++;
        }
        case AlertCleared _ -> cleared = stored;
        case AlertAcknowledged _ -> acknowledged = stored;
      }
    }
    return state == null
        ? Optional.empty()
        : Optional.of(new SeenAlert(
            state,
            Objects.requireNonNull(raised),
            cleared,
            acknowledged,
            times,
            seen,
            stream.getLast().sequence()));
  }

  /** Whether it was ever addressed to them, as far as the view goes. */
  boolean isFor(Reader reader) {
    return events.stream()
        .map(StoredEvent::event)
        .filter(AlertRaised.class::isInstance)
        .anyMatch(event -> reader.sees(((AlertRaised) event).recipients()));
  }
}
