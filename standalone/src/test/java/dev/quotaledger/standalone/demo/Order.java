package dev.quotaledger.standalone.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A real order, as the demo's file of deals has it.
 *
 * @param isFirst whether it is the account's first
 */
record Order(
    String dealId,
    String repId,
    String territoryId,
    String accountId,
    BigDecimal amount,
    LocalDate orderedOn,
    boolean isFirst) {

  private static final BigDecimal LARGE = new BigDecimal(20_000);

  /** Whether it went through the stages one by one; who orders little again asks for a price at once. */
  boolean isOpportunity() {
    return isFirst || amount.compareTo(LARGE) >= 0;
  }

  /** The orders of a file of deals, which has them by their days. */
  static List<Order> read(String deals) {
    Set<String> accounts = new HashSet<>();
    return rows(deals).stream()
        .map(row -> new Order(
            row.getField("dealId"),
            row.getField("repId"),
            row.getField("territoryId"),
            row.getField("accountId"),
            new BigDecimal(row.getField("amount")),
            LocalDate.parse(row.getField("closedOn")),
            accounts.add(row.getField("accountId"))))
        .toList();
  }

  /** The rows of a CSV file. */
  static List<NamedCsvRecord> rows(String file) {
    return CsvReader.builder().ofNamedCsvRecord(file).stream().toList();
  }
}
