package dev.quotaledger.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.api.InvalidValue;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where the next page of a list begins: behind the item with these sort keys. Clients pass it back as
 * they got it.
 *
 * @param keys the sort keys of the last item of the page before, at least one
 */
public record Cursor(List<String> keys) {

  /** Keeps a copy of the keys. */
  public Cursor {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("A cursor needs at least one key.");
    }
    keys = List.copyOf(keys);
  }

  /** The cursor behind an item. */
  public static Cursor behind(String... keys) {
    return new Cursor(List.of(keys));
  }

  /** The text for the client. */
  public String encode() {
    String joined =
        keys.stream().map(key -> URLEncoder.encode(key, UTF_8)).collect(Collectors.joining("&"));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(UTF_8));
  }

  /**
   * The cursor that a client sent back.
   *
   * @param text null when it asks for the first page
   * @param keyCount how many keys the list's cursors have
   * @return null for the first page
   * @throws InvalidValue when the list cannot have given such a cursor
   */
  public static @Nullable Cursor parse(@Nullable String text, int keyCount) {
    if (text == null) {
      return null;
    }
    List<String> keys = decoded(text);
    if (keys.size() != keyCount) {
      throw invalid(text);
    }
    return new Cursor(keys);
  }

  private static List<String> decoded(String text) {
    try {
      String joined = new String(Base64.getUrlDecoder().decode(text), UTF_8);
      return Arrays.stream(joined.split("&", -1))
          .map(key -> URLDecoder.decode(key, UTF_8))
          .toList();
    } catch (IllegalArgumentException _) {
      throw invalid(text);
    }
  }

  /** What is wrong with a cursor that no page gave. */
  public static InvalidValue invalid(String text) {
    return new InvalidValue("cursor", "the value that the page before gave as next", text);
  }
}
