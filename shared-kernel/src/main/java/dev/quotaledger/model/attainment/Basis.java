package dev.quotaledger.model.attainment;

import dev.quotaledger.api.InvalidValue;

/**
 * In which period credit counts. Figures of one basis are never mixed with those of the other: over
 * all periods both are the same credit, and in one period they need not be.
 */
public enum Basis {
  /** In the period of its credit date, whenever it was recorded. */
  EARNED,
  /**
   * In that period where it was open when the credit was recorded, else as a correction in the first
   * later one that was open then. So what was posted in a period does not change while it is closed.
   */
  POSTED;

  /** Reads a query parameter; throws {@link InvalidValue} for anything but these. */
  public static Basis parse(String text) {
    for (Basis basis : values()) {
      if (basis.name().equals(text)) {
        return basis;
      }
    }
    throw new InvalidValue("basis", "EARNED or POSTED", text);
  }
}
