package dev.quotaledger.command.imports;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.command.Outcome;
import dev.quotaledger.command.Outcome.Decided;
import dev.quotaledger.command.Outcome.Declined;
import dev.quotaledger.command.Outcome.Invalid;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;

/** What became of a row. */
sealed interface Verdict {

  /** It recorded something. */
  record Accepted() implements Verdict {}

  /** It says what is recorded already. */
  record Unchanged() implements Verdict {}

  /**
   * It was rejected.
   *
   * @param code the stable name of the reason, as in problems
   * @param message one sentence for people
   */
  record Rejected(String code, String message) implements Verdict {

    /** A fault of ours, which the log tells. */
    static final Rejected UNDECIDED = new Rejected(
        "not-decided", "The row could not be decided because of an error in the program.");

    static Rejected of(InvalidValue problem) {
      return new Rejected("invalid-value", problem.getMessage() + ".");
    }
  }

  /** What the outcomes of a step mean for one of its rows. */
  static Verdict of(Row row, List<Outcome> outcomes) {
    boolean recorded = false;
    for (Outcome outcome : outcomes) {
      switch (outcome) {
        case Declined declined -> {
          return new Rejected(declined.refusal().code(), declined.refusal().message());
        }
        case Invalid invalid -> {
          return Rejected.of(invalid.problem());
        }
        case Decided decided ->
          recorded |= decided.events().stream().anyMatch(event -> isAbout(row, event));
      }
    }
    return recorded ? new Accepted() : new Unchanged();
  }

  /** Periods that were defined before are in the command but not in the event. */
  private static boolean isAbout(Row row, DomainEventMessage<?> event) {
    return switch (event.getPayload()) {
      case CalendarDefined defined -> names(defined.periods(), row);
      case CalendarExtended extended -> names(extended.periods(), row);
      default -> true;
    };
  }

  private static boolean names(List<Period> periods, Row row) {
    String id = row.text("periodId");
    return periods.stream().anyMatch(period -> period.periodId().value().equals(id));
  }
}
