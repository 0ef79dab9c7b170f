package dev.quotaledger.query.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import dev.quotaledger.runtime.web.ItemColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A ZIP file with a CSV file for each list: RFC 4180, UTF-8, and safe to open as a spreadsheet. */
final class CsvBundle implements ReportFile {

  private final ZipOutputStream zip;
  private final Writer text;
  private @Nullable ItemColumns columns;
  private @Nullable CsvWriter csv;

  CsvBundle(OutputStream out) {
    this.zip = new ZipOutputStream(out, UTF_8);
    this.text = new OutputStreamWriter(zip, UTF_8);
  }

  @Override
  public void list(String name, ItemColumns itemColumns) throws IOException {
    endList();
    zip.putNextEntry(new ZipEntry(name + ".csv"));
    columns = itemColumns;
    csv = CsvWriter.builder().build(text);
    csv.writeRecord(itemColumns.names());
  }

  @Override
  public void row(JsonNode item) {
    Objects.requireNonNull(csv, "No list has begun")
        .writeRecord(Objects.requireNonNull(columns).safeTexts(item));
  }

  @Override
  public void close() throws IOException {
    endList();
    text.close();
  }

  private void endList() throws IOException {
    if (csv != null) {
      csv.flush();
      text.flush();
      zip.closeEntry();
    }
  }
}
