package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A text with signatures, in the form of c2sp.org/signed-note. Nothing in it is to be believed
 * before {@link #verifiedBy}.
 *
 * @param text what is signed; it ends with a line feed
 * @param signatures 1 to 100 of them
 */
public record SignedNote(String text, List<Signature> signatures) {

  private static final int MOST_SIGNATURES = 100;
  private static final String WHAT = "a signed note";

  /** The signatures are copied; refuses what could not be written and read again. */
  public SignedNote {
    boolean isWritable = Forms.lines(WHAT, text).stream().allMatch(Forms::isPlain);
    if (text.isEmpty() || !isWritable) {
      throw new Malformed(WHAT, "lines without control characters");
    }
    if (signatures.isEmpty() || signatures.size() > MOST_SIGNATURES) {
      throw new Malformed(WHAT, "1 to " + MOST_SIGNATURES + " signatures");
    }
    signatures = List.copyOf(signatures);
  }

  /**
   * A signature of a note's text.
   *
   * @param keyName whose key it was made with
   * @param base64 the id of that key, and what was signed with it
   */
  public record Signature(String keyName, String base64) {

    private static final String START = "\u2014 ";

    /** Refuses what has no place in a line. */
    public Signature {
      if (!Forms.isKeyName(keyName)
          || Forms.base64("a signature", base64).length <= Integer.BYTES) {
        throw new Malformed("a signature", "the name of a key and what was signed with it");
      }
    }

    private static Signature parse(String line) {
      int end = line.indexOf(' ', START.length());
      if (!line.startsWith(START) || end < 0) {
        throw new Malformed("a signature", START + "<name> <base64>");
      }
      return new Signature(line.substring(START.length(), end), line.substring(end + 1));
    }

    /** What tells the key from others of the same name. */
    public int keyId() {
      return ByteBuffer.wrap(bytes()).getInt();
    }

    byte[] signed() {
      byte[] bytes = bytes();
      return Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length);
    }

    private byte[] bytes() {
      return Forms.base64("a signature", base64);
    }

    private String line() {
      return START + keyName + " " + base64 + "\n";
    }
  }

  /** The note that the bytes are, which must be as {@link #encoded} writes it. */
  public static SignedNote parse(byte[] bytes) {
    return parse(Forms.utf8(WHAT, bytes));
  }

  /** The note that the text is, which must be as {@link #encoded} writes it. */
  public static SignedNote parse(String note) {
    int end = note.lastIndexOf("\n\n");
    if (end < 0) {
      throw new Malformed(WHAT, "an empty line between text and signatures");
    }
    List<String> lines = Forms.lines(WHAT, note.substring(end + 2));
    if (lines.size() > MOST_SIGNATURES) {
      throw new Malformed(WHAT, "1 to " + MOST_SIGNATURES + " signatures");
    }
    return new SignedNote(
        note.substring(0, end + 1), lines.stream().map(Signature::parse).toList());
  }

  /** The note as it is published and stored. */
  public String encoded() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }

  /** The same as bytes. */
  public byte[] bytes() {
    return encoded().getBytes(UTF_8);
  }

  /**
   * The known keys that have signed the text, at least one; throws {@link NotProven} where none has,
   * or where a signature that a known key should have made was not made by it. Signatures of other
   * keys say nothing.
   */
  public List<NoteVerifier> verifiedBy(Collection<NoteVerifier> known) {
    List<NoteVerifier> signers = new ArrayList<>();
    for (Signature signature : signatures) {
      for (NoteVerifier verifier : known) {
        if (verifier.verifies(text, signature)) {
          signers.add(verifier);
        } else if (verifier.isNamedBy(signature)) {
          throw new NotProven("the key " + verifier.vkey() + " has not signed this text");
        }
      }
    }
    if (signers.isEmpty()) {
      throw new NotProven("none of the known keys has signed this text");
    }
    return signers;
  }
}
