package dev.quotaledger.runtime.security;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.quotaledger.runtime.StartupRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The password of admin: the configured one, or one that the first start wrote into a file for its owner alone. */
final class AdminPassword {

  static final String FILE = "admin-password";

  private static final Logger log = LoggerFactory.getLogger(AdminPassword.class);
  private static final String REMEDY =
      "Make the data directory readable and writable, or set QUOTALEDGER_ADMIN_PASSWORD.";

  private AdminPassword() {}

  static Password find(@Nullable String configured, Path dataDirectory) {
    if (configured != null && !configured.isEmpty()) {
      return Password.chosen("quotaledger.admin-password", configured);
    }
    Path file = dataDirectory.resolve(FILE);
    try {
      if (!Files.exists(file)) {
        generate(dataDirectory, file);
      }
      log.warn("The password of the user admin is in the file {}", file);
      return Password.chosen("the file " + file, Files.readString(file).strip());
    } catch (IOException | UnsupportedOperationException e) {
      throw new StartupRefused(
          "The file %s cannot be made or read: %s.".formatted(file, e.getMessage()), REMEDY);
    }
  }

  /**
   * The file is complete and on disk before it has its name, and a link never replaces one that another process of the
   * same directory made at the same time.
   */
  private static void generate(Path dataDirectory, Path file) throws IOException {
    Files.createDirectories(dataDirectory);
    Path draft = Files.createTempFile(dataDirectory, FILE, ".tmp"); // readable by its owner alone
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer text = ByteBuffer.wrap((Password.random() + "\n").getBytes(UTF_8));
        while (text.hasRemaining()) {
          channel.write(text);
        }
        channel.force(true);
      }
      Files.createLink(file, draft);
    } catch (FileAlreadyExistsException _) {
      // the other process's password counts
    } finally {
      Files.delete(draft);
    }
    syncNames(dataDirectory);
  }

  private static void syncNames(Path directory) {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      log.debug("{} cannot be synchronized; not every file system knows how", directory, e);
    }
  }
}
