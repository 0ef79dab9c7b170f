package dev.quotaledger.model;

import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fold of a fiscal calendar: a tree of periods, each filled by its children. */
public final class Calendar {

  private static final Comparator<Period> BY_DAY =
      Comparator.comparing(Period::firstDay).thenComparing(Period::periodId);

  private final SortedMap<PeriodId, Period> periods;
  private ZoneId timeZone;

  /** The periods right within each, in the order of their days; derived when first needed. */
  private transient @Nullable Map<PeriodId, List<Period>> children;

  /** No period. */
  public Calendar() {
    periods = new TreeMap<>();
    timeZone = ZoneOffset.UTC;
  }

  private Calendar(Calendar other) {
    periods = new TreeMap<>(other.periods);
    timeZone = other.timeZone;
  }

  /** The same calendar, which later events of this one do not reach. */
  public Calendar copy() {
    return new Calendar(this);
  }

  /** Takes the event in. */
  public void evolve(CalendarEvent event) {
    switch (event) {
      case CalendarDefined e -> timeZone = e.timeZone();
      case CalendarExtended _ -> {}
    }
    event.periods().forEach(period -> periods.put(period.periodId(), period));
    children = null;
  }

  /** The zone in which its days begin. */
  public ZoneId timeZone() {
    return timeZone;
  }

  /** The period; empty when the calendar has none of that id. */
  public Optional<Period> period(PeriodId periodId) {
    return Optional.ofNullable(periods.get(periodId));
  }

  /** All periods, in the order of their first days, outer ones before those within. */
  public List<Period> periods() {
    return periods.values().stream()
        .sorted(BY_DAY.thenComparing(Period::lastDay, Comparator.reverseOrder()))
        .toList();
  }

  /** The periods right within the given one, in the order of their days. */
  public List<Period> children(PeriodId periodId) {
    Map<PeriodId, List<Period>> index = children;
    if (index == null) {
      index = Map.copyOf(periods.values().stream()
          .filter(period -> period.parentId() != null)
          .sorted(BY_DAY)
          .collect(Collectors.groupingBy(
              period -> Objects.requireNonNull(period.parentId()),
              Collectors.toUnmodifiableList())));
      children = index;
    }
    return index.getOrDefault(periodId, List.of());
  }

  /** The outermost periods, in the order of their days. */
  public List<Period> outermost() {
    return periods.values().stream()
        .filter(period -> period.parentId() == null)
        .sorted(BY_DAY)
        .toList();
  }

  /** The period and every one that it is part of, from within; none for an unknown one. */
  public List<Period> withAncestors(PeriodId periodId) {
    return Stream.iterate(period(periodId), Optional::isPresent, this::parent)
        .map(Optional::orElseThrow)
        .toList();
  }

  /** Whether the period, or one that contains it, is among some. */
  public boolean isWithinAny(PeriodId periodId, Set<PeriodId> some) {
    return withAncestors(periodId).stream().map(Period::periodId).anyMatch(some::contains);
  }

  /** The period and every one within it. */
  public List<Period> withDescendants(PeriodId periodId) {
    return Stream.concat(
            period(periodId).stream(),
            children(periodId).stream()
                .flatMap(child -> withDescendants(child.periodId()).stream()))
        .toList();
  }

  /** Whether no other period lies within it. */
  public boolean isLeaf(PeriodId periodId) {
    return children(periodId).isEmpty();
  }

  /** The leaf periods, in the order of their days. */
  public List<Period> leaves() {
    return periods().stream().filter(period -> isLeaf(period.periodId())).toList();
  }

  /** How many periods contain it: 0 for an outermost one. */
  public int level(PeriodId periodId) {
    return withAncestors(periodId).size() - 1;
  }

  /** The first day of the outermost period that contains it. */
  public LocalDate outermostFirstDay(PeriodId periodId) {
    return withAncestors(periodId).getLast().firstDay();
  }

  private Optional<Period> parent(Optional<Period> period) {
    return period.map(Period::parentId).flatMap(this::period);
  }
}
