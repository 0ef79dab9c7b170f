package dev.quotaledger.proof;

import java.util.Collection;
import java.util.List;

/**
 * What a ledger is at one size, in the form of c2sp.org/tlog-checkpoint. Signed, it commits whoever
 * keeps the ledger to every entry before it.
 *
 * @param origin which ledger it is of; also the name of the keys that sign for it
 * @param size how many entries the ledger has
 * @param root the root of the tree over them
 */
public record Checkpoint(String origin, long size, Hash root) {

  private static final String WHAT = "a checkpoint";

  /** Refuses what cannot be written, and an empty ledger with another root than its own. */
  public Checkpoint {
    if (origin.isEmpty() || !Forms.isPlain(origin) || size < 0) {
      throw new Malformed(WHAT, "an origin in one line and a size that is not negative");
    }
    if (size == 0 && !root.equals(Hash.OF_NOTHING)) {
      throw new Malformed(WHAT, "the root of nothing where there are no entries");
    }
  }

  /** The checkpoint that the text is; further lines, which nobody can check, are left out. */
  public static Checkpoint parse(String text) {
    List<String> lines = Forms.lines(WHAT, text);
    if (lines.size() < 3 || lines.stream().anyMatch(String::isEmpty)) {
      throw new Malformed(WHAT, "lines of origin, size and root");
    }
    return new Checkpoint(
        lines.getFirst(),
        Forms.number("the size of a checkpoint", lines.get(1)),
        Hash.parse(lines.get(2)));
  }

  /**
   * The checkpoint of a note that the ledger has signed: with a known key that is named as the
   * origin. What others signed, witnesses for example, does not replace that signature. Throws
   * {@link NotProven} where it is missing or any known key's signature is wrong.
   */
  public static Checkpoint verified(SignedNote note, Collection<NoteVerifier> known) {
    List<NoteVerifier> signers = note.verifiedBy(known);
    Checkpoint checkpoint = parse(note.text());
    if (signers.stream().noneMatch(key -> key.name().equals(checkpoint.origin))) {
      throw new NotProven("no known key of " + checkpoint.origin + " has signed its checkpoint");
    }
    return checkpoint;
  }

  /** What is signed. */
  public String text() {
    return origin + "\n" + size + "\n" + root + "\n";
  }

  /** Signs it with a key of the ledger. */
  public SignedNote signedBy(NoteSigner signer) {
    if (!signer.name().equals(origin)) {
      throw new IllegalArgumentException(signer + " does not sign for " + origin);
    }
    return signer.sign(text());
  }
}
