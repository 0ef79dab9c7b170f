package dev.quotaledger.command;

import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;

/** What became of a command. */
public sealed interface Outcome {

  /**
   * The command was taken.
   *
   * @param aggregateId the typed identifier of who decided: {@code plan-fy26}
   * @param version the number of the aggregate's last event after the command, counted from 0; -1
   *     when it still has none
   * @param events what was recorded, in order, in the state that is stored; empty when the command
   *     changed nothing
   * @param repeated whether the command was taken before under the same idempotency key; version
   *     and events are then those of the first time
   */
  record Decided(
      String aggregateId, long version, List<DomainEventMessage<?>> events, boolean repeated)
      implements Outcome {

    /** Copies the list. */
    public Decided {
      events = List.copyOf(events);
    }

    /** Whether the command changed anything, the first time when it is repeated. */
    public boolean changed() {
      return !events.isEmpty();
    }

    /** The facts of one type that were recorded, in order. */
    public <E extends DomainEvent> Stream<E> facts(Class<E> type) {
      return events.stream()
          .map(DomainEventMessage::getPayload)
          .filter(type::isInstance)
          .map(type::cast);
    }

    /** The first fact of one type that was recorded; empty when there is none. */
    public <E extends DomainEvent> Optional<E> fact(Class<E> type) {
      return facts(type).findFirst();
    }
  }

  /** The command was refused, and nothing was recorded. */
  record Declined(Refusal refusal) implements Outcome {}

  /** The command carried a value that cannot be recorded, and nothing was. */
  record Invalid(InvalidValue problem) implements Outcome {}
}
