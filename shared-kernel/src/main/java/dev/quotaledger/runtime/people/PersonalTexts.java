package dev.quotaledger.runtime.people;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Encrypts free text about somebody with AES-256-GCM and a key of that person alone. Erasing the key makes every such
 * text unreadable, in events, snapshots, read models and backups of them, while no byte of them changes.
 *
 * <p>An erasure takes effect at once in this process and within 10 seconds in others, which cache keys that long. What
 * is written about somebody after an erasure gets a new key and is readable.
 */
public final class PersonalTexts {

  /** The most characters that a text may have. */
  public static final int LONGEST = 2_000;

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final PersonalKeys keys;
  private final SecureRandom random = new SecureRandom();

  PersonalTexts(ReadStore store) {
    this.keys = new PersonalKeys(store);
  }

  /**
   * Encrypts a text. The same text twice gives two ciphers.
   *
   * @param about whose key encrypts it: a typed identifier such as {@code rep-275}
   * @param text 1 to {@value #LONGEST} characters
   * @throws InvalidValue for the field {@code reason} when the text is blank, longer, or has control characters other
   *     than line breaks and tabs
   */
  public PersonalText encrypt(String about, String text) {
    check(text);
    byte[] message = new byte[NONCE_BYTES];
    random.nextBytes(message);
    try {
      Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.obtain(about), message, about);
      byte[] plain = text.getBytes(UTF_8);
      byte[] sealed = Arrays.copyOf(message, NONCE_BYTES + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, sealed, NONCE_BYTES);
      return new PersonalText(about, Base64.getEncoder().encodeToString(sealed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot encrypt a text about " + about, e);
    }
  }

  /** The text; empty when its key was erased. */
  public Optional<String> decrypt(PersonalText text) {
    return keys.find(text.about()).flatMap(key -> decrypt(text, key));
  }

  /** Makes every text about somebody unreadable for good; durable when it returns. */
  public void erase(String about) {
    keys.erase(about);
  }

  private static Optional<String> decrypt(PersonalText text, SecretKey key) {
    try {
      byte[] sealed = Base64.getDecoder().decode(text.cipher());
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, sealed, text.about());
      return Optional.of(
          new String(cipher.doFinal(sealed, NONCE_BYTES, sealed.length - NONCE_BYTES), UTF_8));
    } catch (AEADBadTagException _) {
      return Optional.empty(); // written with a key that was erased before this one was made
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot decrypt a text about " + text.about(), e);
    }
  }

  /** The name goes in as well, so that a text cannot be passed off as one about somebody else. */
  private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String about)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    cipher.updateAAD(about.getBytes(UTF_8));
    return cipher;
  }

  /**
   * Checks a text as {@link #encrypt} does, and keeps neither it nor a key.
   *
   * @return a text about somebody that says nothing
   * @throws InvalidValue as there
   */
  public static PersonalText checked(String about, String text) {
    check(text);
    return new PersonalText(about, "");
  }

  private static void check(String text) {
    if (text.isBlank()
        || text.length() > LONGEST
        || !text.codePoints().allMatch(PersonalTexts::isText)) {
      throw new InvalidValue("reason", "1 to " + LONGEST + " printable characters", text);
    }
  }

  private static boolean isText(int c) {
    return c == '\n'
        || c == '\r'
        || c == '\t'
        || !(Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
  }
}
