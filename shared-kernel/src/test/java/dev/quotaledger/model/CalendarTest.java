package dev.quotaledger.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarEvent.CalendarExtended;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Two years, of which one has quarters, of which one has months; defined in no order. */
class CalendarTest {

  private static final CalendarId FISCAL = new CalendarId("fiscal");
  private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

  private final Calendar calendar = new Calendar();

  CalendarTest() {
    calendar.evolve(new CalendarDefined(
        FISCAL,
        PARIS,
        List.of(
            period("m3", "2026-03-01", "2026-03-31", "q1"),
            period("b", "2026-01-01", "2026-12-31", null),
            period("q2", "2026-04-01", "2026-12-31", "b"),
            period("z-m1", "2026-01-01", "2026-01-31", "q1"),
            period("q1", "2026-01-01", "2026-03-31", "b"),
            period("m2", "2026-02-01", "2026-02-28", "q1"),
            period("a", "2027-01-01", "2027-12-31", null))));
  }

  @Nested
  class TheTree {

    @Test
    void listsOuterPeriodsBeforeThoseWithin() {
      assertThat(names(calendar.periods()))
          .containsExactly("b", "q1", "z-m1", "m2", "m3", "q2", "a");
    }

    @Test
    void hasTheOutermostInTheOrderOfTheirDays() {
      assertThat(names(calendar.outermost())).containsExactly("b", "a");
    }

    @Test
    void hasTheChildrenOfEachInTheOrderOfTheirDays() {
      assertThat(names(calendar.children(id("b")))).containsExactly("q1", "q2");
      assertThat(names(calendar.children(id("q1")))).containsExactly("z-m1", "m2", "m3");
      assertThat(calendar.children(id("q2"))).isEmpty();
      assertThat(calendar.children(id("nothing"))).isEmpty();
    }

    @Test
    void hasLeavesOnDifferentLevels() {
      assertThat(names(calendar.leaves())).containsExactly("z-m1", "m2", "m3", "q2", "a");
      assertThat(calendar.isLeaf(id("q2"))).isTrue();
      assertThat(calendar.isLeaf(id("q1"))).isFalse();
    }

    @Test
    void countsLevelsFromTheOutermost() {
      assertThat(Stream.of("b", "a", "q1", "q2", "m2").map(each -> calendar.level(id(each))))
          .containsExactly(0, 0, 1, 1, 2);
    }

    @Test
    void namesAncestorsFromWithin() {
      assertThat(names(calendar.withAncestors(id("m2")))).containsExactly("m2", "q1", "b");
      assertThat(names(calendar.withAncestors(id("a")))).containsExactly("a");
    }

    @Test
    void namesDescendants() {
      assertThat(names(calendar.withDescendants(id("b"))))
          .containsExactly("b", "q1", "z-m1", "m2", "m3", "q2");
      assertThat(names(calendar.withDescendants(id("q2")))).containsExactly("q2");
      assertThat(calendar.withDescendants(id("nothing"))).isEmpty();
    }

    @Test
    void knowsTheFirstDayOfTheOutermost() {
      assertThat(calendar.outermostFirstDay(id("m3"))).isEqualTo("2026-01-01");
      assertThat(calendar.outermostFirstDay(id("a"))).isEqualTo("2027-01-01");
      assertThatExceptionOfType(NoSuchElementException.class)
          .isThrownBy(() -> calendar.outermostFirstDay(id("nothing")));
    }

    @Test
    void findsAPeriodById() {
      assertThat(calendar.period(id("m3")))
          .contains(period("m3", "2026-03-01", "2026-03-31", "q1"));
      assertThat(calendar.period(id("nothing"))).isEmpty();
    }

    @Test
    void isEmptyAtFirst() {
      assertThat(new Calendar().periods()).isEmpty();
      assertThat(new Calendar().timeZone()).isEqualTo(ZoneOffset.UTC);
    }
  }

  @Nested
  class Extending {

    private final CalendarExtended before = new CalendarExtended(
        FISCAL,
        List.of(
            period("c", "2025-01-01", "2025-12-31", null),
            period("h1", "2025-01-01", "2025-06-30", "c"),
            period("h2", "2025-07-01", "2025-12-31", "c")));

    @Test
    void addsPeriodsAndKeepsTheZone() {
      assertThat(calendar.isLeaf(id("c"))).isTrue();
      calendar.evolve(before);
      assertThat(names(calendar.outermost())).containsExactly("c", "b", "a");
      assertThat(names(calendar.children(id("c")))).containsExactly("h1", "h2");
      assertThat(names(calendar.children(id("b")))).containsExactly("q1", "q2");
      assertThat(calendar.timeZone()).isEqualTo(PARIS);
    }

    @Test
    void doesNotReachACopy() {
      Calendar copy = calendar.copy();
      calendar.evolve(before);
      assertThat(names(copy.outermost())).containsExactly("b", "a");
      assertThat(copy.timeZone()).isEqualTo(PARIS);
      copy.evolve(before);
      assertThat(copy.periods()).isEqualTo(calendar.periods());
    }
  }

  private static Stream<String> names(Collection<Period> periods) {
    return periods.stream().map(period -> period.periodId().value());
  }

  private static Period period(
      String id, String firstDay, String lastDay, @Nullable String parentId) {
    return new Period(
        id(id),
        LocalDate.parse(firstDay),
        LocalDate.parse(lastDay),
        parentId == null ? null : id(parentId));
  }

  private static PeriodId id(String id) {
    return new PeriodId(id);
  }
}
