package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An exact amount of one currency. It is never a float and never rounded in silence.
 *
 * @param amount at most 4 decimals and 15 digits before them; may be negative; written with at
 *     least the decimals of the currency's minor unit and no further trailing zeros
 * @param currency an ISO 4217 currency
 */
public record Money(
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal amount, Currency currency) {

  /** The most decimals that an amount may have. */
  public static final int MAX_DECIMALS = 4;

  private static final int MAX_INTEGER_DIGITS = 15;

  /** Throws {@link InvalidValue} for more decimals or digits than an amount may have. */
  public Money {
    Text.checkDigits("amount", amount);
    BigDecimal stripped = amount.stripTrailingZeros();
    if (stripped.scale() > MAX_DECIMALS
        || (long) stripped.precision() - stripped.scale() > MAX_INTEGER_DIGITS) {
      throw new InvalidValue(
          "amount", "at most 15 digits and at most 4 decimals", stripped.toString());
    }
    amount = stripped.setScale(Math.max(stripped.scale(), minorDigits(currency)));
  }

  /**
   * The amount that texts name; throws {@link InvalidValue} where they name none.
   *
   * @param amount a decimal number such as {@code 33333.33}
   * @param currency an ISO 4217 code such as {@code USD}
   */
  public static Money of(String amount, String currency) {
    return new Money(Text.decimal("amount", amount), currencyOf(currency));
  }

  /** Nothing, in the currency. */
  public static Money zero(Currency currency) {
    return new Money(BigDecimal.ZERO, currency);
  }

  /** Throws {@link IllegalArgumentException} when the currencies differ. */
  public Money plus(Money other) {
    requireSame(other);
    return new Money(amount.add(other.amount), currency);
  }

  /** Throws {@link IllegalArgumentException} when the currencies differ. */
  public Money minus(Money other) {
    return plus(other.negated());
  }

  /** The same amount with the opposite sign. */
  public Money negated() {
    return new Money(amount.negate(), currency);
  }

  /** Whether the amount is a whole number of the currency's minor units. */
  @JsonIgnore
  public boolean isInMinorUnits() {
    return amount.stripTrailingZeros().scale() <= minorDigits(currency);
  }

  /** Whether the amount is zero. */
  @JsonIgnore
  public boolean isZero() {
    return amount.signum() == 0;
  }

  /** Whether the amount is below zero. */
  @JsonIgnore
  public boolean isNegative() {
    return amount.signum() < 0;
  }

  /**
   * Splits this amount in proportion to weights by largest remainder, so that the parts sum to it
   * exactly. The unit is the finer of the currency's minor unit and the amount's own scale. Equal
   * remainders go to the earlier part.
   *
   * @param weights at least one, none negative, not all zero
   * @return one part per weight, in the same order
   */
  public List<Money> split(List<BigDecimal> weights) {
    BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (total.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
      throw new IllegalArgumentException("Weights must not be negative, nor all zero: " + weights);
    }
    int scale = amount.scale();
    BigDecimal units = amount.abs().movePointRight(scale);
    List<BigDecimal> floors = new ArrayList<>();
    List<BigDecimal> remainders = new ArrayList<>();
    for (BigDecimal weight : weights) {
      BigDecimal[] parts = units.multiply(weight).divideAndRemainder(total);
      floors.add(parts[0].setScale(0, RoundingMode.UNNECESSARY));
      remainders.add(parts[1]);
    }
    long left =
        units.subtract(floors.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).longValueExact();
    IntStream.range(0, weights.size())
        .boxed()
        .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
        .limit(left)
        .forEach(i -> floors.set(i, floors.get(i).add(BigDecimal.ONE)));
    return floors.stream()
        .map(part -> part.movePointLeft(scale))
        .map(this::withSignOf)
        .toList();
  }

  /** The amount alone, as people and JSON write it: {@code 33333.33}. */
  public String toPlainString() {
    return amount.toPlainString();
  }

  @Override
  public String toString() {
    return toPlainString() + " " + currency;
  }

  private Money withSignOf(BigDecimal part) {
    return new Money(amount.signum() < 0 ? part.negate() : part, currency);
  }

  private void requireSame(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException("Cannot add " + other.currency + " to " + currency);
    }
  }

  private static Currency currencyOf(String code) {
    try {
      return Currency.getInstance(code);
    } catch (IllegalArgumentException _) {
      throw new InvalidValue("currency", "an ISO 4217 code such as USD", code);
    }
  }

  private static int minorDigits(Currency currency) {
    return Math.max(0, currency.getDefaultFractionDigits());
  }
}
