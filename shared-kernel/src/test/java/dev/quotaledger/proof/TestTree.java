package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;

/** A tree kept as storage keeps it: with each entry, the hashes of the subtrees that it completes. */
final class TestTree implements Nodes {

  private final List<List<Hash>> completed = new ArrayList<>();
  private Frontier frontier = Frontier.EMPTY;
  private int questions;

  /** A tree of leaves that say which they are. */
  static TestTree ofSize(long size) {
    TestTree tree = new TestTree();
    for (long index = 0; index < size; index++) {
      tree.append(Hash.ofLeaf(content(index)));
    }
    return tree;
  }

  /** What the leaf of an index has in it in a tree of a size. */
  static byte[] content(long index) {
    return ("entry " + index).getBytes(UTF_8);
  }

  /** Adds a leaf. */
  void append(Hash leaf) {
    completed.add(frontier.completedBy(leaf));
    frontier = frontier.plus(completed.getLast());
  }

  Frontier frontier() {
    return frontier;
  }

  /** How often hashes were asked for. */
  int questions() {
    return questions;
  }

  @Override
  public List<Hash> hashes(List<Node> addresses) {
    questions++;
    return addresses.stream()
        .map(node -> completed.get(Math.toIntExact(node.last())).get(node.level()))
        .toList();
  }
}
