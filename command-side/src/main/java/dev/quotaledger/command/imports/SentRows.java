package dev.quotaledger.command.imports;

import org.jspecify.annotations.Nullable;

/** The rows of a file of which each is decided by itself. */
@FunctionalInterface
interface SentRows {

  /** The next row; null after the last. */
  @Nullable
  SentRow next();

  /** Those of a file that is in the columns of its kind. */
  static SentRows asTheyAre(CsvFile file) {
    return () -> {
      Row row = file.nextOrNull();
      return row == null ? null : SentRow.asItIs(row);
    };
  }
}
