package dev.quotaledger.query;

import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PlanId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures that alert rules watch, of one kind. The feature that answers such figures publishes them as a
 * bean; they are the same that its endpoints answer.
 */
public interface WatchedFigures {

  /** What the figures are. */
  AlertKind kind();

  /**
   * The figures as everything that is recorded has them now. What has no figure is left out: without a
   * quota there is no pace, and nothing to raise or clear.
   *
   * @throws RuntimeException where they cannot be told
   */
  Map<AlertSubject, BigDecimal> of(Watched watched);

  /**
   * What figures are asked for.
   *
   * @param level of what
   * @param period a leaf period of the plan that contains today
   * @param sinceDays how many days before today they are compared with; null for kinds that compare
   *     with nothing
   */
  record Watched(
      PlanId planId,
      AlertLevel level,
      Period period,
      LocalDate today,
      @Nullable Integer sinceDays) {}
}
