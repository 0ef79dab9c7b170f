package dev.quotaledger.api;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** The forms that text and numbers in messages may have, checked in one place. */
final class Text {

  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@+~-]{0,99}");

  /** Far more digits than any number here has; more than a few thousand take long to work with. */
  private static final int MOST_DIGITS = 100;

  private static final int MOST_BITS = 333;

  private Text() {}

  /** The number that the text names; throws {@link InvalidValue} when it names none. */
  static BigDecimal decimal(String field, String text) {
    try {
      if (text.length() <= MOST_DIGITS) {
        return new BigDecimal(text);
      }
    } catch (NumberFormatException _) {
      // Refused below, together with what is too long.
    }
    throw new InvalidValue(field, "a decimal number such as 1234.56", text);
  }

  /** Throws {@link InvalidValue} for a number that would take long to work with. */
  static void checkDigits(String field, BigDecimal value) {
    int bits = value.unscaledValue().bitLength();
    if (bits > MOST_BITS) {
      throw new InvalidValue(
          field, "a number of at most " + MOST_DIGITS + " digits", "a number of " + bits + " bits");
    }
  }

  static boolean isId(String value) {
    return ID.matcher(value).matches();
  }

  static void checkId(String field, String value) {
    if (!isId(value)) {
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
