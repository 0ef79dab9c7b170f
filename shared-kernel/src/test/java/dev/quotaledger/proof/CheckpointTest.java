package dev.quotaledger.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {

  private static final String ORIGIN = "quota.example/acme";
  private static final NoteSigner LEDGER = NoteSigner.generate(ORIGIN);
  private static final NoteSigner WITNESS = NoteSigner.generate("witness.example");
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(ORIGIN, 3, new MerkleTree(TestTree.ofSize(3)).root(3));

  @Test
  void theExampleOfTheFormatIsRead() {
    String text = """
        example.com/behind-the-sofa
        20852163
        CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=
        """;

    Checkpoint checkpoint = Checkpoint.parse(text);

    assertThat(checkpoint.origin()).isEqualTo("example.com/behind-the-sofa");
    assertThat(checkpoint.size()).isEqualTo(20_852_163);
    assertThat(checkpoint.root()).hasToString("CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=");
    assertThat(checkpoint.text()).isEqualTo(text);
  }

  @Test
  void furtherLinesAreLeftOut() {
    assertThat(Checkpoint.parse(CHECKPOINT.text() + "more\n")).isEqualTo(CHECKPOINT);
  }

  @Test
  void theLedgersSignatureVerifiesItBesideThatOfAWitness() {
    SignedNote note = new SignedNote(
        CHECKPOINT.text(),
        List.of(WITNESS.signature(CHECKPOINT.text()), LEDGER.signature(CHECKPOINT.text())));

    assertThat(Checkpoint.verified(CHECKPOINT.signedBy(LEDGER), List.of(LEDGER.verifier())))
        .isEqualTo(CHECKPOINT);
    assertThat(Checkpoint.verified(note, List.of(WITNESS.verifier(), LEDGER.verifier())))
        .isEqualTo(CHECKPOINT);
  }

  @Test
  void aWitnessDoesNotSpeakForTheLedger() {
    SignedNote note = WITNESS.sign(CHECKPOINT.text());

    assertThatThrownBy(
            () -> Checkpoint.verified(note, List.of(WITNESS.verifier(), LEDGER.verifier())))
        .isInstanceOf(NotProven.class);
    assertThatThrownBy(() -> CHECKPOINT.signedBy(WITNESS))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "origin\n3\n",
        "\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n03\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n-3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n+3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n9223372036854775808\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n0\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
        "origin\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I\n",
        "origin\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n",
        "origin\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxqw==\n",
        "origin\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=",
        "origin\n3\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n",
        "origin\n3\r\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n",
      })
  void whatIsNearlyACheckpointIsNone(String text) {
    assertThatThrownBy(() -> Checkpoint.parse(text)).isInstanceOf(Malformed.class);
  }
}
