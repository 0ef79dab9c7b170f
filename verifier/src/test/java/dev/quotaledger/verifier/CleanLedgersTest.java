package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.proof.NoteSigner;
import dev.quotaledger.proof.SignedNote;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What nobody has tampered with is never said to be. */
class CleanLedgersTest {

  @TempDir
  private Path directory;

  private FrontDoor verifier;

  @BeforeEach
  void open() {
    verifier = new FrontDoor(directory);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 255, 256, 257, 511, 512, 513, 1_025})
  void anExportIsVerifiedBesideAnyCheckpointsOfItsPast(int size) {
    SplittableRandom random = new SplittableRandom(size);
    TestLedger ledger = TestLedger.ofSize(size);

    byte[] export = ledger.export();

    assertThat(verifier.export(export).isFine().out())
        .contains(size + " entries of " + TestLedger.ORIGIN);
    for (int i = 0; i < 5; i++) {
      verifier
          .export(
              export,
              ledger.checkpoint(random.nextInt(size + 1)).bytes(),
              ledger.checkpoint(random.nextInt(size + 1)).bytes(),
              ledger.checkpoint(size).bytes())
          .isFine();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17})
  void everyReceiptAndEveryGrowthIsVerified(int size) {
    TestLedger ledger = TestLedger.ofSize(size);
    for (int less = 0; less <= size; less++) {
      if (less < size) {
        verifier.proof(ledger.receipt(less, size).file(), ledger.entry(less)).isFine();
      }
      verifier
          .consistency(
              ledger.checkpoint(less).bytes(),
              ledger.checkpoint(size).bytes(),
              ledger.consistency(less, size).file())
          .isFine();
    }
  }

  @Test
  void anEntryThatWasSavedAsALineIsTheSame() {
    TestLedger ledger = TestLedger.ofSize(5);
    String line = new String(ledger.entry(2), UTF_8) + "\n";

    verifier.proof(ledger.receipt(2, 5).file(), line.getBytes(UTF_8)).isFine();
  }

  @Test
  void signaturesOfOthersDoNoHarm() {
    TestLedger ledger = TestLedger.ofSize(3);
    NoteSigner witness = NoteSigner.generate("witness.example");
    NoteSigner namesake = NoteSigner.generate(TestLedger.ORIGIN);
    String text = ledger.checkpoint(3).text();
    SignedNote note = new SignedNote(
        text,
        List.of(
            witness.signature(text),
            namesake.signature(text),
            TestLedger.SIGNER.signature(text),
            witness.signature("something else\n")));

    verifier.export(ledger.export(note, 3)).isFine();
    FrontDoor.ask(
            "verify-export",
            verifier.file("export", ledger.export(note, 3)),
            "--key",
            namesake.verifier().vkey(),
            "--key",
            TestLedger.KEY)
        .isFine();
  }
}
