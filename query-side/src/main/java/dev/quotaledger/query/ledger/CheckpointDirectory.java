package dev.quotaledger.query.ledger;

import dev.quotaledger.proof.SignedNote;
import dev.quotaledger.published.PublishedEvent;
import dev.quotaledger.query.ledger.Checkpoints.Signed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A directory with a file for each checkpoint, best one that takes new files and lets nobody change old
 * ones. A file is written once and never touched again.
 */
final class CheckpointDirectory {

  private static final String ENDING = ".checkpoint";

  private final Path directory;

  CheckpointDirectory(Path directory) {
    this.directory = directory;
  }

  /** The checkpoint of the most entries in it; empty when there is none. */
  Optional<SignedNote> newest() {
    if (!Files.isDirectory(directory)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.getFileName().toString().endsWith(ENDING))
          .max(Comparator.comparing(file -> file.getFileName().toString()))
          .map(CheckpointDirectory::read);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the checkpoints in " + directory, e);
    }
  }

  /** Writes the checkpoint's file, unless it is there. */
  void put(Signed signed) {
    Path file = directory.resolve(PublishedEvent.sequence(signed.size()) + ENDING);
    try {
      Files.createDirectories(directory);
      Files.write(
          file, signed.note().bytes(), StandardOpenOption.CREATE_NEW, StandardOpenOption.SYNC);
    } catch (FileAlreadyExistsException _) {
      // An earlier try, or another instance, wrote it.
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the checkpoint " + file, e);
    }
  }

  private static SignedNote read(Path file) {
    try {
      return SignedNote.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the checkpoint " + file, e);
    }
  }
}
