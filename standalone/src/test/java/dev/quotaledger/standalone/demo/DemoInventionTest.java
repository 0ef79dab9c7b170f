package dev.quotaledger.standalone.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The invented part of the demo: it is made from the real part again, and it contradicts nothing of that. */
class DemoInventionTest {

  private static final Path CHECKED_IN = Path.of("src/main/resources/demo");
  private static final String BOUGHT = "aw-";
  private static final String INVENTED = "demo-";

  private final List<NamedCsvRecord> deals = rows("deals");
  private final List<NamedCsvRecord> invented = rows("lostAndOpenDeals");
  private final List<NamedCsvRecord> history = rows("dealHistory");
  private final List<NamedCsvRecord> leads = rows("leads");
  private final Map<String, LocalDate> createdOn = days("createdOn", deals, invented);
  private final Map<String, LocalDate> closedOn = days("closedOn", deals, invented);
  private final Map<String, LocalDate> hiredOn = rows("reps").stream()
      .collect(toMap(row -> row.getField("repId"), row -> day(row, "hiredOn")));

  @Test
  void makesExactlyTheFilesThatAreCheckedIn() throws IOException {
    Map<String, String> files = DemoInvention.invent(CHECKED_IN);

    assertThat(files).hasSize(5);
    for (Map.Entry<String, String> file : files.entrySet()) {
      assertThat(Files.readString(CHECKED_IN.resolve(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  @Test
  void inventsNoDealThatIsWon() {
    assertThat(invented).allSatisfy(deal -> {
      assertThat(deal.getField("dealId")).startsWith(INVENTED);
      assertThat(deal.getField("stage")).isNotEqualTo("WON");
      assertThat(deal.getField("amount")).matches("\\d+\\.\\d{2}");
    });
    assertThat(invented).extracting(deal -> deal.getField("dealId")).doesNotHaveDuplicates();
  }

  @Test
  void givesEveryOrderAnOriginThatIsNotAfterIt() {
    assertThat(createdOn)
        .allSatisfy((deal, day) ->
            assertThat(day).isBeforeOrEqualTo(closedOn.getOrDefault(deal, DemoInvention.LAST_DAY)));
  }

  @Test
  void letsNobodyBeginADealBeforeBeingHired() {
    Stream.concat(deals.stream(), invented.stream())
        .forEach(deal -> assertThat(createdOn.get(deal.getField("dealId")))
            .isAfterOrEqualTo(hiredOn.get(deal.getField("repId"))));
  }

  @Test
  void takesADealThroughItsStagesInTheirOrderAndBeforeItCloses() {
    List<String> order = List.of("PROSPECTING", "QUALIFIED", "PROPOSAL", "NEGOTIATION");
    Map<String, List<NamedCsvRecord>> byDeal =
        history.stream().collect(groupingBy(row -> row.getField("dealId")));

    assertThat(createdOn.keySet()).containsAll(byDeal.keySet());
    byDeal.forEach((deal, records) -> {
      assertThat(day(records.getFirst(), "changedAt")).isEqualTo(createdOn.get(deal));
      for (int i = 1; i < records.size(); i++) {
        assertThat(day(records.get(i), "changedAt")).isAfter(day(records.get(i - 1), "changedAt"));
        assertThat(order.indexOf(records.get(i).getField("stage")))
            .isGreaterThanOrEqualTo(order.indexOf(records.get(i - 1).getField("stage")));
      }
      LocalDate end = closedOn.getOrDefault(deal, DemoInvention.LAST_DAY.plusDays(1));
      assertThat(day(records.getLast(), "changedAt")).isBefore(end);
    });
  }

  @Test
  void makesMostDealsTakeSomeWeeksAndAFewTakeMonths() {
    List<Long> days = deals.stream()
        .map(row -> row.getField("dealId"))
        .map(deal -> ChronoUnit.DAYS.between(day(createdOn, deal), day(closedOn, deal)))
        .sorted()
        .toList();

    assertThat(days.get(days.size() / 2)).isBetween(40L, 50L);
    assertThat(days.get(days.size() * 9 / 10)).isBetween(75L, 100L);
  }

  @Test
  void letsEachRepCloseAThirdToAHalfOfTheDealsOfTheTwoYears() {
    Map<String, Long> won = deals.stream()
        .filter(deal -> !day(deal, "closedOn").isBefore(DemoInvention.HISTORY_FROM))
        .collect(groupingBy(deal -> deal.getField("repId"), counting()));
    Map<String, Long> lost = invented.stream()
        .filter(deal -> deal.getField("stage").equals("LOST"))
        .collect(groupingBy(deal -> deal.getField("repId"), counting()));
    Set<Long> rates = new TreeSet<>();

    won.forEach(
        (rep, wins) -> rates.add(Math.round(100.0 * wins / (wins + lost.getOrDefault(rep, 0L)))));

    assertThat(rates).hasSizeGreaterThan(5).allMatch(rate -> rate >= 33 && rate <= 50);
  }

  @Test
  void convertsOneLeadInSevenOrSoToAnOrder() {
    List<NamedCsvRecord> converted = leads.stream()
        .filter(lead -> lead.getField("status").equals("CONVERTED"))
        .toList();

    assertThat(converted).allSatisfy(lead -> {
      String deal = lead.getField("convertedDealId");
      assertThat(day(lead, "convertedOn")).isEqualTo(createdOn.get(deal));
      assertThat(day(lead, "createdOn")).isBeforeOrEqualTo(day(lead, "convertedOn"));
    });
    long bought = converted.stream()
        .filter(lead -> lead.getField("convertedDealId").startsWith(BOUGHT))
        .count();
    assertThat((double) bought / leads.size()).isBetween(0.10, 0.20);
  }

  @Test
  void namesTheLeadOfADealOnBothSides() {
    Map<String, String> ofDeals = new HashMap<>();
    Stream.concat(deals.stream(), invented.stream())
        .filter(row -> !row.getField("leadId").isEmpty())
        .forEach(row -> ofDeals.put(row.getField("leadId"), row.getField("dealId")));

    assertThat(ofDeals)
        .isEqualTo(leads.stream()
            .filter(lead -> lead.getField("status").equals("CONVERTED"))
            .collect(
                toMap(lead -> lead.getField("leadId"), lead -> lead.getField("convertedDealId"))));
  }

  @Test
  void leavesSomeDealsOpenAndOfTheseAFewForgotten() {
    Set<LocalDate> expected = invented.stream()
        .filter(deal -> deal.getField("closedOn").isEmpty())
        .map(deal -> day(deal, "expectedCloseOn"))
        .collect(toSet());

    assertThat(expected).anyMatch(day -> day.isBefore(DemoInvention.LAST_DAY));
    assertThat(expected).anyMatch(day -> day.isAfter(DemoInvention.LAST_DAY.plusWeeks(4)));
  }

  private static Map<String, LocalDate> days(
      String column, List<NamedCsvRecord> some, List<NamedCsvRecord> others) {
    return Stream.concat(some.stream(), others.stream())
        .filter(row -> !row.getField(column).isEmpty())
        .collect(toMap(row -> row.getField("dealId"), row -> day(row, column)));
  }

  private static LocalDate day(Map<String, LocalDate> days, String deal) {
    return Objects.requireNonNull(days.get(deal), deal);
  }

  private static LocalDate day(NamedCsvRecord row, String column) {
    return LocalDate.parse(row.getField(column));
  }

  private static List<NamedCsvRecord> rows(String file) {
    try {
      return Order.rows(Files.readString(CHECKED_IN.resolve(file + ".csv")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
