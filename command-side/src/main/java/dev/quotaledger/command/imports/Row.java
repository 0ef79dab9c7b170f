package dev.quotaledger.command.imports;

import dev.quotaledger.api.InvalidValue;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One row of a file.
 *
 * @param line the line that it starts on, counted from 1
 * @param columns the names in the header
 * @param cells the row's texts, in the order of the columns; not always as many
 */
record Row(long line, List<String> columns, List<String> cells) {

  /** How much memory the row takes, roughly: its characters. */
  long size() {
    return cells.stream().mapToLong(String::length).sum();
  }

  /** Whether the row has a cell for every column and no more. */
  boolean isComplete() {
    return cells.size() == columns.size();
  }

  /** Throws {@link InvalidValue} unless the row has a cell for every column and no more. */
  void checkWidth() {
    if (!isComplete()) {
      throw new InvalidValue("row", columns.size() + " cells", cells.size() + " cells");
    }
  }

  /** The text of a column; null when the cell is empty or the file has no such column. */
  @Nullable
  String text(String column) {
    int index = columns.indexOf(column);
    return index < 0 || index >= cells.size() || cells.get(index).isEmpty()
        ? null
        : cells.get(index);
  }

  /**
   * What a cell says; null when it is empty.
   *
   * @param parse throws {@link InvalidValue}, which then names the column
   */
  <T> @Nullable T optional(String column, Function<String, T> parse) {
    String text = text(column);
    if (text == null) {
      return null;
    }
    try {
      return parse.apply(text);
    } catch (InvalidValue e) {
      throw new InvalidValue(column, e.expected(), text);
    }
  }

  /** What a cell says; throws {@link InvalidValue} when it is empty. */
  <T> T required(String column, Function<String, T> parse) {
    T value = optional(column, parse);
    if (value == null) {
      throw new InvalidValue(column, "a value", "");
    }
    return value;
  }
}
