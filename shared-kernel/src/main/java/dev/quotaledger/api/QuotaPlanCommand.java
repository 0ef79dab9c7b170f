package dev.quotaledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

/** What can be asked of a quota plan. */
public sealed interface QuotaPlanCommand extends DomainCommand {

  /** The most lines that {@link SetQuotas} and {@link AdjustQuotas} may carry. */
  int MAX_LINES_PER_COMMAND = 1_000;

  /** How often a plan may be told how likely deals are won. */
  int MAX_PROBABILITIES_PER_PLAN = 1_000;

  /** The most lines that a plan may have. */
  int MAX_LINES_PER_PLAN = 10_000;

  /** The most that may be drafted in a revision: lines, each counted for every day from which it changes. */
  int MAX_DRAFTS_PER_REVISION = 10_000;

  /** The plan that decides. */
  PlanId planId();

  /**
   * Opens a plan. Repeating it with the same facts changes nothing.
   *
   * <p>Refused with {@link Refusal.AlreadyExists}, {@link Refusal.UnknownReference}.
   *
   * @param calendarId the calendar whose periods its lines are for
   * @param currency the currency of every amount in it
   * @param teamId the team, with all below it, that the plan is for; null for everybody
   * @param approval whether somebody has to approve what is published
   */
  record OpenPlan(
      @TargetAggregateIdentifier PlanId planId,
      String name,
      CalendarId calendarId,
      Currency currency,
      @Nullable TeamId teamId,
      boolean approval)
      implements QuotaPlanCommand {

    /** Throws {@link InvalidValue} for a name of no or more than 200 characters. */
    public OpenPlan {
      Text.checkName("name", name, 200);
    }

    /** Opens a plan that nobody has to approve. */
    public OpenPlan(
        PlanId planId,
        String name,
        CalendarId calendarId,
        Currency currency,
        @Nullable TeamId teamId) {
      this(planId, name, calendarId, currency, teamId, false);
    }
  }

  /**
   * Submits a drafted plan, or the revision of one, for approval. Refused with {@link
   * Refusal.PlanInWrongState}.
   *
   * @param comment what to say of it; null for nothing
   */
  record SubmitPlan(
      @TargetAggregateIdentifier PlanId planId, @Nullable PersonalText comment)
      implements QuotaPlanCommand {}

  /**
   * Approves what was submitted. Refused with {@link Refusal.PlanInWrongState}, {@link
   * Refusal.OwnSubmission}.
   *
   * @param comment what to say of it; null for nothing
   */
  record ApprovePlan(
      @TargetAggregateIdentifier PlanId planId, @Nullable PersonalText comment)
      implements QuotaPlanCommand {}

  /**
   * Sends back what was submitted, or approved and not yet published, to be drawn up again. Refused
   * with {@link Refusal.PlanInWrongState}.
   *
   * @param comment why
   */
  record RejectPlan(@TargetAggregateIdentifier PlanId planId, PersonalText comment)
      implements QuotaPlanCommand {}

  /**
   * Puts in force a drafted plan, or a revision with all that is drafted in it; where the plan needs
   * approval, once it is approved.
   *
   * <p>Refused with {@link Refusal.PlanInWrongState}, {@link Refusal.PublicationBlocked}, {@link
   * Refusal.OwnQuota}, {@link Refusal.TooManyLines}.
   */
  record PublishPlan(@TargetAggregateIdentifier PlanId planId) implements QuotaPlanCommand {}

  /**
   * Begins a revision of a plan in force: lines that are set from now on are drafted, until it is
   * published or abandoned. Refused with {@link Refusal.PlanInWrongState}.
   */
  record StartRevision(@TargetAggregateIdentifier PlanId planId, PersonalText reason)
      implements QuotaPlanCommand {}

  /**
   * Gives up a revision that is not published, with all that is drafted in it. Refused with {@link
   * Refusal.PlanInWrongState}.
   */
  record AbandonRevision(@TargetAggregateIdentifier PlanId planId, PersonalText reason)
      implements QuotaPlanCommand {}

  /** Ends a plan for good. Refused with {@link Refusal.PlanInWrongState}. */
  record ClosePlan(
      @TargetAggregateIdentifier PlanId planId, @Nullable PersonalText reason)
      implements QuotaPlanCommand {}

  /**
   * Fixes the amount of a line from a date on. Setting what already holds changes nothing. No line
   * may be below zero on the effective date or later. While a plan is being revised, the line is
   * drafted; while a plan that needs approval is in force, lines are set by revisions only.
   *
   * <p>Refused with {@link Refusal.PlanInWrongState}, {@link Refusal.PeriodClosed}, {@link
   * Refusal.OwnQuota}, {@link Refusal.UnknownReference}, {@link Refusal.NotInMinorUnits}, {@link
   * Refusal.NegativeQuota}, {@link Refusal.PeriodLevelsMixed}, {@link Refusal.ProductLinesMixed},
   * {@link Refusal.TooManyLines}, {@link Refusal.TooManyEvents}.
   *
   * @param amount at least 0, in minor units of the plan's currency
   * @param reason why; null when nobody said
   * @param effectiveOn the first day of the new amount; null for the first day of the outermost
   *     period that contains the line's
   */
  record SetQuota(
      @TargetAggregateIdentifier PlanId planId,
      QuotaLineKey line,
      BigDecimal amount,
      @Nullable PersonalText reason,
      @Nullable LocalDate effectiveOn)
      implements QuotaPlanCommand {}

