package dev.quotaledger.api;

import java.util.regex.Pattern;

/**
 * The formula that computed the amounts of an event.
 *
 * @param name its name in the field, in capitals: {@code PRORATE_BY_DAYS}
 * @param version counts up from 1 with every change that could give another amount
 */
public record Method(String name, int version) {

  private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{0,49}");

  /** Throws {@link InvalidValue} for another name or version. */
  public Method {
    if (!NAME.matcher(name).matches()) {
      throw new InvalidValue(
          "method.name", "1 to 50 capitals, digits and underscores, a capital first", name);
    }
    if (version < 1) {
      throw new InvalidValue("method.version", "at least 1", String.valueOf(version));
    }
  }
}
