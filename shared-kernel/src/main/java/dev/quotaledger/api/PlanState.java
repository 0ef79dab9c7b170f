package dev.quotaledger.api;

/** Where a quota plan stands in its life. */
public enum PlanState {
  /** Being drawn up. */
  DRAFT,
  /** Submitted for approval; where it is a revision, the plan is in force as it was. */
  IN_REVIEW,
  /** Approved and not yet published; where it is a revision, the plan is in force as it was. */
  APPROVED,
  /** In force. */
  PUBLISHED,
  /** In force, while a revision is being drawn up. */
  REVISING,
  /** Ended; nothing in it changes any more. */
  CLOSED
}
