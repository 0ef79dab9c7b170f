package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.quotaledger.proof.LedgerExport.Line;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads an export, line by line, and judges nothing but the form of its lines. */
public final class LedgerExportReader implements Closeable {

  private static final int BUFFER = 1 << 16;

  /** Far more than an entry has. */
  private static final int LONGEST_LINE = 1 << 24;

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int end;
  private long lines;
  private boolean ended;

  private final LedgerExport header;

  /** Reads the header; throws {@link Malformed} where there is none. */
  public LedgerExportReader(InputStream in) throws IOException {
    this.in = in;
    byte[] line = line();
    if (line == null || ended) {
      throw new Malformed("line 1", "the header of an export of a ledger");
    }
    this.header = LedgerExport.parse(Forms.utf8("line 1", line));
  }

  /** What the export says it is. */
  public LedgerExport header() {
    return header;
  }

  /** The next line; null after the last one. Throws {@link Malformed} for a record that is none. */
  public @Nullable Line next() throws IOException {
    byte[] bytes = line();
    if (bytes == null) {
      return null;
    }
    if (ended) {
      return new Line.CutOff();
    }
    String line = new String(bytes, ISO_8859_1);
    return LedgerExport.isRecord(line)
        ? LedgerExport.parseRecord("line " + lines, line)
        : new Line.Entry(bytes);
  }

  /** The next line without its line feed; null where nothing follows. */
  private byte @Nullable [] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    lines++;
    while (position < end || fill()) {
      int from = position;
      while (position < end && buffer[position] != '\n') {
        position++;
      }
      line.write(buffer, from, position - from);
      if (line.size() > LONGEST_LINE) {
        throw new Malformed("line " + lines, "at most " + LONGEST_LINE + " bytes");
      }
      if (position < end) {
        position++;
        return line.toByteArray();
      }
    }
    ended = true;
    return line.size() == 0 ? null : line.toByteArray();
  }

  private boolean fill() throws IOException {
    position = 0;
    end = in.readNBytes(buffer, 0, BUFFER);
    return end > 0;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
