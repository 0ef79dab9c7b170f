package dev.quotaledger.command.imports;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.runtime.web.TextInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Dates and moments as other systems write them: a date; a date and a time, which is one of the time
 * zone; or a moment with an offset, whose day is that of the time zone.
 *
 * @param zone the time zone
 * @param more a further form of dates; null for none
 */
record ExportedTime(ZoneId zone, @Nullable DateTimeFormatter more) {

  private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
      .append(DateTimeFormatter.ISO_LOCAL_DATE)
      .appendPattern("[['T'][' ']HH:mm[:ss]")
      .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
      .appendPattern("[XXX][XX][X]]")
      .toFormatter(Locale.ROOT);

  /** Of a profile. */
  static ExportedTime of(ImportProfile profile) {
    String zone = profile.timeZone();
    String format = profile.dateFormat();
    return new ExportedTime(
        ZoneId.of(zone == null ? "UTC" : zone),
        format == null ? null : DateTimeFormatter.ofPattern(format, Locale.ROOT));
  }

  /**
   * The day.
   *
   * @throws InvalidValue when the text is none of these
   */
  LocalDate day(String column, String text) {
    LocalDate day = switch (parsed(column, text)) {
      case LocalDate date -> date;
      case ZonedDateTime moment -> moment.toLocalDate();
      case TemporalAccessor other -> throw new IllegalStateException(other.toString());
    };
    return TextInput.day(column, day.toString());
  }

  /**
   * The moment; of a date, its start.
   *
   * @throws InvalidValue when the text is none of these
   */
  Instant moment(String column, String text) {
    Instant moment = switch (parsed(column, text)) {
      case LocalDate date -> date.atStartOfDay(zone).toInstant();
      case ZonedDateTime time -> time.toInstant();
      case TemporalAccessor other -> throw new IllegalStateException(other.toString());
    };
    return TextInput.instant(column, moment.toString());
  }

  /** A date, or a time of the zone. */
  private TemporalAccessor parsed(String column, String text) {
    try {
      return inZone(
          ISO.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from));
    } catch (DateTimeException _) {
      // another form, if there is one
    }
    try {
      if (more != null) {
        return inZone(more.parseBest(text, LocalDateTime::from, LocalDate::from));
      }
    } catch (DateTimeException _) {
      // said below
    }
    throw new InvalidValue(
        column,
        "a date such as 2026-01-31, or a time such as 2026-01-31T12:00:00Z or 2026-01-31 12:00"
            + (more == null ? "" : ", or of the form of the profile"),
        text);
  }

  private TemporalAccessor inZone(TemporalAccessor parsed) {
    return switch (parsed) {
      case OffsetDateTime moment -> moment.atZoneSameInstant(zone);
      case LocalDateTime time -> time.atZone(zone);
      default -> parsed;
    };
  }
}
