package dev.quotaledger.proof;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A ledger up to one of its checkpoints as a file of lines: this header; then the entries, each with
 * its exact bytes; and after every 256 of them, and after the last ones, a record of the hashes of
 * these leaves. The checkpoint's root vouches for all leaf hashes together, and they then tell of
 * each single entry whether it is the one that was recorded.
 *
 * <p>Header and records are JSON, as the entries are, but there is one way only to write them.
 *
 * @param origin which ledger it is of
 * @param size how many entries it has
 * @param checkpoint the signed checkpoint of that size
 */
public record LedgerExport(String origin, long size, SignedNote checkpoint) {

  /** How many entries there are between two records of leaf hashes. */
  public static final int ENTRIES_PER_RECORD = 256;

  private static final String HEADER_START = "{\"export\":\"quotaledger-ledger@v1\",\"origin\":\"";
  private static final String SIZE = "\",\"size\":";
  private static final String CHECKPOINT = ",\"checkpoint\":\"";
  private static final String RECORD_START = "{\"leafHashes\":\"";
  private static final String END = "\"}";

  /** Refuses an origin that no checkpoint has. */
  public LedgerExport {
    if (!Forms.isPlain(origin) || size < 0) {
      throw new Malformed("line 1", "an origin in one line and a size that is not negative");
    }
  }

  /** What follows the header. */
  public sealed interface Line {

    /** An entry's exact bytes. */
    final class Entry implements Line {

      private final byte[] bytes;

      Entry(byte[] bytes) {
        this.bytes = bytes;
      }

      /** The bytes, which are not copied. */
      public byte[] bytes() {
        return bytes;
      }
    }

    /**
     * The leaf hashes of the entries since the record before.
     *
     * @param hashes at most {@link #ENTRIES_PER_RECORD}
     */
    record LeafHashes(List<Hash> hashes) implements Line {

      /** The hashes are copied. */
      public LeafHashes {
        hashes = List.copyOf(hashes);
      }
    }

    /** The end of the file within a line. */
    record CutOff() implements Line {}
  }

  /** The header of an export up to a checkpoint. */
  public static LedgerExport upTo(SignedNote note) {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    return new LedgerExport(checkpoint.origin(), checkpoint.size(), note);
  }

  /** The checkpoint, if the ledger has signed it and the header is its; else {@link NotProven}. */
  public Checkpoint verified(Collection<NoteVerifier> known) {
    Checkpoint verified = Checkpoint.verified(checkpoint, known);
    if (!verified.origin().equals(origin) || verified.size() != size) {
      throw new NotProven("the export says that it has " + size + " entries of " + origin
          + ", its checkpoint is of " + verified.size() + " entries of " + verified.origin());
    }
    return verified;
  }

  static LedgerExport parse(String line) {
    int size = line.indexOf(SIZE);
    int checkpoint = line.indexOf(CHECKPOINT, Math.max(0, size));
    if (line.startsWith(HEADER_START)
        && line.endsWith(END)
        && size >= HEADER_START.length()
        && checkpoint >= size + SIZE.length()) {
      LedgerExport header = new LedgerExport(
          unquoted(line.substring(HEADER_START.length(), size)),
          Forms.number("the size of an export", line.substring(size + SIZE.length(), checkpoint)),
          SignedNote.parse(unquoted(
              line.substring(checkpoint + CHECKPOINT.length(), line.length() - END.length()))));
      if (header.line().equals(line)) {
        return header;
      }
    }
    throw new Malformed("line 1", "the header of an export of a ledger");
  }

  String line() {
    return HEADER_START
        + quoted(origin)
        + SIZE
        + size
        + CHECKPOINT
        + quoted(checkpoint.encoded())
        + END;
  }

  /** The text within a JSON string; neither notes nor origins have any other control characters. */
  private static String quoted(String text) {
    return text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  private static String unquoted(String quoted) {
    StringBuilder text = new StringBuilder();
    for (int at = 0; at < quoted.length(); at++) {
      char c = quoted.charAt(at);
      if (c == '\\' && at + 1 < quoted.length()) {
        at++;
        c = quoted.charAt(at) == 'n' ? '\n' : quoted.charAt(at);
      }
      text.append(c);
    }
    return text.toString();
  }

  static boolean isRecord(String line) {
    return line.startsWith(RECORD_START);
  }

  static String recordOf(List<Hash> hashes) {
    byte[] bytes = new byte[hashes.size() * Hash.LENGTH];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i).bytes(), 0, bytes, i * Hash.LENGTH, Hash.LENGTH);
    }
    return RECORD_START + Forms.base64(bytes) + END;
  }

  static Line.LeafHashes parseRecord(String what, String line) {
    if (!isRecord(line) || !line.endsWith(END)) {
      throw new Malformed(what, "a record of leaf hashes");
    }
    byte[] bytes =
        Forms.base64(what, line.substring(RECORD_START.length(), line.length() - END.length()));
    if (bytes.length == 0
        || bytes.length > ENTRIES_PER_RECORD * Hash.LENGTH
        || bytes.length % Hash.LENGTH != 0) {
      throw new Malformed(what, "1 to " + ENTRIES_PER_RECORD + " leaf hashes");
    }
    List<Hash> hashes = new ArrayList<>();
    for (int at = 0; at < bytes.length; at += Hash.LENGTH) {
      hashes.add(Hash.of(Arrays.copyOfRange(bytes, at, at + Hash.LENGTH)));
    }
    return new Line.LeafHashes(hashes);
  }
}
