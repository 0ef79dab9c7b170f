package dev.quotaledger.query.quality;

/** What can be wrong with a deal or a lead that was taken. */
enum Flaw {
  /** The deal names neither a rep nor a territory: its credit is nobody's. */
  NO_REP_AND_NO_TERRITORY,
  /** The deal closed before it was created: it has no cycle. */
  CLOSED_BEFORE_CREATED,
  /** The deal is won, and its amount is zero or missing: it gives no credit. */
  WON_WITHOUT_AMOUNT,
  /** No plan has a quota for the deal's product line, although plans have some for others. */
  UNKNOWN_PRODUCT_LINE,
  /** No plan is in the deal's currency: it counts in no attainment. */
  UNKNOWN_CURRENCY,
  /** Another deal of the same source has the same id in another form. */
  DUPLICATE_EXTERNAL_ID,
  /** The lead became a deal that nobody has recorded. */
  CONVERTED_TO_UNKNOWN_DEAL,
  /** The deal closed in a period of a plan that was closed when the deal was recorded or changed. */
  CLOSED_IN_CLOSED_PERIOD
}
