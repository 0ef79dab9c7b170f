package dev.quotaledger.query.forecast.series;

/** Why a history was not forecast as a long one of positive numbers is. */
public enum Reason {
  /** Nothing but zeros. */
  ALL_ZERO,
  /** The same value each time. */
  CONSTANT,
  /** No more than four seasons, or a handful of values: no season can be told from chance. */
  SHORT_HISTORY,
  /** Many zeros without a season: what is forecast is how much comes how often. */
  INTERMITTENT,
  /** Some values are negative: seasons and errors are differences, not factors. */
  NEGATIVE_VALUES,
  /** Some values are zero: seasons and errors are differences, not factors. */
  ZERO_VALUES
}
