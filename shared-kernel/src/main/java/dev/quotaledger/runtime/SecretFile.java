package dev.quotaledger.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file with a secret, which the first start makes for its owner alone. */
public final class SecretFile {

  private static final Logger log = LoggerFactory.getLogger(SecretFile.class);

  private SecretFile() {}

  /**
   * Makes the file, with one line, where there is none. The file is complete and on disk before it has its
   * name, and a link never replaces one that another process made at the same time: that one's secret counts.
   *
   * @param secret asked only where there is no file
   */
  public static void createIfAbsent(Path file, Supplier<String> secret) throws IOException {
    if (Files.exists(file)) {
      return;
    }
    Path directory =
        Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a directory");
    Files.createDirectories(directory);
    Path draft = // readable by its owner alone
        Files.createTempFile(directory, file.getFileName().toString(), ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer text = ByteBuffer.wrap((secret.get() + "\n").getBytes(UTF_8));
        while (text.hasRemaining()) {
          channel.write(text);
        }
        channel.force(true);
      }
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException _) {
      // the other process's secret counts
    } finally {
      Files.delete(draft);
    }
    syncNames(directory);
  }

  private static void syncNames(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      log.debug("{} cannot be synchronized; not every file system knows how", directory, e);
    }
  }
}
