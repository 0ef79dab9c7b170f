package dev.quotaledger.runtime.readstore;

import dev.quotaledger.runtime.SizeBetween;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Where the read models are kept.
 *
 * @param readStore which store holds the read models: a file of the data directory, or a MongoDB
 *     server.
 * @param readCache how much decoded data the embedded store keeps in memory, at least 1 MB; an
 *     eighth of the heap when absent; no MongoDB server uses it.
 * @param mongodb the MongoDB server; the embedded store does not use it.
 */
@Validated
@ConfigurationProperties("quotaledger")
public record ReadStoreProperties(
    @DefaultValue("embedded") @NotNull Kind readStore,
    @Nullable @SizeBetween(min = "1MB", max = "1000TB") DataSize readCache,
    @DefaultValue @Valid Mongodb mongodb) {

  DataSize cacheSize() {
    return readCache != null ? readCache : DataSize.ofBytes(Runtime.getRuntime().maxMemory() / 8);
  }

  /** The two stores there are. */
  public enum Kind {
    /** In this process, in a file of the data directory. */
    EMBEDDED,
    /** A MongoDB server, version 7 or later. */
    MONGODB
  }

  /**
   * The MongoDB server.
   *
   * @param uri the connection string, user and password included.
   * @param database the name of the database.
   */
  public record Mongodb(
      @DefaultValue("mongodb://localhost:27017") @NotBlank String uri,
      @DefaultValue("quotaledger") @NotBlank String database) {}
}
