package dev.quotaledger.query.quality;

import java.util.Comparator;

/**
 * Something that does not fit.
 *
 * @param source the system that the deal or the lead comes from
 * @param id the bare id of the deal, or of the lead
 * @param detail what was found, for people
 */
record Finding(Flaw flaw, String source, String id, String detail) implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER = Comparator.comparing(Finding::flaw)
      .thenComparing(Finding::source)
      .thenComparing(Finding::id)
      .thenComparing(Finding::detail);

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }
}
