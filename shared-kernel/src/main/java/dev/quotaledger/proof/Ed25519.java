package dev.quotaledger.proof;

import java.io.Serial;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/** The signatures of RFC 8032 with keys in its own form, which the JDK only knows in wrappers. */
final class Ed25519 {

  /** How long a public key is, and the seed that a private key is made from. */
  static final int KEY_LENGTH = 32;

  private static final String NAME = "Ed25519";

  /** What stands before a public key within its X.509 form. */
  private static final byte[] X509 = HexFormat.of().parseHex("302a300506032b6570032100");

  private Ed25519() {}

  /** The public key of 32 bytes. */
  static PublicKey publicKey(byte[] raw) {
    byte[] encoded = Arrays.copyOf(X509, X509.length + KEY_LENGTH);
    System.arraycopy(raw, 0, encoded, X509.length, KEY_LENGTH);
    try {
      PublicKey key = KeyFactory.getInstance(NAME).generatePublic(new X509EncodedKeySpec(encoded));
      // The JDK only looks for the point of the curve when it is about to verify.
      Signature.getInstance(NAME).initVerify(key);
      return key;
    } catch (GeneralSecurityException _) {
      throw new Malformed("a public key", "a point of the curve");
    }
  }

  /** The 32 bytes of a public key. */
  static byte[] raw(PublicKey key) {
    byte[] encoded = key.getEncoded();
    return Arrays.copyOfRange(encoded, encoded.length - KEY_LENGTH, encoded.length);
  }

  /** The keys of a seed of 32 bytes. */
  static KeyPair keyPair(byte[] seed) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(NAME);
      generator.initialize(NamedParameterSpec.ED25519, new Chosen(seed));
      KeyPair pair = generator.generateKeyPair();
      if (pair.getPrivate() instanceof EdECPrivateKey key
          && Arrays.equals(key.getBytes().orElseThrow(), seed)) {
        return pair;
      }
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has Ed25519.", e);
    }
    throw new IllegalStateException("This JDK does not make an Ed25519 key of its random bytes.");
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has Ed25519.", e);
    }
  }

  static boolean verifies(PublicKey key, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(key);
      signature.update(message);
      return signature.verify(signed);
    } catch (GeneralSecurityException _) {
      // What is not even of a signature's form.
      return false;
    }
  }

  /**
   * Gives the seed as what is drawn: the JDK derives a public key only where it makes a new private
   * one, which is what it draws.
   */
  private static final class Chosen extends SecureRandom {

    @Serial
    private static final long serialVersionUID = 1L;

    private final byte[] seed;

    Chosen(byte[] seed) {
      this.seed = seed.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
