package dev.quotaledger.query.webhooks;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a webhook's messages are signed with: one secret, and for a while after a change the one before it
 * as well, so that a receiver can change over whenever it likes.
 *
 * @param current in the form of the specification: {@code whsec_} and 32 random bytes in base64
 * @param previous the one before; null when there was none
 * @param previousUntil until when that one signs too; null when there was none
 */
record Secrets(
    String current, @Nullable String previous, @Nullable Instant previousUntil) {

  /** How long the secret before goes on to sign. */
  static final Duration BOTH_SIGN_FOR = Duration.ofHours(24);

  private static final String PREFIX = "whsec_";
  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** A first secret. */
  static Secrets first() {
    return new Secrets(random(), null, null);
  }

  /** With another secret from now on. */
  Secrets rotated(Instant now) {
    return new Secrets(random(), current, now.plus(BOTH_SIGN_FOR));
  }

  /** Those that sign at a moment. */
  List<String> at(Instant now) {
    return previous != null && previousUntil != null && now.isBefore(previousUntil)
        ? List.of(current, previous)
        : List.of(current);
  }

  private static String random() {
    byte[] secret = new byte[BYTES];
    RANDOM.nextBytes(secret);
    return PREFIX + Base64.getEncoder().encodeToString(secret);
  }
}
