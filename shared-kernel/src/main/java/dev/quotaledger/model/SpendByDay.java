package dev.quotaledger.model;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.SpendFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;

/**
 * A spent amount spread evenly over its days. The unit is the finer of the currency's minor unit and
 * the amount's own scale, and what does not divide goes to the earlier days, a unit each: 100.00
 * over three days is 33.34, 33.33 and 33.33. The days sum to exactly the amount.
 *
 * @param from the first day
 * @param amounts one for each day, in their order
 */
public record SpendByDay(LocalDate from, List<Money> amounts) {

  /** The amounts are copied. */
  public SpendByDay {
    amounts = List.copyOf(amounts);
  }

  /** Spreads the amount. */
  public static SpendByDay of(SpendFacts facts) {
    int days = Math.toIntExact(facts.days().days());
    return new SpendByDay(
        facts.from(), facts.amount().split(Collections.nCopies(days, BigDecimal.ONE)));
  }

  /** What falls on the days of the range; zero where it has none of them. */
  public Money within(DateRange range) {
    Money nothing = Money.zero(amounts.getFirst().currency());
    return new DateRange(from, from.plusDays(amounts.size()))
        .intersection(range)
        .map(shared -> amounts.subList(dayOf(shared.from()), dayOf(endOf(shared))).stream()
            .reduce(nothing, Money::plus))
        .orElse(nothing);
  }

  private int dayOf(LocalDate day) {
    return Math.toIntExact(new DateRange(from, day.plusDays(1)).days() - 1);
  }

  private static LocalDate endOf(DateRange range) {
    return range.from().plusDays(range.days());
  }
}
