package dev.quotaledger.runtime.security;

import dev.quotaledger.runtime.StartupRefused;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A password as its SHA-256. That is enough for what nobody can guess, and takes a microsecond a request where a slow
 * hash would take 67 ms.
 */
final class Password {

  static final int SHORTEST = 12;

  private static final int RANDOM_BYTES = 32;

  private final byte[] digest;

  private Password(byte[] digest) {
    this.digest = digest;
  }

  /**
   * The hash of a password that an operator chose.
   *
   * @param where which setting or file it is from, for the refusal
   * @throws StartupRefused when it is too short
   */
  static Password chosen(String where, String text) {
    if (text.length() < SHORTEST) {
      throw new StartupRefused(
          "The password from %s has fewer than %d characters.".formatted(where, SHORTEST),
          "Choose one of at least %d characters, such as openssl rand -base64 24 prints."
              .formatted(SHORTEST));
    }
    return new Password(digest(text));
  }

  /** A password that nothing matches, to be compared where there is none. */
  static Password nobodys() {
    return new Password(digest(random()));
  }

  /** A new password of 256 random bits, in characters that need no quoting anywhere. */
  static String random() {
    byte[] bytes = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether it is this one; takes as long for any text of the same length. */
  boolean matches(String text) {
    return MessageDigest.isEqual(digest, digest(text));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
