package dev.quotaledger.model;

import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanApproved;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.PlanRejected;
import dev.quotaledger.api.QuotaPlanEvent.PlanSubmitted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.RevisionAbandoned;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fold of a plan as far as others refer to it: everything but its lines.
 *
 * @param closedPeriods those that were closed and not opened again; those within them are not listed
 */
public record PlanOutline(Plan.Header header, PlanState state, Set<PeriodId> closedPeriods) {

  /** Copies the periods. */
  public PlanOutline {
    closedPeriods = Set.copyOf(closedPeriods);
  }

  /** The outline after the event; null before the plan was opened. */
  public static PlanOutline evolve(@Nullable PlanOutline outline, QuotaPlanEvent event) {
    return switch (event) {
      case PlanOpened e ->
        new PlanOutline(
            new Plan.Header(e.name(), e.calendarId(), e.currency(), e.teamId()),
            PlanState.DRAFT,
            Set.of());
      case PlanSubmitted _ -> open(outline).in(PlanState.IN_REVIEW);
      case PlanApproved _ -> open(outline).in(PlanState.APPROVED);
      case PlanRejected e ->
        open(outline).in(e.revision() == 1 ? PlanState.DRAFT : PlanState.REVISING);
      case RevisionStarted _ -> open(outline).in(PlanState.REVISING);
      case PlanPublished _, RevisionAbandoned _ -> open(outline).in(PlanState.PUBLISHED);
      case PlanClosed _ -> open(outline).in(PlanState.CLOSED);
      case PeriodClosed e -> open(outline).with(e.periodId(), true);
      case PeriodReopened e -> open(outline).with(e.periodId(), false);
      case QuotaSet _,
          QuotaAdjusted _,
          QuotaTransferred _,
          QuotaTransferDeclined _,
          QuotaDrafted _,
          StageProbabilitiesSet _ -> open(outline);
    };
  }

  /** Whether the period, or one that contains it, is closed. */
  public boolean isClosed(PeriodId periodId, Calendar calendar) {
    return calendar.isWithinAny(periodId, closedPeriods);
  }

  private static PlanOutline open(@Nullable PlanOutline outline) {
    return Objects.requireNonNull(outline, "A plan begins with PlanOpened");
  }

  private PlanOutline in(PlanState next) {
    return new PlanOutline(header, next, closedPeriods);
  }

  private PlanOutline with(PeriodId periodId, boolean closed) {
    Set<PeriodId> next = new TreeSet<>(closedPeriods);
    boolean changed = closed ? next.add(periodId) : next.remove(periodId);
    return changed ? new PlanOutline(header, state, next) : this;
  }
}
