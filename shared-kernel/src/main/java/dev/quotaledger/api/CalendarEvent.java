package dev.quotaledger.api;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.axonframework.serialization.Revision;

/** What has happened to a fiscal calendar: it only ever grows. */
public sealed interface CalendarEvent extends DomainEvent {

  /** The calendar. */
  CalendarId calendarId();

  /** The periods that were added. */
  List<Period> periods();

  /** A calendar holds from the beginning: its periods say themselves when they are. */
  @Override
  default LocalDate effectiveOn() {
    return DateRange.ALWAYS;
  }

  /** A calendar was defined with its first periods. */
  @Revision("1")
  record CalendarDefined(CalendarId calendarId, ZoneId timeZone, List<Period> periods)
      implements CalendarEvent {}

  /** Periods were added before the first or after the last. */
  @Revision("1")
  record CalendarExtended(CalendarId calendarId, List<Period> periods) implements CalendarEvent {}
}
