package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The attribute {@code sequence} of an entry, which is its index, filled with zeros to 20 digits. It
 * is looked for as it is written, and only among the attributes of the entry itself: what stands
 * within other values may be called the same.
 */
final class Sequence {

  private static final int DIGITS = 20;

  private final byte[] entry;
  private int at;

  private Sequence(byte[] entry) {
    this.entry = entry;
  }

  /** Whether the entry says that it is the one with the index, and does not say it otherwise too. */
  static boolean isOf(byte[] entry, long index) {
    String digits = Long.toString(index);
    return new Sequence(entry).isOnly("\"" + "0".repeat(DIGITS - digits.length()) + digits + "\"");
  }

  private boolean isOnly(String value) {
    boolean isThere = false;
    int depth = 0;
    for (at = 0; at < entry.length; at++) {
      switch (entry[at]) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> {
          boolean isName = text().equals("\"sequence\"") && depth == 1 && followedBy(':');
          if (isName && !(followedBy('"') && text().equals(value))) {
            return false;
          }
          isThere |= isName;
        }
        default -> {
          // Numbers, literals and what stands between values.
        }
      }
    }
    return isThere;
  }

  /** The string that begins here, with its quotes and escapes; moves to its closing quote. */
  private String text() {
    int from = at;
    for (at++; at < entry.length && entry[at] != '"'; at++) {
      if (entry[at] == '\\') {
        at++;
      }
    }
    return new String(entry, from, Math.min(at + 1, entry.length) - from, UTF_8);
  }

  /** Whether this is what comes next; moves there. */
  private boolean followedBy(char expected) {
    int next = at + 1;
    while (next < entry.length && entry[next] == ' ') {
      next++;
    }
    boolean isThere = next < entry.length && entry[next] == expected;
    at = isThere ? next : at;
    return isThere;
  }
}
