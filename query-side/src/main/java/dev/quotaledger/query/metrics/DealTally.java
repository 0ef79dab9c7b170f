package dev.quotaledger.query.metrics;

import dev.quotaledger.api.Money;
import dev.quotaledger.query.metrics.DealFigures.Outcome;
import dev.quotaledger.query.pipeline.DealColumns;
import dev.quotaledger.query.pipeline.DealRow;
import java.util.Arrays;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What figures of some deals are computed from: how many there are of each outcome, what they are
 * worth in each currency, and how long they took. It is the same whether deals come as rows or in
 * columns.
 */
final class DealTally {

  private static final List<Outcome> OUTCOMES = List.of(Outcome.values());
  private static final Decimals[] NONE = none(0);

  private final long[] counts = new long[OUTCOMES.size()];
  private final Decimals[] cycles = none(0);
  private final Map<Currency, Decimals[]> amounts = new HashMap<>();

  /** Those of the currency of the deal before, which is mostly that of the next one too. */
  private Decimals[] latest = NONE;

  private @Nullable Currency latestCurrency;

  /** Of rows, each of another deal. */
  static DealTally of(Collection<DealRow> deals) {
    DealTally tally = new DealTally();
    deals.forEach(tally::add);
    return tally;
  }

  private static int place(Outcome outcome) {
    return OUTCOMES.indexOf(outcome);
  }

  /** Counts a deal with all that belongs to it. */
  void add(DealRow deal) {
    Outcome outcome = Outcome.of(deal);
    counts[place(outcome)]++;
    Money amount = deal.amount();
    if (amount != null) {
      amounts(amount.currency(), outcome).add(amount.amount());
    }
    Long days = DealFigures.cycleDays(deal);
    if (days != null) {
      cycles[place(outcome)].add(days);
    }
  }

  /** Counts a deal of the columns. */
  void add(DealColumns columns, int deal) {
    Outcome outcome = Outcome.of(columns, deal);
    counts[place(outcome)]++;
    Currency currency = columns.currency(deal);
    if (currency != null) {
      amounts(currency, outcome).add(columns.units(deal));
    }
    int days = columns.cycleDays(deal);
    if (days >= 0) {
      cycles[place(outcome)].add(days);
    }
  }

  private Decimals amounts(Currency currency, Outcome outcome) {
    if (!currency.equals(latestCurrency)) {
      latest = amounts.computeIfAbsent(currency, _ -> none(Money.MAX_DECIMALS));
      latestCurrency = currency;
    }
    return latest[place(outcome)];
  }

  /** No numbers yet for any outcome. */
  private static Decimals[] none(int decimals) {
    Decimals[] numbers = new Decimals[OUTCOMES.size()];
    Arrays.setAll(numbers, _ -> new Decimals(decimals));
    return numbers;
  }

  /** How many deals there are. */
  long count() {
    return Arrays.stream(counts).sum();
  }

  long count(Outcome outcome) {
    return counts[place(outcome)];
  }

  /** The amounts of the deals that have one in the currency. */
  Decimals amounts(Outcome outcome, Currency currency) {
    return amounts.getOrDefault(currency, NONE)[place(outcome)];
  }

  /** The days from creation to closing, of those of which they are known. */
  Decimals cycleDays(Outcome outcome) {
    return cycles[place(outcome)];
  }

  /** How many deals have an amount, by its currency. */
  Map<Currency, Long> currencies() {
    Map<Currency, Long> deals = new HashMap<>();
    amounts.forEach((currency, byOutcome) ->
        deals.put(currency, Arrays.stream(byOutcome).mapToLong(Decimals::count).sum()));
    return deals;
  }
}
