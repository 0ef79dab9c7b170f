package dev.quotaledger.standalone.demo;

import static dev.quotaledger.standalone.demo.AdventureWorks.OPEN_END;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import dev.quotaledger.standalone.demo.AdventureWorks.Employee;
import dev.quotaledger.standalone.demo.AdventureWorks.Holding;
import dev.quotaledger.standalone.demo.AdventureWorks.SalesOrder;
import dev.quotaledger.standalone.demo.AdventureWorks.SalesQuota;
import dev.quotaledger.standalone.demo.AdventureWorks.SalesTerritory;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Turns the AdventureWorks sample into the canonical CSV files of the demo. The rules are in the README beside those
 * files; the same input always gives the same bytes.
 */
final class DemoConversion {

  static final String LEDGER = "adventureworks";

  static final String DEAL_COLUMNS =
      "dealId,source,repId,territoryId,accountId,productLine,stage,amount,currency,createdOn,"
          + "expectedCloseOn,closedOn,leadId,sourceVersion";

  private static final int PERIODS_PER_YEAR = 4;
  private static final LocalDate LAST_DAY = LocalDate.of(2014, 5, 30);
  private static final String ROOT_TEAM = "sales";

  private final AdventureWorks source;
  private final NavigableSet<LocalDate> periodStarts;

  private DemoConversion(AdventureWorks source) {
    this.source = source;
    this.periodStarts =
        new TreeSet<>(source.quotas().stream().map(SalesQuota::from).toList());
  }

  /**
   * Rewrites the checked-in files.
   *
   * @param args the directory of the sample and the directory to write to
   * @throws IOException if a file cannot be written
   */
  public static void main(String[] args) throws IOException {
    for (Map.Entry<String, String> file : convert(Path.of(args[0])).entrySet()) {
      Files.writeString(Path.of(args[1]).resolve(file.getKey()), file.getValue());
    }
  }

  /** The text of each demo file by its name, in the order in which they can be imported. */
  static Map<String, String> convert(Path source) {
    DemoConversion conversion = new DemoConversion(AdventureWorks.read(source));
    Map<String, String> files = new LinkedHashMap<>();
    files.put("periods.csv", conversion.periods());
    files.put("teams.csv", conversion.teams());
    files.put("reps.csv", conversion.reps());
    files.put("territories.csv", conversion.territories());
    files.put("assignments.csv", conversion.assignments());
    files.put("quotas.csv", conversion.quotas());
    files.put("deals.csv", conversion.deals());
    return files;
  }

  private String periods() {
    List<LocalDate> starts = List.copyOf(periodStarts);
    Stream<List<String>> years = Stream.iterate(
            0, first -> first < starts.size(), first -> first + PERIODS_PER_YEAR)
        .map(first -> List.of(
            LEDGER,
            yearOf(starts.get(first)),
            starts.get(first).toString(),
            lastDayOf(starts.get(first + PERIODS_PER_YEAR - 1)).toString(),
            ""));
    Stream<List<String>> leaves = starts.stream()
        .map(start -> List.of(
            LEDGER, periodOf(start), start.toString(), lastDayOf(start).toString(), yearOf(start)));
    return csv("calendarId,periodId,firstDay,lastDay,parentId", Stream.concat(years, leaves));
  }

  private LocalDate lastDayOf(LocalDate start) {
    LocalDate next = periodStarts.higher(start);
    return next == null ? LAST_DAY : next.minusDays(1);
  }

  private String periodOf(LocalDate start) {
    int place = periodStarts.headSet(start).size();
    return yearOf(start) + "-Q" + (place % PERIODS_PER_YEAR + 1);
  }

  /** A fiscal year is named after the calendar year in which it ends. */
  private String yearOf(LocalDate start) {
    int years = periodStarts.headSet(start).size() / PERIODS_PER_YEAR + 1;
    return "FY" + (periodStarts.first().getYear() + years) % 100;
  }

  private String teams() {
    Stream<List<String>> root = Stream.of(List.of(ROOT_TEAM, "AdventureWorks Sales", ""));
    Stream<List<String>> groups =
        groups().stream().map(group -> List.of(teamOf(group), group, ROOT_TEAM));
    return csv("teamId,name,parentTeamId", Stream.concat(root, groups));
  }

  private List<String> groups() {
    return source.territories().stream().map(SalesTerritory::group).distinct().toList();
  }

