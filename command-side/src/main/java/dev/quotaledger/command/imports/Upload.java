package dev.quotaledger.command.imports;

import dev.quotaledger.api.RepId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import org.bson.Document;
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
 */
record Upload(
    String id,
    ImportKind kind,
    long size,
    String sha256,
    long rows,
    String actor,
    @Nullable RepId actorRep,
    Instant receivedAt) {

  /** Cuts the time to what is stored of it. */
  Upload {
    receivedAt = receivedAt.truncatedTo(ChronoUnit.MILLIS);
  }

  Document document() {
    return new Document("kind", kind.name())
        .append("size", size)
        .append("sha256", sha256)
        .append("rows", rows)
        .append("actor", actor)
        .append("actorRep", actorRep == null ? null : actorRep.value())
        .append("receivedAt", Date.from(receivedAt));
  }

  static Upload of(String id, Document document) {
    String repId = document.getString("actorRep");
    return new Upload(
        id,
        ImportKind.valueOf(document.getString("kind")),
        document.getLong("size"),
        document.getString("sha256"),
        document.getLong("rows"),
        document.getString("actor"),
        repId == null ? null : new RepId(repId),
        document.getDate("receivedAt").toInstant());
  }
}
