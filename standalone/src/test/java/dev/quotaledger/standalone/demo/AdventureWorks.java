package dev.quotaledger.standalone.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;

/**
 * The tables of the AdventureWorks sample that the demo is made from, in the order of their files.
 *
 * @param salesPeople the ids of the sales people
 * @param employees every employee, sales people and others
 * @param territories the sales territories
 * @param holdings who held which territory when
 * @param quotas what each sales person was asked to sell, by the first day of a sales period
 * @param orders the orders that name a sales person; the online orders are left out
 */
record AdventureWorks(
    List<String> salesPeople,
    List<Employee> employees,
    List<SalesTerritory> territories,
    List<Holding> holdings,
    List<SalesQuota> quotas,
    List<SalesOrder> orders) {

  /** The end of a holding that has none. */
  static final LocalDate OPEN_END = LocalDate.MAX;

  /**
   * One employee.
   *
   * @param login the user name without its domain
   * @param node the place in the organization: one employee's node starts with the node of everyone above
   * @param hiredOn the first day of employment
   */
  record Employee(String id, String login, String node, String jobTitle, LocalDate hiredOn) {

    boolean reportsTo(Employee other) {
      return !node.equals(other.node) && node.startsWith(other.node);
    }
  }

  /** One territory; the group is the part of the world it lies in. */
  record SalesTerritory(String id, String name, String group) {}

  /** Both days are inclusive; {@code until} is {@link #OPEN_END} while nobody knows the end. */
  record Holding(String salesPerson, String territory, LocalDate from, LocalDate until) {

    boolean covers(LocalDate day) {
      return !day.isBefore(from) && !day.isAfter(until);
    }
  }

  /** One quota in US dollars for the sales period that begins on {@code from}. */
  record SalesQuota(String salesPerson, LocalDate from, BigDecimal amount) {}

  /** One order in US dollars; {@code subTotal} is before tax and freight and has 4 decimals. */
  record SalesOrder(
      String id,
      LocalDate orderedOn,
      String customer,
      String salesPerson,
      String territory,
      BigDecimal subTotal) {}

  /**
   * Reads the tables.
   *
   * @param source the directory that holds {@code oltp2017} and {@code orders}
   * @throws UncheckedIOException if a table cannot be read
   */
  static AdventureWorks read(Path source) {
    Path oltp = source.resolve("oltp2017");
    return new AdventureWorks(
        table(oltp.resolve("SalesPerson.csv"), StandardCharsets.UTF_8, row -> row[0]),
        table(oltp.resolve("Employee.csv"), StandardCharsets.UTF_16, AdventureWorks::employee),
        table(
            oltp.resolve("SalesTerritory.csv"),
            StandardCharsets.UTF_8,
            row -> new SalesTerritory(row[0], row[1], row[3])),
        table(
            oltp.resolve("SalesTerritoryHistory.csv"),
            StandardCharsets.UTF_8,
            row -> new Holding(
                row[0], row[1], day(row[2]), row[3].isEmpty() ? OPEN_END : day(row[3]))),
        table(
            oltp.resolve("SalesPersonQuotaHistory.csv"),
            StandardCharsets.UTF_8,
            row -> new SalesQuota(row[0], day(row[1]), new BigDecimal(row[2]))),
        orders(source.resolve("orders").resolve("SalesOrderHeader.csv")));
  }

  private static Employee employee(String[] row) {
    String login = row[2].substring(row[2].indexOf('\\') + 1);
    return new Employee(row[0], login, node(row[3]), row[5], day(row[9]));
  }

  /**
   * The bits of a SQL Server {@code hierarchyid} without the zeros that fill up its last byte. Each level of the path
   * ends in a one and no level's code begins another's, so an ancestor is a prefix.
   */
  private static String node(String hex) {
    if (hex.isEmpty()) {
      return "";
    }
    return new BigInteger("1" + hex, 16).toString(2).substring(1).replaceFirst("0+$", "");
  }

  private static List<SalesOrder> orders(Path file) {
    return lines(file, StandardCharsets.UTF_8).stream()
        .skip(1)
        .map(line -> line.split(",", -1))
        .filter(row -> !row[8].isEmpty())
        .map(row ->
            new SalesOrder(row[0], day(row[1]), row[7], row[8], row[9], new BigDecimal(row[11])))
        .toList();
  }

  private static <T> List<T> table(Path file, Charset charset, Function<String[], T> row) {
    return lines(file, charset).stream()
        .map(line -> line.split("\t", -1))
        .map(row)
        .toList();
  }

  private static List<String> lines(Path file, Charset charset) {
    try {
      return Files.readAllLines(file, charset);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalDate day(String dayAndTime) {
    return LocalDate.parse(dayAndTime.substring(0, 10));
  }
}
