package dev.quotaledger.command.imports;

import dev.quotaledger.api.DomainCommand;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.RepId;
import dev.quotaledger.command.Outcome;
import dev.quotaledger.command.imports.Verdict.Rejected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows that are decided together, and by what.
 *
 * @param rows at least one
 * @param commands sent one after the other until one is not taken; none when the rows cannot be read
 * @param problem why the rows cannot be read; null when they can
 * @param name what to call a rep; null for other rows
 */
record Step(
    List<Row> rows,
    List<DomainCommand> commands,
    @Nullable InvalidValue problem,
    @Nullable Name name) {

  /** What people call a rep. */
  record Name(RepId repId, String name) {}

  /** Rows that ask for these commands. */
  static Step of(List<Row> rows, List<DomainCommand> commands) {
    return new Step(List.copyOf(rows), commands, null, null);
  }

  /** Rows that cannot be read. */
  static Step unreadable(List<Row> rows, InvalidValue problem) {
    return new Step(List.copyOf(rows), List.of(), problem, null);
  }

  /** How much memory the rows take, roughly. */
  long size() {
    return rows.stream().mapToLong(Row::size).sum();
  }

  /** What became of a row. */
  Verdict verdict(Row row, List<Outcome> outcomes) {
    return problem == null ? Verdict.of(row, outcomes) : Rejected.of(problem);
  }
}
