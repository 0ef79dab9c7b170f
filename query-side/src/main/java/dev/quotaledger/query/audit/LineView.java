package dev.quotaledger.query.audit;

import dev.quotaledger.api.QuotaLineKey;
import org.jspecify.annotations.Nullable;

/**
 * The name of a quota line.
 *
 * @param subjectType {@code REP}, {@code TEAM} or {@code HOUSE}
 * @param subjectId the bare id
 */
record LineView(
    String subjectType,
    String subjectId,
    @Nullable String territoryId,
    @Nullable String productLine,
    String periodId) {

  static LineView of(QuotaLineKey line) {
    return new LineView(
        line.subject().type().name(),
        line.subject().id(),
        line.territoryId() == null ? null : line.territoryId().value(),
        line.productLine() == null ? null : line.productLine().value(),
        line.periodId().value());
  }
}
