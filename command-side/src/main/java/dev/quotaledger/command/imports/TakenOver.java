package dev.quotaledger.command.imports;

import java.io.Serial;

/** Somebody else has gone on with an import. */
final class TakenOver extends RuntimeException {

  @Serial
  private static final long serialVersionUID = 1L;

  TakenOver(String id) {
    super("The import " + id + " was changed by somebody else");
  }
}
