package dev.quotaledger.query.metrics;

import static dev.quotaledger.query.metrics.Statistics.RATIO_DECIMALS;
import static dev.quotaledger.query.metrics.Statistics.ratio;

import dev.quotaledger.query.metrics.DealFigures.Outcome;
import dev.quotaledger.query.pipeline.DealRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The three ratios that are called conversion, each of its own whole: leads of a cohort that became
 * won deals, deals of a cohort that were won, and deals that closed and were won.
 *
 * @param leads that came in in the period
 * @param created deals that were created in the period
 * @param closed deals that closed in the period
 * @param within how many days leads have to be won in, and must be old at least to count; null for
 *     any
 * @param today the day of the view
 * @param currency of values
 */
record Conversion(
    List<LeadOutcome> leads,
    List<DealRow> created,
    List<DealRow> closed,
    @Nullable Long within,
    LocalDate today,
    Currency currency) {

  /** The leads that are old enough to count. */
  List<LeadOutcome> counted() {
    return within == null
        ? leads
        : leads.stream()
            .filter(outcome -> !outcome.lead().openedOn().plusDays(within).isAfter(today))
            .toList();
  }

  /** How many of the counted leads became won deals in time. */
  long converted() {
    return counted().stream().filter(this::isConverted).count();
  }

  /** Leads that became won deals / leads, of the counted ones; null where there are none. */
  @Nullable
  BigDecimal leadConversionRate() {
    return ratio(converted(), counted().size());
  }

  /** The share of the counted leads that are not decided yet; null where there are none. */
  @Nullable
  BigDecimal openShare() {
    return ratio(counted().stream().filter(LeadOutcome::open).count(), counted().size());
  }

  @Nullable
  BigDecimal averageDays() {
    return Statistics.mean(days(), RATIO_DECIMALS);
  }

  @Nullable
  BigDecimal medianDays() {
    return Statistics.median(days(), RATIO_DECIMALS);
  }

  /** Deals won / all deals created in the period, open ones included. */
  @Nullable
  BigDecimal createdWinRate() {
    return ratio(DealFigures.of(created, currency).count(Outcome.WON), deals());
  }

  /** How many deals were created in the period; a credit note is none. */
  long deals() {
    return created.stream()
        .filter(deal -> Outcome.of(deal) != Outcome.CREDIT_NOTE)
        .count();
  }

  /** The share of the deals created in the period that are open. */
  @Nullable
  BigDecimal createdOpenShare() {
    return ratio(DealFigures.of(created, currency).count(Outcome.OPEN), deals());
  }

  DealFigures closedFigures() {
    return DealFigures.of(closed, currency);
  }

  private boolean isConverted(LeadOutcome outcome) {
    return within == null ? outcome.isConverted() : outcome.isConvertedWithin(within);
  }

  private List<BigDecimal> days() {
    return counted().stream()
        .filter(this::isConverted)
        .map(LeadOutcome::days)
        .filter(Objects::nonNull)
        .map(BigDecimal::valueOf)
        .toList();
  }
}
