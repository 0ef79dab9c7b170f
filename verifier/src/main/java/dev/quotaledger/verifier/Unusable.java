package dev.quotaledger.verifier;

import java.io.Serial;

/** Arguments that do not say what to check. */
final class Unusable extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  Unusable(String why) {
    super(why);
  }
}
