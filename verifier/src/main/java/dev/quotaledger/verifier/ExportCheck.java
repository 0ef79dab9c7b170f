package dev.quotaledger.verifier;

import dev.quotaledger.proof.Checkpoint;
import dev.quotaledger.proof.Frontier;
import dev.quotaledger.proof.Hash;
import dev.quotaledger.proof.LedgerExport;
import dev.quotaledger.proof.LedgerExport.Line;
import dev.quotaledger.proof.LedgerExportReader;
import dev.quotaledger.proof.Malformed;
import dev.quotaledger.proof.NotProven;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The check of one export in one pass: entries against their leaf hashes, leaf hashes against signed
 * roots. What it keeps are the entries since the last record of leaf hashes, as hashes, and the edge
 * of the tree.
 *
 * <p>Where the signed roots vouch for the leaf hashes, the first entry that does not have its leaf
 * hash is the first bad one. Where they do not, somebody has changed the hashes too, and all that is
 * known is between which signed roots.
 */
final class ExportCheck {

  /** One more than a record has hashes for, so that a surplus entry shows. */
  private static final int MOST_PENDING = LedgerExport.ENTRIES_PER_RECORD + 1;

  /** An entry that waits for its leaf hash. */
  private record Pending(Hash hash, boolean isInItsPlace) {}

  /** Something wrong with the entry of an index, to follow its name. */
  private record Finding(long index, String what) {}

  private final Checkpoint checkpoint;
  private final Anchors anchors;
  private final List<Pending> pending = new ArrayList<>();
  private Frontier tree = Frontier.EMPTY;
  private @Nullable Finding first;
  private boolean isCutOff;

  /**
   * @param checkpoint the one that the export ends with
   * @param saved others of the same ledger
   */
  ExportCheck(Checkpoint checkpoint, List<Checkpoint> saved) {
    this.checkpoint = checkpoint;
    this.anchors =
        new Anchors(Stream.concat(Stream.of(checkpoint), saved.stream()).toList());
  }

  /** Reads all lines; throws {@link NotProven} with the first bad index. */
  void check(LedgerExportReader export) throws IOException {
    anchors.pass(tree);
    for (Line line = export.next(); line != null; line = export.next()) {
      switch (line) {
        case Line.Entry entry -> await(entry.bytes());
        case Line.LeafHashes record -> compare(record.hashes());
        case Line.CutOff _ -> isCutOff = true;
      }
    }
    boolean isClosed = pending.isEmpty() && !isCutOff;
    takeWithoutLeafHashes();
    judge();
    if (!isClosed) {
      throw new Malformed("the end of the export", "the leaf hashes of the last entries");
    }
  }

  private void await(byte[] entry) {
    if (pending.size() < MOST_PENDING) {
      long index = tree.size() + pending.size();
      pending.add(new Pending(Hash.ofLeaf(entry), Sequence.isOf(entry, index)));
    }
  }

  private void compare(List<Hash> leafHashes) {
    for (int i = 0; i < Math.max(pending.size(), leafHashes.size()); i++) {
      long index = tree.size() + i;
      if (index >= checkpoint.size()) {
        note(index, "is not covered by the checkpoint");
      } else if (i >= pending.size()) {
        note(index, "is missing");
      } else if (i >= leafHashes.size() || !pending.get(i).hash().equals(leafHashes.get(i))) {
        note(index, "is not the one that was recorded");
      } else if (!pending.get(i).isInItsPlace()) {
        note(index, "does not say that this is its place");
      }
    }
    leafHashes.forEach(this::take);
    pending.clear();
  }

  /** Where the end is missing, what is there still tells how far the entries go. */
  private void takeWithoutLeafHashes() {
    long from = tree.size();
    for (int i = 0; i < pending.size(); i++) {
      if (from + i >= checkpoint.size() || i >= LedgerExport.ENTRIES_PER_RECORD) {
        note(from + i, "is not covered by the checkpoint");
      } else if (!pending.get(i).isInItsPlace()) {
        note(from + i, "does not say that this is its place");
      }
      take(pending.get(i).hash());
    }
    if (tree.size() < checkpoint.size()) {
      note(tree.size(), "is missing, where the export ends");
    } else if (anchors.lastSize() > checkpoint.size()) {
      note(checkpoint.size(), "is missing, which a saved checkpoint has");
    }
  }

  private void take(Hash leafHash) {
    tree = tree.append(leafHash);
    anchors.pass(tree);
  }

  private void note(long index, String what) {
    if (first == null || index < first.index()) {
      first = new Finding(index, what);
    }
  }

  private void judge() {
    Finding found = first;
    boolean isVouchedFor = anchors.agree() || (found != null && found.index() < anchors.good());
    if (found != null && isVouchedFor) {
      throw new NotProven("the entry with index " + found.index() + " " + found.what()
          + "; first bad index: " + found.index() + doubt(found));
    }
    if (!anchors.agree()) {
      long last = anchors.bad() - 1;
      throw new NotProven("the first " + anchors.bad() + " entries are not those of the checkpoint "
          + "of that size; first bad index: " + anchors.good()
          + (anchors.good() == last ? "" : " to " + last));
    }
  }

  /** Without the end, no root tells whether what stands before it was changed together with its hashes. */
  private String doubt(Finding found) {
    return tree.size() < checkpoint.size() && anchors.good() < found.index()
        ? ", if none from " + anchors.good() + " on was changed together with its leaf hash"
        : "";
  }
}
