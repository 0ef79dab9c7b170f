package dev.quotaledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  @Nested
  class Writing {

    @Test
    void hasAtLeastTheDecimalsOfTheCurrency() {
      assertThat(Money.of("5", "USD").toPlainString()).isEqualTo("5.00");
      assertThat(Money.of("5.10", "JPY").toPlainString()).isEqualTo("5.1");
      assertThat(Money.of("5", "KWD").toPlainString()).isEqualTo("5.000");
      assertThat(Money.of("1E3", "JPY").toPlainString()).isEqualTo("1000");
      assertThat(Money.of("5", "XAU")).hasToString("5 XAU");
    }

    @Test
    void makesEqualAmountsEqual() {
      assertThat(Money.of("5.1000", "USD")).isEqualTo(Money.of("5.1", "USD"));
      assertThat(Money.of("0E7", "USD")).isEqualTo(Money.of("-0.00", "USD"));
      assertThat(Money.of("5", "USD")).isNotEqualTo(Money.of("5", "EUR"));
    }

    @Test
    void takesAtMostFourDecimalsAndFifteenDigits() {
      assertThat(Money.of("999999999999999.9999", "USD").amount())
          .isEqualTo("999999999999999.9999");
      assertRefused("0.00001", "amount");
      assertRefused("1000000000000000", "amount");
      assertRefused("-1000000000000000", "amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " 1", "1,5", "0x1F", "NaN", "Infinity", "1E99999999999", "five"})
    void takesDecimalNumbersOnly(String text) {
      assertRefused(text, "amount");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "usd", "US", "ZZZ", "US DOLLAR"})
    void takesIsoCurrenciesOnly(String code) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> Money.of("1", code))
          .extracting(InvalidValue::field)
          .isEqualTo("currency");
    }

    private static void assertRefused(String text, String field) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> Money.of(text, "USD"))
          .extracting(InvalidValue::field)
          .isEqualTo(field);
    }
  }

  @Nested
  class HostileNumbers {

    static Stream<BigDecimal> numbers() {
      BigInteger million = BigInteger.TEN.pow(1_000_000);
      return Stream.of(
          new BigDecimal("1E1000000"),
          new BigDecimal("-1E1000000"),
          new BigDecimal("1E-1000000"),
          new BigDecimal("1E2147483647"),
          new BigDecimal("1E-2147483647"),
          new BigDecimal(million),
          new BigDecimal(million, 1_000_000));
    }

    @ParameterizedTest
    @MethodSource("numbers")
    void areRefusedAtOnce(BigDecimal number) {
      Currency usd = Currency.getInstance("USD");
      assertTimeoutPreemptively(
          Duration.ofMillis(500),
          () -> assertThatExceptionOfType(InvalidValue.class)
              .isThrownBy(() -> new Money(number, usd)));
    }

    @Test
    void areNotEvenReadFromLongTexts() {
      String text = "1".repeat(1_000_000);
      assertTimeoutPreemptively(
          Duration.ofMillis(500),
          () -> assertThatExceptionOfType(InvalidValue.class)
              .isThrownBy(() -> Money.of(text, "USD")));
    }
  }

  @Nested
  class Adding {

    @Test
    void isExact() {
      assertThat(Money.of("0.1", "USD").plus(Money.of("0.2", "USD")))
          .isEqualTo(Money.of("0.3", "USD"));
      assertThat(Money.of("0.1", "USD").minus(Money.of("0.2", "USD")))
          .isEqualTo(Money.of("-0.1", "USD"));
    }

    @Test
    void refusesAnotherCurrency() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Money.of("1", "USD").plus(Money.of("1", "EUR")));
    }

    @Test
    void knowsItsSignAndItsUnits() {
      assertThat(Money.of("-1", "USD").isNegative()).isTrue();
      assertThat(Money.zero(Currency.getInstance("USD")).isZero()).isTrue();
      assertThat(Money.of("1.23", "USD").isInMinorUnits()).isTrue();
      assertThat(Money.of("1.234", "USD").isInMinorUnits()).isFalse();
      assertThat(Money.of("1.5", "JPY").isInMinorUnits()).isFalse();
    }
  }

  @Nested
  class Splitting {

    @Test
    void usesTheAmountsOwnScaleWhereItIsFiner() {
      assertThat(split("20565.6206", "USD", 60, 40)).containsExactly("12339.3724", "8226.2482");
    }

    @Test
    void givesTheRestToTheLargestRemainders() {
      assertThat(split("498.00", "USD", 83, 57, 106, 87, 57))
          .containsExactly("105.99", "72.79", "135.35", "111.09", "72.78");
    }

    @Test
    void mayGiveLessToSomebodyWhenThereIsMoreToSplit() {
      assertThat(split("10", "JPY", 6, 6, 2)).containsExactly("4", "4", "2");
      assertThat(split("11", "JPY", 6, 6, 2)).containsExactly("5", "5", "1");
    }

    @Test
    void givesEqualRemaindersToTheEarlierPart() {
      assertThat(split("0.01", "USD", 1, 1)).containsExactly("0.01", "0.00");
      assertThat(split("100.00", "USD", 1, 1, 1)).containsExactly("33.34", "33.33", "33.33");
    }

    @Test
    void splitsANegativeAmountLikeAPositiveOne() {
      assertThat(split("-100.00", "USD", 1, 1, 1)).containsExactly("-33.34", "-33.33", "-33.33");
      assertThat(split("-20565.6206", "USD", 60, 40)).containsExactly("-12339.3724", "-8226.2482");
    }

    @Test
    void givesNothingForNoWeightAndOfNothing() {
      assertThat(split("10.00", "USD", 0, 3, 0)).containsExactly("0.00", "10.00", "0.00");
      assertThat(split("0.00", "USD", 1, 2)).containsExactly("0.00", "0.00");
    }

    @Test
    void refusesWeightsThatDivideNothing() {
      assertThatIllegalArgumentException().isThrownBy(() -> split("1.00", "USD"));
      assertThatIllegalArgumentException().isThrownBy(() -> split("1.00", "USD", 0, 0));
      assertThatIllegalArgumentException().isThrownBy(() -> split("1.00", "USD", 5, -1));
    }

    private static List<String> split(String amount, String currency, int... weights) {
      return Money.of(amount, currency)
          .split(IntStream.of(weights).mapToObj(BigDecimal::valueOf).toList())
          .stream()
          .map(Money::toPlainString)
          .toList();
    }
  }

  @Property
  void partsSumToTheWholeAndAreWithinOneUnitOfTheExactShare(
      @ForAll("amounts") Money whole, @ForAll("weights") List<BigDecimal> weights) {
    List<Money> parts = whole.split(weights);

    assertThat(parts.stream().reduce(Money.zero(whole.currency()), Money::plus)).isEqualTo(whole);
    BigDecimal unit = BigDecimal.ONE.movePointLeft(whole.amount().scale());
    BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    for (int i = 0; i < parts.size(); i++) {
      BigDecimal exact =
          whole.amount().multiply(weights.get(i)).divide(total, 30, RoundingMode.HALF_EVEN);
      assertThat(parts.get(i).amount().subtract(exact).abs()).isLessThan(unit);
    }
  }

  @Property
  void aLargerWeightNeverGetsLess(
      @ForAll("amounts") Money whole, @ForAll("weights") List<BigDecimal> weights) {
    List<Money> parts = whole.split(weights);

    for (int i = 1; i < parts.size(); i++) {
      int byWeight = weights.get(i - 1).compareTo(weights.get(i));
      int byPart =
          parts.get(i - 1).amount().abs().compareTo(parts.get(i).amount().abs());
      assertThat(byWeight * byPart).isNotNegative();
    }
  }

  @Provide
  Arbitrary<Money> amounts() {
    Arbitrary<BigDecimal> amount = Arbitraries.bigDecimals()
        .between(new BigDecimal("-1000000"), new BigDecimal("1000000"))
        .ofScale(4);
    Arbitrary<BigDecimal> tiny = Arbitraries.integers().between(-20, 20).map(BigDecimal::valueOf);
    return Combinators.combine(
            Arbitraries.oneOf(amount, tiny), Arbitraries.of("USD", "JPY", "KWD", "EUR"))
        .as((value, code) -> new Money(value, Currency.getInstance(code)));
  }

  @Provide
  Arbitrary<List<BigDecimal>> weights() {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.ZERO, new BigDecimal("100"))
        .ofScale(4)
        .list()
        .ofMinSize(1)
        .ofMaxSize(12)
        .filter(weights -> weights.stream().anyMatch(weight -> weight.signum() > 0));
  }
}
