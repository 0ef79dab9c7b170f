package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.CALENDAR;
import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.PERIOD;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.Period;
import java.time.ZoneId;
import java.util.List;

/** The events of fiscal calendars. */
final class CalendarEvents {

  private static final Form<ZoneId> TIME_ZONE = Forms.text(ZoneId::getId, ZoneId::of, "");

  private static final Form<List<Period>> PERIODS = Forms.listOf(Shape.of(
      Period.class,
      field("periodId", Period::periodId, PERIOD),
      field("firstDay", Period::firstDay, DATE),
      field("lastDay", Period::lastDay, DATE),
      optional("parentId", Period::parentId, PERIOD)));

  private static final PublishedType<CalendarDefined> CALENDAR_DEFINED = type(
          "calendar.defined",
          1,
          CalendarDefined.class,
          "A calendar was defined with its first periods.")
      .about(
          e -> "calendar/" + e.calendarId().value(),
          field("calendarId", CalendarDefined::calendarId, CALENDAR),
          field("timeZone", CalendarDefined::timeZone, TIME_ZONE),
          field("periods", CalendarDefined::periods, PERIODS));

  private static final PublishedType<CalendarExtended> CALENDAR_EXTENDED = type(
          "calendar.extended",
          1,
          CalendarExtended.class,
          "Periods were added before the first or after the last.")
      .about(
          e -> "calendar/" + e.calendarId().value(),
          field("calendarId", CalendarExtended::calendarId, CALENDAR),
          field("periods", CalendarExtended::periods, PERIODS));

  private CalendarEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(CALENDAR_DEFINED, CALENDAR_EXTENDED);
  }
}
