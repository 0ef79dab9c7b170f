package dev.quotaledger.standalone.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What anyone who loads the demo can rely on, checked on the files as they are in the jar. */
class DemoFilesTest {

  private final List<NamedCsvRecord> periods = rows("periods");
  private final List<NamedCsvRecord> teams = rows("teams");
  private final List<NamedCsvRecord> reps = rows("reps");
  private final List<NamedCsvRecord> territories = rows("territories");
  private final List<NamedCsvRecord> assignments = rows("assignments");
  private final List<NamedCsvRecord> quotas = rows("quotas");
  private final List<NamedCsvRecord> deals = rows("deals");

  @Nested
  class Totals {

    @Test
    void quotasAddUpToTheSample() {
      assertThat(quotas).hasSize(163);
      assertThat(sum(quotas)).isEqualByComparingTo("95714000");
    }

    @Test
    void dealsAddUpToTheSample() {
      assertThat(deals).hasSize(3806);
      assertThat(sum(deals)).isEqualByComparingTo("80487704.1832");
    }

    @Test
    void thereAre17RepsIn4TeamsAnd10Territories() {
      assertThat(reps).hasSize(17);
      assertThat(teams).hasSize(4);
      assertThat(territories).hasSize(10);
    }
  }

  @Nested
  class Periods {

    private final List<NamedCsvRecord> years =
        periods.stream().filter(row -> row.getField("parentId").isEmpty()).toList();
    private final List<NamedCsvRecord> leaves =
        periods.stream().filter(row -> !row.getField("parentId").isEmpty()).toList();

    @Test
    void are12LeavesIn3Years() {
      assertThat(leaves).hasSize(12);
      assertThat(years).hasSize(3);
    }

    @Test
    void followOneAnotherWithoutAGap() {
      assertContiguous(leaves);
      assertContiguous(years);
      assertThat(leaves.getFirst().getField("firstDay")).isEqualTo("2011-05-31");
      assertThat(leaves.getLast().getField("lastDay")).isEqualTo("2014-05-30");
    }

    @Test
    void fillTheirYearExactly() {
      Map<String, List<NamedCsvRecord>> byYear =
          leaves.stream().collect(groupingBy(row -> row.getField("parentId")));

      for (NamedCsvRecord year : years) {
        List<NamedCsvRecord> children =
            Objects.requireNonNull(byYear.get(year.getField("periodId")));
        assertThat(children).hasSize(4);
        assertThat(day(children.getFirst(), "firstDay")).isEqualTo(day(year, "firstDay"));
        assertThat(day(children.getLast(), "lastDay")).isEqualTo(day(year, "lastDay"));
      }
    }

    @Test
    void containTheCloseOfEveryDeal() {
      assertThat(deals)
          .allSatisfy(deal -> assertThat(day(deal, "closedOn"))
              .isBetween(LocalDate.of(2011, 5, 31), LocalDate.of(2014, 5, 30)));
    }

    private static void assertContiguous(List<NamedCsvRecord> rows) {
      for (int i = 1; i < rows.size(); i++) {
        assertThat(day(rows.get(i), "firstDay"))
            .isEqualTo(day(rows.get(i - 1), "lastDay").plusDays(1));
      }
    }
  }

  @Nested
  class References {

    @Test
    void nameOnlyWhatIsDefinedBefore() {
      assertThat(values(reps, "teamId")).isSubsetOf(values(teams, "teamId"));
      assertThat(values(assignments, "repId")).isSubsetOf(values(reps, "repId"));
      assertThat(values(assignments, "territoryId")).isSubsetOf(values(territories, "territoryId"));
      assertThat(values(quotas, "subjectId")).isEqualTo(values(reps, "repId"));
      assertThat(values(quotas, "periodId")).isSubsetOf(values(periods, "periodId"));
      assertThat(values(deals, "repId")).isEqualTo(values(reps, "repId"));
      assertThat(values(deals, "territoryId")).isEqualTo(values(territories, "territoryId"));
    }

    @Test
    void managersComeBeforeTheirReps() {
      Set<String> hired = new HashSet<>(Set.of(""));

      for (NamedCsvRecord rep : reps) {
        assertThat(hired).contains(rep.getField("managerId"));
        hired.add(rep.getField("repId"));
      }
    }

    @Test
    void useIdsOfSafeCharactersThatAreUnique() {
      assertThat(deals).extracting(deal -> deal.getField("dealId")).doesNotHaveDuplicates();
      assertThat(reps).extracting(rep -> rep.getField("repId")).doesNotHaveDuplicates();
      Stream.of(
              values(periods, "periodId"),
              values(teams, "teamId"),
              values(reps, "repId"),
              values(territories, "territoryId"),
              values(deals, "dealId"),
              values(deals, "accountId"))
          .forEach(ids -> assertThat(ids).allMatch(id -> id.matches("[A-Za-z0-9._-]+")));
    }
  }

