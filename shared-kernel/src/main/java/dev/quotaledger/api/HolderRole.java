package dev.quotaledger.api;

/** How a rep holds a territory. */
public enum HolderRole {
  /** The one rep who is credited with deals that name only the territory. */
  PRIMARY,
  /** Somebody who works it beside the primary holder, without its credit. */
  CO
}
