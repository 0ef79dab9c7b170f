package dev.quotaledger.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.quotaledger.proof.SignedNote.Signature;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Notes and keys are those that are published as examples, and nothing that is near to one. */
class SignedNoteTest {

  /** The example of c2sp.org/signed-note. */
  private static final String C2SP_KEY =
      "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

  private static final String C2SP_NOTE = """
      This is an example message.

      \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
      """;

  /** The examples of Go's note package. */
  private static final String PETERS_SECRET =
      "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz";

  private static final String PETERS_KEY =
      "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW";
  private static final String ENOCHS_KEY =
      "EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop";
  private static final String TEXT = """
      If you think cryptography is the answer to your problem,
      then you don't know what your problem is.
      """;
  private static final String PETERS_LINE = "\u2014 PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFup"
      + "LLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n";
  private static final String ENOCHS_LINE = "\u2014 EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MN"
      + "tCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n";

  private static final NoteVerifier PETER = NoteVerifier.parse(PETERS_KEY);
  private static final NoteVerifier ENOCH = NoteVerifier.parse(ENOCHS_KEY);

  @Test
  void theExampleOfTheFormatIsVerified() {
    NoteVerifier key = NoteVerifier.parse(C2SP_KEY);
    SignedNote note = SignedNote.parse(C2SP_NOTE);

    assertThat(note.verifiedBy(List.of(key))).containsExactly(key);
    assertThat(note.text()).isEqualTo("This is an example message.\n");
    assertThat(note.encoded()).isEqualTo(C2SP_NOTE);
    assertThat(key.name()).isEqualTo("example.com/foo");
    assertThat(key.keyId()).isEqualTo(0x530d903a);
    assertThat(key.vkey()).isEqualTo(C2SP_KEY);
  }

  @Test
  void aKeyOfGoSignsAsItDoesThere() {
    NoteSigner peter = NoteSigner.parse(PETERS_SECRET);

    assertThat(peter.sign(TEXT).encoded()).isEqualTo(TEXT + "\n" + PETERS_LINE);
    assertThat(peter.verifier().vkey()).isEqualTo(PETERS_KEY);
    assertThat(peter.encoded()).isEqualTo(PETERS_SECRET);
    assertThat(peter).hasToString("signer PeterNeumann+c74f20a3");
  }

  @Test
  void aNewKeyIsReadBack() {
    NoteSigner signer = NoteSigner.generate("quota.example/acme");

    SignedNote note = NoteSigner.parse(signer.encoded()).sign(TEXT);

    NoteVerifier verifier = NoteVerifier.parse(signer.verifier().vkey());
    assertThat(SignedNote.parse(note.bytes()).verifiedBy(List.of(verifier))).hasSize(1);
    assertThat(NoteSigner.generate("quota.example/acme").encoded()).isNotEqualTo(signer.encoded());
  }

  @Test
  void signaturesOfUnknownKeysSayNothing() {
    SignedNote note = SignedNote.parse(TEXT + "\n" + PETERS_LINE + ENOCHS_LINE);

    assertThat(note.verifiedBy(List.of(PETER))).containsExactly(PETER);
    assertThat(note.verifiedBy(List.of(PETER, ENOCH))).containsExactly(PETER, ENOCH);
    assertThatThrownBy(() -> note.verifiedBy(List.of(NoteVerifier.parse(C2SP_KEY))))
        .isInstanceOf(NotProven.class);
  }

  @Test
  void aKeyThatOnlySharesTheNameOrTheIdIsUnknown() {
    NoteVerifier otherPeter = NoteSigner.generate("PeterNeumann").verifier();
    String sameIdOfOther = PETERS_LINE.replace("PeterNeumann", "CarmenSandiego");

    assertThat(SignedNote.parse(TEXT + "\n" + PETERS_LINE).verifiedBy(List.of(otherPeter, PETER)))
        .containsExactly(PETER);
    assertThatThrownBy(
            () -> SignedNote.parse(TEXT + "\n" + PETERS_LINE).verifiedBy(List.of(otherPeter)))
        .isInstanceOf(NotProven.class);
    assertThatThrownBy(
            () -> SignedNote.parse(TEXT + "\n" + sameIdOfOther).verifiedBy(List.of(PETER)))
        .isInstanceOf(NotProven.class);
  }

