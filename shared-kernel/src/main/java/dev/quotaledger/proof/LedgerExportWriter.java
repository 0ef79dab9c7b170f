package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Writes an export, entry by entry. */
public final class LedgerExportWriter {

  private final OutputStream out;
  private final long size;
  private final List<Hash> leafHashes = new ArrayList<>();
  private long written;

  /** Begins with the header; the stream stays the caller's to close. */
  public LedgerExportWriter(OutputStream out, SignedNote checkpoint) throws IOException {
    LedgerExport header = LedgerExport.upTo(checkpoint);
    this.out = out;
    this.size = header.size();
    line(header.line().getBytes(UTF_8));
  }

  /**
   * Adds the next entry.
   *
   * @param bytes those that were hashed; a line of their own
   * @param leafHash the leaf hash as it was recorded, so that an entry which was changed since is
   *     found
   */
  public void entry(byte[] bytes, Hash leafHash) throws IOException {
    if (written == size) {
      throw new IllegalStateException("the export is complete with " + size + " entries");
    }
    String line = new String(bytes, ISO_8859_1);
    if (line.isEmpty() || line.indexOf('\n') >= 0 || LedgerExport.isRecord(line)) {
      throw new IllegalArgumentException("entry " + written + " is not a line of an export");
    }
    line(bytes);
    written++;
    leafHashes.add(leafHash);
    if (leafHashes.size() == LedgerExport.ENTRIES_PER_RECORD) {
      closeRecord();
    }
  }

  /** Ends the export, which must have all entries. */
  public void finish() throws IOException {
    if (written != size) {
      throw new IllegalStateException(written + " of " + size + " entries are written");
    }
    if (!leafHashes.isEmpty()) {
      closeRecord();
    }
    out.flush();
  }

  private void closeRecord() throws IOException {
    line(LedgerExport.recordOf(leafHashes).getBytes(ISO_8859_1));
    leafHashes.clear();
  }

  private void line(byte[] bytes) throws IOException {
    out.write(bytes);
    out.write('\n');
  }
}
