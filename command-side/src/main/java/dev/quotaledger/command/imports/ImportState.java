package dev.quotaledger.command.imports;

/** Where an import stands. */
public enum ImportState {
  /** It waits for its turn, or its rows are being decided. */
  RUNNING,
  /** Every row is decided. */
  COMPLETED,
  /** The file is not what it was said to be; no row of it was looked at. */
  REFUSED,
  /** It cannot go on for now; it is tried again by itself, until it can. */
  INTERRUPTED;

  /** Whether rows are still to be decided. */
  public boolean isOpen() {
    return this == RUNNING || this == INTERRUPTED;
  }
}
