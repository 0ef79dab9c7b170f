package dev.quotaledger.command.imports;

import dev.quotaledger.api.RepId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A file that was taken.
 *
 * @param id names the import; later files have greater ids
 * @param size the file's length in bytes
 * @param sha256 the digest of its bytes, in hexadecimal digits
 * @param rows how many rows it has; 0 when it is refused
 * @param actor who sent it
 * @param actorRep the rep whom the actor is; null for anybody else
 * @param receivedAt when all of it was there
 * @param options how it is to be taken; null for as it is
 */
record Upload(
    String id,
    ImportKind kind,
    long size,
    String sha256,
    long rows,
    String actor,
    @Nullable RepId actorRep,
    Instant receivedAt,
    @Nullable ImportOptions options) {

  /** Cuts the time to milliseconds. */
  Upload {
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
    options = options == null ? ImportOptions.NONE : options;
  }

  /** How it is to be taken. */
  ImportOptions how() {
    return Objects.requireNonNullElse(options, ImportOptions.NONE);
  }
}
