package dev.quotaledger.command.imports;

import org.jspecify.annotations.Nullable;

/**
 * How a file is to be taken.
 *
 * @param dryRun whether its rows are decided without recording anything; null stands for no
 */
public record ImportOptions(@Nullable Boolean dryRun) {

  /** As it is, and recorded. */
  public static final ImportOptions NONE = new ImportOptions(false);

  /** Whether nothing is to be recorded. */
  boolean onlyTried() {
    return Boolean.TRUE.equals(dryRun);
  }
}
