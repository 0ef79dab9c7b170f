package dev.quotaledger.api;

/** How far a lead is. */
public enum LeadStatus {
  /** It came in, and nobody has judged it yet. */
  NEW,
  /** It is worth selling to. */
  QUALIFIED,
  /** It is not worth selling to, for now. */
  DISQUALIFIED,
  /** It became a deal. */
  CONVERTED;

  /** Whether nothing more is expected of the lead itself. */
  public boolean isClosed() {
    return this == DISQUALIFIED || this == CONVERTED;
  }
}
