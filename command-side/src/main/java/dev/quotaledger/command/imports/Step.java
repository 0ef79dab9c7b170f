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
 * @param commands sent one after the other until one is not taken; none for rows that are rejected
 * @param rejected why the rows are not to be decided; null when they are
 * @param name what to call a rep; null for other rows
 */
record Step(
    List<Row> rows,
    List<DomainCommand> commands,
    @Nullable Rejected rejected,
    @Nullable Name name) {

  /** What people call a rep. */
  record Name(RepId repId, String name) {}

  /** Rows that ask for these commands. */
  static Step of(List<Row> rows, List<DomainCommand> commands) {
    return new Step(List.copyOf(rows), commands, null, null);
  }

  /** Rows that cannot be read. */
  static Step unreadable(List<Row> rows, InvalidValue problem) {
    return new Step(List.copyOf(rows), List.of(), Rejected.of(problem), null);
  }

  /** The same for a row that says so in other columns. */
  Step of(Row sent) {
    return new Step(List.of(sent), commands, rejected, name);
  }

  /** The same rows, given up. */
  Step undecided() {
    return rejected == null ? new Step(rows, List.of(), Rejected.UNDECIDED, null) : this;
  }

  /** How much memory the rows take, roughly. */
  long size() {
    return rows.stream().mapToLong(Row::size).sum();
  }

  /** What became of a row. */
  Verdict verdict(Row row, List<Outcome> outcomes) {
    return rejected == null ? Verdict.of(row, outcomes) : rejected;
  }
}
