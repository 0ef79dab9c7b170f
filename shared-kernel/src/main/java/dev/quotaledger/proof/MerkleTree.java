package dev.quotaledger.proof;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * The Merkle tree of RFC 9162 over entries in their order: whatever size it had, it still has a root
 * of that size, and proofs against that root. It keeps nothing itself, and asks for all hashes of a
 * question at once.
 */
public final class MerkleTree {

  private final Nodes nodes;

  /**
   * @param nodes at least the subtrees of the sizes that are asked for
   */
  public MerkleTree(Nodes nodes) {
    this.nodes = nodes;
  }

  /** The root over the first leaves, that many. */
  public Hash root(long size) {
    check(size >= 0, "a size is not negative: " + size);
    return hashes(List.of(new Span(0, size))).getFirst();
  }

  /** The proof that the leaf of an index is in the tree of a size (RFC 9162, 2.1.3.1). */
  public InclusionProof inclusionProof(long index, long size) {
    check(0 <= index && index < size, "no leaf " + index + " in a tree of size " + size);
    List<Span> siblings = new ArrayList<>();
    Span subtree = new Span(0, size);
    while (subtree.to() - subtree.from() > 1) {
      Span left = new Span(subtree.from(), subtree.middle());
      Span right = new Span(subtree.middle(), subtree.to());
      boolean isLeft = index < subtree.middle();
      siblings.add(isLeft ? right : left);
      subtree = isLeft ? left : right;
    }
    return new InclusionProof(index, size, hashes(siblings.reversed()));
  }

  /** The proof that the tree of the first size is where the second one began (RFC 9162, 2.1.4.1). */
  public ConsistencyProof consistencyProof(long first, long second) {
    check(0 <= first && first <= second, "no growth from size " + first + " to " + second);
    return new ConsistencyProof(
        first, second, first == 0 ? List.of() : hashes(additions(first, second)));
  }

  private static List<Span> additions(long first, long second) {
    List<Span> siblings = new ArrayList<>();
    Span subtree = new Span(0, second);
    while (subtree.to() != first) {
      Span left = new Span(subtree.from(), subtree.middle());
      Span right = new Span(subtree.middle(), subtree.to());
      boolean endsLeft = first <= subtree.middle();
      siblings.add(endsLeft ? right : left);
      subtree = endsLeft ? left : right;
    }
    // Where it is the whole first tree, whoever checks the proof has its root.
    if (subtree.from() > 0) {
      siblings.add(subtree);
    }
    return siblings.reversed();
  }

  private List<Hash> hashes(List<Span> spans) {
    List<Node> addresses = spans.stream().flatMap(span -> span.nodes().stream()).toList();
    List<Hash> found = addresses.isEmpty() ? List.of() : nodes.hashes(addresses);
    if (found.size() != addresses.size()) {
      throw new IllegalStateException(found.size() + " hashes for " + addresses);
    }
    Iterator<Hash> next = found.iterator();
    return spans.stream()
        .map(span -> Span.joined(span.nodes().stream().map(_ -> next.next()).toList()))
        .toList();
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
