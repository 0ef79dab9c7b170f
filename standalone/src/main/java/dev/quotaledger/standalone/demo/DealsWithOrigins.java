package dev.quotaledger.standalone.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The file of the sample's orders with what another file invents of them: the day on which each began
 * as a deal, and the lead that it came from. They are told together, since a deal counts as open from
 * the day of creation with which it becomes known; and the orders stay a file that is the sample's.
 */
final class DealsWithOrigins {

  private static final String ID = "dealId";

  private DealsWithOrigins() {}

  /**
   * The deals, with the columns of origins in place of their own.
   *
   * @param deals a file of deals
   * @param origins a file with a row for each deal, whose columns the file of deals has as well
   */
  static InputStream of(InputStream deals, InputStream origins) throws IOException {
    Map<String, NamedCsvRecord> byDeal = new HashMap<>();
    rows(origins).forEach(row -> byDeal.put(row.getField(ID), row));
    List<NamedCsvRecord> rows = rows(deals);
    StringWriter text = new StringWriter();
    try (CsvWriter writer = CsvWriter.builder().build(text)) {
      writer.writeRecord(rows.getFirst().getHeader());
      rows.forEach(row -> writer.writeRecord(together(row, origin(byDeal, row))));
    }
    return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static NamedCsvRecord origin(Map<String, NamedCsvRecord> byDeal, NamedCsvRecord deal) {
    String id = deal.getField(ID);
    return Objects.requireNonNull(byDeal.get(id), id);
  }

  private static List<String> together(NamedCsvRecord deal, NamedCsvRecord origin) {
    List<String> fields = new ArrayList<>();
    for (String column : deal.getHeader()) {
      fields.add(origin.findField(column).orElseGet(() -> deal.getField(column)));
    }
    return fields;
  }

  private static List<NamedCsvRecord> rows(InputStream file) throws IOException {
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder().ofNamedCsvRecord(new InputStreamReader(file, StandardCharsets.UTF_8))) {
      return reader.stream().toList();
    }
  }
}
