package dev.quotaledger.model;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.RepId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
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
   * <p>What its source told of it first is how it was when it told, although it holds from the day of
   * its creation on. So a view of an earlier day has what the newest record of the past says that is
   * not later than that day, unless something changed after it.
   *
   * @param asOf the business date of the view; null for no cut
   * @param knownAt the moment at which it is known; null for no cut
   */
  public Optional<DealProgress> at(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    List<DealEvent> seen = steps.seen(asOf, knownAt).toList();
    DealProgress progress = null;
    LocalDate changedOn = LocalDate.MIN;
    for (DealEvent event : seen) {
      if (progress != null || event instanceof DealOpened) {
        progress = DealProgress.evolve(progress, event);
        boolean changes = !(event instanceof DealOpened
            || event instanceof DealHistoryRecorded
            || event instanceof ForecastCategoryOverridden);
        changedOn = changes ? later(changedOn, event.effectiveOn()) : changedOn;
      }
    }
    List<DealHistoryRecorded> past = past(seen);
    if (progress == null || past.isEmpty()) {
      return Optional.ofNullable(progress);
    }
    DealHistoryRecorded newest = past.getLast();
    boolean holds =
        asOf != null && asOf.isBefore(firstToldOn()) && !newest.effectiveOn().isBefore(changedOn);
    return Optional.of(progress.withPast(past, holds ? newest : null));
  }

  /** The latest day from which something holds: views of later days are all alike. */
  public LocalDate lastEffectiveOn() {
    boolean hasPast = steps.events().anyMatch(DealHistoryRecorded.class::isInstance);
    return hasPast ? later(steps.lastEffectiveOn(), firstToldOn()) : steps.lastEffectiveOn();
  }

  private LocalDate firstToldOn() {
    return LocalDate.ofInstant(steps.list().getFirst().recordedAt(), ZoneOffset.UTC);
  }

  private static LocalDate later(LocalDate day, LocalDate other) {
    return other.isAfter(day) ? other : day;
  }

  /** The records of the past by the moments of which they tell. */
  private static List<DealHistoryRecorded> past(List<DealEvent> events) {
    return events.stream()
        .filter(DealHistoryRecorded.class::isInstance)
        .map(DealHistoryRecorded.class::cast)
        .sorted(Comparator.comparing(DealHistoryRecorded::effectiveOn)
            .thenComparing(
                DealHistoryRecorded::changedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
        .toList();
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
    past(steps.events().toList()).stream()
        .map(DealHistoryRecorded::repId)
        .filter(Objects::nonNull)
        .forEach(rep -> targets.add(CreditTarget.of(rep, null)));
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
    return event instanceof DealWon
        || event instanceof DealLost
        || event instanceof DealVoided
        || event instanceof DealHistoryRecorded;
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
