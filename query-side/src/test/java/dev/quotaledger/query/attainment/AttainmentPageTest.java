package dev.quotaledger.query.attainment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.attainment.Attainment;
import dev.quotaledger.model.attainment.Attainment.Figure;
import dev.quotaledger.model.attainment.Attribution.Exclusion;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.query.attainment.AttainmentPage.Place;
import dev.quotaledger.query.attainment.AttainmentPage.Row;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A page has the figures that follow, and computes no period that it does not need. */
class AttainmentPageTest {

  private static final Node ANN = Node.rep(new RepId("r0"));

  private final List<Period> periods = IntStream.range(0, 5_000)
      .mapToObj(i -> LocalDate.of(2000, 1, 1).plusDays(i))
      .map(day -> new Period(new PeriodId("p" + day), day, day, null))
      .toList();
  private final List<LocalDate> computed = new ArrayList<>();

  @Test
  void computesThePeriodsOfItsFiguresAndNoOthers() {
    AttainmentPage first = page(_ -> 3, null, null, 7);
    assertThat(first.rows()).hasSize(7);
    assertThat(computed).isEqualTo(days(0, 3));
    computed.clear();

    AttainmentPage second = page(_ -> 3, null, first.next(), 8);
    assertThat(second.rows()).hasSize(8);
    assertThat(computed).isEqualTo(days(2, 6));
    computed.clear();

    assertThat(page(_ -> 3, null, second.next(), 3).rows()).hasSize(3);
    assertThat(computed).as("nothing follows the last figure but the house").isEqualTo(days(4, 7));
  }

  @Test
  void goesThroughSoManyPeriodsWithoutFiguresAndNotMore() {
    AttainmentPage page = page(day -> day == 4_321 ? 1 : 0, null, null, 10);
    assertThat(computed).hasSize(AttainmentPage.MAX_PERIODS);

    int pages = 1;
    List<Row> rows = new ArrayList<>(page.rows());
    for (; page.next() != null; pages++) {
      page = page(day -> day == 4_321 ? 1 : 0, null, page.next(), 10);
      rows.addAll(page.rows());
    }
    assertThat(rows).extracting(row -> row.figure().period()).containsExactly(periods.get(4_321));
    assertThat(computed).as("each period once").isEqualTo(days(0, 5_000));
    assertThat(pages).isEqualTo(50);
  }

  @Test
  void allPagesTogetherHaveEveryFigureAndEveryExclusionOnce() {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      int[] figures = random.ints(5_000, 0, 4).toArray();
      List<String> rows = new ArrayList<>();
      int excluded = 0;
      Place behind = null;
      do {
        AttainmentPage page = page(day -> figures[day], null, behind, 1 + random.nextInt(40));
        page.rows()
            .forEach(
                row -> rows.add(row.figure().period().firstDay() + row.node().id()));
        excluded += page.excluded().getOrDefault(Exclusion.CURRENCY, 0);
        behind = page.next() == null ? null : Place.parse(page.next().cursor());
      } while (behind != null);

      assertThat(rows).hasSize(IntStream.of(figures).sum()).isSorted().doesNotHaveDuplicates();
      assertThat(excluded).isEqualTo(5_000);
    }
  }

  @Test
  void ofOneSubjectLeavesOutTheOthers() {
    AttainmentPage page = page(_ -> 3, ANN, null, 5);

    assertThat(page.rows()).hasSize(5).extracting(Row::node).containsOnly(ANN);
    assertThat(computed).isEqualTo(days(0, 6));
  }

  private AttainmentPage page(
      IntUnaryOperator figures, @Nullable Node only, @Nullable Place behind, int most) {
    return AttainmentPage.of(
        periods,
        period -> {
          computed.add(period.firstDay());
          return attainment(period, figures.applyAsInt(periods.indexOf(period)));
        },
        only,
        behind,
        most);
  }

  private static Attainment attainment(Period period, int figures) {
    Map<Node, Figure> result = new TreeMap<>();
    for (int i = 0; i < figures; i++) {
      result.put(
          Node.rep(new RepId("r" + i)), new Figure(period, null, Money.of("1", "USD"), 1, null));
    }
    return new Attainment(result, Map.of(Exclusion.CURRENCY, 1));
  }

  private List<LocalDate> days(int from, int until) {
    return periods.subList(from, until).stream().map(Period::firstDay).toList();
  }
}
