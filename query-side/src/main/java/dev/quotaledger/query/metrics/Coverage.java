package dev.quotaledger.query.metrics;

import static dev.quotaledger.query.metrics.Statistics.ratio;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.model.attainment.QuotaFigure;
import dev.quotaledger.query.pipeline.DealRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether the open deals suffice: coverage = qualified deals expected to close in the period / what
 * remains of the quota. What is required = 1 / win rate, of the deals that closed in the year before.
 *
 * @param quota null where neither quota nor credit is known
 * @param open the open deals
 * @param closedBefore the deals that closed in the year up to the day of the view
 * @param days the days of the period
 * @param today the day of the view
 */
record Coverage(
    @Nullable QuotaFigure quota,
    List<DealRow> open,
    List<DealRow> closedBefore,
    DateRange days,
    LocalDate today,
    Currency currency) {

  /** How an open deal counts. */
  enum Standing {
    /** Qualified and expected to close in the period, today or later. */
    COUNTED,
    /** Expected to have closed by now. */
    STALE,
    /** Expected to close in the period, but only prospecting. */
    UNQUALIFIED,
    /** Nobody says when it is expected to close. */
    UNDATED,
    /** Expected to close after or before the period. */
    ELSEWHEN;

    static Standing of(DealRow deal, DateRange days, LocalDate today) {
      LocalDate expected = deal.expectedCloseOn();
      if (expected == null) {
        return UNDATED;
      }
      if (expected.isBefore(today)) {
        return STALE;
      }
      if (!days.contains(expected)) {
        return ELSEWHEN;
      }
      return deal.stage() == DealStage.PROSPECTING ? UNQUALIFIED : COUNTED;
    }
  }

  long count(Standing standing) {
    return open.stream().filter(is(standing)).count();
  }

  /** The value of the deals in the currency of the plan. */
  Money value(Standing standing) {
    return new Money(
        Statistics.sum(open.stream()
            .filter(is(standing))
            .map(DealRow::amount)
            .filter(Objects::nonNull)
            .filter(amount -> amount.currency().equals(currency))
            .map(Money::amount)
            .toList()),
        currency);
  }

  /** Null where {@link #reason()} says why. */
  @Nullable
  BigDecimal coverage() {
    Money remaining = remaining();
    return remaining == null || remaining.isZero() || remaining.isNegative()
        ? null
        : ratio(value(Standing.COUNTED).amount(), remaining.amount());
  }

  /** Why there is no coverage: {@code NO_QUOTA}, or {@code QUOTA_MET}; null where there is. */
  @Nullable
  String reason() {
    if (remaining() == null) {
      return "NO_QUOTA";
    }
    return coverage() == null ? "QUOTA_MET" : null;
  }

  /** Won / (won + lost); null where nothing closed. */
  @Nullable
  BigDecimal winRate() {
    return DealFigures.of(closedBefore, currency).closeRate();
  }

  /** 1 / win rate; null where nothing was won. */
  @Nullable
  BigDecimal requiredCoverage() {
    DealFigures closed = DealFigures.of(closedBefore, currency);
    long won = closed.count(DealFigures.Outcome.WON);
    return ratio(won + closed.count(DealFigures.Outcome.LOST), won);
  }

  private @Nullable Money remaining() {
    return quota == null ? null : quota.remaining();
  }

  private Predicate<DealRow> is(Standing standing) {
    return deal -> Standing.of(deal, days, today) == standing;
  }
}
