package dev.quotaledger.query.webhooks;

import com.mongodb.client.MongoDatabase;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The right to send, which one instance has at a time: a document that its holder changes every second.
 * Another instance takes it when it was given up, or has not changed for a while by that instance's own
 * clock, so that no two clocks are ever compared.
 */
final class Claim {

  /** How long a holder may be silent. */
  static final Duration TIMEOUT = Duration.ofSeconds(4);

  private static final String COLLECTION = "webhookClaim";
  private static final String ID = "_id";
  private static final String THE_ONE = "sender";
  private static final String REVISION = "rev";
  private static final String OWNER = "owner";
  private static final String NOBODY = "";

  private final VersionedDocuments documents;
  private final LongSupplier nanos;
  private final String me = UUID.randomUUID().toString();
  private boolean held;
  private boolean givenUp;
  private long lookedAt;
  private boolean looked;
  private long seenRevision = -1;
  private long seenAt;

  /** With a clock that only ever goes on, in nanoseconds. */
  Claim(MongoDatabase database, LongSupplier nanos) {
    this.documents = new VersionedDocuments(database.getCollection(COLLECTION));
    this.nanos = nanos;
  }

  /** Whether this instance has it; takes it where it can. */
  synchronized boolean isHeld() {
    long now = nanos.getAsLong();
    if (givenUp) {
      return false;
    }
    if (!looked || now - lookedAt >= TIMEOUT.toNanos() / 4) {
      held = holds(now);
      looked = true;
      lookedAt = now;
    }
    return held;
  }

  private boolean holds(long now) {
    Document present = documents.byIds(List.of(THE_ONE)).get(THE_ONE);
    if (present == null) {
      return write(me, null);
    }
    String owner = present.getString(OWNER);
    long revision = present.get(REVISION, Number.class).longValue();
    if (revision != seenRevision) {
      seenRevision = revision;
      seenAt = now;
    }
    boolean isFree = owner.equals(me) || owner.equals(NOBODY) || now - seenAt >= TIMEOUT.toNanos();
    return isFree && write(me, revision);
  }

  private boolean write(String owner, @Nullable Long revision) {
    Document document = new Document(ID, THE_ONE).append(OWNER, owner);
    if (revision != null) {
      document.append(REVISION, revision);
    }
    return documents.replaceAll(List.of(document)).isEmpty();
  }

  /** Gives it up for good, so that another instance need not wait. */
  synchronized void release() {
    givenUp = true;
    if (held) {
      held = false;
      Document present = documents.byIds(List.of(THE_ONE)).get(THE_ONE);
      if (present != null && present.getString(OWNER).equals(me)) {
        write(NOBODY, present.get(REVISION, Number.class).longValue());
      }
    }
  }
}
