package dev.quotaledger.query.audit;

/**
 * An invariant that does not hold for an event.
 *
 * @param of what it does not hold of: a field, or a line
 * @param detail a sentence for people
 */
record Violation(Invariant invariant, String of, String detail) {

  /** Whether it is about the same, whatever the amounts and days are. */
  boolean isLike(Violation other) {
    return invariant == other.invariant && of.equals(other.of);
  }
}
