package dev.quotaledger.model;

import dev.quotaledger.api.DateRange;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What holds when: a value for every day, null before the first entry.
 *
 * @param entries the changes of value, in the order of their days, one a day at most
 */
public record Timeline<T>(List<Entry<T>> entries) {

  /**
   * A change of value.
   *
   * @param from the first day of the value
   * @param value what holds from then on; null for nothing
   */
  public record Entry<T>(LocalDate from, @Nullable T value) {}

  /** The entries are copied. */
  public Timeline {
    entries = List.copyOf(entries);
  }

  /** Nothing, on every day. */
  public static <T> Timeline<T> empty() {
    return new Timeline<>(List.of());
  }

  /** What holds on the day; null for nothing. */
  public @Nullable T at(LocalDate day) {
    T value = null;
    for (Entry<T> entry : entries) {
      if (entry.from().isAfter(day)) {
        break;
      }
      value = entry.value();
    }
    return value;
  }

  /** This timeline with the value from a day on, until the next change after that day. */
  public Timeline<T> with(LocalDate from, @Nullable T value) {
    List<Entry<T>> before =
        entries.stream().filter(e -> e.from().isBefore(from)).toList();
    List<Entry<T>> after = entries.stream().filter(e -> e.from().isAfter(from)).toList();
    return joined(before, new Entry<>(from, value), after);
  }

  /** This timeline with the value on the days of a range; other days keep theirs. */
  public Timeline<T> with(DateRange days, @Nullable T value) {
    LocalDate until = days.until();
    Timeline<T> base = until == null ? cutFrom(days.from()) : with(until, at(until));
    List<Entry<T>> before =
        base.entries.stream().filter(e -> e.from().isBefore(days.from())).toList();
    List<Entry<T>> after = base.entries.stream()
        .filter(e -> until != null && !e.from().isBefore(until))
        .toList();
    return joined(before, new Entry<>(days.from(), value), after);
  }

  /** This timeline without the changes on or after a day. */
  public Timeline<T> cutFrom(LocalDate day) {
    return new Timeline<>(entries.stream().filter(e -> e.from().isBefore(day)).toList());
  }

  /** The days of the changes, in order. */
  public Stream<LocalDate> changes() {
    return entries.stream().map(Entry::from);
  }

  /** The first day after the given one on which the value differs from its; null for none. */
  public @Nullable LocalDate changeAfter(LocalDate day) {
    T value = at(day);
    return entries.stream()
        .filter(e -> e.from().isAfter(day) && !Objects.equals(e.value(), value))
        .map(Entry::from)
        .findFirst()
        .orElse(null);
  }

  /** The first day of the range on which something holds; empty for none. */
  public Optional<LocalDate> firstHeldIn(DateRange days) {
    return Stream.concat(Stream.of(days.from()), changes())
        .filter(day -> days.contains(day) && at(day) != null)
        .findFirst();
  }

  /** The stretches of days on which exactly this value holds, in order; null asks for nothing. */
  public List<DateRange> daysOf(@Nullable T value) {
    List<DateRange> days = new ArrayList<>();
    LocalDate since = value == null ? DateRange.ALWAYS : null;
    for (Entry<T> entry : entries) {
      boolean holds = Objects.equals(entry.value(), value);
      if (holds && since == null) {
        since = entry.from();
      } else if (!holds && since != null) {
        if (entry.from().isAfter(since)) {
          days.add(new DateRange(since, entry.from()));
        }
        since = null;
      }
    }
    if (since != null) {
      days.add(DateRange.startingOn(since));
    }
    return days;
  }

  private static <T> Timeline<T> joined(
      List<Entry<T>> before, Entry<T> entry, List<Entry<T>> after) {
    return new Timeline<>(Stream.of(before.stream(), Stream.of(entry), after.stream())
        .flatMap(s -> s)
        .toList());
  }
}
