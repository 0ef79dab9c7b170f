package dev.quotaledger.api;

/** On which side of its threshold a figure gives an alert. */
public enum AlertSide {
  /** Less than the threshold. */
  BELOW,
  /** The threshold or more. */
  ABOVE
}
