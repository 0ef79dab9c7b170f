package dev.quotaledger.proof;

/**
 * The address of a complete subtree, whose hash never changes once its last leaf is there. It is
 * kept with the entry of that leaf, in a list of all subtrees that this entry completes.
 *
 * @param level its height, 0 for a leaf; also its place in the list of the entry that completes it
 * @param number its place among the subtrees of its level, from 0
 */
public record Node(int level, long number) {

  private static final int HIGHEST = 62;

  /** Refuses what is no address. */
  public Node {
    if (level < 0 || level > HIGHEST || number < 0 || number >= Long.MAX_VALUE >> level) {
      throw new IllegalArgumentException("no subtree: level " + level + ", number " + number);
    }
  }

  /** The index of its first leaf. */
  public long first() {
    return number << level;
  }

  /** The index of its last leaf: the entry that its hash is kept with. */
  public long last() {
    return ((number + 1) << level) - 1;
  }
}
