package dev.quotaledger.runtime.web;

import dev.quotaledger.api.InvalidValue;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key with which a client marks the repeats of one request.
 *
 * @param value 1 to 255 printable ASCII characters
 */
record IdempotencyKey(String value) {

  static final String HEADER = "Idempotency-Key";

  private static final String EXPECTED =
      "1 to 255 printable ASCII characters, in quotes or without spaces";
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[ !#-\\[\\]-~]|\\\\[\"\\\\]){1,510})\"");
  private static final Pattern BARE = Pattern.compile("[!#-~]{1,255}");
  private static final int LONGEST = 255;

  /** The request's key; empty when it has none; throws {@link InvalidValue} when it is malformed. */
  static Optional<IdempotencyKey> of(HttpServletRequest request) {
    List<String> sent = Collections.list(request.getHeaders(HEADER));
    return switch (sent.size()) {
      case 0 -> Optional.empty();
      case 1 -> Optional.of(parse(sent.getFirst().strip()));
      default -> throw new InvalidValue(HEADER, "one key", String.join(", ", sent));
    };
  }

  /** Reads a quoted structured string (RFC 9651), or the same without quotes. */
  static IdempotencyKey parse(String header) {
    if (BARE.matcher(header).matches()) {
      return new IdempotencyKey(header);
    }
    Matcher quoted = QUOTED.matcher(header);
    if (quoted.matches()) {
      String value = quoted.group(1).replaceAll("\\\\(.)", "$1");
      if (value.length() <= LONGEST) {
        return new IdempotencyKey(value);
      }
    }
    throw new InvalidValue(HEADER, EXPECTED, header);
  }
}
