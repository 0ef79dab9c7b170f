package dev.quotaledger.api;

/** How quota follows a territory to its new holder. */
public enum QuotaMove {
  /** By the days that change hands, of the days on which the giver held the territory. */
  PRORATE_BY_DAYS,
  /** Only periods that start on or after the date move, and whole. */
  WHOLE_PERIODS,
  /** No quota moves. */
  KEEP
}
