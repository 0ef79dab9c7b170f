package dev.quotaledger.standalone.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Invents what the AdventureWorks sample does not have: how its orders came about, deals that were not won, leads, and
 * what was spent on them. The rules are in the README beside the files; the same orders and reps always give the same
 * bytes.
 */
final class DemoInvention {

  static final LocalDate LAST_DAY = LocalDate.of(2014, 5, 30);

  /** Of orders before it nobody kept what they went through, nor what was lost. */
  static final LocalDate HISTORY_FROM = LocalDate.of(2012, 5, 30);

  private static final String SOURCE = "demo";

  private final String deals;
  private final List<Order> orders;
  private final Reps reps;

  private DemoInvention(String deals, String reps) {
    this.deals = deals;
    this.orders = Order.read(deals);
    this.reps = Reps.read(reps);
  }

  /**
   * Rewrites the checked-in files.
   *
   * @param args the directory of the demo files, which is read and written
   * @throws IOException if a file cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    for (Map.Entry<String, String> file : invent(directory).entrySet()) {
      Files.writeString(directory.resolve(file.getKey()), file.getValue());
    }
  }

  /**
   * The text of each file with something invented, by its name.
   *
   * @param directory where the converted files are
   */
  static Map<String, String> invent(Path directory) throws IOException {
    return invent(
        Files.readString(directory.resolve("deals.csv")),
        Files.readString(directory.resolve("reps.csv")));
  }

  /**
   * The same from the texts of the converted files.
   *
   * @param deals the orders; what they say of their creation and leads does not matter
   */
  static Map<String, String> invent(String deals, String reps) {
    return new DemoInvention(deals, reps).files();
  }

  private Map<String, String> files() {
    List<OrderedDeal> ordered =
        orders.stream().map(order -> OrderedDeal.of(order, reps)).toList();
    List<InventedDeal> invented = InventedDeals.of(orders, reps);
    InventedLeads.Leads leads = InventedLeads.of(ordered, invented, reps);
    Map<String, String> files = new LinkedHashMap<>();
    files.put("deals.csv", withOrigins(ordered, leads.ofDeals()));
    files.put("lostAndOpenDeals.csv", deals(invented, leads.ofDeals()));
    files.put("dealHistory.csv", history(ordered, invented));
    files.put(
        "leads.csv",
        DemoConversion.csv(
            "leadId,source,repId,createdOn,status,convertedDealId,convertedOn,disqualifiedOn,"
                + "reason",
            leads.rows().stream()));
    files.put(
        "spend.csv",
        DemoConversion.csv(
            "spendId,category,channel,amount,currency,from,until,teamId,productLine",
            InventedSpend.of(orders, reps).stream()));
    return files;
  }

  /** The orders with the day on which each began as a deal, and the lead that it came from. */
  private String withOrigins(List<OrderedDeal> ordered, Map<String, String> leads) {
    Map<String, LocalDate> createdOn = ordered.stream()
        .collect(Collectors.toMap(deal -> deal.order().dealId(), OrderedDeal::createdOn));
    return DemoConversion.csv(
        DemoConversion.DEAL_COLUMNS,
        Order.rows(deals).stream()
            .map(row -> row.getHeader().stream()
                .map(column -> switch (column) {
                  case "createdOn" ->
                    Objects.requireNonNull(createdOn.get(row.getField("dealId")))
                        .toString();
                  case "leadId" -> leads.getOrDefault(row.getField("dealId"), "");
                  default -> row.getField(column);
                })
                .toList()));
  }

  private static String history(List<OrderedDeal> ordered, List<InventedDeal> deals) {
    return DemoConversion.csv(
        "dealId,source,changedAt,stage,amount,currency,expectedCloseOn,repId",
        Stream.concat(
            ordered.stream().flatMap(deal -> records(deal.order().dealId(), deal.course())),
            deals.stream().flatMap(deal -> records(deal.dealId(), deal.course()))));
  }

  private static Stream<List<String>> records(String dealId, Course course) {
    return course.moments().stream()
        .map(moment -> List.of(
            dealId,
            SOURCE,
            moment.day().toString(),
            moment.stage(),
            "",
            "",
            moment.expectedCloseOn().toString(),
            ""));
  }

  private static String deals(List<InventedDeal> deals, Map<String, String> leads) {
    Stream<List<String>> rows = deals.stream().map(deal -> row(deal, leads));
    return DemoConversion.csv(DemoConversion.DEAL_COLUMNS, rows);
  }

  private static List<String> row(InventedDeal deal, Map<String, String> leads) {
    Course.Moment newest = deal.course().moments().getLast();
    LocalDate lostOn = deal.lostOn();
    return List.of(
        deal.dealId(),
        SOURCE,
        deal.repId(),
        deal.territoryId(),
        Objects.requireNonNullElse(deal.accountId(), ""),
        "",
        lostOn == null ? newest.stage() : "LOST",
        deal.amount().toPlainString(),
        "USD",
        deal.createdOn().toString(),
        lostOn == null ? newest.expectedCloseOn().toString() : "",
        lostOn == null ? "" : lostOn.toString(),
        leads.getOrDefault(deal.dealId(), ""),
        "");
  }
}
