package dev.quotaledger.model.attainment;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Which facts a figure uses.
 *
 * @param asOf those effective on or before this day; null for no cut
 * @param knownAt those recorded by this moment; null for no cut
 */
public record View(@Nullable LocalDate asOf, @Nullable Instant knownAt) {

  /** Everything that is recorded. */
  public static final View LIVE = new View(null, null);

  /** Whether it uses every fact that stands. */
  public boolean isLive() {
    return asOf == null && knownAt == null;
  }

  /**
   * Whether it has everything of something: what was recorded of it last, and what holds of it last.
   *
   * @param effectiveOn the last day from which something of it holds
   * @param recordedAt when something of it was recorded last
   */
  public boolean hasAll(LocalDate effectiveOn, Instant recordedAt) {
    return (asOf == null || !effectiveOn.isAfter(asOf))
        && (knownAt == null || !recordedAt.isAfter(knownAt));
  }

  /** The day of the cut, the last one there is where there is no cut. */
  public LocalDate day() {
    return asOf == null ? LocalDate.MAX : asOf;
  }

  /**
   * The day on which it looks at things: that of the cut, else that of the moment that is known.
   *
   * @param known the moment that is known, where there is no cut of knowledge the present one
   */
  public LocalDate today(Instant known) {
    return asOf == null ? LocalDate.ofInstant(known, ZoneOffset.UTC) : asOf;
  }
}
