package dev.quotaledger.command.calendar;

import dev.quotaledger.api.CalendarCommand.DefineCalendar;
import dev.quotaledger.api.CalendarCommand.ExtendCalendar;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Writes;
import dev.quotaledger.runtime.web.RequestContext;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Takes the writes of fiscal calendars. */
@RestController
@RequestMapping("/api/v1/calendars")
class CalendarController {

  private final Writes writes;

  CalendarController(Writes writes) {
    this.writes = writes;
  }

  /** A new calendar, with its periods or with a pattern that gives them. */
  record Define(
      CalendarId calendarId,
      ZoneId timeZone,
      @Nullable List<Period> periods,
      @Nullable String pattern,
      @Nullable LocalDate firstDay,
      @Nullable Integer years) {

    private DefineCalendar command() {
      return new DefineCalendar(
          calendarId, timeZone, new Extend(periods, pattern, firstDay, years).all());
    }
  }

  /**
   * Periods, or a pattern that gives them.
   *
   * @param periods null with a pattern
   * @param pattern as {@link CalendarPattern#expand} takes it; null with periods
   * @param firstDay the first day of the pattern's first year
   * @param years how many years of the pattern; null for one
   */
  record Extend(
      @Nullable List<Period> periods,
      @Nullable String pattern,
      @Nullable LocalDate firstDay,
      @Nullable Integer years) {

    private List<Period> all() {
      if ((periods == null) == (pattern == null)) {
        throw new InvalidValue(
            "periods", "either periods or a pattern", pattern == null ? "neither" : "both");
      }
      if (periods != null) {
        return periods;
      }
      if (firstDay == null) {
        throw new InvalidValue("firstDay", "the first day of the pattern's first year", "nothing");
      }
      return CalendarPattern.expand(pattern, firstDay, years == null ? 1 : years);
    }
  }

  /** The periods that were added, in the order in which they were given. */
  record Answer(CalendarId calendarId, List<Period> added, long version, boolean changed) {}

  @PostMapping
  ResponseEntity<Answer> define(@RequestBody Define body, RequestContext request) {
    Decided decided = writes.send(body.command(), request);
    return writes.created(
        decided,
        "/api/v1/calendars/" + body.calendarId().value(),
        answer(body.calendarId(), decided));
  }

  @PostMapping("/{calendarId}/periods")
  ResponseEntity<Answer> extend(
      @PathVariable CalendarId calendarId, @RequestBody Extend body, RequestContext request) {
    Decided decided = writes.send(new ExtendCalendar(calendarId, body.all()), request);
    return writes.changed(decided, answer(calendarId, decided));
  }

  private static Answer answer(CalendarId calendarId, Decided decided) {
    List<Period> added = decided
        .facts(CalendarEvent.class)
        .flatMap(event -> event.periods().stream())
        .toList();
    return new Answer(calendarId, added, decided.version(), decided.changed());
  }
}
