package dev.quotaledger.model;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
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
 * Everything that was recorded of a deal, from which it is folded as any view has it: the events that
 * were known then and hold by then, in recorded order, so that what was recorded later replaces what
 * was there before from its effective date on.
 *
 * @param steps in recorded order
 */
public record DealTimeline(List<Step> steps) {

  /** No deal yet. */
  public static final DealTimeline NOTHING = new DealTimeline(List.of());

  /**
   * Something that was recorded.
   *
   * @param recordedAt when it was recorded
   * @param sequence its place in the deal's stream
   */
  public record Step(DealEvent event, Instant recordedAt, long sequence) {}

  /** The steps are copied. */
  public DealTimeline {
    steps = List.copyOf(steps);
  }

  /** The timeline with one more step. */
  public DealTimeline plus(DealEvent event, Instant recordedAt, long sequence) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(new Step(event, recordedAt, sequence));
    return new DealTimeline(longer);
  }

  /**
   * The deal as a view has it; empty where it was not open or not known yet.
   *
   * @param asOf the business date of the view; null for no cut
   * @param knownAt the moment at which it is known; null for no cut
   */
  public Optional<DealProgress> at(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    DealProgress progress = null;
    for (Step step : steps) {
      boolean counts = (knownAt == null || !step.recordedAt.isAfter(knownAt))
          && (asOf == null || !step.event.effectiveOn().isAfter(asOf));
      if (counts && (progress != null || step.event instanceof DealOpened)) {
        progress = DealProgress.evolve(progress, step.event);
      }
    }
    return Optional.ofNullable(progress);
  }

  /** The place of the newest step; -1 where there is none. */
  public long version() {
    return steps.isEmpty() ? -1 : steps.getLast().sequence;
  }

  /** The latest day from which a step holds: views of later days are all alike. */
  public LocalDate lastEffectiveOn() {
    return steps.stream()
        .map(step -> step.event.effectiveOn())
        .max(LocalDate::compareTo)
        .orElse(LocalDate.MIN);
  }

  /** When the newest step was recorded: views that know it are all alike. */
  public Instant lastRecordedAt() {
    return steps.stream().map(Step::recordedAt).max(Instant::compareTo).orElse(Instant.MIN);
  }

  /**
   * The months in which it was closed in any view, and those from which it is closed or should never
   * have been: a deal that is open on a day and is not any more ended in that month or later.
   */
  public Set<YearMonth> endMonths() {
    Stream<LocalDate> closed = states().map(DealState::closedOn).filter(Objects::nonNull);
    Stream<LocalDate> ended =
        steps.stream().map(Step::event).filter(DealTimeline::ends).map(DealEvent::effectiveOn);
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
    for (Step step : steps) {
      state = DealState.evolve(state, step.event);
      states.add(state);
    }
    return states.stream();
  }
}
