package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.NoteSigner;
import dev.quotaledger.proof.SignedNote;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever is changed in an export is caught, and named: the first bad index where only entries are
 * changed, and the stretch between two checkpoints where their hashes are changed as well.
 */
class AttacksOnExportsTest {

  private static final long SEED = 20_260_731;

  @TempDir
  private Path directory;

  private FrontDoor verifier;

  @BeforeEach
  void open() {
    verifier = new FrontDoor(directory);
  }

  @Test
  void everyByteOfEveryEntryCounts() {
    SplittableRandom random = new SplittableRandom(SEED);
    TestLedger ledger = TestLedger.ofSize(5);
    byte[] export = ledger.export();
    for (int index = 0; index < ledger.size(); index++) {
      for (int place = 0; place < ledger.entry(index).length; place++) {
        int mask = random.nextInt(1, 256);
        verifier
            .export(new ExportLines(export).flip(index, place, mask).bytes())
            .isTamperedFirstAt(index);
      }
    }
  }

  @Test
  void everyByteOfTheFileCounts() {
    SplittableRandom random = new SplittableRandom(SEED);
    byte[] export = TestLedger.ofSize(3).export();
    for (int place = 0; place < export.length; place++) {
      byte[] other = export.clone();
      other[place] ^= (byte) random.nextInt(1, 256);
      verifier.export(other).isRefused();
    }
  }

  @Test
  void theFileIsMissedWhereverItEnds() {
    byte[] export = TestLedger.ofSize(3).export();
    for (int length = 0; length < export.length; length++) {
      verifier.export(Arrays.copyOf(export, length)).isRefused();
    }
  }

