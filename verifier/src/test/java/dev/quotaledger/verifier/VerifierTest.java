package dev.quotaledger.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.NoteSigner;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot be checked is neither verified nor tampered with. */
class VerifierTest {

  @TempDir
  private Path directory;

  private FrontDoor verifier;
  private String export;

  @BeforeEach
  void open() {
    verifier = new FrontDoor(directory);
    export = verifier.file("ledger", TestLedger.ofSize(3).export());
  }

  @Test
  void withoutAKnownCommandItSaysWhichThereAre() {
    assertThat(FrontDoor.ask().isUnusable().err())
        .contains("verify-export <export>", "verify-proof <", "verify-consistency <");
    assertThat(FrontDoor.ask("verify").isUnusable().err()).contains("verify-export <export>");
  }

  @Test
  void withOtherArgumentsItSaysWhichItTakes() {
    assertThat(
            FrontDoor.ask("verify-export", "--key", TestLedger.KEY).isUnusable().err())
        .contains("expected verify-export <export> --key");
    FrontDoor.ask("verify-export", export, export, "--key", TestLedger.KEY).isUnusable();
    FrontDoor.ask("verify-export", export, "--key").isUnusable();
    FrontDoor.ask("verify-export", export, "--key", TestLedger.KEY, "--fast", "1")
        .isUnusable();
    FrontDoor.ask("verify-proof", export, "--key", TestLedger.KEY).isUnusable();
    FrontDoor.ask("verify-consistency", export, export, "--key", TestLedger.KEY).isUnusable();
  }

  @Test
  void nothingIsVerifiedWithoutAKey() {
    assertThat(FrontDoor.ask("verify-export", export).isUnusable().err()).contains("--key");
    FrontDoor.ask("verify-export", export, "--key", TestLedger.KEY.substring(1)).isUnusable();
  }

  @Test
  void filesThatAreMissingOrSomethingElseAreUnusable() {
    FrontDoor.ask("verify-export", export + "x", "--key", TestLedger.KEY).isUnusable();
    FrontDoor.ask("verify-export", directory.toString(), "--key", TestLedger.KEY)
        .isUnusable();
    FrontDoor.ask("verify-export", "\0", "--key", TestLedger.KEY).isUnusable();
    FrontDoor.ask("verify-export", export, "--key", TestLedger.KEY, "--checkpoint", export)
        .isUnusable();
    FrontDoor.ask("verify-proof", export, export, "--key", TestLedger.KEY).isUnusable();
    FrontDoor.ask("verify-consistency", export, export, export, "--key", TestLedger.KEY)
        .isUnusable();
  }

  @Test
  void checkpointsOfAnotherLedgerSayNothing() {
    NoteSigner other = NoteSigner.generate("quota.example/other");
    byte[] checkpoint = new Checkpoint(other.name(), 2, Hash.ofLeaf(new byte[0]))
        .signedBy(other)
        .bytes();
    TestLedger ledger = TestLedger.ofSize(3);
    String saved = verifier.file("saved", checkpoint);
    String newer = verifier.file("newer", ledger.checkpoint(3).bytes());
    String proof = verifier.file("proof", ledger.consistency(2, 3).file());
    String key = other.verifier().vkey();

    FrontDoor.ask(
            "verify-export", export, "--key", TestLedger.KEY, "--key", key, "--checkpoint", saved)
        .isUnusable();
    FrontDoor.ask("verify-consistency", saved, newer, proof, "--key", TestLedger.KEY, "--key", key)
        .isUnusable();
  }
}
