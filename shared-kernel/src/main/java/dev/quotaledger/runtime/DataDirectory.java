package dev.quotaledger.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The directory that holds everything the embedded stores keep, held by this process alone.
 *
 * <p>The lock belongs to the operating system, so that it is gone with the process however that
 * ends: a second process is refused at once, and a restart after a crash never waits.
 */
public final class DataDirectory implements AutoCloseable {

  private final Path path;
  private final FileChannel lockFile;

  private DataDirectory(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Creates the directory where it is missing and takes its lock.
   *
   * @throws StartupRefused when another process, or another part of this one, holds it
   */
  public static DataDirectory hold(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel lockFile = FileChannel.open(
          directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lockOf(lockFile) == null) {
        lockFile.close();
        throw new StartupRefused(
            "The data directory %s is in use by another Quotaledger process.".formatted(directory),
            "Stop that process, or give this one a quotaledger.data-dir of its own.");
      }
      return new DataDirectory(directory, lockFile);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot use the data directory " + directory, e);
    }
  }

  private static @Nullable FileLock lockOf(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException _) {
      return null;
    }
  }

  /** The directory. */
  public Path path() {
    return path;
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot release the data directory " + path, e);
    }
  }
}
