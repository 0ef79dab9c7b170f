package dev.quotaledger.api;

import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * What has happened to a quota plan. {@code before} and {@code after} are the line's amounts as of
 * the event's own {@code effectiveOn}.
 */
public sealed interface QuotaPlanEvent extends DomainEvent {

  /** The plan. */
  PlanId planId();

  /**
   * A plan was opened as a draft.
   *
   * @param teamId the team that it is for; null for everybody
   * @param approval true where somebody has to approve what is published; absent where nobody has
   */
  @Revision("1")
  record PlanOpened(
      PlanId planId,
      String name,
      CalendarId calendarId,
      Currency currency,
      @Nullable TeamId teamId,
      LocalDate effectiveOn,
      @Nullable Boolean approval)
      implements QuotaPlanEvent {

    /** A plan that nobody has to approve. */
    public PlanOpened(
        PlanId planId,
        String name,
        CalendarId calendarId,
        Currency currency,
        @Nullable TeamId teamId,
        LocalDate effectiveOn) {
      this(planId, name, calendarId, currency, teamId, effectiveOn, null);
    }

    /** Whether somebody has to approve what is published. */
    public boolean needsApproval() {
      return approval != null && approval;
    }
  }

  /**
   * A drafted plan, or the revision of one, was submitted for approval.
   *
   * @param revision counts what was drawn up, from 1, the plan as it was opened
   * @param comment what the submitter says of it; null for nothing
   */
  @Revision("1")
  record PlanSubmitted(
      PlanId planId,
      int revision,
      LocalDate effectiveOn,
      @Nullable PersonalText comment) implements QuotaPlanEvent {}

  /** What was submitted was approved, by somebody other than who had submitted it. */
  @Revision("1")
  record PlanApproved(
      PlanId planId,
      int revision,
      LocalDate effectiveOn,
      @Nullable PersonalText comment) implements QuotaPlanEvent {}

  /**
   * What was submitted, or approved and not yet published, goes back to be drawn up again.
   *
   * @param comment why
   */
  @Revision("1")
  record PlanRejected(PlanId planId, int revision, LocalDate effectiveOn, PersonalText comment)
      implements QuotaPlanEvent {}

  /**
   * A plan came into force, or a revision of it. What a revision changed stands in the events before
   * this one, recorded together with it.
   *
   * @param revision which revision, from 2; absent for the plan as it was opened
   */
  @Revision("1")
  record PlanPublished(
      PlanId planId, LocalDate effectiveOn, @Nullable Integer revision) implements QuotaPlanEvent {

    /** The plan as it was opened. */
    public PlanPublished(PlanId planId, LocalDate effectiveOn) {
      this(planId, effectiveOn, null);
    }

    /** Which revision came into force, from 1, the plan as it was opened. */
    public int number() {
      return revision == null ? 1 : revision;
    }
  }

  /**
   * A revision of a plan in force was begun, which goes on being in force.
   *
   * @param revision counts them from 2; a number is never used again
   */
  @Revision("1")
  record RevisionStarted(PlanId planId, int revision, LocalDate effectiveOn, PersonalText reason)
      implements QuotaPlanEvent {}

  /** A revision was given up with all that was drafted in it. */
  @Revision("1")
  record RevisionAbandoned(PlanId planId, int revision, LocalDate effectiveOn, PersonalText reason)
      implements QuotaPlanEvent {}

