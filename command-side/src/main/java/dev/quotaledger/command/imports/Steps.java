package dev.quotaledger.command.imports;

import org.jspecify.annotations.Nullable;

/** The rows of a file as steps, in an order in which they can be decided. */
interface Steps {

  /** The next step; null after the last. */
  @Nullable
  Step next();
}
