package dev.quotaledger.verifier;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.NoteSigner;
import dev.quotaledger.proof.Receipt;
import dev.quotaledger.proof.SignedNote;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A receipt is of one entry at one index, and a consistency proof of one growth. */
class AttacksOnProofsTest {

  private static final long SEED = 20_260_731;

  @TempDir
  private Path directory;

  private FrontDoor verifier;

  @BeforeEach
  void open() {
    verifier = new FrontDoor(directory);
  }

  @Test
  void everyByteOfAReceiptAndOfItsEntryCounts() {
    SplittableRandom random = new SplittableRandom(SEED);
    TestLedger ledger = TestLedger.ofSize(7);
    byte[] receipt = ledger.receipt(3, 7).file();
    byte[] entry = ledger.entry(3);
    for (int place = 0; place < receipt.length; place++) {
      verifier.proof(flipped(receipt, place, random), entry).isRefused();
      verifier.proof(Arrays.copyOf(receipt, place), entry).isRefused();
    }
    for (int place = 0; place < entry.length; place++) {
      verifier.proof(receipt, flipped(entry, place, random)).isTampered();
      verifier.proof(receipt, Arrays.copyOf(entry, place)).isTampered();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9})
  void aReceiptIsOfNoOtherIndexEntryOrSize(int size) {
    TestLedger ledger = TestLedger.ofSize(size + 1);
    for (int index = 0; index < size; index++) {
      Receipt receipt = ledger.receipt(index, size);
      for (int other = 0; other <= size; other++) {
        if (other != index) {
          Receipt elsewhere = new Receipt(null, other, receipt.path(), receipt.checkpoint());
          verifier.proof(elsewhere.file(), ledger.entry(index)).isTampered();
          verifier.proof(receipt.file(), ledger.entry(other)).isTampered();
        }
      }
      Receipt later = new Receipt(null, index, receipt.path(), ledger.checkpoint(size + 1));
      verifier.proof(later.file(), ledger.entry(index)).isTampered();
    }
  }

  @Test
  void aReceiptUnderAnotherKeyIsNone() {
    TestLedger ledger = TestLedger.ofSize(5);
    Receipt receipt = ledger.receipt(2, 5);
    SignedNote namesakes = ledger.checkpoint(5, NoteSigner.generate(TestLedger.ORIGIN));

    verifier
        .proof(new Receipt(null, 2, receipt.path(), namesakes).file(), ledger.entry(2))
        .isTampered();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17})
  void anOlderCheckpointIsNotANewerOne(int size) {
    TestLedger ledger = TestLedger.ofSize(size);
    for (int less = 0; less < size; less++) {
      verifier
          .consistency(
              ledger.checkpoint(size).bytes(),
              ledger.checkpoint(less).bytes(),
              ledger.consistency(less, size).file())
          .isTamperedFirstAt(less);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17})
  void aForkIsNoGrowth(int size) {
    TestLedger ledger = TestLedger.ofSize(size);
    TestLedger fork = ledger.with(0, TestLedger.entryOf(size));
    SignedNote anotherRoot = TestLedger.SIGNER.sign(
        new Checkpoint(TestLedger.ORIGIN, size, Hash.ofLeaf(new byte[0])).text());
    for (int less = 1; less <= size; less++) {
      byte[] older = ledger.checkpoint(less).bytes();
      verifier
          .consistency(
              older, fork.checkpoint(size).bytes(), fork.consistency(less, size).file())
          .isTampered();
      verifier
          .consistency(
              older,
              fork.checkpoint(size).bytes(),
              ledger.consistency(less, size).file())
          .isTampered();
      verifier
          .consistency(
              older, anotherRoot.bytes(), ledger.consistency(less, size).file())
          .isTampered();
    }
  }

  @Test
  void everyByteOfAGrowthCounts() {
    SplittableRandom random = new SplittableRandom(SEED);
    TestLedger ledger = TestLedger.ofSize(7);
    byte[] older = ledger.checkpoint(3).bytes();
    byte[] newer = ledger.checkpoint(7).bytes();
    byte[] proof = ledger.consistency(3, 7).file();
    for (int place = 0; place < older.length; place++) {
      verifier.consistency(flipped(older, place, random), newer, proof).isRefused();
    }
    for (int place = 0; place < newer.length; place++) {
      verifier.consistency(older, flipped(newer, place, random), proof).isRefused();
    }
    for (int place = 0; place < proof.length; place++) {
      verifier.consistency(older, newer, flipped(proof, place, random)).isRefused();
      verifier.consistency(older, newer, Arrays.copyOf(proof, place)).isRefused();
    }
  }

  private static byte[] flipped(byte[] bytes, int place, SplittableRandom random) {
    byte[] other = bytes.clone();
    other[place] ^= (byte) random.nextInt(1, 256);
    return other;
  }
}
