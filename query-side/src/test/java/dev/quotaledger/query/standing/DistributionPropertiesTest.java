package dev.quotaledger.query.standing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.assertj.core.data.Offset;

/** The laws of how numbers are spread. */
class DistributionPropertiesTest {

  @Provide
  Arbitrary<List<BigDecimal>> attainments() {
    return Arbitraries.bigDecimals()
        .between(BigDecimal.ZERO, BigDecimal.TEN)
        .ofScale(3)
        .list()
        .ofMinSize(Distribution.FEWEST)
        .ofMaxSize(40)
        .filter(numbers -> numbers.stream().anyMatch(number -> number.signum() > 0));
  }

  @Property
  void giniIsWhatItsDefinitionSaysAndBelowOne(@ForAll("attainments") List<BigDecimal> numbers) {
    BigDecimal pairs = BigDecimal.ZERO;
    BigDecimal sum = BigDecimal.ZERO;
    for (BigDecimal one : numbers) {
      sum = sum.add(one);
      for (BigDecimal other : numbers) {
        pairs = pairs.add(one.subtract(other).abs());
      }
    }
    // 2 n^2 mean is 2 n sum.
    BigDecimal expected = pairs
        .divide(sum.multiply(BigDecimal.valueOf(2L * numbers.size())), MathContext.DECIMAL128)
        .setScale(6, RoundingMode.HALF_UP);

    BigDecimal gini = value(Distribution.of(numbers).gini());

    assertThat(gini).isEqualTo(expected).isBetween(BigDecimal.ZERO, BigDecimal.ONE);
    assertThat(gini).isLessThan(BigDecimal.ONE);
  }

  @Property
  void spreadDependsNeitherOnTheScaleNorOnTheOrder(
      @ForAll("attainments") List<BigDecimal> numbers,
      @ForAll @IntRange(min = 1, max = 1000) int factor,
      @ForAll long seed) {
    List<BigDecimal> scaled = new ArrayList<>(numbers.stream()
        .map(number -> number.multiply(BigDecimal.valueOf(factor)))
        .toList());
    Collections.shuffle(scaled, new Random(seed));
    Distribution before = Distribution.of(numbers);
    Distribution after = Distribution.of(scaled);

    assertThat(value(after.gini())).isCloseTo(value(before.gini()), lastDecimal());
    assertThat(value(after.cv())).isCloseTo(value(before.cv()), lastDecimal());
    assertThat(value(after.mean()))
        .isCloseTo(
            value(before.mean()).multiply(BigDecimal.valueOf(factor)),
            within(new BigDecimal("0.000001").multiply(BigDecimal.valueOf(factor))));
  }

  @Property
  void aCorrelationIsFromMinusOneToOneAndTurnsWithItsSign(
      @ForAll("attainments") List<BigDecimal> numbers, @ForAll long seed) {
    Random random = new Random(seed);
    List<Correlation.Pair> pairs = numbers.stream()
        .map(number -> new Correlation.Pair(number, BigDecimal.valueOf(random.nextInt(100))))
        .toList();
    Statistic pearson = new Correlation(pairs).pearson();
    Assume.that(pearson.value() != null);
    Correlation turned = new Correlation(pairs.stream()
        .map(pair -> new Correlation.Pair(pair.x().negate(), pair.y()))
        .toList());

    assertThat(value(pearson)).isBetween(BigDecimal.ONE.negate(), BigDecimal.ONE);
    assertThat(value(turned.pearson())).isCloseTo(value(pearson).negate(), lastDecimal());
    assertThat(value(turned.spearman()))
        .isCloseTo(value(new Correlation(pairs).spearman()).negate(), lastDecimal());
  }

  private static Offset<BigDecimal> lastDecimal() {
    return within(new BigDecimal("0.000001"));
  }

  private static BigDecimal value(Statistic statistic) {
    return Objects.requireNonNull(statistic.value());
  }
}
