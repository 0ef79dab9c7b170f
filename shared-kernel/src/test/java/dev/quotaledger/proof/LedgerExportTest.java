package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.proof.LedgerExport.Line;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerExportTest {

  private static final NoteSigner LEDGER = NoteSigner.generate("quota.example/\"a\\cme\"");

  @Test
  void isWrittenInLines() throws IOException {
    String note = checkpoint(2).encoded();

    assertThat(text(2))
        .isEqualTo(
            "{\"export\":\"quotaledger-ledger@v1\",\"origin\":\"quota.example/\\\"a\\\\cme\\\"\""
                + ",\"size\":2,\"checkpoint\":\""
                + note.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n")
                + "\"}\n"
                + "entry 0\n"
                + "entry 1\n"
                + LedgerExport.recordOf(List.of(leaf(0), leaf(1)))
                + "\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 257, 512, 700})
  void isReadBack(int size) throws IOException {
    List<String> entries = new ArrayList<>();
    List<Hash> leafHashes = new ArrayList<>();
    try (LedgerExportReader reader = reader(text(size))) {
      assertThat(reader.header().verified(List.of(LEDGER.verifier())).size()).isEqualTo(size);
      for (Line line = reader.next(); line != null; line = reader.next()) {
        switch (line) {
          case Line.Entry entry -> entries.add(new String(entry.bytes(), UTF_8));
          case Line.LeafHashes record -> {
            leafHashes.addAll(record.hashes());
            assertThat(leafHashes).hasSameSizeAs(entries);
          }
          case Line.CutOff _ -> throw new AssertionError("cut off");
        }
      }
    }

    assertThat(entries).hasSize(size);
    for (int i = 0; i < size; i++) {
      assertThat(entries.get(i)).isEqualTo("entry " + i);
      assertThat(leafHashes.get(i)).isEqualTo(leaf(i));
    }
  }

  @Test
  void linesAreReadWhereverTheBufferEnds() throws IOException {
    String entry = "x".repeat(40_000);
    String text = text(0) + (entry + "\n").repeat(20) + "end";
    try (LedgerExportReader reader = reader(text)) {
      for (int i = 0; i < 20; i++) {
        assertThat(reader.next())
            .isInstanceOfSatisfying(
                Line.Entry.class,
                line -> assertThat(new String(line.bytes(), UTF_8)).isEqualTo(entry));
      }
      assertThat(reader.next()).isInstanceOf(Line.CutOff.class);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void aHeaderOfAnotherSizeOrOriginIsNotItsCheckpoints() throws IOException {
    List<NoteVerifier> keys = List.of(LEDGER.verifier());
    try (LedgerExportReader size = reader(text(2).replace("\"size\":2", "\"size\":3"));
        LedgerExportReader origin =
            reader(text(2).replace("\"origin\":\"quota", "\"origin\":\"quote"))) {
      assertThatThrownBy(() -> size.header().verified(keys)).isInstanceOf(NotProven.class);
      assertThatThrownBy(() -> origin.header().verified(keys)).isInstanceOf(NotProven.class);
    }
  }

  @Test
  void whatIsNearlyAnExportIsNone() throws IOException {
    String good = text(2);
    isNoExport("");
    isNoExport("\n");
    isNoExport(good.substring(0, good.indexOf('\n')));
    isNoExport(good.substring(1));
    isNoExport(good.replace("@v1", "@v2"));
    isNoExport(good.replace("\"size\":2", "\"size\":02"));
    isNoExport(good.replace("\"size\":2", "\"size\": 2"));
    isNoExport(good.replace("\"origin\"", "\"name\""));
    isNoExport(good.replaceFirst("\\\\n", "\\\\t"));
    isNoExport(good.replaceFirst("\"}\n", "\",\"more\":\"\"}\n"));
    isNoExport(good.replace("2,\"checkpoint", "2,\"checkpoint\":\"\",\"checkpoint"));
  }

  @Test
  void aRecordThatIsNoneIsRefusedWithItsLine() throws IOException {
    String good = text(2);
    for (String bad : List.of(
        good.replaceFirst("leafHashes\":\"[^\"]*", "leafHashes\":\""),
        good.replaceFirst("leafHashes\":\"..", "leafHashes\":\"?A"),
        good.replaceFirst("leafHashes\":\"....", "leafHashes\":\""),
        good.replaceFirst("=\"}\n$", "=\"\\\\}\n"),
        good.replaceFirst("\"}\n$", "\"} \n"))) {
      try (LedgerExportReader reader = reader(bad)) {
        reader.next();
        reader.next();
        assertThatThrownBy(reader::next)
            .isInstanceOf(Malformed.class)
            .hasMessageStartingWith("line 4 ");
      }
    }
  }

  @Test
  void theWriterRefusesWhatItCouldNotReadAndAnotherNumberOfEntries() throws IOException {
    LedgerExportWriter writer = new LedgerExportWriter(new ByteArrayOutputStream(), checkpoint(1));

    for (String bad : List.of("", "two\nlines", "{\"leafHashes\":\"\"}")) {
      assertThatThrownBy(() -> writer.entry(bad.getBytes(UTF_8), leaf(0)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(writer::finish).isInstanceOf(IllegalStateException.class);
    writer.entry(TestTree.content(0), leaf(0));
    assertThatThrownBy(() -> writer.entry(TestTree.content(1), leaf(1)))
        .isInstanceOf(IllegalStateException.class);
    writer.finish();
  }

  private static void isNoExport(String text) {
    assertThatThrownBy(() -> reader(text)).isInstanceOf(Malformed.class);
  }

  private static LedgerExportReader reader(String text) throws IOException {
    return new LedgerExportReader(new ByteArrayInputStream(text.getBytes(UTF_8)));
  }

  private static String text(int size) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    LedgerExportWriter writer = new LedgerExportWriter(out, checkpoint(size));
    for (int i = 0; i < size; i++) {
      writer.entry(TestTree.content(i), leaf(i));
    }
    writer.finish();
    return out.toString(UTF_8);
  }

  private static SignedNote checkpoint(int size) {
    Hash root = new MerkleTree(TestTree.ofSize(size)).root(size);
    return new Checkpoint(LEDGER.name(), size, root).signedBy(LEDGER);
  }

  private static Hash leaf(int index) {
    return Hash.ofLeaf(TestTree.content(index));
  }
}
