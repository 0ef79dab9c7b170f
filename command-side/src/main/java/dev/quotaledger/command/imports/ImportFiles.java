package dev.quotaledger.command.imports;

import dev.quotaledger.runtime.web.Problem;
import dev.quotaledger.runtime.web.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * The files of imports. A file stays under its import's name until its last row is decided, so that
 * the open imports are those that have one; whoever decides rows holds the lock of the operating
 * system on it, which ends with the process.
 */
final class ImportFiles {

  private static final Logger LOG = LoggerFactory.getLogger(ImportFiles.class);

  private static final int COPIED_BYTES = 16_384;
  private static final String UPLOADING = ".part";
  private static final String OPEN = ".csv";
  private static final String REJECTIONS = ".rejections";

  /** No upload takes as long; what is older was left behind by a crash. */
  private static final Duration LONGEST_UPLOAD = Duration.ofDays(1);

  private final Path directory;

  ImportFiles(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create the directory for imports " + directory, e);
    }
  }

  /** A file that was received and belongs to no import yet. */
  record Received(Path path, long size, String sha256) {}

  /**
   * Writes everything that comes to disk. What the stream throws leaves nothing behind.
   *
   * @param announced how many bytes are to come; negative when that is not known
   * @throws ProblemException when the disk has no room for them
   */
  Received receive(InputStream body, long announced) throws IOException {
    if (announced > Files.getFileStore(directory).getUsableSpace()) {
      throw noRoom();
    }
    Path path = directory.resolve(UUID.randomUUID() + UPLOADING);
    MessageDigest sha256 = sha256();
    try (FileChannel file =
            FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = new DigestOutputStream(Channels.newOutputStream(file), sha256)) {
      long size = copy(body, out);
      onDisk(() -> file.force(true));
      return new Received(path, size, HexFormat.of().formatHex(sha256.digest()));
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(path);
      throw e;
    }
  }

  /** What the source throws is the client's fault, and what the target throws is the disk's. */
  static long copy(InputStream source, OutputStream target) throws IOException {
    byte[] buffer = new byte[COPIED_BYTES];
    long size = 0;
    for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
      int length = read;
      onDisk(() -> target.write(buffer, 0, length));
      size += length;
    }
    return size;
  }

  private interface Writing {
    void write() throws IOException;
  }

  private static void onDisk(Writing writing) {
    try {
      writing.write();
    } catch (IOException e) {
      LOG.error("A file to import cannot be written", e);
      throw noRoom();
    }
  }

  private static ProblemException noRoom() {
    return Problem.of(
            HttpStatus.INSUFFICIENT_STORAGE,
            "no-room-for-import",
            "There is no room on disk for the file, and nothing of it was kept.")
        .asException();
  }

  void discard(Received received) {
    delete(received.path());
  }

  /** Gives a received file to an import. */
  void keep(Received received, String id) {
    try {
      Files.move(received.path(), open(id), StandardCopyOption.ATOMIC_MOVE);
      forceDirectory();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forceDirectory() throws IOException {
    try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
      names.force(true);
    }
  }

  /** The file of an open import. */
  Path open(String id) {
    return directory.resolve(id + OPEN);
  }

  Path rejections(String id) {
    return directory.resolve(id + REJECTIONS);
  }

  /** The imports that have a file, the oldest first. */
  List<String> openIds() {
    return ids(OPEN);
  }

  /** The imports of which rejected rows are kept, the oldest first. */
  List<String> rejectedIds() {
    return ids(REJECTIONS);
  }

  private List<String> ids(String suffix) {
    return named(suffix)
        .map(path -> path.getFileName().toString())
        .map(name -> name.substring(0, name.length() - suffix.length()))
        .sorted()
        .toList();
  }

  /** The last row is decided. */
  void close(String id) {
    delete(open(id));
  }

  /** Nobody may fetch the rejected rows any more. */
  void dropRejections(String id) {
    delete(rejections(id));
  }

  /** When the file of an open import was received. */
  Instant receivedAt(String id) throws IOException {
    return Files.getLastModifiedTime(open(id)).toInstant();
  }

  /** Takes the lock on the file of an open import; empty when another has it, or there is no file. */
  Optional<FileChannel> lock(String id) throws IOException {
    FileChannel file;
    try {
      file = FileChannel.open(open(id), StandardOpenOption.WRITE);
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
    FileLock lock = null;
    try {
      lock = file.tryLock();
    } catch (OverlappingFileLockException _) {
      // held by this process
    } finally {
      if (lock == null) {
        file.close();
      }
    }
    return lock == null ? Optional.empty() : Optional.of(file);
  }

  /** Deletes uploads that a crash left behind, and rejections that were kept long enough. */
  void sweep(Instant now, Duration keepRejections) {
    deleteOlder(UPLOADING, now.minus(LONGEST_UPLOAD));
    deleteOlder(REJECTIONS, now.minus(keepRejections));
  }

  private void deleteOlder(String suffix, Instant time) {
    named(suffix).filter(path -> isOlder(path, time)).forEach(ImportFiles::delete);
  }

  private Stream<Path> named(String suffix) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(path -> path.toString().endsWith(suffix)).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOlder(Path path, Instant time) {
    try {
      return Files.getLastModifiedTime(path).toInstant().isBefore(time);
    } catch (NoSuchFileException _) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path path) {
    try {
      Files.deleteIfExists(path);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
