package dev.quotaledger.runtime.web;

/** Text that UTF-8 can carry. A client can escape half a character in JSON, which no answer could repeat. */
final class WellFormed {

  private static final int REPLACEMENT = 0xFFFD;

  private WellFormed() {}

  /** Whether the text holds a surrogate without its other half. */
  static boolean lacksAHalf(String text) {
    return text.codePoints().anyMatch(WellFormed::isHalf);
  }

  /** The text with such surrogates replaced. */
  static String text(String text) {
    return lacksAHalf(text)
        ? text.codePoints()
            .map(c -> isHalf(c) ? REPLACEMENT : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString()
        : text;
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
