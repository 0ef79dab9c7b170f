package dev.quotaledger.proof;

import java.util.List;

/** The hashes of complete subtrees, wherever they are kept. */
@FunctionalInterface
public interface Nodes {

  /** The hashes of the subtrees, in the order of the addresses; all that a question needs at once. */
  List<Hash> hashes(List<Node> addresses);
}
