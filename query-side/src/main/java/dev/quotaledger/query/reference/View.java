package dev.quotaledger.query.attainment;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which facts a figure uses.
 *
 * @param asOf those effective on or before this day; null for no cut
 * @param knownAt those recorded by this moment; null for no cut
 */
record View(@Nullable LocalDate asOf, @Nullable Instant knownAt) {

  /** Everything that is recorded. */
  static final View LIVE = new View(null, null);

  /** Whether it uses every fact that stands. */
  boolean isLive() {
    return asOf == null && knownAt == null;
  }

  /** The day of the cut, the last one there is where there is no cut. */
  LocalDate day() {
    return asOf == null ? LocalDate.MAX : asOf;
  }
}