  @Test
  void oneWrongSignatureOfAKnownKeyIsEnoughToRefuse() {
    Signature wrong = new Signature(
        "EnochRoot", NoteSigner.parse(PETERS_SECRET).signature("x\n").base64());
    byte[] bytes = Base64.getDecoder().decode(wrong.base64());
    System.arraycopy(new byte[] {(byte) 0xaf, 0x0c, (byte) 0xfe, 0x78}, 0, bytes, 0, 4);
    String line = "\u2014 EnochRoot " + Base64.getEncoder().encodeToString(bytes) + "\n";
    SignedNote note = SignedNote.parse(TEXT + "\n" + PETERS_LINE + line);

    assertThat(note.verifiedBy(List.of(PETER))).containsExactly(PETER);
    assertThatThrownBy(() -> note.verifiedBy(List.of(PETER, ENOCH))).isInstanceOf(NotProven.class);
  }

  @Test
  void aSignatureIsOfItsTextAlone() {
    SignedNote note = SignedNote.parse(TEXT.replace("don't", "do") + "\n" + PETERS_LINE);

    assertThatThrownBy(() -> note.verifiedBy(List.of(PETER))).isInstanceOf(NotProven.class);
  }

  @Test
  void theTextMayHaveEmptyLines() {
    NoteSigner peter = NoteSigner.parse(PETERS_SECRET);
    String text = "one\n\nthree\n\n";

    SignedNote note = SignedNote.parse(peter.sign(text).encoded());

    assertThat(note.text()).isEqualTo(text);
    assertThat(note.verifiedBy(List.of(PETER))).hasSize(1);
  }

  @Test
  void upToAHundredSignaturesAreRead() {
    assertThat(SignedNote.parse(TEXT + "\n" + PETERS_LINE.repeat(100)).signatures())
        .hasSize(100);
    assertThatThrownBy(() -> SignedNote.parse(TEXT + "\n" + PETERS_LINE.repeat(101)))
        .isInstanceOf(Malformed.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n\u2014 name AAAAAAA=",
        "text\n\u2014 name AAAAAAA=\n",
        "text\n\n\u2014 AAAAAAA=\n",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n\u2014name AAAAAAA=\n",
        "text\n\n\u2014  AAAAAAA=\n",
        "text\n\n\u2014 two names AAAAAAA=\n",
        "text\n\n\u2014 plus+name AAAAAAA=\n",
        "text\n\n\u2014 no\u00a0break AAAAAAA=\n",
        "text\n\n\u2014 name AAAAAAA\n",
        "text\n\n\u2014 name AAAAAAB=\n",
        "text\n\n\u2014 name AAAAAA==\n",
        "text\n\n\u2014 name AAAA AAA=\n",
        "text\n\n\u2014 name \n",
        "text\n\n\u2014 name AAAAAAA=\r\n",
        "te\txt\n\n\u2014 name AAAAAAA=\n",
        "text\n\n\u2014 name AAAAAAA=\nUnexpected line.\n",
        "text\n\n\u2014 name AAAAAAA=\n\n",
      })
  void whatIsNearlyANoteIsNone(String note) {
    assertThat(SignedNote.parse("text\n\n\u2014 name AAAAAAA=\n").text()).isEqualTo("text\n");
    assertThatThrownBy(() -> SignedNote.parse(note)).isInstanceOf(Malformed.class);
  }

  @Test
  void bytesThatAreNoTextAreNoNote() {
    byte[] bytes = C2SP_NOTE.getBytes(UTF_8);
    bytes[3] = (byte) 0xff;

    assertThatThrownBy(() -> SignedNote.parse(bytes)).isInstanceOf(Malformed.class);
  }

  /** What Go's own test does to these keys. */
  @ParameterizedTest
  @ValueSource(strings = {PETERS_KEY, PETERS_SECRET})
  void noPartOfAKeyAndNoOtherCharacterInItMakesAKey(String key) {
    for (int from = 0; from <= key.length(); from++) {
      for (int to = from + 1; to <= key.length(); to++) {
        if (from > 0 || to < key.length()) {
          isNoKey(key.substring(from, to));
        }
      }
    }
    for (int i = 0; i < key.length(); i++) {
      isNoKey(key.substring(0, i) + (char) (key.charAt(i) + 1) + key.substring(i + 1));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY==",
        "PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
      })
  void aKeyOfAnotherKindOrFormIsNone(String key) {
    isNoKey(key);
  }

  private static void isNoKey(String text) {
    assertThatThrownBy(() -> NoteVerifier.parse(text)).isInstanceOf(Malformed.class);
    assertThatThrownBy(() -> NoteSigner.parse(text)).isInstanceOf(Malformed.class);
  }
}
