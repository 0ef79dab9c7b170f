package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a deal. A change of a won deal takes effect on the close date of the credit
 * that it corrects, unless its source says on which date it changed.
 */
public sealed interface DealEvent extends DomainEvent {

  /** The deal. */
  DealId dealId();

  /** The version of the source that said so; null when it has none or the source did not say it. */
  @Nullable
  SourceVersion sourceVersion();

  /**
   * A deal became known.
   *
   * @param facts the deal as its source first had it; {@link DealWon} or {@link DealLost} follows
   *     when its stage is closed
   */
  @Revision("1")
  record DealOpened(
      DealId dealId,
      DealFacts facts,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion) implements DealEvent {}

  /** An open deal moved to another open stage. */
  @Revision("1")
  record DealStageChanged(
      DealId dealId,
      DealStage before,
      DealStage after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion)
      implements DealEvent {}

  /** A deal's value changed; either side may be unknown. */
  @Revision("1")
  record DealAmountChanged(
      DealId dealId,
      @Nullable Money before,
      @Nullable Money after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealEvent {}

  /** The day on which a deal is expected to close changed; either side may be unknown. */
  @Revision("1")
  record DealExpectedCloseChanged(
      DealId dealId,
      @Nullable LocalDate before,
      @Nullable LocalDate after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion)
      implements DealEvent {}

  /** The day on which a closed deal closed was corrected. */
  @Revision("1")
  record DealCloseDateChanged(
      DealId dealId,
      LocalDate before,
      LocalDate after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealEvent {}

  /**
   * What a deal belongs to changed.
   *
   * @param before territory, account, product line, lead and day of creation until then
   * @param after the same from then on
   */
  @Revision("1")
  record DealReclassified(
      DealId dealId,
      Classification before,
      Classification after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion)
      implements DealEvent {}

  /** What a deal belongs to; each part is null when the source names none. */
  record Classification(
      @Nullable TerritoryId territoryId,
      @Nullable AccountId accountId,
      @Nullable ProductLine productLine,
      @Nullable LeadId leadId,
      @Nullable LocalDate createdOn) {}

  /** A deal's owner changed; for a won deal this moves no credit. Either side may be nobody. */
  @Revision("1")
  record DealOwnerChanged(
      DealId dealId,
      @Nullable RepId before,
      @Nullable RepId after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion)
      implements DealEvent {}

  /**
   * The shares of a deal's credit changed.
   *
   * @param after the shares from then on; empty when it is no longer split
   * @param lasting whether they stand although the source's later versions do not repeat them
   */
  @Revision("1")
  record DealCreditSplitChanged(
      DealId dealId,
      List<Share> before,
      List<Share> after,
      boolean lasting,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealEvent {}

  /** A deal was won: its credit falls on the close date. */
  @Revision("1")
  record DealWon(
      DealId dealId,
      LocalDate closedOn,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealEvent {}

  /** A deal was lost. */
  @Revision("1")
  record DealLost(
      DealId dealId,
      LocalDate closedOn,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealEvent {}

  /** A won or lost deal is open again; the credit for a won one is taken back. */
  @Revision("1")
  record DealReopened(
      DealId dealId,
      DealStage stage,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealEvent {}

  /** A deal should never have been; its credit, if any, is taken back. */
  @Revision("1")
  record DealVoided(
      DealId dealId,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements DealEvent {}

  /**
   * How a deal was at a moment in the past, by a record that its source kept. It changes nothing of
   * how the deal is now, nor its credit: it tells read models of the past what was not recorded here
   * then. Of two of one moment, the one recorded later stands.
   *
   * @param source the system that kept the record
   * @param changedAt the moment; null when only its day is known
   * @param amount its value then; null when not known
   * @param currency that of the amount; null for that of the deal
   * @param expectedCloseOn when it was expected to close; null when not known
   * @param repId its owner then; null when not known
   * @param effectiveOn the day of the moment, in UTC
   */
  @Revision("1")
  record DealHistoryRecorded(
      DealId dealId,
      String source,
      @Nullable Instant changedAt,
      DealStage stage,
      @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal amount,
      @Nullable Currency currency,
      @Nullable LocalDate expectedCloseOn,
      @Nullable RepId repId,
      LocalDate effectiveOn)
      implements DealEvent {

    /** Throws {@link InvalidValue} where the amount is none, or the source has no name. */
    public DealHistoryRecorded {
      Text.checkName("source", source, 100);
      amount = amount == null ? null : new Money(amount, unitOf(currency)).amount();
    }

    /** Without a currency, no minor unit adds decimals to the amount. */
    private static Currency unitOf(@Nullable Currency currency) {
      return currency == null ? Currency.getInstance("XXX") : currency;
    }

    /** A record of the past has no version: it neither makes another one old nor is made old. */
    @Override
    public @Nullable SourceVersion sourceVersion() {
      return null;
    }
  }

  /**
   * Somebody said how sure an open deal is, whatever its stage, or took that back. What the source
   * says later leaves it as it is; it ends when the deal closes, and does not come back with it.
   *
   * @param before what somebody had said until then; null for nothing, so that the stage counts
   * @param after what counts from then on; null for the stage's category again
   */
  @Revision("1")
  record ForecastCategoryOverridden(
      DealId dealId,
      @Nullable ForecastCategory before,
      @Nullable ForecastCategory after,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements DealEvent {

    /** People say so, and no version of a source. */
    @Override
    public @Nullable SourceVersion sourceVersion() {
      return null;
    }
  }

  /** The source has a newer version in which nothing that is recorded here differs. */
  @Revision("1")
  record DealConfirmed(
      DealId dealId, LocalDate effectiveOn, @Nullable SourceVersion sourceVersion)
      implements DealEvent {}
}
