package dev.quotaledger.api;

/** Where a quota plan stands in its life. */
public enum PlanState {
  /** Being drawn up. */
  DRAFT,
  /** Submitted for approval. */
  IN_REVIEW,
  /** Approved and not yet published. */
  APPROVED,
  /** In force. */
  PUBLISHED,
  /** In force, while a revision is being drawn up. */
  REVISING,
  /** Ended; nothing in it changes any more. */
  CLOSED;

  /** Whether quota lines may be set and adjusted. */
  public boolean takesChanges() {
    return this == DRAFT || this == PUBLISHED || this == REVISING;
  }
}
