package dev.quotaledger.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * Leaves that have a hash of their own in some tree: the tree itself, or one side of a subtree of it.
 *
 * @param from the index of the first leaf
 * @param to the index after the last one
 */
record Span(long from, long to) {

  /** The complete subtrees that it consists of, from left to right and so from large to small. */
  List<Node> nodes() {
    List<Node> nodes = new ArrayList<>();
    long at = from;
    while (at < to) {
      int level = Long.SIZE - 1 - Long.numberOfLeadingZeros(to - at);
      nodes.add(new Node(level, at >> level));
      at += 1L << level;
    }
    return nodes;
  }

  /** The index at which it divides: the left side has the most leaves that a complete tree can have. */
  long middle() {
    return from + Long.highestOneBit(to - from - 1);
  }

  /** The hash of what consists of such subtrees. */
  static Hash joined(List<Hash> nodes) {
    return nodes.reversed().stream()
        .reduce((right, left) -> Hash.ofNode(left, right))
        .orElse(Hash.OF_NOTHING);
  }
}
