package dev.quotaledger.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a growing tree: all that appending needs. It is a fold, in which {@link
 * #completedBy} decides and {@link #plus} follows.
 *
 * @param size how many leaves there are
 * @param peaks the hashes of the complete subtrees that the tree consists of, from left to right
 */
public record Frontier(long size, List<Hash> peaks) {

  /** The edge of a tree without leaves. */
  public static final Frontier EMPTY = new Frontier(0, List.of());

  /** The peaks are copied. */
  public Frontier {
    if (size < 0 || peaks.size() != Long.bitCount(size)) {
      throw new IllegalArgumentException(peaks.size() + " peaks of " + size + " leaves");
    }
    peaks = List.copyOf(peaks);
  }

  /** The edge of a tree that is kept somewhere. */
  public static Frontier of(long size, Nodes nodes) {
    List<Node> addresses = new Span(0, size).nodes();
    return new Frontier(size, addresses.isEmpty() ? List.of() : nodes.hashes(addresses));
  }

  /**
   * The hashes of the subtrees that the next leaf completes, from the leaf itself up: what is to be
   * kept with its entry.
   */
  public List<Hash> completedBy(Hash leaf) {
    List<Hash> completed = new ArrayList<>(List.of(leaf));
    for (Hash left : peaks.reversed().subList(0, Long.numberOfTrailingZeros(~size))) {
      completed.add(Hash.ofNode(left, completed.getLast()));
    }
    return completed;
  }

  /** The edge after the leaf that completes these subtrees. */
  public Frontier plus(List<Hash> completed) {
    int joined = Long.numberOfTrailingZeros(~size);
    if (completed.size() != joined + 1) {
      throw new IllegalArgumentException(
          "leaf " + size + " completes " + (joined + 1) + " subtrees, not " + completed.size());
    }
    List<Hash> next = new ArrayList<>(peaks.subList(0, peaks.size() - joined));
    next.add(completed.getLast());
    return new Frontier(size + 1, next);
  }

  /** The edge after the next leaf. */
  public Frontier append(Hash leaf) {
    return plus(completedBy(leaf));
  }

  /** The root of the tree. */
  public Hash root() {
    return Span.joined(peaks);
  }
}
