package dev.quotaledger.command.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The file of an import's rejected rows: of each its line, why, and its cells as they were. It can
 * be mended and imported as it is, since these three columns are passed over. Only as much of it
 * counts as the import's progress says.
 */
final class Rejections implements AutoCloseable {

  /** A rejected row. */
  record Rejection(Row row, Verdict.Rejected reason) {}

  private static final List<String> COLUMNS = List.of("line", "code", "message");

  /**
   * What a spreadsheet would take for a formula, though a number is none; and what looks like one
   * that was made harmless, so that each is told from the other again.
   */
  private static final Pattern FORMULA = Pattern.compile("'*[=+\\-@\\t\\r][\\s\\S]*");

  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(\\.\\d+)?");

  private final FileChannel file;
  private long length;

  private Rejections(FileChannel file, long length) {
    this.file = file;
    this.length = length;
  }

  /** Whether a file with this header is one of rejections. */
  static boolean areOf(List<String> header) {
    return header.containsAll(COLUMNS);
  }

  /** The columns that the rows had before they were rejected. */
  static List<String> withoutOwn(List<String> header) {
    return header.stream().filter(column -> !COLUMNS.contains(column)).toList();
  }

  /** The cell as it was before it was made harmless. */
  static String restored(String cell) {
    return cell.startsWith("'") && FORMULA.matcher(cell).matches() ? cell.substring(1) : cell;
  }

  /** What a file without rejected rows holds. */
  static byte[] header(List<String> columns) {
    return csv(List.of(Stream.concat(COLUMNS.stream(), columns.stream()).toList()));
  }

  /**
   * Makes the file of an import that has not begun, on disk when it returns.
   *
   * @return its length
   */
  static long create(Path path, List<String> columns) {
    try (FileChannel file = FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.WRITE,
        StandardOpenOption.TRUNCATE_EXISTING)) {
      byte[] header = header(columns);
      write(file, header);
      return header.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Opens the file to go on after the length that counts. */
  static Rejections open(Path path, long length) {
    try {
      Rejections rejections =
          new Rejections(FileChannel.open(path, StandardOpenOption.WRITE), length);
      rejections.cutTo(length);
      return rejections;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Drops what was appended after the length that counts. */
  void cutTo(long counting) {
    try {
      if (file.size() < counting) {
        throw new IllegalStateException("The file of rejections lacks bytes: %d instead of %d"
            .formatted(file.size(), counting));
      }
      file.truncate(counting).position(counting);
      length = counting;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Appends rows, on disk when it returns.
   *
   * @return the length with them
   */
  long append(List<Rejection> rejections) {
    if (!rejections.isEmpty()) {
      byte[] bytes = csv(rejections.stream().map(Rejections::cells).toList());
      try {
        write(file, bytes);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      length += bytes.length;
    }
    return length;
  }

  private static List<String> cells(Rejection rejection) {
    List<String> cells = new ArrayList<>();
    cells.add(String.valueOf(rejection.row().line()));
    cells.add(rejection.reason().code());
    cells.add(rejection.reason().message());
    rejection.row().cells().stream().map(Rejections::harmless).forEach(cells::add);
    return cells;
  }

  private static String harmless(String cell) {
    return FORMULA.matcher(cell).matches() && !NUMBER.matcher(cell).matches() ? "'" + cell : cell;
  }

  private static byte[] csv(List<List<String>> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().build(text)) {
      rows.forEach(csv::writeRecord);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(UTF_8);
  }

  private static void write(FileChannel file, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      file.write(buffer);
    }
    file.force(true);
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
