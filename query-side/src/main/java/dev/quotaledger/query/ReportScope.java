package dev.quotaledger.query;

import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a period report is of, and as it is seen from where: all of its lists are of the same view.
 *
 * @param within the period and every one within it
 * @param asOf facts effective after this day are left out; null for no cut
 * @param knownAt facts recorded after this moment are left out
 */
public record ReportScope(
    PlanId planId,
    PeriodId periodId,
    Set<PeriodId> within,
    @Nullable LocalDate asOf,
    Instant knownAt) {

  /** Copies the periods. */
  public ReportScope {
    within = Set.copyOf(within);
  }

  /** The parameter {@code asOf} of a request for the same view; null for no cut. */
  public @Nullable String asOfText() {
    return asOf == null ? null : asOf.toString();
  }

  /** The parameter {@code knownAt} of a request for the same view. */
  public String knownAtText() {
    return knownAt.toString();
  }
}
