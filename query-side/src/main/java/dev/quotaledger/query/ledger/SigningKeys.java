package dev.quotaledger.query.ledger;

import dev.quotaledger.proof.NoteSigner;
import dev.quotaledger.proof.NoteVerifier;
import dev.quotaledger.proof.SignedNote;
import dev.quotaledger.runtime.SecretFile;
import dev.quotaledger.runtime.StartupRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The keys that sign checkpoints, from a file with one key in each line. All of them sign, so that a new
 * key is introduced by checkpoints that the old one has signed as well; then the old one is taken out.
 */
final class SigningKeys {

  private final List<NoteSigner> signers;

  private SigningKeys(List<NoteSigner> signers) {
    this.signers = signers;
  }

  /** Reads the file; makes it, with a new key that only its owner can read, where there is none. */
  static SigningKeys in(Path file, String origin) {
    try {
      SecretFile.createIfAbsent(file, () -> NoteSigner.generate(origin).encoded());
      List<NoteSigner> signers = Files.readAllLines(file).stream()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .map(NoteSigner::parse)
          .toList();
      if (signers.isEmpty() || signers.stream().anyMatch(key -> !key.name().equals(origin))) {
        throw new StartupRefused(
            "The file %s has no key, or one of another name than %s.".formatted(file, origin),
            "Set quotaledger.ledger.source as it was when the file was made, or name another file.");
      }
      return new SigningKeys(signers);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the keys in " + file, e);
    } catch (IllegalArgumentException e) {
      throw new StartupRefused(
          "A line of %s is no key that signs: %s.".formatted(file, e.getMessage()),
          "Restore the file from a backup.");
    }
  }

  /** The text with the signature of each key. */
  SignedNote sign(String text) {
    return new SignedNote(text, signers.stream().map(key -> key.signature(text)).toList());
  }

  /** What the signatures are checked with. */
  List<NoteVerifier> verifiers() {
    return signers.stream().map(NoteSigner::verifier).toList();
  }
}
