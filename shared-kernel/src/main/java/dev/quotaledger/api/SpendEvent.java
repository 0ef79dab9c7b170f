package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What has happened to an amount spent to win customers. */
public sealed interface SpendEvent extends DomainEvent {

  /** The amount. */
  SpendId spendId();

  /** An amount was spent; it takes effect on the first of its days. */
  @Revision("1")
  record SpendRecorded(SpendId spendId, SpendFacts facts, LocalDate effectiveOn)
      implements SpendEvent {}

  /**
   * Something about a spent amount was corrected; it takes effect on the first day that either has.
   */
  @Revision("1")
  record SpendCorrected(
      SpendId spendId,
      SpendFacts before,
      SpendFacts after,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements SpendEvent {}

  /** An amount should never have been; it is taken back from its first day on. */
  @Revision("1")
  record SpendVoided(
      SpendId spendId, LocalDate effectiveOn, @Nullable PersonalText reason)
      implements SpendEvent {}
}
