package dev.quotaledger.model;

import dev.quotaledger.api.DomainEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Everything that was recorded of one thing, from which it is folded as any view has it.
 *
 * @param <E> the family of events
 * @param list in recorded order
 */
public record Steps<E extends DomainEvent>(List<Step<E>> list) {

  /**
   * Something that was recorded.
   *
   * @param recordedAt when it was recorded
   * @param sequence its place in the stream
   */
  public record Step<E extends DomainEvent>(E event, Instant recordedAt, long sequence) {}

  /** The steps are copied. */
  public Steps {
    list = List.copyOf(list);
  }

  /** Nothing yet. */
  public static <E extends DomainEvent> Steps<E> none() {
    return new Steps<>(List.of());
  }

  /** With one step more. */
  public Steps<E> plus(E event, Instant recordedAt, long sequence) {
    List<Step<E>> longer = new ArrayList<>(list);
    longer.add(new Step<>(event, recordedAt, sequence));
    return new Steps<>(longer);
  }

  /** All events, in recorded order. */
  public Stream<E> events() {
    return list.stream().map(Step::event);
  }

  /**
   * The events that a view has: those that were known then and hold by then. They stand in recorded
   * order, so that what was recorded later replaces what was there before from its effective date on.
   *
   * @param asOf the business date of the view; null for no cut
   * @param knownAt the moment at which it is known; null for no cut
   */
  public Stream<E> seen(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    return list.stream()
        .filter(step -> knownAt == null || !step.recordedAt.isAfter(knownAt))
        .map(Step::event)
        .filter(event -> asOf == null || !event.effectiveOn().isAfter(asOf));
  }

  /** The place of the newest step; -1 where there is none. */
  public long version() {
    return list.isEmpty() ? -1 : list.getLast().sequence;
  }

  /** The latest day from which a step holds: views of later days are all alike. */
  public LocalDate lastEffectiveOn() {
    return events().map(DomainEvent::effectiveOn).max(LocalDate::compareTo).orElse(LocalDate.MIN);
  }

  /** When the newest step was recorded: views that know it are all alike. */
  public Instant lastRecordedAt() {
    return list.stream().map(Step::recordedAt).max(Instant::compareTo).orElse(Instant.MIN);
  }
}
