package dev.quotaledger.api;

/** What the figures are of that an alert rule watches. */
public enum AlertLevel {
  /** Each rep of the plan. */
  REP,
  /** Each team of the plan. */
  TEAM,
  /** The plan as a whole. */
  PLAN,
  /** Each territory. */
  TERRITORY
}
