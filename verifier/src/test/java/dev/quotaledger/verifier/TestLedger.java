package dev.quotaledger.verifier;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.ConsistencyProof;
import dev.quotaledger.proof.Frontier;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.LedgerExportWriter;
import dev.quotaledger.proof.MerkleTree;
import dev.quotaledger.proof.Nodes;
import dev.quotaledger.proof.NoteSigner;
import dev.quotaledger.proof.Receipt;
import dev.quotaledger.proof.SignedNote;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A ledger in memory, and all that is handed out of it. */
final class TestLedger {

  static final String ORIGIN = "quota.example/acme";
  static final NoteSigner SIGNER = NoteSigner.generate(ORIGIN);

  /** The key to trust. */
  static final String KEY = SIGNER.verifier().vkey();

  private final List<byte[]> entries;
  private final List<List<Hash>> completed = new ArrayList<>();
  private final Nodes nodes = addresses -> addresses.stream()
      .map(node -> completed.get((int) node.last()).get(node.level()))
      .toList();
  private final MerkleTree tree = new MerkleTree(nodes);
  private final Map<Integer, SignedNote> signed = new HashMap<>();

  TestLedger(List<byte[]> entries) {
    this.entries = List.copyOf(entries);
    Frontier frontier = Frontier.EMPTY;
    for (byte[] entry : entries) {
      completed.add(frontier.completedBy(Hash.ofLeaf(entry)));
      frontier = frontier.plus(completed.getLast());
    }
  }

  /** A ledger of so many entries. */
  static TestLedger ofSize(int size) {
    return new TestLedger(IntStream.range(0, size).mapToObj(TestLedger::entryOf).toList());
  }

  /** The entry that the ledger of any size has at an index. */
  static byte[] entryOf(int index) {
    return """
        {"specversion":"1.0","id":"e-%d","source":"/quotaledger","type":"QuotaSet.v1",\
        "sequence":"%020d","data":{"sequence":"not that of the entry","amount":"%d.00"}}""".formatted(index, index, 1_000 + index).getBytes(UTF_8);
  }

  int size() {
    return entries.size();
  }

  byte[] entry(int index) {
    return entries.get(index).clone();
  }

  /** The same ledger as somebody could rewrite it who also has the key. */
  TestLedger with(int index, byte[] other) {
    List<byte[]> rewritten = new ArrayList<>(entries);
    rewritten.set(index, other);
    return new TestLedger(rewritten);
  }

  SignedNote checkpoint(int size) {
    return signed.computeIfAbsent(size, _ -> checkpoint(size, SIGNER));
  }

  SignedNote checkpoint(int size, NoteSigner signer) {
    return signer.sign(new Checkpoint(ORIGIN, size, tree.root(size)).text());
  }

  Receipt receipt(int index, int size) {
    return Receipt.of(tree.inclusionProof(index, size), checkpoint(size));
  }

  ConsistencyProof consistency(int first, int second) {
    return tree.consistencyProof(first, second);
  }

  byte[] export() {
    return export(checkpoint(size()), size());
  }

  /** The first entries with a checkpoint of that size. */
  byte[] export(SignedNote checkpoint, int size) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      LedgerExportWriter writer = new LedgerExportWriter(out, checkpoint);
      for (int i = 0; i < size; i++) {
        writer.entry(entries.get(i), completed.get(i).getFirst());
      }
      writer.finish();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }
}