  @Test
  void editedEntriesAreNamed() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int size : List.of(1, 2, 3, 7, 8, 9, 16, 17, 31, 33)) {
      TestLedger ledger = TestLedger.ofSize(size);
      for (int i = 0; i < 60; i++) {
        edit(ledger, random);
      }
    }
  }

  @Test
  void editedEntriesAreNamedInALongLedger() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int size : List.of(255, 256, 257, 513)) {
      TestLedger ledger = TestLedger.ofSize(size);
      for (int i = 0; i < 40; i++) {
        edit(ledger, random);
      }
    }
  }

  private void edit(TestLedger ledger, SplittableRandom random) {
    int size = ledger.size();
    int index = random.nextInt(size);
    int other = random.nextInt(size);
    ExportLines lines = new ExportLines(ledger.export());
    switch (random.nextInt(7)) {
      case 0 ->
        verifier
            .export(lines.replace(index, TestLedger.entryOf(size + index)).bytes())
            .isTamperedFirstAt(index);
      case 1 -> verifier.export(lines.delete(index).bytes()).isTamperedFirstAt(index);
      case 2 ->
        verifier
            .export(lines.insert(index, TestLedger.entryOf(size + 1)).bytes())
            .isTamperedFirstAt(index);
      case 3 ->
        verifier
            .export(lines.insert(index, ledger.entry(index)).bytes())
            .isTamperedFirstAt(index + 1);
      case 4 -> verifier.export(lines.cut(index).bytes()).isTamperedFirstAt(index);
      case 5 ->
        verifier
            .export(lines.insert(size, TestLedger.entryOf(size)).bytes())
            .isTamperedFirstAt(size);
      default -> {
        if (index != other) {
          verifier
              .export(lines.swap(index, other).bytes())
              .isTamperedFirstAt(Math.min(index, other));
        }
      }
    }
  }

  /** The checkpoint of the header vouches for the hashes, so it takes its root to hide an edit. */
  @Test
  void entriesRewrittenTogetherWithTheirHashesAreNarrowedDownByCheckpoints() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 50; i++) {
      int size = random.nextInt(2, 60);
      int index = random.nextInt(size);
      TestLedger ledger = TestLedger.ofSize(size);
      TestLedger rewritten = ledger.with(index, rewrittenEntry(index));
      byte[] export = rewritten.export(ledger.checkpoint(size), size);
      int before = random.nextInt(index + 1);
      int after = random.nextInt(index + 1, size + 1);

      within(verifier.export(export), 0, size);
      within(verifier.export(export, ledger.checkpoint(before).bytes()), before, size);
      within(
          verifier.export(
              export,
              ledger.checkpoint(after).bytes(),
              ledger.checkpoint(before).bytes()),
          before,
          after);
      verifier
          .export(
              export,
              ledger.checkpoint(index).bytes(),
              ledger.checkpoint(index + 1).bytes())
          .isTamperedFirstAt(index);
    }
  }

  /** Who has the key can rewrite everything, but not what others have saved. */
  @Test
  void aForkUnderTheTrueKeyIsCaughtByWhatWasSaved() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 50; i++) {
      int size = random.nextInt(1, 60);
      int index = random.nextInt(size);
      TestLedger ledger = TestLedger.ofSize(size);
      byte[] fork = ledger.with(index, rewrittenEntry(index)).export();
      int after = random.nextInt(index + 1, size + 1);

      verifier.export(fork).isFine();
      verifier.export(fork, ledger.checkpoint(index).bytes()).isFine();
      within(verifier.export(fork, ledger.checkpoint(size).bytes()), 0, size);
      within(
          verifier.export(
              fork, ledger.checkpoint(after).bytes(), ledger.checkpoint(index).bytes()),
          index,
          after);
    }
  }

  @Test
  void aShorterHistoryUnderTheTrueKeyIsCaughtByWhatWasSaved() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 60; i++) {
      int size = random.nextInt(1, 60);
      int shorter = random.nextInt(size);
      TestLedger ledger = TestLedger.ofSize(size);
      byte[] export = ledger.export(ledger.checkpoint(shorter), shorter);

      verifier.export(export).isFine();
      verifier.export(export, ledger.checkpoint(size).bytes()).isTamperedFirstAt(shorter);
    }
  }

  @Test
  void anotherCheckpointOverTheSameEntriesIsCaught() {
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 60; i++) {
      int size = random.nextInt(1, 60);
      int other = random.nextInt(size);
      TestLedger ledger = TestLedger.ofSize(size);
      byte[] older = ledger.export(ledger.checkpoint(other), other);
      SignedNote anotherRoot = TestLedger.SIGNER.sign(
          new Checkpoint(TestLedger.ORIGIN, size, Hash.ofLeaf(new byte[0])).text());
      byte[] longer = TestLedger.ofSize(size + 1).export();

      verifier
          .export(new ExportLines(ledger.export()).under(older).bytes())
          .isTamperedFirstAt(other);
      verifier
          .export(new ExportLines(ledger.export()).under(longer).bytes())
          .isTamperedFirstAt(size);
      within(verifier.export(ledger.export(anotherRoot, size)), 0, size);
    }
  }

  @Test
  void aSignatureOfAnotherKeyCountsForNothing() {
    TestLedger ledger = TestLedger.ofSize(5);
    NoteSigner stranger = NoteSigner.generate("stranger.example");
    NoteSigner namesake = NoteSigner.generate(TestLedger.ORIGIN);

    verifier.export(ledger.export(ledger.checkpoint(5, stranger), 5)).isTampered();
    verifier.export(ledger.export(ledger.checkpoint(5, namesake), 5)).isTampered();
    verifier.export(ledger.export(), ledger.checkpoint(3, namesake).bytes()).isTampered();
    FrontDoor.ask(
            "verify-export",
            verifier.file("export", ledger.export(ledger.checkpoint(5, stranger), 5)),
            "--key",
            TestLedger.KEY,
            "--key",
            stranger.verifier().vkey())
        .isTampered();
  }

  @Test
  void oneWrongSignatureOfTheKeyIsEnough() {
    TestLedger ledger = TestLedger.ofSize(5);
    String text = ledger.checkpoint(5).text();
    SignedNote note = new SignedNote(
        text,
        List.of(
            TestLedger.SIGNER.signature(text),
            TestLedger.SIGNER.signature(ledger.checkpoint(4).text())));

    verifier.export(ledger.export(note, 5)).isTampered();
  }

  @Test
  void malformedSignatureLinesAreRefused() {
    TestLedger ledger = TestLedger.ofSize(5);
    String saved = ledger.checkpoint(3).encoded();
    for (String line : List.of(
        "\u2014 witness.example\n",
        "\u2014 witness.example AAAA\n",
        "\u2014 witness.example not base64\n",
        "\u2014 wit+ness AAAAAAAAAAA=\n",
        "witness.example AAAAAAAAAAA=\n",
        "\u2014 witness.example AAAAAAAAAAA=",
        "\n")) {
      verifier.export(ledger.export(), (saved + line).getBytes(UTF_8)).isUnusable();
    }
  }

  @Test
  void everyByteOfASavedCheckpointCounts() {
    SplittableRandom random = new SplittableRandom(SEED);
    TestLedger ledger = TestLedger.ofSize(5);
    byte[] export = ledger.export();
    byte[] saved = ledger.checkpoint(3).bytes();
    for (int place = 0; place < saved.length; place++) {
      byte[] other = saved.clone();
      other[place] ^= (byte) random.nextInt(1, 256);
      verifier.export(export, other).isRefused();
    }
  }

  @Test
  void anEntryThatSaysThatItHasAnotherPlaceIsNamedThoughItIsSigned() {
    for (int index = 0; index < 5; index++) {
      TestLedger ledger = TestLedger.ofSize(5).with(index, TestLedger.entryOf(7));
      verifier.export(ledger.export()).isTamperedFirstAt(index);
    }
    List<byte[]> shifted = new ArrayList<>();
    for (int i = 1; i < 300; i++) {
      shifted.add(TestLedger.entryOf(i));
    }
    verifier.export(new TestLedger(shifted).export()).isTamperedFirstAt(0);
  }

  private static void within(FrontDoor.Answer answer, int from, int to) {
    if (to - from == 1) {
      answer.isTamperedFirstAt(from);
    } else {
      answer.isTamperedFirstWithin(from, to - 1);
    }
  }

  private static byte[] rewrittenEntry(int index) {
    String entry = new String(TestLedger.entryOf(index), UTF_8);
    return entry.replace(".00\"", ".99\"").getBytes(UTF_8);
  }
}
