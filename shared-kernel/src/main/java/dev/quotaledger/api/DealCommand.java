package dev.quotaledger.api;

import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import java.time.LocalDate;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a deal. */
public sealed interface DealCommand extends DomainCommand {

  /**
   * The most events that a deal may have, so that what is folded from them stays small enough to
   * store: a real one changes some tens of times. Being voided comes on top.
   */
  int MAX_EVENTS = 1_000;

  /** The deal that decides. */
  DealId dealId();

  /**
   * Records the deal as its source now has it; the aggregate emits what that means. The same facts
   * twice emit nothing; an older source version is ignored.
   *
   * <p>Refused with {@link Refusal.UnknownReference}, {@link Refusal.DealIsVoid}, {@link
   * Refusal.TooManyChanges}.
   *
   * @param facts the deal as its source has it
   * @param changedOn the business date of the change; null when the source does not say
   * @param receivedOn the day on which it reached us, which dates a change of an open deal that has
   *     no {@code changedOn}
   * @param sourceVersion orders the source's versions; null when it has none
   */
  record RecordDeal(
      @TargetAggregateIdentifier DealId dealId,
      DealFacts facts,
      @Nullable LocalDate changedOn,
      LocalDate receivedOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealCommand {}

  /**
   * Records some facts of the deal as its source now has them, and leaves the others as they are;
   * the aggregate emits what that means, as for {@link RecordDeal}. It is put together with what is
   * recorded when it is decided, so that of two at the same time neither is lost.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.UnknownReference}, {@link
   * Refusal.DealIsVoid}, {@link Refusal.TooManyChanges}.
   *
   * @param changedOn the business date of the change; null when the source does not say
   * @param receivedOn the day on which it reached us, which dates a change of an open deal that has
   *     no {@code changedOn}
   * @param sourceVersion orders the source's versions; null when it has none
   */
  record AmendDeal(
      @TargetAggregateIdentifier DealId dealId,
      DealPatch patch,
      @Nullable LocalDate changedOn,
      LocalDate receivedOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealCommand {}

  /**
   * Splits the credit of a deal, whatever its source says of splits later.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.UnknownReference}, {@link
   * Refusal.DealIsVoid}, {@link Refusal.TooManyChanges}.
   *
   * @param shares sum to exactly 100 percent
   */
  record SplitCredit(
      @TargetAggregateIdentifier DealId dealId,
      List<Share> shares,
      LocalDate receivedOn,
      @Nullable PersonalText reason)
      implements DealCommand {

    /** Throws {@link InvalidValue} unless the shares sum to 100 and name each rep once. */
    public SplitCredit {
      shares = DealFacts.checkedShares(shares);
    }
  }

  /**
   * Records how the deal was at a moment in the past. A deal that is not known is opened by it.
   *
   * <p>Refused with {@link Refusal.UnknownReference}, {@link Refusal.DealIsVoid}, {@link
   * Refusal.TooManyChanges}.
   *
   * @param past what is to be recorded, of this deal
   */
  record RecordDealHistory(@TargetAggregateIdentifier DealId dealId, DealHistoryRecorded past)
      implements DealCommand {}

  /**
   * Says how sure an open deal is, whatever its stage, or takes that back. What holds already
   * changes nothing.
   *
   * <p>Refused with {@link Refusal.NotFound}, {@link Refusal.DealIsVoid}, {@link
   * Refusal.DealIsClosed}, {@link Refusal.TooManyChanges}.
   *
   * @param category any but {@code CLOSED}, which only a won deal is; null for that of the stage
   *     again
   * @param effectiveOn the first day on which it counts; never decides which of two counts then, which
   *     is the one recorded later
   */
  record OverrideForecastCategory(
      @TargetAggregateIdentifier DealId dealId,
      @Nullable ForecastCategory category,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements DealCommand {

    /** Throws {@link InvalidValue} for {@code CLOSED}. */
    public OverrideForecastCategory {
      if (category == ForecastCategory.CLOSED) {
        throw new InvalidValue(
            "category", "OMITTED, PIPELINE, BEST_CASE, COMMIT or null", category.name());
      }
    }
  }

  /** Voids a deal: it should never have been. Refused with {@link Refusal.NotFound}. */
  record VoidDeal(
      @TargetAggregateIdentifier DealId dealId,
      @Nullable LocalDate changedOn,
      LocalDate receivedOn,
      @Nullable PersonalText reason)
      implements DealCommand {}
}
