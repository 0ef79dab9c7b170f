package dev.quotaledger.verifier;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.Frontier;
import dev.quotaledger.proof.Hash;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The signed checkpoints that a tree must pass while it grows, and where it first does not. */
final class Anchors {

  private static final long NONE = -1;

  private final Map<Long, Set<Hash>> roots = new HashMap<>();
  private long lastSize;
  private long good;
  private long bad = NONE;

  Anchors(Collection<Checkpoint> checkpoints) {
    for (Checkpoint checkpoint : checkpoints) {
      roots.computeIfAbsent(checkpoint.size(), _ -> new HashSet<>()).add(checkpoint.root());
      lastSize = Math.max(lastSize, checkpoint.size());
    }
  }

  /** Compares, where there are checkpoints of the tree's size. */
  void pass(Frontier tree) {
    Set<Hash> signed = roots.get(tree.size());
    if (signed == null || bad != NONE) {
      return;
    }
    if (signed.equals(Set.of(tree.root()))) {
      good = tree.size();
    } else {
      bad = tree.size();
    }
  }

  /** Whether all that were passed agree with the tree. */
  boolean agree() {
    return bad == NONE;
  }

  /** The size up to which everything is as it was signed. */
  long good() {
    return good;
  }

  /** The size from which on something is not as it was signed, where they do not agree. */
  long bad() {
    return bad;
  }

  /** The size of the newest. */
  long lastSize() {
    return lastSize;
  }
}
