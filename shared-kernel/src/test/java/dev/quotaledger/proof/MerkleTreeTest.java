package dev.quotaledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tree gives what is published for it: the vectors of Certificate Transparency and the RFC. */
class MerkleTreeTest {

  /** The leaves that implementations of Certificate Transparency test with. */
  private static final List<byte[]> LEAVES = Stream.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f")
      .map(HexFormat.of()::parseHex)
      .toList();

  @ParameterizedTest
  @CsvSource({
    "0, e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "1, 6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "2, fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "3, aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "4, d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "5, 4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "6, 76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "7, ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "8, 5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  })
  void hasThePublishedRoots(int size, String root) {
    assertThat(published().root(size)).isEqualTo(Hash.of(HexFormat.of().parseHex(root)));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1, ''",
    "0, 8, lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c= "
        + "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4= "
        + "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
    "5, 8, vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms= "
        + "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA= "
        + "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
    "2, 3, +sVCA+fMaWzw38tCySodnbr3CtnmIfS9jZhmLwDjwSU=",
    "1, 5, bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0= "
        + "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4= "
        + "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
  })
  void givesThePublishedInclusionProofs(int index, int size, String path) {
    InclusionProof proof = published().inclusionProof(index, size);

    assertThat(proof).isEqualTo(new InclusionProof(index, size, hashes(path)));
    assertThat(proof.proves(Hash.ofLeaf(LEAVES.get(index)), published().root(size)))
        .isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, ''",
    "1, 8, lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c= "
        + "Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4= "
        + "a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=",
    "6, 8, DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o= "
        + "yoVOoSjtBQtBs1/8G4e46yveRh6eO1WW7Oa51ZdaCuA= "
        + "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
    "2, 5, Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4= "
        + "vBoGQ7EuTS18d5GPROD095qDi2z57FtcKD4fTYhZnms=",
    "6, 7, DrxdNDf74tsVi58Sah0RjjCBgQMdCpSfje3t68VY72o= "
        + "sIaT7C5yFZcTBkHoIR5+7cy0wmQTlj7ubB4u0W/7Gl8= "
        + "037kGJdt2VdTwcc4Yrk5j6Kiz5tP8P3+izDNlSCWFLc=",
  })
  void givesThePublishedConsistencyProofs(int first, int second, String path) {
    ConsistencyProof proof = published().consistencyProof(first, second);

    assertThat(proof).isEqualTo(new ConsistencyProof(first, second, hashes(path)));
    assertThat(proof.proves(published().root(first), published().root(second))).isTrue();
  }

  /** The tree of seven leaves, with the letters that the RFC gives to its nodes. */
  @Test
  void givesTheProofsOfTheExampleInTheRfc() {
    TestTree kept = TestTree.ofSize(7);
    MerkleTree tree = new MerkleTree(kept);
    List<Hash> leaves =
        kept.hashes(IntStream.range(0, 7).mapToObj(i -> new Node(0, i)).toList());
    Hash a = leaves.get(0);
    Hash b = leaves.get(1);
    Hash c = leaves.get(2);
    Hash d = leaves.get(3);
    Hash f = leaves.get(5);
    Hash j = leaves.get(6);
    Hash g = Hash.ofNode(a, b);
    Hash h = Hash.ofNode(c, d);
    Hash i = Hash.ofNode(leaves.get(4), f);
    Hash k = Hash.ofNode(g, h);
    Hash l = Hash.ofNode(i, j);

    assertThat(tree.root(7)).isEqualTo(Hash.ofNode(k, l));
    assertThat(tree.inclusionProof(0, 7).path()).containsExactly(b, h, l);
    assertThat(tree.inclusionProof(3, 7).path()).containsExactly(c, g, l);
    assertThat(tree.inclusionProof(4, 7).path()).containsExactly(f, j, k);
    assertThat(tree.inclusionProof(6, 7).path()).containsExactly(i, k);
    assertThat(tree.consistencyProof(3, 7).path()).containsExactly(c, d, g, l);
    assertThat(tree.consistencyProof(4, 7).path()).containsExactly(l);
    assertThat(tree.consistencyProof(6, 7).path()).containsExactly(i, j, k);
  }

  @Test
  void asksForAllHashesOfAQuestionAtOnce() {
    TestTree kept = TestTree.ofSize(1_000);
    MerkleTree tree = new MerkleTree(kept);

    tree.root(999);
    tree.inclusionProof(500, 999);
    tree.consistencyProof(500, 999);

    assertThat(kept.questions()).isEqualTo(3);
  }

  @Test
  void keepsASubtreeWithTheEntryThatCompletesIt() {
    assertThat(Frontier.of(6, TestTree.ofSize(6)).completedBy(Hash.OF_NOTHING)).hasSize(1);
    assertThat(Frontier.of(7, TestTree.ofSize(7)).completedBy(Hash.OF_NOTHING)).hasSize(4);
    assertThat(new Node(3, 0).last()).isEqualTo(7);
    assertThat(new Node(1, 3).first()).isEqualTo(6);
    assertThat(new Node(1, 3).last()).isEqualTo(7);
  }

  @Test
  void refusesQuestionsThatHaveNoAnswer() {
    MerkleTree tree = published();

    assertThatThrownBy(() -> tree.root(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.inclusionProof(3, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.inclusionProof(-1, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.consistencyProof(4, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> tree.consistencyProof(-1, 3))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Node(1, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Node(62, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Frontier(3, List.of(Hash.OF_NOTHING)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Frontier.EMPTY.plus(List.of(Hash.OF_NOTHING, Hash.OF_NOTHING)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 31, 33})
  void refusesHashesOfAnotherLength(int length) {
    assertThatThrownBy(() -> Hash.of(new byte[length])).isInstanceOf(Malformed.class);
  }

  private static MerkleTree published() {
    TestTree tree = new TestTree();
    LEAVES.stream().map(Hash::ofLeaf).forEach(tree::append);
    return new MerkleTree(tree);
  }

  private static List<Hash> hashes(String base64) {
    return Stream.of(base64.split(" ", -1))
        .filter(s -> !s.isEmpty())
        .map(Hash::parse)
        .toList();
  }
}
