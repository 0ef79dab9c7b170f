package dev.quotaledger.command.imports;

import dev.quotaledger.api.CalendarCommand;
import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.CalendarCommand.ExtendCalendar;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.command.References;
import dev.quotaledger.runtime.web.TextInput;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Files of periods, read at once. The periods of a calendar are one step, since parents and children
 * may come in any order; only those of a very large calendar are several. The days of a new calendar
 * begin in UTC: the file has no time zone.
 */
final class PeriodSteps implements Steps {

  private static final int MOST_LEVELS = 10;

  private record Entry(Row row, Period period) {}

  private final References references;
  private final Iterator<Step> steps;

  PeriodSteps(CsvFile file, References references) {
    this.references = references;
    Map<CalendarId, List<Entry>> calendars = new LinkedHashMap<>();
    List<Step> read = new ArrayList<>();
    for (Row row = file.nextOrNull(); row != null; row = file.nextOrNull()) {
      try {
        row.checkWidth();
        CalendarId calendarId = row.required("calendarId", CalendarId::new);
        Entry entry = new Entry(row, period(row));
        calendars.computeIfAbsent(calendarId, _ -> new ArrayList<>()).add(entry);
      } catch (InvalidValue e) {
        read.add(Step.unreadable(List.of(row), e));
      }
    }
    calendars.forEach((calendarId, entries) -> read.addAll(steps(calendarId, entries)));
    this.steps = read.iterator();
  }

  @Override
  public @Nullable Step next() {
    return steps.hasNext() ? steps.next() : null;
  }

  private static Period period(Row row) {
    LocalDate firstDay = row.required("firstDay", text -> TextInput.day("firstDay", text));
    LocalDate lastDay = row.required("lastDay", text -> TextInput.day("lastDay", text));
    return new Period(
        row.required("periodId", PeriodId::new),
        firstDay,
        lastDay,
        row.optional("parentId", PeriodId::new));
  }

  private List<Step> steps(CalendarId calendarId, List<Entry> entries) {
    boolean isKnown = references.calendar(calendarId).isPresent();
    List<Step> result = new ArrayList<>();
    for (List<Entry> part : parts(entries)) {
      boolean defines = !isKnown && result.isEmpty();
      result.add(step(calendarId, part, defines));
    }
    return result;
  }

  private static Step step(CalendarId calendarId, List<Entry> part, boolean defines) {
    List<Row> rows = part.stream().map(Entry::row).toList();
    List<Period> periods = part.stream().map(Entry::period).toList();
    try {
      DomainCommand command = defines
          ? new DefineCalendar(calendarId, ZoneOffset.UTC, periods)
          : new ExtendCalendar(calendarId, periods);
      return Step.of(rows, List.of(command));
    } catch (InvalidValue e) {
      return Step.unreadable(rows, e);
    }
  }

  /** As few as fit into commands, each of whole outermost periods, in the order of their days. */
  private static List<List<Entry>> parts(List<Entry> entries) {
    if (entries.size() <= CalendarCommand.MAX_PERIODS) {
      return List.of(entries);
    }
    List<List<Entry>> parts = new ArrayList<>();
    List<Entry> part = new ArrayList<>();
    for (List<Entry> tree : trees(entries)) {
      if (!part.isEmpty() && part.size() + tree.size() > CalendarCommand.MAX_PERIODS) {
        parts.add(part);
        part = new ArrayList<>();
      }
      part.addAll(tree);
    }
    parts.add(part);
    return parts;
  }

  private static List<List<Entry>> trees(List<Entry> entries) {
    Map<PeriodId, Period> byId = entries.stream()
        .map(Entry::period)
        .collect(Collectors.toMap(Period::periodId, period -> period, (first, _) -> first));
    return entries.stream()
        .collect(Collectors.groupingBy(entry -> outermost(entry.period(), byId)))
        .entrySet()
        .stream()
        .sorted(Comparator.comparing(tree -> tree.getKey().firstDay()))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static Period outermost(Period period, Map<PeriodId, Period> byId) {
    Period found = period;
    for (int level = 0; level < MOST_LEVELS && found.parentId() != null; level++) {
      Period parent = byId.get(found.parentId());
      if (parent == null) {
        break;
      }
      found = parent;
    }
    return found;
  }
}
