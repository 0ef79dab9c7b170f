package dev.quotaledger.api;

import java.time.LocalDate;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/** What has happened to a lead. */
public sealed interface LeadEvent extends DomainEvent {

  /** The lead. */
  LeadId leadId();

  /** The version of the source that said so; null when it has none or the source did not say it. */
  @Nullable
  SourceVersion sourceVersion();

  /**
   * A lead came in.
   *
   * @param facts the lead as its source first had it; {@link LeadQualified}, {@link LeadConverted}
   *     or {@link LeadDisqualified} follows when it was further than new
   */
  @Revision("1")
  record LeadCreated(
      LeadId leadId,
      LeadFacts facts,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion) implements LeadEvent {}

  /** A new lead was found worth selling to. */
  @Revision("1")
  record LeadQualified(
      LeadId leadId, LocalDate effectiveOn, @Nullable SourceVersion sourceVersion)
      implements LeadEvent {}

  /** A lead was given up; if it was converted before, that no longer stands. */
  @Revision("1")
  record LeadDisqualified(
      LeadId leadId,
      LocalDate disqualifiedOn,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements LeadEvent {}

  /** A lead became a deal; if it was disqualified before, that no longer stands. */
  @Revision("1")
  record LeadConverted(
      LeadId leadId,
      Conversion conversion,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements LeadEvent {}

  /**
   * How a lead became a deal.
   *
   * @param dealId the deal, which need not be known; null when the source names none
   */
  record Conversion(@Nullable DealId dealId, LocalDate convertedOn) {}

  /**
   * A lead is less far than it was: a closed one is open again, or a qualified one is new again.
   *
   * @param status {@code NEW} or {@code QUALIFIED}
   */
  @Revision("1")
  record LeadReopened(
      LeadId leadId,
      LeadStatus status,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion,
      @Nullable PersonalText reason)
      implements LeadEvent {}

  /** Another rep works a lead; either side may be nobody. */
  @Revision("1")
  record LeadReassigned(
      LeadId leadId,
      @Nullable RepId before,
      @Nullable RepId after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion)
      implements LeadEvent {}

  /** Where a lead came from, or when, was corrected. */
  @Revision("1")
  record LeadCorrected(
      LeadId leadId,
      Origin before,
      Origin after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion)
      implements LeadEvent {}

  /**
   * Where a lead came from, and when.
   *
   * @param createdOn null when not known
   */
  record Origin(String source, @Nullable LocalDate createdOn) {}

  /** The deal that a lead became, or the day, was corrected. */
  @Revision("1")
  record LeadConversionCorrected(
      LeadId leadId,
      Conversion before,
      Conversion after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion)
      implements LeadEvent {}

  /** The day on which a lead was given up was corrected. */
  @Revision("1")
  record LeadDisqualificationCorrected(
      LeadId leadId,
      LocalDate before,
      LocalDate after,
      LocalDate effectiveOn,
      @Nullable SourceVersion sourceVersion)
      implements LeadEvent {}

  /** The source has a newer version in which nothing that is recorded here differs. */
  @Revision("1")
  record LeadConfirmed(
      LeadId leadId, LocalDate effectiveOn, @Nullable SourceVersion sourceVersion)
      implements LeadEvent {}
}
