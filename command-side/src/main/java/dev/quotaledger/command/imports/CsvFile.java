package dev.quotaledger.command.imports;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A file of rows: RFC 4180 in UTF-8, with or without a byte order mark, with a header. It is read as
 * a stream; empty lines are passed over.
 */
final class CsvFile implements AutoCloseable {

  /** All periods of a file are in memory at once, since those of a calendar belong together. */
  static final long MOST_PERIODS = 20_000;

  /** What the rows of a dry run would record is in memory until its end. */
  static final long MOST_DRY_ROWS = 100_000;

  private static final int MOST_COLUMNS = 1_000;
  private static final int LONGEST_CELL = 32_768;
  private static final int LONGEST_ROW = 131_072;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private final CloseableIterator<CsvRecord> records;
  private final List<String> header;
  private final List<String> columns;
  private final boolean mended;

  private CsvFile(CloseableIterator<CsvRecord> records, List<String> header) {
    this.records = records;
    this.header = header;
    this.columns = Rejections.withoutOwn(header);
    this.mended = Rejections.areOf(header);
  }

  /**
   * Opens a file and reads its header.
   *
   * @throws NotThisKind when the header is not that of the kind, or cannot be read
   */
  static CsvFile open(Path path, ImportKind kind, ImportOptions options) throws NotThisKind {
    CloseableIterator<CsvRecord> records = CsvReader.builder()
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .build(
            CsvRecordHandler.of(limits -> limits
                .maxFields(MOST_COLUMNS)
                .maxFieldSize(LONGEST_CELL)
                .maxRecordSize(LONGEST_ROW)),
            reader(path))
        .iterator();
    return new CsvFile(records, header(records, kind, options));
  }

  private static Reader reader(Path path) throws NotThisKind {
    try {
      InputStream bytes = Files.newInputStream(path);
      BufferedReader reader = new BufferedReader(new InputStreamReader(
          bytes,
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)));
      try {
        passByteOrderMark(reader);
        return reader;
      } catch (IOException e) {
        reader.close();
        throw e;
      }
    } catch (CharacterCodingException _) {
      throw notUtf8();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void passByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  private static List<String> header(
      CloseableIterator<CsvRecord> records, ImportKind kind, ImportOptions options)
      throws NotThisKind {
    try {
      if (!readably(records::hasNext)) {
        throw new NotThisKind(
            "The file is empty: expected a header and rows of %s.".formatted(kind.pathName()));
      }
      List<String> columns = readably(records::next).getFields();
      List<String> theirs = Rejections.withoutOwn(columns);
      ImportProfiles.Used profile = options.profile();
      String mismatch = (profile == null
              ? kind.mismatch(theirs)
              : ExportedDeals.mismatch(profile, theirs))
          .orElse(null);
      if (mismatch != null) {
        throw new NotThisKind(mismatch);
      }
      return columns;
    } catch (NotThisKind e) {
      close(records);
      throw e;
    }
  }

  private static NotThisKind notUtf8() {
    return new NotThisKind("The file is not UTF-8: expected text in that encoding.");
  }

  /**
   * Reads a file to its end without keeping anything.
   *
   * @return the number of its rows
   * @throws NotThisKind when it is not of the kind, not UTF-8 or not well-formed anywhere
   */
  static long check(Path path, ImportKind kind, ImportOptions options) throws NotThisKind {
    boolean isWhole = kind == ImportKind.PERIODS;
    long most = isWhole ? MOST_PERIODS : options.onlyTried() ? MOST_DRY_ROWS : Long.MAX_VALUE;
    long rows = 0;
    try (CsvFile file = open(path, kind, options)) {
      while (readably(file::hasNext)) {
        Row row = readably(file::next);
        rows += kind == ImportKind.QUOTA_SHEETS ? QuotaSheet.cellsOf(row).size() : 1;
        if (rows > most) {
          throw new NotThisKind("The file has too many rows: expected at most %,d %s."
              .formatted(most, isWhole ? "periods" : "in a dry run; send them in parts"));
        }
      }
    }
    return rows;
  }

  private interface Reading<T> {
    T read();
  }

  private static <T> T readably(Reading<T> reading) throws NotThisKind {
    try {
      return reading.read();
    } catch (CsvParseException e) {
      throw new NotThisKind("The file is not well-formed CSV: " + e.getMessage() + ".");
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw notUtf8();
      }
      throw e;
    }
  }

  /** The names in the header, but for those that a file of rejections adds. */
  List<String> columns() {
    return columns;
  }

  boolean hasNext() {
    return records.hasNext();
  }

  Row next() {
    CsvRecord fields = records.next();
    return new Row(fields.getStartingLineNumber(), columns, cells(fields.getFields()));
  }

  /** Where rejected rows come back, the cells are as they were before they were rejected. */
  private List<String> cells(List<String> all) {
    if (columns.size() == header.size()) {
      return all;
    }
    return IntStream.range(0, all.size())
        .filter(i -> i >= header.size() || columns.contains(header.get(i)))
        .mapToObj(all::get)
        .map(cell -> mended ? Rejections.restored(cell) : cell)
        .toList();
  }

  /** The next row; null at the end. */
  @Nullable
  Row nextOrNull() {
    return hasNext() ? next() : null;
  }

  /** Passes over rows that are decided already. */
  void skip(long rows) {
    for (long skipped = 0; skipped < rows; skipped++) {
      records.next();
    }
  }

  @Override
  public void close() {
    close(records);
  }

  private static void close(CloseableIterator<CsvRecord> records) {
    try {
      records.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
