package dev.quotaledger.api;

/** Where a deal stands; the names of other systems map onto these. */
public enum DealStage {
  /** First contact. */
  PROSPECTING,
  /** Need and budget are confirmed. */
  QUALIFIED,
  /** An offer is out. */
  PROPOSAL,
  /** Terms are being agreed. */
  NEGOTIATION,
  /** Closed with an order. */
  WON,
  /** Closed without one. */
  LOST;

  /** Whether the deal is decided. */
  public boolean isClosed() {
    return this == WON || this == LOST;
  }
}
