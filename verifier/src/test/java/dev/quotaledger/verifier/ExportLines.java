package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.quotaledger.proof.LedgerExport;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** An export that somebody edits line by line. */
final class ExportLines {

  private final List<String> lines;

  ExportLines(byte[] export) {
    lines = new ArrayList<>(new String(export, ISO_8859_1).lines().toList());
  }

  /** Where the entry of an index is; where one more would be for the index after the last. */
  private static int at(int index) {
    return 1 + index + index / LedgerExport.ENTRIES_PER_RECORD;
  }

  ExportLines flip(int index, int place, int mask) {
    StringBuilder line = new StringBuilder(lines.get(at(index)));
    line.setCharAt(place, (char) (line.charAt(place) ^ mask));
    lines.set(at(index), line.toString());
    return this;
  }

  ExportLines replace(int index, byte[] entry) {
    lines.set(at(index), new String(entry, ISO_8859_1));
    return this;
  }

  ExportLines delete(int index) {
    lines.remove(at(index));
    return this;
  }

  ExportLines insert(int index, byte[] entry) {
    lines.add(at(index), new String(entry, ISO_8859_1));
    return this;
  }

  ExportLines swap(int one, int other) {
    String line = lines.get(at(one));
    lines.set(at(one), lines.get(at(other)));
    lines.set(at(other), line);
    return this;
  }

  /** Ends the export before an entry. */
  ExportLines cut(int index) {
    lines.subList(at(index), lines.size()).clear();
    return this;
  }

  /** Replaces the header by that of another export. */
  ExportLines under(byte[] other) {
    lines.set(0, new ExportLines(other).lines.getFirst());
    return this;
  }

  byte[] bytes() {
    return lines.stream()
        .map(line -> line + "\n")
        .collect(Collectors.joining())
        .getBytes(ISO_8859_1);
  }
}
