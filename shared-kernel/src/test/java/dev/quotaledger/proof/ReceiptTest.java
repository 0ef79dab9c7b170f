package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiptTest {

  private static final NoteSigner LEDGER = NoteSigner.generate("quota.example/acme");
  private static final List<NoteVerifier> KEYS = List.of(LEDGER.verifier());
  private static final MerkleTree TREE = new MerkleTree(TestTree.ofSize(5));
  private static final SignedNote CHECKPOINT =
      new Checkpoint(LEDGER.name(), 5, TREE.root(5)).signedBy(LEDGER);
  private static final Receipt RECEIPT = Receipt.of(TREE.inclusionProof(2, 5), CHECKPOINT);

  @Test
  void isWrittenAsTheFormatHasIt() {
    assertThat(new String(RECEIPT.file(), UTF_8))
        .isEqualTo("c2sp.org/tlog-proof@v1\n"
            + "index 2\n"
            + RECEIPT.path().get(0) + "\n"
            + RECEIPT.path().get(1) + "\n"
            + RECEIPT.path().get(2) + "\n"
            + "\n"
            + CHECKPOINT.encoded());
  }

  @Test
  void isReadBackWithWhatSomebodyAdded() {
    Receipt withExtra = new Receipt("AAEC", 2, RECEIPT.path(), CHECKPOINT);

    assertThat(Receipt.parse(RECEIPT.file())).isEqualTo(RECEIPT);
    assertThat(Receipt.parse(withExtra.file())).isEqualTo(withExtra);
    assertThat(new String(withExtra.file(), UTF_8))
        .startsWith("c2sp.org/tlog-proof@v1\nextra AAEC\nindex 2\n");
  }

  @Test
  void showsThatTheEntryIsAtItsIndexAndNoOtherIs() {
    Receipt elsewhere = new Receipt(null, 3, RECEIPT.path(), CHECKPOINT);

    assertThat(RECEIPT.verify(TestTree.content(2), KEYS).size()).isEqualTo(5);
    assertThatThrownBy(() -> RECEIPT.verify(TestTree.content(3), KEYS))
        .isInstanceOf(NotProven.class);
    assertThatThrownBy(() -> elsewhere.verify(TestTree.content(2), KEYS))
        .isInstanceOf(NotProven.class);
  }

  @Test
  void aReceiptOfTheOnlyEntryHasNoHashes() {
    MerkleTree tree = new MerkleTree(TestTree.ofSize(1));
    SignedNote checkpoint = new Checkpoint(LEDGER.name(), 1, tree.root(1)).signedBy(LEDGER);
    Receipt receipt = Receipt.of(tree.inclusionProof(0, 1), checkpoint);

    assertThat(Receipt.parse(receipt.file()).verify(TestTree.content(0), KEYS).size())
        .isEqualTo(1);
  }

  @Test
  void aProofOfAnotherSizeMakesNoReceipt() {
    assertThatThrownBy(() -> Receipt.of(TREE.inclusionProof(2, 4), CHECKPOINT))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "c2sp.org/tlog-proof@v1\nindex 2\n",
        "c2sp.org/tlog-proof@v2\nindex 2\n\nNOTE",
        "c2sp.org/tlog-proof@v1\n\nNOTE",
        "c2sp.org/tlog-proof@v1\nindex 02\n\nNOTE",
        "c2sp.org/tlog-proof@v1\nindex -2\n\nNOTE",
        "c2sp.org/tlog-proof@v1\nindex 2\nAAAA\n\nNOTE",
        "c2sp.org/tlog-proof@v1\nindex 2\nextra AAEC\n\nNOTE",
        "c2sp.org/tlog-proof@v1\nextra AAEC\nextra AAEC\nindex 2\n\nNOTE",
        "c2sp.org/tlog-proof@v1\nextra AAE\nindex 2\n\nNOTE",
        "c2sp.org/tlog-proof@v1\r\nindex 2\n\nNOTE",
      })
  void whatIsNearlyAReceiptIsNone(String file) {
    byte[] bytes = file.replace("NOTE", CHECKPOINT.encoded()).getBytes(UTF_8);

    assertThatThrownBy(() -> Receipt.parse(bytes).verify(TestTree.content(2), KEYS))
        .isInstanceOf(Malformed.class);
  }
}
