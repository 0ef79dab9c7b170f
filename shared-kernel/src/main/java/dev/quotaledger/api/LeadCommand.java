package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a lead. */
public sealed interface LeadCommand extends DomainCommand {

  /** The most events that a lead may have: a real one changes a few times. */
  int MAX_EVENTS = 1_000;

  /** The lead that decides. */
  LeadId leadId();

  /**
   * Records the lead as its source now has it; the aggregate emits what that means. The same facts
   * twice emit nothing; an older source version is ignored.
   *
   * <p>Refused with {@link Refusal.UnknownReference}, {@link Refusal.TooManyEvents}.
   *
   * @param facts the lead as its source has it
   * @param changedOn the business date of the change; null when the source does not say
   * @param receivedOn the day on which it reached us, which dates what has no day of its own
   * @param sourceVersion orders the source's versions; null when it has none
   * @param reason why it is given up, converted or opened again; null for none
   */
  record RecordLead(
      @TargetAggregateIdentifier LeadId leadId,
      LeadFacts facts,
      @Nullable LocalDate changedOn,
      LocalDate receivedOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements LeadCommand {}
}
