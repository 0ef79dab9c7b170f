package dev.quotaledger.standalone.demo;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A deal that was lost, or is open at the end of the data.
 *
 * @param accountId the customer; null for a prospect that never became one
 * @param lostOn null while it is open
 */
record InventedDeal(
    String dealId,
    String repId,
    String territoryId,
    @Nullable String accountId,
    BigDecimal amount,
    LocalDate createdOn,
    @Nullable LocalDate lostOn,
    Course course) {

  /** Whether it is of nobody who ever bought. */
  boolean isOfProspect() {
    return accountId == null;
  }
}
