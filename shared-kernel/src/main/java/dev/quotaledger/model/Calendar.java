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
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The fold of a fiscal calendar: a tree of periods, each filled by its children. */
public final class Calendar {

  private static final Comparator<Period> BY_DAY =
      Comparator.comparing(Period::firstDay).thenComparing(Period::periodId);

  private final Map<PeriodId, Period> periods = new TreeMap<>();
  private ZoneId timeZone = ZoneOffset.UTC;

  /** Takes the event in. */
  public void evolve(CalendarEvent event) {
    switch (event) {
      case CalendarDefined e -> timeZone = e.timeZone();
      case CalendarExtended _ -> {}
    }
    event.periods().forEach(period -> periods.put(period.periodId(), period));
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
    return periods.values().stream()
        .filter(period -> periodId.equals(period.parentId()))
        .sorted(BY_DAY)
        .toList();
  }

  /** The outermost periods, in the order of their days. */
  public List<Period> outermost() {
    return periods.values().stream()
        .filter(period -> period.parentId() == null)
        .sorted(BY_DAY)
        .toList();
  }

  /** The period and every one that it is part of, from within; throws for an unknown one. */
  public List<Period> withAncestors(PeriodId periodId) {
    return Stream.iterate(period(periodId), Optional::isPresent, this::parent)
        .map(Optional::orElseThrow)
        .toList();
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
