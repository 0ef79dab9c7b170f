package dev.quotaledger.query;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.runtime.web.TextInput;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The request parameters that all reads share, from the text that a client sent. */
public final class ReadParameters {

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
}
