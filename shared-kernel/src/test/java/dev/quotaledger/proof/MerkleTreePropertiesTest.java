package dev.quotaledger.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * At every size, roots and proofs are those of the RFC's definitions, and a proof holds for what it
 * is of and for nothing else.
 */
class MerkleTreePropertiesTest {

  private static final int LARGEST = 600;
  private static final TestTree KEPT = TestTree.ofSize(LARGEST);
  private static final MerkleTree TREE = new MerkleTree(KEPT);
  private static final List<Hash> LEAVES = IntStream.range(0, LARGEST)
      .mapToObj(index -> Hash.ofLeaf(TestTree.content(index)))
      .toList();

  @Example
  void everyProofAroundPowersOfTwoHoldsAndIsThatOfTheDefinition() {
    for (int size : List.of(0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65)) {
      rootIsThatOfTheDefinition(size);
      for (int other = 0; other <= size; other++) {
        proofsAreThoseOfTheDefinitions(other, size);
      }
    }
  }

  @Property(tries = 400)
  void anyProofHoldsAndIsThatOfTheDefinition(@ForAll("sizes") int one, @ForAll("sizes") int other) {
    rootIsThatOfTheDefinition(one);
    proofsAreThoseOfTheDefinitions(Math.min(one, other), Math.max(one, other));
  }

  private static void rootIsThatOfTheDefinition(int size) {
    Hash root = NaiveTree.root(LEAVES.subList(0, size));
    assertThat(TREE.root(size)).isEqualTo(root);
    assertThat(Frontier.of(size, KEPT).root()).isEqualTo(root);
    assertThat(TestTree.ofSize(size).frontier()).isEqualTo(Frontier.of(size, KEPT));
  }

  private static void proofsAreThoseOfTheDefinitions(int less, int size) {
    List<Hash> leaves = LEAVES.subList(0, size);
    if (less < size) {
      InclusionProof inclusion = TREE.inclusionProof(less, size);
      assertThat(inclusion.path()).isEqualTo(NaiveTree.path(less, leaves));
      assertThat(inclusion.proves(LEAVES.get(less), TREE.root(size))).isTrue();
    }
    ConsistencyProof consistency = TREE.consistencyProof(less, size);
    if (less > 0) {
      assertThat(consistency.path()).isEqualTo(NaiveTree.proof(less, leaves));
    }
    assertThat(consistency.proves(TREE.root(less), TREE.root(size))).isTrue();
    assertThat(ConsistencyProof.parse(less, size, consistency.file())).isEqualTo(consistency);
  }

  @Property(tries = 400)
  void anInclusionProofHoldsForNoOtherLeafPlaceSizeRootOrPath(
      @ForAll("sizes") int one,
      @ForAll("sizes") int other,
      @ForAll @IntRange(max = 20) int place,
      @ForAll @IntRange(max = 255) int bit) {
    int size = Math.max(1, Math.max(one, other));
    int index = Math.min(size - 1, Math.min(one, other));
    InclusionProof proof = TREE.inclusionProof(index, size);
    Hash leaf = LEAVES.get(index);
    Hash root = TREE.root(size);

    assertThat(proof.proves(flipped(leaf, bit), root)).isFalse();
    assertThat(proof.proves(leaf, flipped(root, bit))).isFalse();
    for (int shift = 1; shift <= size; shift <<= 1) {
      assertThat(new InclusionProof(index ^ shift, size, proof.path()).proves(leaf, root))
          .isFalse();
    }
    assertThat(new InclusionProof(size, size, proof.path()).proves(leaf, root)).isFalse();
    for (List<Hash> path : damaged(proof.path(), place, bit)) {
      assertThat(new InclusionProof(index, size, path).proves(leaf, root)).isFalse();
    }
  }

  @Property(tries = 400)
  void aConsistencyProofHoldsForNoOtherRootsOrPath(
      @ForAll("sizes") int one,
      @ForAll("sizes") int other,
      @ForAll @IntRange(max = 20) int place,
      @ForAll @IntRange(max = 255) int bit) {
    int first = Math.min(one, other);
    int second = Math.max(one, other);
    ConsistencyProof proof = TREE.consistencyProof(first, second);
    Hash firstRoot = TREE.root(first);
    Hash secondRoot = TREE.root(second);

    assertThat(proof.proves(flipped(firstRoot, bit), secondRoot)).isFalse();
    if (first > 0) {
      assertThat(proof.proves(firstRoot, flipped(secondRoot, bit))).isFalse();
    }
    if (first < second) {
      assertThat(proof.proves(secondRoot, firstRoot)).isFalse();
      assertThat(new ConsistencyProof(second, first, proof.path()).proves(secondRoot, firstRoot))
          .isFalse();
    }
    for (List<Hash> path : damaged(proof.path(), place, bit)) {
      assertThat(new ConsistencyProof(first, second, path).proves(firstRoot, secondRoot))
          .isFalse();
    }
  }

  @Provide
  Arbitrary<Integer> sizes() {
    return Arbitraries.oneOf(
        Arbitraries.integers().between(0, LARGEST),
        Arbitraries.integers().between(0, 40),
        Arbitraries.of(127, 128, 129, 255, 256, 257, 511, 512, 513));
  }

  private static Hash flipped(Hash hash, int bit) {
    byte[] bytes = hash.bytes();
    bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    return Hash.of(bytes);
  }

  /** The path with a hash that is another, one too many at either end, and one too few. */
  private static List<List<Hash>> damaged(List<Hash> path, int place, int bit) {
    List<List<Hash>> damaged = new ArrayList<>();
    List<Hash> before = new ArrayList<>(path);
    before.addFirst(Hash.OF_NOTHING);
    damaged.add(before);
    List<Hash> after = new ArrayList<>(path);
    after.add(Hash.OF_NOTHING);
    damaged.add(after);
    if (!path.isEmpty()) {
      damaged.add(path.subList(1, path.size()));
      damaged.add(path.subList(0, path.size() - 1));
      List<Hash> other = new ArrayList<>(path);
      other.set(place % path.size(), flipped(path.get(place % path.size()), bit));
      damaged.add(other);
    }
    return damaged;
  }
}