  /**
   * Sets many lines at once: all or none.
   *
   * @param quotas 1 to {@link #MAX_LINES_PER_COMMAND}, all of this plan
   */
  record SetQuotas(@TargetAggregateIdentifier PlanId planId, List<SetQuota> quotas)
      implements QuotaPlanCommand {

    /** Throws {@link InvalidValue} for no or too many lines, or lines of another plan. */
    public SetQuotas {
      if (quotas.isEmpty() || quotas.size() > MAX_LINES_PER_COMMAND) {
        throw new InvalidValue(
            "quotas", "1 to " + MAX_LINES_PER_COMMAND + " lines", quotas.size() + " lines");
      }
      if (!quotas.stream().allMatch(quota -> quota.planId().equals(planId))) {
        throw new InvalidValue("quotas", "lines of the plan " + planId.value(), "another plan");
      }
      quotas = List.copyOf(quotas);
    }
  }

  /**
   * Changes a line by an amount, on top of what was set.
   *
   * <p>Refused as {@link SetQuota} is, and with {@link Refusal.NoSuchLine}, {@link
   * Refusal.NothingToAdjust}.
   *
   * @param delta what is added, in minor units; may be negative, not zero
   * @param effectiveOn the first day of the change; null for the first day of the outermost period
   *     that contains the line's
   */
  record AdjustQuota(
      @TargetAggregateIdentifier PlanId planId,
      QuotaLineKey line,
      BigDecimal delta,
      @Nullable PersonalText reason,
      @Nullable LocalDate effectiveOn)
      implements QuotaPlanCommand {}

  /**
   * Adjusts many lines at once: all or none.
   *
   * @param adjustments 1 to {@link #MAX_LINES_PER_COMMAND}, all of this plan, and none of a line twice
   * @param method the formula that proposed the amounts; null where a person chose them
   */
  record AdjustQuotas(
      @TargetAggregateIdentifier PlanId planId,
      List<AdjustQuota> adjustments,
      @Nullable Method method)
      implements QuotaPlanCommand {

    /** Throws {@link InvalidValue} for no or too many lines, a line twice, or another plan's. */
    public AdjustQuotas {
      if (adjustments.isEmpty() || adjustments.size() > MAX_LINES_PER_COMMAND) {
        throw new InvalidValue(
            "adjustments",
            "1 to " + MAX_LINES_PER_COMMAND + " lines",
            adjustments.size() + " lines");
      }
      if (!adjustments.stream().allMatch(adjustment -> adjustment.planId().equals(planId))) {
        throw new InvalidValue(
            "adjustments", "lines of the plan " + planId.value(), "another plan");
      }
      if (adjustments.stream().map(AdjustQuota::line).distinct().count() < adjustments.size()) {
        throw new InvalidValue("adjustments", "each line once", "one of them twice");
      }
      adjustments = List.copyOf(adjustments);
    }
  }

  /**
   * Moves the quota of a territory after it changed hands. Sent by the reaction on {@link
   * TerritoryEvent.TerritoryReallocated}, never by people; never refused: a plan that cannot take
   * it records {@link QuotaPlanEvent.QuotaTransferDeclined}.
   *
   * @param transferId derived from the event, so that repeating it changes nothing
   * @param cause the reallocation
   */
  record TransferQuota(
      @TargetAggregateIdentifier PlanId planId,
      String transferId,
      TerritoryEvent.TerritoryReallocated cause)
      implements QuotaPlanCommand {}

  /** Closes a period and all within it. Refused with {@link Refusal.UnknownReference}. */
  record ClosePeriod(
      @TargetAggregateIdentifier PlanId planId,
      PeriodId periodId,
      @Nullable PersonalText reason) implements QuotaPlanCommand {}

  /**
   * Says how likely deals of each stage are won, from a day until the next such day. What holds on
   * that day already changes nothing.
   *
   * <p>Refused with {@link Refusal.PlanInWrongState}, {@link Refusal.TooManyEvents}.
   *
   * @param probabilities null where they are to be learned from past deals again
   */
  record SetStageProbabilities(
      @TargetAggregateIdentifier PlanId planId,
      @Nullable StageProbabilities probabilities,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements QuotaPlanCommand {}

  /** Opens a closed period again. Refused with {@link Refusal.PeriodNotClosed}. */
  record ReopenPeriod(
      @TargetAggregateIdentifier PlanId planId,
      PeriodId periodId,
      @Nullable PersonalText reason) implements QuotaPlanCommand {}
}
