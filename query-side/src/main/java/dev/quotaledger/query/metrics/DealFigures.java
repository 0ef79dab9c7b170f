package dev.quotaledger.query.metrics;

import static dev.quotaledger.query.metrics.Statistics.RATIO_DECIMALS;
import static dev.quotaledger.query.metrics.Statistics.ratio;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.query.pipeline.DealColumns;
import dev.quotaledger.query.pipeline.DealRow;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Currency;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What some deals come to. A won deal with a negative amount is a credit note: it lowers what was
 * won, but is no deal that was won. Values are of deals in one currency; counts and days are of all.
 *
 * @param deals closed in the period or open, each counted once
 * @param currency of the values
 */
record DealFigures(DealTally deals, Currency currency) {

  private static final BigDecimal NINETY_PERCENT = new BigDecimal("0.9");

  /** What a deal counts as. */
  enum Outcome {
    WON,
    LOST,
    OPEN,
    CREDIT_NOTE;

    static Outcome of(DealRow deal) {
      if (deal.isOpen()) {
        return OPEN;
      }
      if (!deal.isWon()) {
        return LOST;
      }
      return deal.amount() != null && deal.amount().isNegative() ? CREDIT_NOTE : WON;
    }

    /** The same of a deal in columns. */
    static Outcome of(DealColumns columns, int deal) {
      if (columns.isOpen(deal)) {
        return OPEN;
      }
      if (columns.stage(deal) != DealStage.WON) {
        return LOST;
      }
      return columns.units(deal) < 0 ? CREDIT_NOTE : WON;
    }
  }

  /** Of rows, each of another deal. */
  static DealFigures of(Collection<DealRow> deals, Currency currency) {
    return new DealFigures(DealTally.of(deals), currency);
  }

  long count(Outcome outcome) {
    return deals.count(outcome);
  }

  /** Won / (won + lost), of those that closed. */
  @Nullable
  BigDecimal closeRate() {
    long won = count(Outcome.WON);
    return ratio(won, won + count(Outcome.LOST));
  }

  /** The value won / (the value won + the value lost), without credit notes. */
  @Nullable
  BigDecimal closeRateByValue() {
    BigDecimal won = amounts(Outcome.WON).sum();
    return ratio(won, won.add(amounts(Outcome.LOST).sum()));
  }

  /** The value of what was won, less credit notes. */
  Money wonValue() {
    return money(amounts(Outcome.WON).sum().add(amounts(Outcome.CREDIT_NOTE).sum()));
  }

  Money value(Outcome outcome) {
    return money(amounts(outcome).sum());
  }

  /** The mean value of won deals that have one, HALF_UP at the decimals that an amount may have. */
  @Nullable
  Money averageDealSize() {
    return moneyOrNull(amounts(Outcome.WON).mean(Money.MAX_DECIMALS));
  }

  @Nullable
  Money medianDealSize() {
    return moneyOrNull(amounts(Outcome.WON).quantile(Statistics.HALF, Money.MAX_DECIMALS));
  }

  /** The mean of days from creation to closing, of deals whose day of creation is known. */
  @Nullable
  BigDecimal averageCycleDays(Outcome outcome) {
    return deals.cycleDays(outcome).mean(RATIO_DECIMALS);
  }

  @Nullable
  BigDecimal medianCycleDays(Outcome outcome) {
    return deals.cycleDays(outcome).quantile(Statistics.HALF, RATIO_DECIMALS);
  }

  @Nullable
  BigDecimal p90CycleDays(Outcome outcome) {
    return deals.cycleDays(outcome).quantile(NINETY_PERCENT, RATIO_DECIMALS);
  }

  /**
   * What the open deals bring in a day at the present rate: open deals x close rate x average deal
   * size / average cycle days; null where one of them is undefined, or the cycle takes no time.
   */
  @Nullable
  Money salesVelocity() {
    BigDecimal rate = closeRate();
    Money size = averageDealSize();
    BigDecimal days = averageCycleDays(Outcome.WON);
    if (rate == null || size == null || days == null || days.signum() == 0) {
      return null;
    }
    return money(BigDecimal.valueOf(count(Outcome.OPEN))
        .multiply(rate)
        .multiply(size.amount())
        .divide(days, Money.MAX_DECIMALS, RoundingMode.HALF_UP));
  }

  /** Why figures that are null are undefined, by their names in an answer. */
  SortedMap<String, String> undefined() {
    SortedMap<String, String> reasons = new TreeMap<>();
    if (closeRate() == null) {
      reasons.put("closeRate", "NOTHING_CLOSED");
    }
    if (closeRateByValue() == null) {
      reasons.put("closeRateByValue", "NO_VALUE_CLOSED");
    }
    if (averageDealSize() == null) {
      reasons.put("averageDealSize", "NO_VALUE_WON");
    }
    if (averageCycleDays(Outcome.WON) == null) {
      reasons.put("averageCycleDays", "NO_KNOWN_CYCLE");
    }
    if (salesVelocity() == null) {
      reasons.put("salesVelocity", "A_FACTOR_IS_UNDEFINED_OR_ZERO");
    }
    return reasons;
  }

  /** The days from creation to closing; null while it is open or where creation came after it. */
  static @Nullable Long cycleDays(DealRow deal) {
    if (deal.createdOn() == null || deal.closedOn() == null) {
      return null;
    }
    long days = ChronoUnit.DAYS.between(deal.createdOn(), deal.closedOn());
    return days < 0 ? null : days;
  }

  private Decimals amounts(Outcome outcome) {
    return deals.amounts(outcome, currency);
  }

  private Money money(BigDecimal amount) {
    return new Money(amount, currency);
  }

  private @Nullable Money moneyOrNull(@Nullable BigDecimal amount) {
    return amount == null ? null : money(amount);
  }
}
