package dev.quotaledger.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.api.InvalidValue;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a write answers with in the header {@value #HEADER}, so that a read can wait until it
 * includes the write.
 *
 * @param aggregateId the typed identifier of the aggregate that decided
 * @param version the number of its last event after the write, counted from 0; -1 when it has none
 * @param indexes the global indexes of the write's own events and of those that its reactions
 *     caused, ascending; of a write that changed nothing, that of the aggregate's last event
 */
public record ConsistencyToken(String aggregateId, long version, SortedSet<Long> indexes) {

  /** The header's name. */
  public static final String HEADER = "Consistency-Token";

  private static final int LONGEST = 12_000;
  private static final int MOST_INDEXES = 100_000;
  private static final int PARTS = 3;
  private static final int RADIX = 36;

  /** Keeps a copy of the indexes. */
  public ConsistencyToken {
    indexes = Collections.unmodifiableSortedSet(new TreeSet<>(indexes));
  }

  /** A token of indexes in any order. */
  public static ConsistencyToken of(String aggregateId, long version, Collection<Long> indexes) {
    return new ConsistencyToken(aggregateId, version, new TreeSet<>(indexes));
  }

  /** The header's value: opaque to clients, without spaces or quotes. */
  public String encode() {
    String text = String.join("\n", runs(), Long.toString(version, RADIX), aggregateId);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
  }

  /**
   * The token that a client sent back.
   *
   * @throws InvalidValue when no write can have answered with it
   */
  public static ConsistencyToken parse(String header) {
    if (header.length() > LONGEST) {
      throw invalid(header);
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(header), UTF_8);
      String[] parts = text.split("\n", PARTS);
      if (parts.length != PARTS) {
        throw invalid(header);
      }
      return new ConsistencyToken(parts[2], Long.parseLong(parts[1], RADIX), indexes(parts[0]));
    } catch (IllegalArgumentException _) { // which a NumberFormatException is as well
      throw invalid(header);
    }
  }

  /** Runs of consecutive indexes as the distance from the end of the last one and the length. */
  private String runs() {
    List<String> runs = new ArrayList<>();
    long end = 0;
    for (var rest = indexes; !rest.isEmpty(); rest = rest.tailSet(end)) {
      long first = rest.first();
      long next = first;
      while (rest.contains(next)) {
        next++;
      }
      String length = next - first == 1 ? "" : "." + Long.toString(next - first, RADIX);
      runs.add(Long.toString(first - end, RADIX) + length);
      end = next;
    }
    return String.join(",", runs);
  }

  private static SortedSet<Long> indexes(String runs) {
    SortedSet<Long> indexes = new TreeSet<>();
    if (runs.isEmpty()) {
      return indexes;
    }
    long end = 0;
    for (String run : runs.split(",", -1)) {
      int dot = run.indexOf('.');
      long first = end + Long.parseLong(dot < 0 ? run : run.substring(0, dot), RADIX);
      long length = dot < 0 ? 1 : Long.parseLong(run.substring(dot + 1), RADIX);
      if (first < end || length < 1 || length > MOST_INDEXES - indexes.size()) {
        throw new IllegalArgumentException(run);
      }
      end = first + length;
      for (long index = first; index < end; index++) {
        indexes.add(index);
      }
    }
    return indexes;
  }

  private static InvalidValue invalid(String header) {
    return new InvalidValue(HEADER, "the value that a write answered with", header);
  }
}
