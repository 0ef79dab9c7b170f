package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies a fiscal calendar.
 *
 * @param value 1 to 100 letters, digits or {@code . _ : @ + ~ -}, starting with a letter or a digit
 */
public record CalendarId(@JsonValue String value) implements Comparable<CalendarId> {

  /** Throws {@link InvalidValue} unless the value has the form above. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public CalendarId {
    Text.checkId("calendarId", value);
  }

  @Override
  public int compareTo(CalendarId other) {
    return value.compareTo(other.value);
  }

  /** The identifier with its type's prefix, so that no two kinds of thing share a stream. */
  @Override
  public String toString() {
    return "calendar-" + value;
  }
}
