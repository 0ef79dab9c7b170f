package dev.quotaledger.command.imports;

import org.jspecify.annotations.Nullable;

/**
 * How a file is to be taken.
 *
 * @param dryRun whether its rows are decided without recording anything; null stands for no
 * @param profile how it is read; null for one that is in the columns of its kind
 */
public record ImportOptions(@Nullable Boolean dryRun, ImportProfiles.@Nullable Used profile) {

  /** As it is, and recorded. */
  public static final ImportOptions NONE = new ImportOptions(false, null);

  /** Whether nothing is to be recorded. */
  boolean onlyTried() {
    return Boolean.TRUE.equals(dryRun);
  }
}
