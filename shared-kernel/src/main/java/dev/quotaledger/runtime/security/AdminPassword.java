package dev.quotaledger.runtime.security;

import dev.quotaledger.runtime.SecretFile;
import dev.quotaledger.runtime.StartupRefused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
      SecretFile.createIfAbsent(file, Password::random);
      log.warn("The password of the user admin is in the file {}", file);
      return Password.chosen("the file " + file, Files.readString(file).strip());
    } catch (IOException | UnsupportedOperationException e) {
      throw new StartupRefused(
          "The file %s cannot be made or read: %s.".formatted(file, e.getMessage()), REMEDY);
    }
  }
}
