package dev.quotaledger.proof;

import java.util.List;

/**
 * The proof that an entry stands at its place in a ledger.
 *
 * @param index the place of the entry, from 0
 * @param size the number of entries of the ledger that has it
 * @param path the hashes beside the way from the leaf to the root
 */
public record InclusionProof(long index, long size, List<Hash> path) {

  /** The path is copied. */
  public InclusionProof {
    if (index < 0 || size < 0) {
      throw new IllegalArgumentException("no leaf " + index + " in a tree of size " + size);
    }
    path = List.copyOf(path);
  }

  /** Whether the leaf is at the index in the tree with the root (RFC 9162, 2.1.3.2). */
  public boolean proves(Hash leaf, Hash root) {
    if (index >= size) {
      return false;
    }
    long node = index;
    long last = size - 1;
    Hash hash = leaf;
    for (Hash sibling : path) {
      if (last == 0) {
        return false;
      }
      if (isRight(node) || node == last) {
        hash = Hash.ofNode(sibling, hash);
        // The last node of a level has no sibling there if it is a left one, and moves up as it is.
        int alone = Long.numberOfTrailingZeros(node);
        node >>= alone;
        last >>= alone;
      } else {
        hash = Hash.ofNode(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && hash.equals(root);
  }

  private static boolean isRight(long node) {
    return (node & 1) == 1;
  }
}
