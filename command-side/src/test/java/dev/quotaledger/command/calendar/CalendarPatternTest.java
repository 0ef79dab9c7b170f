package dev.quotaledger.command.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.model.Calendar;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.time.api.constraints.DateRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fiscal years written out as periods. */
class CalendarPatternTest {

  @Test
  void monthsMakeQuartersAndQuartersAYear() {
    assertThat(lines(CalendarPattern.expand("MONTHS", day("2025-07-01"), 1)))
        .containsExactly(
            "FY2026 2025-07-01 2026-06-30 -",
            "FY2026-Q1 2025-07-01 2025-09-30 FY2026",
            "FY2026-Q2 2025-10-01 2025-12-31 FY2026",
            "FY2026-Q3 2026-01-01 2026-03-31 FY2026",
            "FY2026-Q4 2026-04-01 2026-06-30 FY2026",
            "FY2026-M01 2025-07-01 2025-07-31 FY2026-Q1",
            "FY2026-M02 2025-08-01 2025-08-31 FY2026-Q1",
            "FY2026-M03 2025-09-01 2025-09-30 FY2026-Q1",
            "FY2026-M04 2025-10-01 2025-10-31 FY2026-Q2",
            "FY2026-M05 2025-11-01 2025-11-30 FY2026-Q2",
            "FY2026-M06 2025-12-01 2025-12-31 FY2026-Q2",
            "FY2026-M07 2026-01-01 2026-01-31 FY2026-Q3",
            "FY2026-M08 2026-02-01 2026-02-28 FY2026-Q3",
            "FY2026-M09 2026-03-01 2026-03-31 FY2026-Q3",
            "FY2026-M10 2026-04-01 2026-04-30 FY2026-Q4",
            "FY2026-M11 2026-05-01 2026-05-31 FY2026-Q4",
            "FY2026-M12 2026-06-01 2026-06-30 FY2026-Q4");
  }

  @Test
  void quartersAloneMakeYears() {
    assertThat(lines(CalendarPattern.expand("QUARTERS", day("2027-01-01"), 2)))
        .containsExactly(
            "FY2027 2027-01-01 2027-12-31 -",
            "FY2027-Q1 2027-01-01 2027-03-31 FY2027",
            "FY2027-Q2 2027-04-01 2027-06-30 FY2027",
            "FY2027-Q3 2027-07-01 2027-09-30 FY2027",
            "FY2027-Q4 2027-10-01 2027-12-31 FY2027",
            "FY2028 2028-01-01 2028-12-31 -",
            "FY2028-Q1 2028-01-01 2028-03-31 FY2028",
            "FY2028-Q2 2028-04-01 2028-06-30 FY2028",
            "FY2028-Q3 2028-07-01 2028-09-30 FY2028",
            "FY2028-Q4 2028-10-01 2028-12-31 FY2028");
  }

  @Test
  void monthsOfFourFourAndFiveWeeksMakeAQuarter() {
    assertThat(lines(CalendarPattern.expand("4-4-5", day("2024-12-29"), 1)))
        .contains(
            "FY2025 2024-12-29 2025-12-27 -",
            "FY2025-Q1 2024-12-29 2025-03-29 FY2025",
            "FY2025-M01 2024-12-29 2025-01-25 FY2025-Q1",
            "FY2025-M02 2025-01-26 2025-02-22 FY2025-Q1",
            "FY2025-M03 2025-02-23 2025-03-29 FY2025-Q1",
            "FY2025-M12 2025-11-23 2025-12-27 FY2025-Q4")
        .hasSize(17);
  }

  @Test
  void theFiftyThirdWeekBelongsToTheLastMonth() {
    List<Period> periods = CalendarPattern.expand("4-4-5", day("2024-12-29"), 5);
    assertThat(weeks(periods, "FY2025")).isEqualTo(52);
    assertThat(weeks(periods, "FY2026")).isEqualTo(52);
    assertThat(weeks(periods, "FY2027")).isEqualTo(52);
    assertThat(weeks(periods, "FY2028")).isEqualTo(53);
    assertThat(weeks(periods, "FY2028-Q4")).isEqualTo(14);
    assertThat(weeks(periods, "FY2028-M10")).isEqualTo(4);
    assertThat(weeks(periods, "FY2028-M11")).isEqualTo(4);
    assertThat(weeks(periods, "FY2028-M12")).isEqualTo(6);
    assertThat(weeks(periods, "FY2029")).isEqualTo(52);
  }

  @Test
  void thirteenPeriodsOfFourWeeksMakeAYear() {
    List<Period> periods = CalendarPattern.expand("13x4", day("2024-12-29"), 4);
    assertThat(lines(periods))
        .contains(
            "FY2025-P01 2024-12-29 2025-01-25 FY2025", "FY2025-P13 2025-11-30 2025-12-27 FY2025")
        .hasSize(4 * 14);
    assertThat(weeks(periods, "FY2028-P12")).isEqualTo(4);
    assertThat(weeks(periods, "FY2028-P13")).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01, FY2026",
    "2026-01-08, FY2026",
    "2026-01-10, FY2027",
    "2026-02-01, FY2027",
    "2025-12-29, FY2026",
    "2024-02-29, FY2025"
  })
  void aYearIsNamedAfterTheOneInWhichItEnds(String firstDay, String name) {
    assertThat(CalendarPattern.expand("QUARTERS", day(firstDay), 1).getFirst().periodId())
        .isEqualTo(new PeriodId(name));
  }

  @Property
  void whateverTheFirstDayACalendarTakesThePeriods(
      @ForAll CalendarPattern pattern,
      @ForAll @DateRange(min = "1990-01-01", max = "2060-12-31") LocalDate firstDay,
      @ForAll @IntRange(min = 1, max = 50) int years) {
    List<Period> periods = CalendarPattern.expand(pattern.label(), firstDay, years);

    assertThat(PeriodTree.check(periods, new Calendar())).isEqualTo(periods);
    assertThat(periods.getFirst().firstDay()).isEqualTo(firstDay);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "months", "WEEKS_4_4_5", "5-4-4"})
  void anotherPatternIsInvalid(String pattern) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> CalendarPattern.expand(pattern, day("2026-01-01"), 1))
        .satisfies(e -> assertThat(e.field()).isEqualTo("pattern"))
        .satisfies(e -> assertThat(e.expected()).isEqualTo("MONTHS, QUARTERS, 4-4-5, 13x4"));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 51})
  void anotherNumberOfYearsIsInvalid(int years) {
    assertThatExceptionOfType(InvalidValue.class)
        .isThrownBy(() -> CalendarPattern.expand("MONTHS", day("2026-01-01"), years))
        .satisfies(e -> assertThat(e.field()).isEqualTo("years"));
  }

  @Test
  void aDayBeyondAllCalendarsIsInvalid() {
    for (LocalDate firstDay : List.of(LocalDate.MAX, LocalDate.MIN, day("0000-01-01"))) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> CalendarPattern.expand("MONTHS", firstDay, 1))
          .satisfies(e -> assertThat(e.field()).isEqualTo("firstDay"));
    }
  }

  private static long weeks(List<Period> periods, String id) {
    return periods.stream()
        .filter(period -> period.periodId().value().equals(id))
        .mapToLong(period -> period.days().days() / 7)
        .sum();
  }

  private static Stream<String> lines(List<Period> periods) {
    return periods.stream().map(period -> {
      PeriodId parent = period.parentId();
      return "%s %s %s %s"
          .formatted(
              period.periodId().value(),
              period.firstDay(),
              period.lastDay(),
              parent == null ? "-" : parent.value());
    });
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
