package dev.quotaledger.api;

import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of an amount spent to win customers. */
public sealed interface SpendCommand extends DomainCommand {

  /** The most events that an amount may have. Being voided comes on top. */
  int MAX_EVENTS = 1_000;

  /** The amount that decides. */
  SpendId spendId();

  /**
   * Records an amount as its source now has it: a first time, or as a correction. The same facts
   * twice emit nothing.
   *
   * <p>Refused with {@link Refusal.UnknownReference}, {@link Refusal.SpendIsVoid}, {@link
   * Refusal.TooManyEvents}.
   *
   * @param reason why it is corrected; null for none
   */
  record RecordSpend(
      @TargetAggregateIdentifier SpendId spendId,
      SpendFacts facts,
      @Nullable PersonalText reason) implements SpendCommand {}

  /** Voids an amount: it should never have been. Refused with {@link Refusal.NotFound}. */
  record VoidSpend(
      @TargetAggregateIdentifier SpendId spendId, @Nullable PersonalText reason)
      implements SpendCommand {}
}
