package dev.quotaledger.runtime;

import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The settings that every part of the program shares.
 *
 * @param dataDir the directory that holds everything the embedded stores keep; created when it does
 *     not exist.
 */
@Validated
@ConfigurationProperties("quotaledger")
public record QuotaledgerProperties(
    @DefaultValue("./data") @NotBlank String dataDir) {

  /**
   * The data directory as an absolute path. It is kept as text above because the conversion to a
   * path would look for it on the class path first.
   */
  public Path dataPath() {
    return Path.of(dataDir).toAbsolutePath().normalize();
  }
}
