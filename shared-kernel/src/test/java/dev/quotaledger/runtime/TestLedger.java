package dev.quotaledger.runtime;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.common.AxonNonTransientException;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** A small aggregate to test the stores with: entries that are numbered from zero. */
@Revision("1")
class TestLedger {

  record Write(@TargetAggregateIdentifier String ledgerId, String text) {}

  record WriteOnlyAt(@TargetAggregateIdentifier String ledgerId, int expectedEntries) {}

  /** Changes the ledger first and is refused then, as no aggregate of ours may do. */
  record WriteAndFail(@TargetAggregateIdentifier String ledgerId) {}

  /** Answers which object in memory decides. */
  record WhoDecides(@TargetAggregateIdentifier String ledgerId) {}

  sealed interface LedgerEvent {}

  @Revision("1")
  record Written(
      String ledgerId,
      int number,
      String text,
      BigDecimal amount,
      LocalDate on,
      @Nullable String by)
      implements LedgerEvent {}

  static final class NotThatMany extends AxonNonTransientException {
    private static final long serialVersionUID = 1L;

    final int entries;

    NotThatMany(int entries) {
      super("There are " + entries);
      this.entries = entries;
    }
  }

  @SuppressWarnings("UnusedVariable") // Axon reads it
  @AggregateIdentifier
  private @Nullable String ledgerId;

  private final List<String> entries = new ArrayList<>();

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  int decide(Write command) {
    apply(written(command.ledgerId(), entries.size(), command.text()));
    return entries.size() - 1;
  }

  @CommandHandler
  void decide(WriteOnlyAt command) {
    if (entries.size() != command.expectedEntries()) {
      throw new NotThatMany(entries.size());
    }
    apply(written(command.ledgerId(), entries.size(), "at " + entries.size()));
  }

  @CommandHandler
  void decide(WriteAndFail command) {
    apply(written(command.ledgerId(), entries.size(), "never"));
    throw new NotThatMany(entries.size());
  }

  @CommandHandler
  int decide(@SuppressWarnings("UnusedVariable") WhoDecides command) {
    return System.identityHashCode(this);
  }

  static Written written(String ledgerId, int number, String text) {
    return new Written(
        ledgerId, number, text, new BigDecimal("1.50"), LocalDate.of(2026, 1, 31), null);
  }

  @EventSourcingHandler
  void evolve(LedgerEvent event) {
    switch (event) {
      case Written written -> {
        ledgerId = written.ledgerId();
        if (written.number() != entries.size()) {
          throw new IllegalStateException("Entry %s after %s".formatted(written, entries));
        }
        entries.add(written.text());
      }
    }
  }
}
