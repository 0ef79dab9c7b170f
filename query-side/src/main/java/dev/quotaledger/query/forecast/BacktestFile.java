package dev.quotaledger.query.forecast;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.runtime.web.Problem;
import dev.quotaledger.runtime.web.ProblemException;
import dev.quotaledger.runtime.web.TextInput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.http.HttpStatus;

/**
 * Series as CSV (RFC 4180 in UTF-8, with or without a byte order mark): a header with the columns
 * {@code series}, {@code period} and {@code value} in any order, and a row for each value. What
 * cannot be read refuses the whole file, with the line and what was expected there.
 */
final class BacktestFile {

  /** How many series one file may have. */
  static final int MOST_SERIES = 5_000;

  /** How many values one series may have. */
  static final int MOST_POINTS = 2_000;

  private static final String SERIES = "series";
  private static final String PERIOD = "period";
  private static final String VALUE = "value";
  private static final Set<String> COLUMNS = Set.of(SERIES, PERIOD, VALUE);
  private static final String HEADER = "a header with the columns series, period and value";
  private static final int LONGEST_CELL = 200;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final Map<String, NavigableMap<PeriodText, Double>> series = new TreeMap<>();
  private final Map<String, PeriodText> periods = new HashMap<>();

  private BacktestFile() {}

  /** The series of a file, by name. */
  static List<ObservedSeries> read(InputStream bytes) throws IOException {
    BacktestFile file = new BacktestFile();
    try (CloseableIterator<CsvRecord> records = records(bytes)) {
      file.take(records);
    } catch (CharacterCodingException _) {
      throw notUtf8();
    } catch (CsvParseException | UncheckedIOException e) {
      throw readable(e);
    }
    return file.series.entrySet().stream()
        .map(each -> ObservedSeries.of(each.getKey(), each.getValue()))
        .toList();
  }

  /** What went wrong while bytes were read comes wrapped. */
  private static RuntimeException readable(RuntimeException failure) {
    return switch (failure.getCause()) {
      case ProblemException tooLarge -> tooLarge;
      case CharacterCodingException _ -> notUtf8();
      case null, default ->
        failure instanceof CsvParseException
            ? refused(
                "malformed-csv",
                "CSV by RFC 4180",
                "The file is not well-formed CSV: " + failure.getMessage() + ".")
            : failure;
    };
  }

  private static CloseableIterator<CsvRecord> records(InputStream bytes) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(
        bytes,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return CsvReader.builder()
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .build(
            CsvRecordHandler.of(limits -> limits.maxFieldSize(LONGEST_CELL).maxFields(20)), reader)
        .iterator();
  }

  private void take(CloseableIterator<CsvRecord> records) {
    if (!records.hasNext()) {
      throw refused("malformed-csv", HEADER, "The file is empty: expected " + HEADER + ".");
    }
    List<String> header = records.next().getFields();
    if (header.size() != COLUMNS.size() || !Set.copyOf(header).equals(COLUMNS)) {
      throw refused(
          "malformed-csv",
          HEADER,
          "Line 1: expected %s, but was '%s'.".formatted(HEADER, String.join(",", header)));
    }
    while (records.hasNext()) {
      CsvRecord row = records.next();
      try {
        take(row, header);
      } catch (InvalidValue e) {
        throw badRow(row.getStartingLineNumber(), e);
      }
    }
  }

  private void take(CsvRecord row, List<String> header) {
    if (row.getFieldCount() != header.size()) {
      throw new InvalidValue("row", "three cells", row.getFieldCount() + " cells");
    }
    String name = row.getField(header.indexOf(SERIES));
    if (name.isBlank()) {
      throw new InvalidValue(SERIES, "a name", name);
    }
    PeriodText period =
        periods.computeIfAbsent(row.getField(header.indexOf(PERIOD)), PeriodText::parse);
    double value = TextInput.decimal(VALUE, row.getField(header.indexOf(VALUE))).doubleValue();
    NavigableMap<PeriodText, Double> points = series.computeIfAbsent(name, _ -> new TreeMap<>());
    if (points.put(period, value) != null) {
      throw new InvalidValue(PERIOD, "each period of a series once", period.text());
    } else if (points.size() > MOST_POINTS) {
      throw new InvalidValue(SERIES, "at most 2,000 values of a series", name);
    } else if (series.size() > MOST_SERIES) {
      throw new InvalidValue(SERIES, "at most 5,000 series", name);
    }
  }

  private static ProblemException badRow(long line, InvalidValue value) {
    return Problem.of(
            HttpStatus.BAD_REQUEST,
            "invalid-row",
            "Line %d: %s.".formatted(line, value.getMessage()))
        .with("line", line)
        .with("field", value.field())
        .with("expected", value.expected())
        .asException();
  }

  private static ProblemException notUtf8() {
    return refused("malformed-csv", "text in UTF-8", "The file is not UTF-8.");
  }

  private static ProblemException refused(String code, String expected, String detail) {
    return Problem.of(HttpStatus.BAD_REQUEST, code, detail)
        .with("field", "")
        .with("expected", expected)
        .asException();
  }
}
