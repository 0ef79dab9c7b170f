package dev.quotaledger.api;

import java.math.BigDecimal;

/**
 * Where an alert is raised, and where it is cleared again. Between the two it stays as it is, so that
 * a figure which goes to and fro around the threshold does not raise it each time.
 *
 * @param side on which side of the threshold it is raised
 * @param threshold raised where the figure is less, or this or more, by the side
 * @param clearsAt cleared where the figure is this or more, or less, by the side: the other way around
 */
public record AlertLimit(AlertSide side, BigDecimal threshold, BigDecimal clearsAt) {

  /** Whether a figure raises an alert that is not raised. */
  public boolean isCrossedBy(BigDecimal value) {
    return switch (side) {
      case BELOW -> value.compareTo(threshold) < 0;
      case ABOVE -> value.compareTo(threshold) >= 0;
    };
  }

  /** Whether a figure clears an alert that is raised. */
  public boolean isClearedBy(BigDecimal value) {
    return switch (side) {
      case BELOW -> value.compareTo(clearsAt) >= 0;
      case ABOVE -> value.compareTo(clearsAt) < 0;
    };
  }
}
