package dev.quotaledger.api;

import java.util.regex.Pattern;

/** The forms that text in messages may have, checked in one place. */
final class Text {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+~-]{0,99}");

  private Text() {}

  static void checkId(String field, String value) {
    if (!ID.matcher(value).matches()) {
      throw new InvalidValue(
          field,
          "1 to 100 letters, digits or . _ : @ + ~ -, starting with a letter or a digit",
          value);
    }
  }

  static void checkName(String field, String value, int longest) {
    if (value.isBlank() || value.length() > longest || !isPrintable(value)) {
      throw new InvalidValue(field, "1 to " + longest + " printable characters", value);
    }
  }

  /** Half a surrogate pair could be stored but never be written out again. */
  private static boolean isPrintable(String value) {
    return value
        .codePoints()
        .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }
}
