package dev.quotaledger.proof;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A SHA-256 value of the tree, of a leaf or of a node, as RFC 9162, 2.1.1 has them. */
public final class Hash {

  /** How long a hash is, in bytes. */
  public static final int LENGTH = 32;

  /** The root of a tree without leaves. */
  public static final Hash OF_NOTHING = new Hash(sha256().digest());

  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  /** The hash that the 32 bytes are; they are copied. */
  public static Hash of(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new Malformed("a hash", LENGTH + " bytes");
    }
    return new Hash(bytes.clone());
  }

  /** The hash of a leaf with this content. */
  public static Hash ofLeaf(byte[] content) {
    MessageDigest digest = sha256();
    digest.update(LEAF);
    return new Hash(digest.digest(content));
  }

  /** The hash of a node with these children. */
  public static Hash ofNode(Hash left, Hash right) {
    MessageDigest digest = sha256();
    digest.update(NODE);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  /** The hash that the base64 text stands for. */
  public static Hash parse(String base64) {
    return of(Forms.base64("a hash", base64));
  }

  /** A copy of the 32 bytes. */
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** The hash as base64. */
  @Override
  public String toString() {
    return Forms.base64(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256.", e);
    }
  }
}
