package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.proof.SignedNote.Signature;
import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.List;

/** A secret key that notes are signed with. Its text is that of Go's note package. */
public final class NoteSigner {

  private static final String START = "PRIVATE+KEY+";
  private static final String WHAT = "a signer key";

  private final byte[] seed;
  private final PrivateKey key;
  private final NoteVerifier verifier;

  private NoteSigner(String name, byte[] seed) {
    KeyPair pair = Ed25519.keyPair(seed);
    this.seed = seed;
    this.key = pair.getPrivate();
    this.verifier = NoteVerifier.of(name, Ed25519.raw(pair.getPublic()));
  }

  /** A new key under a name, which is that of the ledger where it signs checkpoints. */
  public static NoteSigner generate(String name) {
    byte[] seed = new byte[Ed25519.KEY_LENGTH];
    new SecureRandom().nextBytes(seed);
    return new NoteSigner(name, seed);
  }

  /** The key that the text names. */
  public static NoteSigner parse(String encoded) {
    String[] parts = encoded.startsWith(START)
        ? encoded.substring(START.length()).split("\\+", 3)
        : new String[0];
    if (parts.length < 3) {
      throw new Malformed(WHAT, START + "<name>+<id>+<Ed25519 seed>");
    }
    NoteSigner signer = new NoteSigner(parts[0], NoteVerifier.unwrapped(WHAT, parts[2]));
    if (!signer.verifier.hexId().equals(parts[1])) {
      throw new Malformed(WHAT, "the id that belongs to its name and key");
    }
    return signer;
  }

  /** The text of the key; who knows it can sign. */
  public String encoded() {
    return START + name() + "+" + verifier.hexId() + "+" + NoteVerifier.wrapped(seed);
  }

  /** Whose key it is. */
  public String name() {
    return verifier.name();
  }

  /** What its signatures are checked with. */
  public NoteVerifier verifier() {
    return verifier;
  }

  /** The signature of a text. */
  public Signature signature(String text) {
    byte[] signed = Ed25519.sign(key, text.getBytes(UTF_8));
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES + signed.length);
    bytes.putInt(verifier.keyId()).put(signed);
    return new Signature(name(), Forms.base64(bytes.array()));
  }

  /** The text with one signature, this key's. */
  public SignedNote sign(String text) {
    return new SignedNote(text, List.of(signature(text)));
  }

  /** Says whose key it is, and not the key. */
  @Override
  public String toString() {
    return "signer " + name() + "+" + verifier.hexId();
  }
}
