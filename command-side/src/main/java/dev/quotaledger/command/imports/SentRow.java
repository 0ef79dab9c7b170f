package dev.quotaledger.command.imports;

import dev.quotaledger.api.InvalidValue;
import java.util.function.UnaryOperator;

/**
 * A row as its file has it, and as the kind of file has it that it stands for.
 *
 * @param sent what is rejected where it is not taken
 * @param canonical from the sent row to one in the columns of the kind; throws {@link InvalidValue},
 *     which names a column of the file
 * @param columnOf the column of the file that a column of the kind comes from
 */
record SentRow(Row sent, UnaryOperator<Row> canonical, UnaryOperator<String> columnOf) {

  /** A row that is in the columns of its kind. */
  static SentRow asItIs(Row row) {
    return new SentRow(row, UnaryOperator.identity(), UnaryOperator.identity());
  }

  /** The row in the columns of the kind. */
  Row read() {
    sent.checkWidth();
    return canonical.apply(sent);
  }

  /** The same problem, with the name of the column that people know. */
  InvalidValue known(InvalidValue problem) {
    return problem.of(columnOf.apply(problem.field()));
  }
}
