package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** The forms of text, numbers and bytes in notes, receipts and exports: one way to write each. */
final class Forms {

  private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,18}");

  /** A space of Unicode that Java counts neither as whitespace nor as a space. */
  private static final int NEXT_LINE = 0x85;

  private Forms() {}

  /** The text that the bytes are. */
  static String utf8(String what, byte[] bytes) {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException _) {
      throw new Malformed(what, "UTF-8");
    }
  }

  /** The lines of the text, each of which ends with a line feed; none where the text is empty. */
  static List<String> lines(String what, String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    if (!text.endsWith("\n")) {
      throw new Malformed(what, "a line feed at the end of each line");
    }
    return List.of(text.substring(0, text.length() - 1).split("\n", -1));
  }

  /** The bytes that the text stands for; another text for the same bytes is refused. */
  static byte[] base64(String what, String text) {
    try {
      byte[] bytes = Base64.getDecoder().decode(text);
      if (base64(bytes).equals(text)) {
        return bytes;
      }
    } catch (IllegalArgumentException _) {
      // Refused below, together with what could be written otherwise.
    }
    throw new Malformed(what, "base64 with padding");
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** The number that is not negative and has no leading zeros. */
  static long number(String what, String text) {
    try {
      if (NUMBER.matcher(text).matches()) {
        return Long.parseLong(text);
      }
    } catch (NumberFormatException _) {
      // More than a long takes.
    }
    throw new Malformed(what, "a number without leading zeros");
  }

  /** Whether nothing in the text is a control character, nor half a surrogate pair. */
  static boolean isPlain(String text) {
    return text.codePoints().noneMatch(c -> c < ' ' || Character.getType(c) == Character.SURROGATE);
  }

  /** Whether a key can be named so. */
  static boolean isKeyName(String name) {
    return !name.isEmpty()
        && isPlain(name)
        && name.codePoints()
            .noneMatch(c -> c == '+'
                || c == NEXT_LINE
                || Character.isWhitespace(c)
                || Character.isSpaceChar(c));
  }
}
