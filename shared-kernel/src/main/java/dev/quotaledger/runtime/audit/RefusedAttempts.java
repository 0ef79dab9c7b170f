package dev.quotaledger.runtime.audit;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refused attempts in the order of their times, kept for a while. That one cannot be kept never
 * changes the answer to whoever made it; the log then has it.
 */
public final class RefusedAttempts {

  private static final Logger LOG = LoggerFactory.getLogger(RefusedAttempts.class);

  private static final String COLLECTION = "refused-attempts";
  private static final int LARGEST_COMMAND = 20_000;
  private static final int LONGEST_TEXT = 1_000;

  private static final String ID = "_id";
  private static final String ACTOR = "actor";
  private static final String REP = "actorRep";
  private static final String REQUEST = "requestId";
  private static final String ATTEMPTED = "attempted";
  private static final String TARGET = "target";
  private static final String COMMAND = "command";
  private static final String CODE = "code";
  private static final String DETAIL = "detail";

  private final MongoCollection<Document> documents;
  private final Duration keep;
  private final Clock clock;
  private volatile Instant swept = Instant.EPOCH;

  /** Keeps them in the store for so long. */
  RefusedAttempts(ReadStore store, Duration keep, Clock clock) {
    this.documents = store.database().getCollection(COLLECTION);
    this.keep = keep;
    this.clock = clock;
  }

  /**
   * An attempt and its place among all.
   *
   * @param place where the next page begins
   */
  public record Kept(String place, RefusedAttempt attempt) {}

  /** Keeps the attempt. */
  public void keep(RefusedAttempt attempt) {
    try {
      documents.insertOne(document(attempt));
      RefusedRequests.markKept();
      sweep();
    } catch (RuntimeException e) {
      LOG.error("A refused attempt cannot be kept: {}", attempt, e);
    }
  }

  /**
   * The attempts behind a place, by their times.
   *
   * @param behind a place; null for the first one
   * @param from those at or after the moment; null for all
   * @param until those before the moment; null for all
   * @param actor those of one actor; null for all
   */
  public List<Kept> read(
      @Nullable String behind,
      @Nullable Instant from,
      @Nullable Instant until,
      @Nullable String actor,
      int limit) {
    String first = from == null ? "" : place(from, "");
    Document range = behind != null && behind.compareTo(first) >= 0
        ? new Document("$gt", behind)
        : new Document("$gte", first);
    if (until != null) {
      range.append("$lt", place(until, ""));
    }
    Document query = new Document(ID, range);
    if (actor != null) {
      query.append(ACTOR, actor);
    }
    return documents
        .find(query)
        .sort(new Document(ID, 1))
        .limit(limit)
        .map(RefusedAttempts::kept)
        .into(new ArrayList<>());
  }

  private void sweep() {
    Instant now = clock.instant();
    if (swept.isBefore(now.minus(1, ChronoUnit.DAYS))) {
      swept = now;
      documents.deleteMany(new Document(ID, new Document("$lt", place(now.minus(keep), ""))));
    }
  }

  private static String place(Instant at, String behind) {
    return "%020d%s".formatted(ChronoUnit.MICROS.between(Instant.EPOCH, at), behind);
  }

  private static Document document(RefusedAttempt attempt) {
    String command = attempt.command();
    return new Document(ID, place(attempt.at(), "-" + UUID.randomUUID()))
        .append(ACTOR, shortened(attempt.actor()))
        .append(REP, attempt.actorRep())
        .append(REQUEST, shortened(attempt.requestId()))
        .append(ATTEMPTED, shortened(attempt.attempted()))
        .append(TARGET, attempt.target())
        .append(COMMAND, command == null || command.length() > LARGEST_COMMAND ? null : command)
        .append(CODE, attempt.code())
        .append(DETAIL, shortened(attempt.detail()));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
  }

  private static Kept kept(Document found) {
    String place = found.getString(ID);
    return new Kept(
        place,
        new RefusedAttempt(
            Instant.EPOCH.plus(Long.parseLong(place.substring(0, 20)), ChronoUnit.MICROS),
            found.getString(ACTOR),
            found.getString(REP),
            found.getString(REQUEST),
            found.getString(ATTEMPTED),
            found.getString(TARGET),
            found.getString(COMMAND),
            found.getString(CODE),
            found.getString(DETAIL)));
  }
}
