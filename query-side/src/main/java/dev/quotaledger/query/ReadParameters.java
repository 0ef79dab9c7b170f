package dev.quotaledger.query;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.runtime.web.TextInput;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The request parameters that all reads share, from the text that a client sent. */
public final class ReadParameters {

  private static final int LARGEST_LIMIT = 1_000;

  private ReadParameters() {}

  /**
   * The business date up to which facts count.
   *
   * @param text an ISO date; null for no cut
   * @throws InvalidValue when it is no date
   */
  public static @Nullable LocalDate asOf(@Nullable String text) {
    return date("asOf", text);
  }

  /**
   * A date parameter.
   *
   * @param name the parameter
   * @param text an ISO date; null when the parameter is absent
   * @throws InvalidValue when it is no date
   */
  public static @Nullable LocalDate date(String name, @Nullable String text) {
    return text == null ? null : TextInput.day(name, text);
  }

  /**
   * The moment whose knowledge counts, for {@link SettledTime#resolve}.
   *
   * @param text an ISO instant; null for all that is known
   * @throws InvalidValue when it is no instant
   */
  public static @Nullable Instant knownAt(@Nullable String text) {
    return text == null ? null : TextInput.instant("knownAt", text);
  }

  /**
   * How many items a page has.
   *
   * @param text a whole number from 1 to 1000; null for the default
   * @param byDefault the size of a page when the client asks for none
   * @throws InvalidValue when it is anything else
   */
  public static int limit(@Nullable String text, int byDefault) {
    if (text == null) {
      return byDefault;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= LARGEST_LIMIT) {
        return limit;
      }
    } catch (NumberFormatException _) {
      // refused below, like a number out of range
    }
    throw new InvalidValue("limit", "a whole number from 1 to " + LARGEST_LIMIT, text);
  }
}