  /**
   * What a revision will set a line to from a day on. It takes the place of what was drafted before
   * for the same line and day, and changes no figure until the revision is published.
   *
   * @param before what was in force on that day; null when the line did not exist
   * @param after what is to be in force from then on
   */
  @Revision("1")
  record QuotaDrafted(
      PlanId planId,
      int revision,
      QuotaLineKey line,
      @Nullable Money before,
      Money after,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements QuotaPlanEvent {}

  /** A plan ended. */
  @Revision("1")
  record PlanClosed(
      PlanId planId, LocalDate effectiveOn, @Nullable PersonalText reason)
      implements QuotaPlanEvent {}

  /**
   * A line's amount was fixed from a date on.
   *
   * @param before what the line was worth on that date; null when it did not exist
   * @param after what it is worth from then on
   */
  @Revision("1")
  record QuotaSet(
      PlanId planId,
      QuotaLineKey line,
      @Nullable Money before,
      Money after,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements QuotaPlanEvent {}

  /**
   * A line was changed by an amount, on top of what was set.
   *
   * @param delta what was added; may be negative
   * @param before what the line was worth on that date; null when it did not exist
   * @param method the formula that proposed the amount; null where a person chose it
   */
  @Revision("1")
  record QuotaAdjusted(
      PlanId planId,
      QuotaLineKey line,
      Money delta,
      @Nullable Money before,
      Money after,
      LocalDate effectiveOn,
      @Nullable PersonalText reason,
      @Nullable Method method)
      implements QuotaPlanEvent {}

  /**
   * Quota moved with a territory; the plan's total is unchanged.
   *
   * @param transferId which transfer, derived from the reallocation
   * @param from who gave it; the house for a vacancy
   * @param to who received it; the house for a vacancy
   * @param method the formula that computed the amounts
   * @param moves what moved, 1 to 1,000 items, one for each of the giver's lines of which something did
   */
  @Revision("1")
  record QuotaTransferred(
      PlanId planId,
      String transferId,
      TerritoryId territoryId,
      Subject from,
      Subject to,
      Method method,
      List<Move> moves,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements QuotaPlanEvent {

    /** The giver's line of a move. */
    public QuotaLineKey fromLine(Move move) {
      return new QuotaLineKey(from, territoryId, move.productLine(), move.periodId());
    }

    /** The receiver's line of a move. */
    public QuotaLineKey toLine(Move move) {
      return fromLine(move).of(to);
    }
  }

  /**
   * What moved between two lines.
   *
   * @param productLine the lines' product line; null for all
   * @param amount what moved, not negative
   * @param daysMoved the days of the period that changed hands
   * @param daysHeld the days of the period on which the giver held the territory before
   * @param toBefore null when the receiver had no such line
   */
  record Move(
      @Nullable ProductLine productLine,
      PeriodId periodId,
      Money amount,
      long daysMoved,
      long daysHeld,
      Money fromBefore,
      Money fromAfter,
      @Nullable Money toBefore,
      Money toAfter) {}

  /**
   * The plan could not take a transfer of quota; its lines are as before.
   *
   * @param code why, as the refusal's code: {@code period-closed}; {@code too-many-lines} also for more
   *     than 1,000 lines at once
   * @param periodId the period that stood in the way; null when none did
   */
  @Revision("1")
  record QuotaTransferDeclined(
      PlanId planId,
      String transferId,
      TerritoryId territoryId,
      Subject from,
      Subject to,
      String code,
      @Nullable PeriodId periodId,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements QuotaPlanEvent {}

  /** A period, with all within it, was closed: it takes no more change. */
  @Revision("1")
  record PeriodClosed(
      PlanId planId,
      PeriodId periodId,
      LocalDate effectiveOn,
      @Nullable PersonalText reason) implements QuotaPlanEvent {}

  /**
   * Somebody said how likely deals of each stage are won, from a day until the next such day, or that
   * it is learned from past deals again.
   *
   * @param version counts what was said of it in this plan, from 1
   * @param before what held on that day until then; null where it was learned
   * @param after what holds from then on; null where it is learned
   */
  @Revision("1")
  record StageProbabilitiesSet(
      PlanId planId,
      int version,
      @Nullable StageProbabilities before,
      @Nullable StageProbabilities after,
      LocalDate effectiveOn,
      @Nullable PersonalText reason)
      implements QuotaPlanEvent {}

  /** A closed period was opened again. */
  @Revision("1")
  record PeriodReopened(
      PlanId planId,
      PeriodId periodId,
      LocalDate effectiveOn,
      @Nullable PersonalText reason) implements QuotaPlanEvent {}
}
