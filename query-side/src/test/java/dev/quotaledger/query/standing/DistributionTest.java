package dev.quotaledger.query.standing;

import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.query.standing.Correlation.Pair;
import dev.quotaledger.query.standing.Statistic.Reason;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionTest {

  @Test
  void fiveRepsAt130PercentAndSevenAt45() {
    List<BigDecimal> attainments = new ArrayList<>(nCopies(5, new BigDecimal("1.3")));
    attainments.addAll(nCopies(7, new BigDecimal("0.45")));
    Distribution distribution = Distribution.of(attainments);

    assertThat(in2Decimals(distribution.mean())).isEqualByComparingTo("0.80");
    assertThat(in2Decimals(distribution.median())).isEqualByComparingTo("0.45");
    assertThat(in2Decimals(distribution.cv())).isEqualByComparingTo("0.52");
    assertThat(in2Decimals(distribution.gini())).isEqualByComparingTo("0.26");
  }

  @Test
  void theMedianOfAnEvenNumberIsHalfWay() {
    assertThat(Distribution.of(numbers("4", "1", "3", "2")).median())
        .isEqualTo(Statistic.of(new BigDecimal("2.5")));
  }

  @Test
  void theSpreadOfTheSameIsNothing() {
    Distribution same = Distribution.of(nCopies(5, new BigDecimal("0.333333")));

    assertThat(same.cv()).isEqualTo(Statistic.of(BigDecimal.ZERO));
    assertThat(same.gini()).isEqualTo(Statistic.of(BigDecimal.ZERO));
  }

  @Test
  void theSpreadOfFewerThanFiveIsUndefinedButTheirMeanIsNot() {
    Distribution four = Distribution.of(numbers("1", "2", "3", "4"));

    assertThat(four.cv().reason()).isEqualTo(Reason.FEWER_THAN_5);
    assertThat(four.gini().reason()).isEqualTo(Reason.FEWER_THAN_5);
    assertThat(four.mean()).isEqualTo(Statistic.of(new BigDecimal("2.5")));
    assertThat(Distribution.of(List.of()).mean().reason()).isEqualTo(Reason.FEWER_THAN_5);
    assertThat(Distribution.of(List.of()).median().reason()).isEqualTo(Reason.FEWER_THAN_5);
  }

  @ParameterizedTest
  @CsvSource({"-4", "-5"})
  void theSpreadAroundAMeanOfZeroOrLessIsUndefined(String last) {
    Distribution distribution = Distribution.of(numbers("1", "1", "1", "1", last));

    assertThat(distribution.cv().reason()).isEqualTo(Reason.MEAN_NOT_POSITIVE);
    assertThat(distribution.gini().reason()).isEqualTo(Reason.MEAN_NOT_POSITIVE);
    assertThat(distribution.mean().reason()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "-1, BELOW_50",
    "0.499999, BELOW_50",
    "0.5, FROM_50_TO_80",
    "0.799999, FROM_50_TO_80",
    "0.8, FROM_80_TO_100",
    "0.999999, FROM_80_TO_100",
    "1, FROM_100_TO_120",
    "1.2, FROM_100_TO_120",
    "1.200001, ABOVE_120"
  })
  void everyAttainmentIsInOneBand(BigDecimal attainment, Band band) {
    assertThat(Band.of(attainment)).isEqualTo(band);
  }

  /** Anscombe's first two data sets have the same Pearson correlation, and others by ranks. */
  @Test
  void correlationsAreThoseOfAnscombesQuartet() {
    List<BigDecimal> x = numbers("10", "8", "13", "9", "11", "14", "6", "4", "12", "7", "5");
    Correlation first = pairs(
        x,
        numbers(
            "8.04", "6.95", "7.58", "8.81", "8.33", "9.96", "7.24", "4.26", "10.84", "4.82",
            "5.68"));
    Correlation second = pairs(
        x,
        numbers(
            "9.14", "8.14", "8.74", "8.77", "9.26", "8.10", "6.13", "3.10", "9.13", "7.26",
            "4.74"));

    assertThat(first.pearson()).isEqualTo(Statistic.of(new BigDecimal("0.816421")));
    assertThat(first.spearman()).isEqualTo(Statistic.of(new BigDecimal("0.818182")));
    assertThat(second.pearson()).isEqualTo(Statistic.of(new BigDecimal("0.816237")));
    assertThat(second.spearman()).isEqualTo(Statistic.of(new BigDecimal("0.690909")));
  }

  @Test
  void correlationsSayWhyTheyAreUndefined() {
    List<BigDecimal> some = numbers("1", "2", "3", "4", "5");
    List<BigDecimal> same = nCopies(5, new BigDecimal("0.1"));

    assertThat(new Correlation(List.of()).pearson().reason()).isEqualTo(Reason.NO_POTENTIAL);
    assertThat(pairs(some.subList(0, 4), some.subList(0, 4)).spearman().reason())
        .isEqualTo(Reason.FEWER_THAN_5);
    assertThat(pairs(some, same).pearson().reason()).isEqualTo(Reason.NO_VARIATION);
    assertThat(pairs(same, some).spearman().reason()).isEqualTo(Reason.NO_VARIATION);
    assertThat(pairs(some, some).pearson()).isEqualTo(Statistic.of(BigDecimal.ONE));
  }

  private static Correlation pairs(List<BigDecimal> x, List<BigDecimal> y) {
    List<Pair> pairs = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      pairs.add(new Pair(x.get(i), y.get(i)));
    }
    return new Correlation(pairs);
  }

  private static List<BigDecimal> numbers(String... texts) {
    return Stream.of(texts).map(BigDecimal::new).toList();
  }

  private static BigDecimal in2Decimals(Statistic statistic) {
    return Objects.requireNonNull(statistic.value()).setScale(2, RoundingMode.HALF_UP);
  }
}
