package dev.quotaledger.model;

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
import org.jspecify.annotations.Nullable;

/**
 * Where a plan stands in its life, and what it takes there.
 *
 * @param approval whether somebody has to approve what is published
 * @param published the number of the revision in force; 0 before the first publication
 * @param begun the number of the revision that was begun last, from 1, the plan as it was opened
 */
public record PlanLife(PlanState state, boolean approval, int published, int begun) {

  /** A plan of which nothing is recorded yet. */
  public static final PlanLife BEGINNING = new PlanLife(PlanState.DRAFT, false, 0, 1);

  /** The life after the event. */
  public PlanLife evolve(QuotaPlanEvent event) {
    return switch (event) {
      case PlanOpened e -> new PlanLife(PlanState.DRAFT, e.needsApproval(), 0, 1);
      case PlanSubmitted _ -> in(PlanState.IN_REVIEW);
      case PlanApproved _ -> in(PlanState.APPROVED);
      case PlanRejected _ -> in(isInForce() ? PlanState.REVISING : PlanState.DRAFT);
      case PlanPublished e -> new PlanLife(PlanState.PUBLISHED, approval, e.number(), begun);
      case RevisionStarted e -> new PlanLife(PlanState.REVISING, approval, published, e.revision());
      case RevisionAbandoned _ -> in(PlanState.PUBLISHED);
      case PlanClosed _ -> in(PlanState.CLOSED);
      case QuotaSet _,
          QuotaAdjusted _,
          QuotaDrafted _,
          QuotaTransferred _,
          QuotaTransferDeclined _,
          PeriodClosed _,
          PeriodReopened _,
          StageProbabilitiesSet _ -> this;
    };
  }

  /** Whether it was published and is not closed. */
  public boolean isInForce() {
    return published > 0 && !isClosed();
  }

  /** Whether it ended. */
  public boolean isClosed() {
    return state == PlanState.CLOSED;
  }

  /** Whether a revision of it is being drawn up, reviewed or ready to be published. */
  public boolean isRevised() {
    return isInForce() && state != PlanState.PUBLISHED;
  }

  /** The number of what is being drawn up, reviewed or ready to be published; null where nothing is. */
  public @Nullable Integer underWay() {
    return state == PlanState.PUBLISHED || isClosed() ? null : begun;
  }

  /** Whether lines may be drawn up: those of a draft are set, those of a revision drafted. */
  public boolean isDrawnUp() {
    return state == PlanState.DRAFT || state == PlanState.REVISING;
  }

  /** Whether lines may be set, or drafted where it is being revised. */
  public boolean takesSets() {
    return isDrawnUp() || (state == PlanState.PUBLISHED && !approval);
  }

  /** Whether what is in force may be adjusted and transferred. */
  public boolean takesChanges() {
    return state == PlanState.DRAFT || isInForce();
  }

  /** Whether it may be submitted for approval. */
  public boolean isSubmittable() {
    return approval && isDrawnUp();
  }

  /** Whether what was submitted may be sent back. */
  public boolean isRejectable() {
    return state == PlanState.IN_REVIEW || state == PlanState.APPROVED;
  }

  /** Whether what was drawn up may be published. */
  public boolean isPublishable() {
    return approval ? state == PlanState.APPROVED : isDrawnUp();
  }

  private PlanLife in(PlanState next) {
    return new PlanLife(next, approval, published, begun);
  }
}
