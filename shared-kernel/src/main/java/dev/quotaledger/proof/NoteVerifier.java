package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.proof.SignedNote.Signature;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A key that signatures of notes are checked with. Its text, a <i>vkey</i> of c2sp.org/signed-note,
 * is its name, its id and the key itself, with a plus sign in between.
 */
public final class NoteVerifier {

  /** What stands before a key: the kind of its signatures. */
  static final byte ED25519 = 1;

  private static final String FORM = "<name>+<id>+<Ed25519 key>";

  private final String name;
  private final int keyId;
  private final byte[] raw;
  private final PublicKey key;

  private NoteVerifier(String name, byte[] raw) {
    this.name = name;
    this.raw = raw;
    this.key = Ed25519.publicKey(raw);
    this.keyId = id(name, raw);
  }

  /** The key of 32 bytes under a name. */
  static NoteVerifier of(String name, byte[] raw) {
    if (!Forms.isKeyName(name)) {
      throw new Malformed("the name of a key", "neither spaces nor plus signs");
    }
    return new NoteVerifier(name, raw);
  }

  /** The key that the text names. */
  public static NoteVerifier parse(String vkey) {
    String[] parts = vkey.split("\\+", 3);
    if (parts.length < 3) {
      throw new Malformed("a verifier key", FORM);
    }
    NoteVerifier verifier = of(parts[0], unwrapped("a verifier key", parts[2]));
    if (!verifier.hexId().equals(parts[1])) {
      throw new Malformed("a verifier key", "the id that belongs to its name and key");
    }
    return verifier;
  }

  /** The 32 bytes that follow the kind of signature in a key's text. */
  static byte[] unwrapped(String what, String base64) {
    byte[] bytes = Forms.base64(what, base64);
    if (bytes.length != 1 + Ed25519.KEY_LENGTH || bytes[0] != ED25519) {
      throw new Malformed(what, "one for Ed25519");
    }
    return Arrays.copyOfRange(bytes, 1, bytes.length);
  }

  /** The text of 32 bytes with the kind of signature before them. */
  static String wrapped(byte[] raw) {
    return Forms.base64(
        ByteBuffer.allocate(1 + raw.length).put(ED25519).put(raw).array());
  }

  private static int id(String name, byte[] raw) {
    MessageDigest digest = Hash.sha256();
    digest.update(name.getBytes(UTF_8));
    digest.update((byte) '\n');
    digest.update(ED25519);
    return ByteBuffer.wrap(digest.digest(raw)).getInt();
  }

  /** Whose key it is. */
  public String name() {
    return name;
  }

  /** What tells it from other keys of the same name. */
  public int keyId() {
    return keyId;
  }

  /** The id as 8 hexadecimal digits. */
  String hexId() {
    return HexFormat.of().toHexDigits(keyId);
  }

  /** The text of the key, to be given to whoever checks. */
  public String vkey() {
    return name + "+" + hexId() + "+" + wrapped(raw);
  }

  /** Whether the signature says that it was made with this key. */
  boolean isNamedBy(Signature signature) {
    return signature.keyName().equals(name) && signature.keyId() == keyId;
  }

  /** Whether the signature was made with this key, of this text. */
  boolean verifies(String text, Signature signature) {
    return isNamedBy(signature) && Ed25519.verifies(key, text.getBytes(UTF_8), signature.signed());
  }

  @Override
  public String toString() {
    return vkey();
  }
}