  @Test
  void nobodyActsBeforeBeingHired() {
    for (NamedCsvRecord rep : reps) {
      LocalDate hiredOn = day(rep, "hiredOn");
      assertThat(firstDay(assignments, "repId", rep, "from")).isAfterOrEqualTo(hiredOn);
      assertThat(firstDay(deals, "repId", rep, "createdOn")).isAfterOrEqualTo(hiredOn);
      quotas.stream()
          .filter(quota -> quota.getField("subjectId").equals(rep.getField("repId")))
          .forEach(quota -> assertThat(day(period(quota), "firstDay")).isAfterOrEqualTo(hiredOn));
    }
  }

  @Test
  void aTerritoryHasExactlyOnePrimaryHolderWhileItHasAny() {
    for (String territory : values(territories, "territoryId")) {
      List<NamedCsvRecord> holders = assignments.stream()
          .filter(row -> row.getField("territoryId").equals(territory))
          .toList();
      for (LocalDate day = LocalDate.of(2011, 5, 1);
          day.isBefore(LocalDate.of(2014, 6, 1));
          day = day.plusDays(1)) {
        LocalDate on = day;
        List<String> roles = holders.stream()
            .filter(row -> covers(row, on))
            .map(row -> row.getField("role"))
            .toList();
        assertThat(roles.stream().filter("PRIMARY"::equals).count())
            .as("%s on %s", territory, on)
            .isEqualTo(roles.isEmpty() ? 0 : 1);
      }
    }
  }

  @Test
  void aQuotaIsInWholeCentsAndADealHasFourDecimals() {
    assertThat(quotas)
        .allSatisfy(row -> assertThat(row.getField("amount")).matches("\\d+\\.\\d{2}"));
    assertThat(deals)
        .allSatisfy(row -> assertThat(row.getField("amount")).matches("\\d+\\.\\d{4}"));
  }

  @Test
  void theCreditOfOneRepInOnePeriodIncludesTheOrdersOfItsFirstDay() {
    List<NamedCsvRecord> credited = deals.stream()
        .filter(deal -> deal.getField("repId").equals("275"))
        .filter(deal -> covers(deal, "2013-05-30", "2013-08-29"))
        .toList();

    assertThat(credited).hasSize(45);
    assertThat(sum(credited)).isEqualByComparingTo("1228066.4399");
  }

  @Test
  void theFilesCarryTheirLicence() throws IOException {
    try (InputStream notice = resource("NOTICE")) {
      assertThat(new String(notice.readAllBytes(), StandardCharsets.UTF_8))
          .contains("Microsoft Corporation", "Permission is hereby granted, free of charge");
    }
  }

  private NamedCsvRecord period(NamedCsvRecord quota) {
    return periods.stream()
        .filter(row -> row.getField("periodId").equals(quota.getField("periodId")))
        .findFirst()
        .orElseThrow();
  }

  private static LocalDate firstDay(
      List<NamedCsvRecord> rows, String key, NamedCsvRecord rep, String column) {
    return rows.stream()
        .filter(row -> row.getField(key).equals(rep.getField("repId")))
        .map(row -> day(row, column))
        .min(LocalDate::compareTo)
        .orElse(LocalDate.MAX);
  }

  private static boolean covers(NamedCsvRecord assignment, LocalDate day) {
    String until = assignment.getField("until");
    return !day.isBefore(day(assignment, "from"))
        && (until.isEmpty() || !day.isAfter(LocalDate.parse(until)));
  }

  private static boolean covers(NamedCsvRecord deal, String firstDay, String lastDay) {
    LocalDate closedOn = day(deal, "closedOn");
    return !closedOn.isBefore(LocalDate.parse(firstDay))
        && !closedOn.isAfter(LocalDate.parse(lastDay));
  }

  private static BigDecimal sum(List<NamedCsvRecord> rows) {
    return rows.stream()
        .map(row -> new BigDecimal(row.getField("amount")))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Set<String> values(List<NamedCsvRecord> rows, String column) {
    return rows.stream().map(row -> row.getField(column)).collect(toSet());
  }

  private static LocalDate day(NamedCsvRecord row, String column) {
    return LocalDate.parse(row.getField(column));
  }

  private static List<NamedCsvRecord> rows(String kind) {
    try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
        .ofNamedCsvRecord(new InputStreamReader(resource(kind + ".csv"), StandardCharsets.UTF_8))) {
      return reader.stream().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(DemoFilesTest.class.getResourceAsStream("/demo/" + name), name);
  }
}
