package dev.quotaledger.runtime.people;

import dev.quotaledger.api.InvalidValue;
import org.jspecify.annotations.Nullable;

/**
 * What the directory knows of a rep.
 *
 * @param name what people call the rep, 1 to 200 printable characters
 * @param userName the name that the rep signs in with, 1 to 200 printable characters; null when not known
 */
public record Person(String name, @Nullable String userName) {

  private static final int LONGEST = 200;

  /** Throws {@link InvalidValue} unless both have the form above. */
  public Person {
    check("name", name);
    if (userName != null) {
      check("userName", userName);
    }
  }

  private static void check(String field, String value) {
    boolean printable = value
        .codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    if (value.isBlank() || value.length() > LONGEST || !printable) {
      throw new InvalidValue(field, "1 to " + LONGEST + " printable characters", value);
    }
  }
}
