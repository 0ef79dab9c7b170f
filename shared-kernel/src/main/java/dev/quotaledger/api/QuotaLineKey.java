package dev.quotaledger.api;

import org.jspecify.annotations.Nullable;

/**
 * What names one quota line of a plan.
 *
 * @param subject who the quota is for
 * @param territoryId the territory that the quota goes with; null when it follows the subject
 * @param productLine the product line it is for; null when it is for all of them
 * @param periodId the period of the plan's calendar that it is for
 */
public record QuotaLineKey(
    Subject subject,
    @Nullable TerritoryId territoryId,
    @Nullable ProductLine productLine,
    PeriodId periodId) {

  /** The line of the same territory, product line and period for somebody else. */
  public QuotaLineKey of(Subject other) {
    return new QuotaLineKey(other, territoryId, productLine, periodId);
  }

  /** The same for every line of one subject, territory and product line, whatever the period. */
  public String series() {
    return territorySeries() + "/" + (productLine == null ? "" : productLine);
  }

  /** The same for every line of one subject and territory. */
  public String territorySeries() {
    return subject + "/" + (territoryId == null ? "" : territoryId.value());
  }

  /** A text that no other line has: subject, territory, period and product line. */
  @Override
  public String toString() {
    return territorySeries()
        + "/"
        + periodId.value()
        + "/"
        + (productLine == null ? "" : productLine);
  }
}