  private static String teamOf(String group) {
    return group.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private String reps() {
    List<Employee> salesPeople = source.employees().stream()
        .filter(e -> source.salesPeople().contains(e.id()))
        .toList();
    return csv(
        "repId,name,teamId,managerId,hiredOn,lastDay",
        salesPeople.stream().map(rep -> rep(rep, salesPeople)));
  }

  private List<String> rep(Employee rep, List<Employee> salesPeople) {
    Optional<Employee> manager = salesPeople.stream().filter(rep::reportsTo).findFirst();
    String title = manager.orElse(rep).jobTitle();
    String group = groups().stream().filter(title::startsWith).findFirst().orElseThrow();
    return List.of(
        rep.id(),
        rep.login(),
        teamOf(group),
        manager.map(Employee::id).orElse(""),
        hiredOn(rep).toString(),
        "");
  }

  /** Three facts may be older than the employment that the sample records; the demo hires by the oldest. */
  private LocalDate hiredOn(Employee rep) {
    Stream<LocalDate> quotas = source.quotas().stream()
        .filter(quota -> quota.salesPerson().equals(rep.id()))
        .map(SalesQuota::from);
    Stream<LocalDate> holdings = source.holdings().stream()
        .filter(holding -> holding.salesPerson().equals(rep.id()))
        .map(Holding::from);
    Stream<LocalDate> orders = source.orders().stream()
        .filter(order -> order.salesPerson().equals(rep.id()))
        .map(SalesOrder::orderedOn);
    return Stream.of(Stream.of(rep.hiredOn()), quotas, holdings, orders)
        .flatMap(days -> days)
        .min(LocalDate::compareTo)
        .orElseThrow();
  }

  private String territories() {
    return csv(
        "territoryId,name,potential",
        source.territories().stream()
            .map(territory -> List.of(territory.id(), territory.name(), "")));
  }

  private String assignments() {
    return csv(
        "territoryId,repId,from,until,role", source.holdings().stream().flatMap(this::spans));
  }

  /** One row of the history, cut where the row that precedes it in the territory begins or ends. */
  private Stream<List<String>> spans(Holding holding) {
    List<Holding> earlier =
        source.holdings().subList(0, source.holdings().indexOf(holding)).stream()
            .filter(other -> other.territory().equals(holding.territory()))
            .toList();
    NavigableSet<LocalDate> starts = new TreeSet<>(List.of(holding.from()));
    for (Holding other : earlier) {
      Stream.of(
              other.from(),
              other.until().equals(OPEN_END) ? OPEN_END : other.until().plusDays(1))
          .filter(holding::covers)
          .filter(day -> !day.equals(OPEN_END))
          .filter(day -> isHeld(earlier, day) != isHeld(earlier, day.minusDays(1)))
          .forEach(starts::add);
    }
    List<List<String>> rows = new ArrayList<>();
    for (LocalDate start : starts) {
      LocalDate next = starts.higher(start);
      LocalDate until = next == null ? holding.until() : next.minusDays(1);
      rows.add(List.of(
          holding.territory(),
          holding.salesPerson(),
          start.toString(),
          until.equals(OPEN_END) ? "" : until.toString(),
          isHeld(earlier, start) ? "CO" : "PRIMARY"));
    }
    return rows.stream();
  }

  private static boolean isHeld(List<Holding> holdings, LocalDate day) {
    return holdings.stream().anyMatch(holding -> holding.covers(day));
  }

  private String quotas() {
    return csv(
        "planId,subjectType,subjectId,territoryId,productLine,periodId,amount,reason,effectiveOn",
        source.quotas().stream()
            .map(quota -> List.of(
                LEDGER,
                "REP",
                quota.salesPerson(),
                "",
                "",
                periodOf(quota.from()),
                quota.amount().setScale(2, RoundingMode.UNNECESSARY).toPlainString(),
                "AdventureWorks quota history",
                "")));
  }

  private String deals() {
    return csv(DEAL_COLUMNS, source.orders().stream().map(DemoConversion::deal));
  }

  private static List<String> deal(SalesOrder order) {
    return List.of(
        "aw-SO" + order.id(),
        LEDGER,
        order.salesPerson(),
        order.territory(),
        order.customer(),
        "",
        "WON",
        order.subTotal().setScale(4, RoundingMode.UNNECESSARY).toPlainString(),
        "USD",
        order.orderedOn().toString(),
        "",
        order.orderedOn().toString(),
        "",
        "");
  }

  /** The text of a file of these columns. */
  static String csv(String header, Stream<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      writer.writeRecord(header.split(",", -1));
      rows.forEach(writer::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
