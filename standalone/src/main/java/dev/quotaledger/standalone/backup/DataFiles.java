package dev.quotaledger.standalone.backup;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The files of a data directory that are beside the stores: uploaded imports, the password. */
final class DataFiles {

  /** What is left out: stores copy themselves, the lock is of a process, and backups hold none. */
  private static final Set<String> NOT_COPIED =
      Set.of("events", "read-models.mv", "lock", "backups");

  private DataFiles() {}

  /** Copies them, over those of the same name that were copied before. */
  static void copy(Path data, Path target) throws IOException {
    for (Path file : filesBelow(data)) {
      Path relative = data.relativize(file);
      if (!NOT_COPIED.contains(relative.getName(0).toString())) {
        Files.createDirectories(target.resolve(relative).getParent());
        copyFile(file, target.resolve(relative));
      }
    }
  }

  private static void copyFile(Path file, Path target) throws IOException {
    try {
      Files.copy(
          file, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    } catch (NoSuchFileException _) {
      // the import that it belonged to has ended since it was listed
    }
  }

  static long bytes(Path directory) {
    try {
      long bytes = 0;
      for (Path file : filesBelow(directory)) {
        bytes += Files.size(file);
      }
      return bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns when all files are on disk. */
  static void force(Path directory) throws IOException {
    for (Path file : filesBelow(directory)) {
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
        channel.force(true);
      }
    }
  }

  private static List<Path> filesBelow(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(Files::isRegularFile).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
