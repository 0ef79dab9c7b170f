package dev.quotaledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.SpendFacts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SpendByDayTest {

  private static final LocalDate FIRST = LocalDate.of(2026, 1, 30);

  @Test
  void whatDoesNotDivideGoesToTheEarlierDays() {
    assertThat(amounts("100", "EUR", 3)).containsExactly("33.34", "33.33", "33.33");
    assertThat(amounts("-0.05", "EUR", 3)).containsExactly("-0.02", "-0.02", "-0.01");
    assertThat(amounts("2", "JPY", 3)).containsExactly("1", "1", "0");
    assertThat(amounts("0.0001", "EUR", 2)).containsExactly("0.0001", "0.00");
    assertThat(amounts("0", "EUR", 2)).containsExactly("0.00", "0.00");
  }

  @Test
  void aMonthHasWhatFallsOnItsDays() {
    SpendByDay spread = spread("100", "EUR", 3);

    assertThat(within(spread, "2026-01-01", "2026-01-31")).isEqualTo("66.67 EUR");
    assertThat(within(spread, "2026-02-01", "2026-02-28")).isEqualTo("33.33 EUR");
    assertThat(within(spread, "2026-03-01", "2026-03-31")).isEqualTo("0.00 EUR");
    assertThat(spread.within(DateRange.startingOn(FIRST))).hasToString("100.00 EUR");
    assertThat(spread.within(DateRange.startingOn(FIRST.plusDays(2)))).hasToString("33.33 EUR");
  }

  @Property
  void theDaysSumToTheAmountAndDifferByAUnitAtMost(
      @ForAll @IntRange(min = -1_000_000, max = 1_000_000) int units,
      @ForAll @IntRange(min = 0, max = 4) int decimals,
      @ForAll @IntRange(min = 1, max = 3_652) int days) {
    Money amount = new Money(BigDecimal.valueOf(units, decimals), Currency.getInstance("EUR"));

    List<BigDecimal> amounts =
        spread(amount, days).amounts().stream().map(Money::amount).toList();

    BigDecimal unit = BigDecimal.ONE.movePointLeft(amount.amount().scale());
    assertThat(amounts).hasSize(days);
    assertThat(amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add))
        .isEqualByComparingTo(amount.amount());
    List<BigDecimal> sizes = amounts.stream().map(BigDecimal::abs).toList();
    assertThat(sizes).isSortedAccordingTo(Collections.reverseOrder());
    assertThat(sizes.getFirst().subtract(sizes.getLast())).isLessThanOrEqualTo(unit);
  }

  @Property(tries = 200)
  void anyTwoStretchesThatMeetSumToTheWhole(
      @ForAll @IntRange(min = -1_000, max = 1_000) int cents,
      @ForAll @IntRange(min = 1, max = 400) int days,
      @ForAll @IntRange(min = -10, max = 410) int cut) {
    Money amount = new Money(BigDecimal.valueOf(cents, 2), Currency.getInstance("EUR"));
    SpendByDay spread = spread(amount, days);
    LocalDate between = FIRST.plusDays(cut);

    Money before = spread.within(new DateRange(DateRange.ALWAYS, between));
    Money after = spread.within(DateRange.startingOn(between));

    assertThat(before.plus(after)).isEqualTo(amount);
  }

  private static List<String> amounts(String amount, String currency, int days) {
    return spread(amount, currency, days).amounts().stream()
        .map(Money::toPlainString)
        .toList();
  }

  private static String within(SpendByDay spread, String firstDay, String lastDay) {
    return spread
        .within(DateRange.ofDays(LocalDate.parse(firstDay), LocalDate.parse(lastDay)))
        .toString();
  }

  private static SpendByDay spread(String amount, String currency, int days) {
    return spread(Money.of(amount, currency), days);
  }

  private static SpendByDay spread(Money amount, int days) {
    return SpendByDay.of(
        new SpendFacts("ads", null, amount, FIRST, FIRST.plusDays(days - 1), null, null));
  }
}
