package dev.quotaledger.query.forecast.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Seasons that were put into a history are found in it, and it looks as if they had not been. */
class SeasonsTest {

  private static final Offset<Double> EXACT = within(1e-9);
  private static final double[] DIFFERENCES = {3, -1, 2, -4};
  private static final double[] FACTORS = {1.2, 0.8, 1.1, 0.9};

  private static double[] history(int length, boolean factors, int shift) {
    return IntStream.range(0, length)
        .mapToDouble(t -> factors ? 50 * FACTORS[t % 4] : shift + 0.5 * t + DIFFERENCES[t % 4])
        .toArray();
  }

  @Test
  void differencesAreFoundWhereSomeValuesAreNegative() {
    double[] history = history(40, false, -5);

    Seasons seasons = Seasons.in(history, 4);

    assertThat(seasons.first()).containsExactly(DIFFERENCES, EXACT);
    assertThat(seasons.removedFrom(history)[7]).isCloseTo(-5 + 0.5 * 7, EXACT);
    assertThat(seasons.addedTo(new double[] {15, 15.5, 16, 16.5, 17}))
        .containsExactly(new double[] {18, 14.5, 18, 12.5, 20}, EXACT);
  }

  @Test
  void factorsAreFoundWhereAllIsPositive() {
    double[] history = history(40, true, 0);

    Seasons seasons = Seasons.in(history, 4);

    assertThat(seasons.first()).containsExactly(FACTORS, EXACT);
    assertThat(seasons.addedTo(new double[] {10, 10, 10, 10}))
        .containsExactly(new double[] {12, 8, 11, 9}, EXACT);
  }

  @Test
  void aSeasonThatChangesIsThatOfTheLastYears() {
    double[] history = IntStream.range(0, 80)
        .mapToDouble(t -> 100 + (t % 4 == 0 ? 20 : t % 4 == 2 ? -20 : 0) * (t < 40 ? 0.5 : 2))
        .toArray();

    double[] fixed = SeasonalIndices.tested(history, 4).addedTo(new double[] {100}, 80);

    assertThat(Seasons.in(history, 4).addedTo(new double[] {100})[0]).isCloseTo(140, within(3.0));
    assertThat(fixed[0]).isCloseTo(125, within(3.0));
  }

  @Test
  void oneToFourSeasonsAreBelievedInPart() {
    double[] history = IntStream.range(0, 8)
        .mapToDouble(t -> t % 4 == 1 ? -8 : t % 4 == 2 ? -8 : 8)
        .toArray();

    // the pattern 8 -8 -8 8 is without slope
    assertThat(Seasons.in(history, 4).addedTo(new double[4]))
        .containsExactly(new double[] {5.6, -5.6, -5.6, 5.6}, EXACT);
  }

  @Test
  void noSeasonIsSeenInAStraightLineOrInLessThanTwo() {
    double[] line = IntStream.range(0, 60).mapToDouble(t -> (t * 7919) % 61).toArray();

    assertThat(Seasons.in(line, 12).removedFrom(line)).containsExactly(line);
    assertThat(Seasons.in(new double[] {1, 2, 3, 4}, 4).removedFrom(new double[] {1, 2, 3, 4}))
        .containsExactly(1, 2, 3, 4);
    assertThat(SeasonalIndices.isSeasonal(history(8, true, 0), 4)).isFalse();
    assertThat(SeasonalIndices.isSeasonal(history(40, true, 0), 4)).isTrue();
  }
}
