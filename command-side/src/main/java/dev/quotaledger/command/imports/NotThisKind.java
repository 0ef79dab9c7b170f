package dev.quotaledger.command.imports;

import java.io.Serial;

/** A file as a whole is not what it was said to be; the message says what was expected. */
final class NotThisKind extends Exception {

  @Serial
  private static final long serialVersionUID = 1L;

  NotThisKind(String message) {
    super(message);
  }
}
