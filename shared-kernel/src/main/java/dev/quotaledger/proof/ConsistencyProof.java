package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The proof that a ledger has grown and nothing in it has changed since.
 *
 * @param first how many entries it had
 * @param second how many it has; at least as many
 * @param path the hashes that both roots come from
 */
public record ConsistencyProof(long first, long second, List<Hash> path) {

  /** The path is copied. */
  public ConsistencyProof {
    if (first < 0 || second < 0) {
      throw new IllegalArgumentException("no growth from size " + first + " to " + second);
    }
    path = List.copyOf(path);
  }

  /** The proof whose path is in a file, a hash in each line as base64. */
  public static ConsistencyProof parse(long first, long second, byte[] file) {
    String what = "a consistency proof";
    List<String> lines = Forms.lines(what, Forms.utf8(what, file));
    return new ConsistencyProof(first, second, lines.stream().map(Hash::parse).toList());
  }

  /** The path as a file. */
  public byte[] file() {
    return path.stream().map(hash -> hash + "\n").collect(Collectors.joining()).getBytes(UTF_8);
  }

  /** Whether the tree with the one root began as the tree with the other (RFC 9162, 2.1.4.2). */
  public boolean proves(Hash firstRoot, Hash secondRoot) {
    if (first == 0) {
      return path.isEmpty()
          && firstRoot.equals(Hash.OF_NOTHING)
          && (second > 0 || secondRoot.equals(Hash.OF_NOTHING));
    }
    if (first == second) {
      return path.isEmpty() && firstRoot.equals(secondRoot);
    }
    return first < second && !path.isEmpty() && leadsToBoth(firstRoot, secondRoot);
  }

  private boolean leadsToBoth(Hash firstRoot, Hash secondRoot) {
    boolean firstIsComplete = Long.bitCount(first) == 1;
    List<Hash> hashes =
        firstIsComplete ? Stream.concat(Stream.of(firstRoot), path.stream()).toList() : path;
    int complete = Long.numberOfTrailingZeros(first);
    long node = (first - 1) >> complete;
    long last = (second - 1) >> complete;
    Hash firstHash = hashes.getFirst();
    Hash secondHash = hashes.getFirst();
    for (Hash sibling : hashes.subList(1, hashes.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        firstHash = Hash.ofNode(sibling, firstHash);
        secondHash = Hash.ofNode(sibling, secondHash);
        // The last node of a level has no sibling there if it is a left one, and moves up as it is.
        int alone = Long.numberOfTrailingZeros(node);
        node >>= alone;
        last >>= alone;
      } else {
        secondHash = Hash.ofNode(secondHash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && firstHash.equals(firstRoot) && secondHash.equals(secondRoot);
  }
}
