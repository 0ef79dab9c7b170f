package dev.quotaledger.query.report;

import dev.quotaledger.runtime.web.ItemColumns;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An XLSX workbook with a sheet for each list. Rows go to temporary files as they come, so that a
 * report needs no more memory than a page of a list. Amounts and ratios are numbers, everything else
 * is text, and nothing is a formula.
 */
final class ExcelWorkbook implements ReportFile {

  private static final int ROWS_IN_MEMORY = 100;
  private static final SpreadsheetVersion LIMITS = SpreadsheetVersion.EXCEL2007;

  /** Ids may consist of digits; amounts and ratios always have decimals, or are JSON numbers. */
  private static final Pattern AMOUNT = Pattern.compile("-?\\d{1,11}\\.\\d{1,4}");

  private final OutputStream out;
  private final SXSSFWorkbook workbook = new SXSSFWorkbook(ROWS_IN_MEMORY);
  private final CellStyle amounts = workbook.createCellStyle();
  private String name = "";
  private @Nullable ItemColumns columns;
  private @Nullable Sheet sheet;
  private int sheets;
  private int rows;

  ExcelWorkbook(OutputStream out) {
    this.out = out;
    workbook.setCompressTempFiles(true);
    amounts.setDataFormat(workbook.createDataFormat().getFormat("#,##0.00##"));
  }

  @Override
  public void list(String listName, ItemColumns itemColumns) {
    name = listName;
    columns = itemColumns;
    sheets = 0;
    beginSheet(itemColumns);
  }

  /** A list goes on in another sheet where it is longer than a sheet may be. */
  private void beginSheet(ItemColumns shown) {
    sheets++;
    sheet = workbook.createSheet(sheets == 1 ? name : name + " " + sheets);
    sheet.createFreezePane(0, 1);
    Row header = sheet.createRow(0);
    for (int i = 0; i < shown.names().size(); i++) {
      header.createCell(i).setCellValue(shown.names().get(i));
    }
    rows = 1;
  }

  @Override
  public void row(JsonNode item) {
    ItemColumns shown = Objects.requireNonNull(columns, "No list has begun");
    if (rows == LIMITS.getMaxRows()) {
      beginSheet(shown);
    }
    Row row = Objects.requireNonNull(sheet).createRow(rows++);
    List<String> texts = shown.texts(item);
    for (int i = 0; i < texts.size(); i++) {
      if (!texts.get(i).isEmpty()) {
        fill(row.createCell(i), texts.get(i));
      }
    }
  }

  private void fill(Cell cell, String text) {
    if (AMOUNT.matcher(text).matches()) {
      cell.setCellStyle(amounts);
      cell.setCellValue(Double.parseDouble(text));
    } else {
      cell.setCellValue(text.substring(0, Math.min(text.length(), LIMITS.getMaxTextLength())));
    }
  }

  @Override
  public void close() throws IOException {
    try (workbook) {
      workbook.write(out);
    }
  }
}
