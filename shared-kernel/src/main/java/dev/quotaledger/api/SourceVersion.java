package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * The version that a source gives to its record: an integer or an instant. Versions of the two
 * kinds do not compare; the later received then counts as newer.
 *
 * @param number the integer; null for an instant
 * @param instant the instant; null for an integer
 */
public record SourceVersion(@Nullable Long number, @Nullable Instant instant) {

  /** Reads an integer or an ISO 8601 instant; throws {@link InvalidValue} for anything else. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public static SourceVersion parse(String text) {
    try {
      return text.matches("-?\\d{1,19}")
          ? new SourceVersion(Long.valueOf(text), null)
          : new SourceVersion(null, Instant.parse(text));
    } catch (NumberFormatException | DateTimeParseException _) {
      throw new InvalidValue("sourceVersion", "an integer or an instant in ISO 8601", text);
    }
  }

  /** Whether this version is older than the other one. */
  public boolean isOlderThan(SourceVersion other) {
    if (number != null && other.number != null) {
      return number < other.number;
    }
    return instant != null && other.instant != null && instant.isBefore(other.instant);
  }

  @Override
  @JsonValue
  public String toString() {
    return String.valueOf(number != null ? number : instant);
  }
}
