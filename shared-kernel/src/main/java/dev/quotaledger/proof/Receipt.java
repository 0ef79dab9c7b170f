package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What shows, without the ledger, that an entry is in it: a file of c2sp.org/tlog-proof.
 *
 * @param extra what somebody added to it, as base64, which nothing vouches for; null for nothing
 * @param index the place of the entry
 * @param path that of the entry's inclusion proof in the checkpoint's tree
 * @param checkpoint the signed checkpoint
 */
public record Receipt(@Nullable String extra, long index, List<Hash> path, SignedNote checkpoint) {

  private static final String FIRST_LINE = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";
  private static final String WHAT = "a receipt";

  /** The path is copied. */
  public Receipt {
    if (extra != null) {
      Forms.base64("what is extra in a receipt", extra);
    }
    if (index < 0) {
      throw new Malformed(WHAT, "an index that is not negative");
    }
    path = List.copyOf(path);
  }

  /** The receipt of an entry in the ledger as it was at the checkpoint. */
  public static Receipt of(InclusionProof proof, SignedNote checkpoint) {
    long size = Checkpoint.parse(checkpoint.text()).size();
    if (proof.size() != size) {
      throw new IllegalArgumentException(
          "a proof in a tree of size " + proof.size() + " and a checkpoint of size " + size);
    }
    return new Receipt(null, proof.index(), proof.path(), checkpoint);
  }

  /** The receipt that a file is, which must be as {@link #file} writes it. */
  public static Receipt parse(byte[] file) {
    String text = Forms.utf8(WHAT, file);
    int end = text.indexOf("\n\n");
    if (end < 0) {
      throw new Malformed(WHAT, "an empty line before its checkpoint");
    }
    List<String> lines = Forms.lines(WHAT, text.substring(0, end + 1));
    boolean hasExtra = lines.size() > 1 && lines.get(1).startsWith(EXTRA);
    int at = hasExtra ? 2 : 1;
    if (!lines.getFirst().equals(FIRST_LINE)
        || lines.size() <= at
        || !lines.get(at).startsWith(INDEX)) {
      throw new Malformed(WHAT, FIRST_LINE + " and an index");
    }
    return new Receipt(
        hasExtra ? lines.get(1).substring(EXTRA.length()) : null,
        Forms.number("the index of a receipt", lines.get(at).substring(INDEX.length())),
        lines.subList(at + 1, lines.size()).stream().map(Hash::parse).toList(),
        SignedNote.parse(text.substring(end + 2)));
  }

  /** The receipt as it is stored and sent, in a file whose name ends with .tlog-proof. */
  public byte[] file() {
    StringBuilder file = new StringBuilder(FIRST_LINE).append('\n');
    if (extra != null) {
      file.append(EXTRA).append(extra).append('\n');
    }
    file.append(INDEX).append(index).append('\n');
    path.forEach(hash -> file.append(hash).append('\n'));
    return file.append('\n').append(checkpoint.encoded()).toString().getBytes(UTF_8);
  }

  /**
   * The checkpoint of the ledger that has exactly these bytes at the index; throws {@link NotProven}
   * where it does not have them, or has not signed.
   */
  public Checkpoint verify(byte[] entry, Collection<NoteVerifier> known) {
    Checkpoint verified = Checkpoint.verified(checkpoint, known);
    InclusionProof proof = new InclusionProof(index, verified.size(), path);
    if (!proof.proves(Hash.ofLeaf(entry), verified.root())) {
      throw new NotProven("the entry is not the one at index " + index + " of " + verified.origin()
          + " with " + verified.size() + " entries");
    }
    return verified;
  }
}
