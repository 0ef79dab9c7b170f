package dev.quotaledger.query.processing;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.ReplaceOptions;
import dev.quotaledger.query.Generation;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The generations that have stopped at an event, for every instance to know. An entry stays until
 * the event was processed after all.
 */
final class Failures {

  private static final String COLLECTION = "stoppedProcessors";
  private static final int LONGEST_MESSAGE = 1_000;

  private final MongoCollection<Document> documents;
  private final Clock clock;

  Failures(MongoDatabase database, Clock clock) {
    this.documents = database.getCollection(COLLECTION);
    this.clock = clock;
  }

  /**
   * Why a generation has stopped.
   *
   * @param eventId the event that cannot be processed; null when it is not any single one
   * @param aggregateId whose event it is; null as above
   * @param sequence its number in the aggregate's stream; null as above
   * @param error what was thrown
   * @param since when it stopped
   */
  record Failure(
      @Nullable String eventId,
      @Nullable String aggregateId,
      @Nullable Long sequence,
      String error,
      Instant since) {}

  /** The failures there are, by generation as {@link Generation#toString} has it. */
  Map<String, Failure> all() {
    Map<String, Failure> failures = new HashMap<>();
    documents.find().forEach(found -> failures.put(found.getString("_id"), failure(found)));
    return failures;
  }

  /** Says at once that a generation has stopped; an earlier reason stays until this one is known. */
  void announce(Generation generation, Throwable error) {
    if (documents.find(id(generation)).first() == null) {
      put(generation, null, error);
    }
  }

  /** Keeps why a generation has stopped, instead of an earlier reason; since when stays the same. */
  void put(Generation generation, @Nullable RecordedPlace place, Throwable error) {
    Document earlier = documents.find(id(generation)).first();
    Document failure = id(generation)
        .append("eventId", place == null ? null : place.eventId())
        .append("aggregateId", place == null ? null : place.aggregateId())
        .append("sequence", place == null ? null : place.sequence())
        .append("error", message(error))
        .append("since", earlier == null ? Date.from(clock.instant()) : earlier.getDate("since"));
    documents.replaceOne(id(generation), failure, new ReplaceOptions().upsert(true));
  }

  /** Says that the generation goes on. */
  void clear(Generation generation) {
    documents.deleteOne(id(generation));
  }

  /** Where an event stands. */
  record RecordedPlace(String eventId, String aggregateId, long sequence) {}

  private static Failure failure(Document found) {
    return new Failure(
        found.getString("eventId"),
        found.getString("aggregateId"),
        found.getLong("sequence"),
        found.getString("error"),
        found.getDate("since").toInstant());
  }

  private static Document id(Generation generation) {
    return new Document("_id", generation.toString());
  }

  private static String message(Throwable error) {
    String text = error.toString();
    return text.length() <= LONGEST_MESSAGE ? text : text.substring(0, LONGEST_MESSAGE);
  }
}
