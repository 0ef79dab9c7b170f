package dev.quotaledger.command.imports;

import dev.quotaledger.api.PeriodId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A file of quotas with a column for each period, named by its id. Every filled cell of such a
 * column is a row of its own, a quota line: a bad one leaves the others of its line alone, and is
 * rejected without them, so that what is mended sets nothing twice. An empty cell and {@code -} are
 * no line.
 */
final class QuotaSheet implements SentRows {

  private static final String NO_LINE = "-";
  private static final String PERIOD = "periodId";
  private static final String AMOUNT = "amount";

  private final CsvFile file;
  private final Queue<SentRow> ahead = new ArrayDeque<>();

  /**
   * Reads the rest of a file.
   *
   * @param decided how many cells are decided already
   */
  QuotaSheet(CsvFile file, long decided) {
    this.file = file;
    for (long skipped = 0; skipped < decided; skipped++) {
      next();
    }
  }

  @Override
  public @Nullable SentRow next() {
    while (ahead.isEmpty() && file.hasNext()) {
      ahead.addAll(cellsOf(file.next()));
    }
    return ahead.poll();
  }

  /** Whether a column of that name can be one of a period. */
  static boolean isPeriod(String column) {
    return PeriodId.isValid(column);
  }

  /** The filled cells of a line; the line itself where it has not a cell for every column. */
  static List<SentRow> cellsOf(Row line) {
    if (!line.isComplete()) {
      return List.of(SentRow.asItIs(line));
    }
    List<SentRow> cells = new ArrayList<>();
    for (String column : line.columns()) {
      String text = line.text(column);
      if (!ImportKind.QUOTA_SHEETS.knows(column) && text != null && !text.equals(NO_LINE)) {
        cells.add(cell(alone(line, column), column));
      }
    }
    return cells;
  }

  private static SentRow cell(Row sent, String period) {
    return new SentRow(
        sent,
        row -> asQuota(row, period),
        column -> column.equals(AMOUNT) || column.equals(PERIOD) ? period : column);
  }

  /** The line without its cells of other periods. */
  private static Row alone(Row line, String period) {
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < line.columns().size(); i++) {
      String column = line.columns().get(i);
      boolean stays = ImportKind.QUOTA_SHEETS.knows(column) || column.equals(period);
      cells.add(stays ? line.cells().get(i) : "");
    }
    return new Row(line.line(), line.columns(), cells);
  }

  private static Row asQuota(Row sent, String period) {
    List<String> columns = new ArrayList<>();
    List<String> cells = new ArrayList<>();
    for (int i = 0; i < sent.columns().size(); i++) {
      if (ImportKind.QUOTA_SHEETS.knows(sent.columns().get(i))) {
        columns.add(sent.columns().get(i));
        cells.add(sent.cells().get(i));
      }
    }
    columns.addAll(List.of(PERIOD, AMOUNT));
    cells.addAll(List.of(period, sent.required(period, text -> text)));
    return new Row(sent.line(), columns, cells);
  }
}
