package dev.quotaledger.runtime.readstore;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.MongoTemplate;
import org.axonframework.extensions.mongo.eventhandling.deadletter.MongoSequencedDeadLetterQueue;
import org.axonframework.messaging.deadletter.DeadLetter;
import org.axonframework.messaging.deadletter.SequencedDeadLetterQueue;
import org.axonframework.serialization.Serializer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The events that reactions could not handle, each behind those of the same aggregate that wait
 * already. They stand beside the tokens, so that a copy of the one is a copy of the other; whichever
 * process shows them, the one that runs the reaction handles them.
 */
public final class DeadLetters {

  /** More than this many aggregates, and the reaction itself stops until they are fewer. */
  static final int MOST_AGGREGATES = 10_000;

  /** More than this many events of one aggregate, and the reaction itself stops. */
  static final int MOST_OF_AN_AGGREGATE = 1_000;

  private static final String LETTERS = "dead-letters";
  private static final String RETRIES = "dead-letter-retries";
  private static final String GROUP = "processingGroup";
  private static final String ID = "_id";
  private static final String BETWEEN = ":";

  private final ReadStore store;
  private final Serializer serializer;
  private final MongoTemplate template;

  /** Those in the store; the serializer writes the events. */
  public DeadLetters(ReadStore store, Serializer serializer) {
    this.store = store;
    this.serializer = serializer;
    this.template = DefaultMongoTemplate.builder()
        .mongoDatabase(store.database())
        .deadLetterCollectionName(LETTERS)
        .build();
  }

  /**
   * An event that a reaction could not handle.
   *
   * @param id names it for a retry
   * @param reaction which reaction
   * @param aggregateId whose event it is; later ones of the same aggregate wait behind it
   * @param sequence its number in the aggregate's stream
   * @param type the event's name
   * @param cause what was thrown; null where it only waits behind another
   * @param parkedAt when it was parked
   * @param lastTriedAt when it was last tried
   */
  public record Letter(
      String id,
      String reaction,
      String eventId,
      String aggregateId,
      long sequence,
      String type,
      @Nullable String cause,
      Instant parkedAt,
      Instant lastTriedAt) {}

  /** All that is parked, by reaction and aggregate, in the aggregate's order. */
  public List<Letter> all() {
    List<Letter> letters = new ArrayList<>();
    for (String reaction : reactions()) {
      queue(reaction)
          .deadLetters()
          .forEach(sequence -> sequence.forEach(each -> letters.add(letter(reaction, each))));
    }
    letters.sort(Comparator.comparing(Letter::reaction)
        .thenComparing(Letter::aggregateId)
        .thenComparingLong(Letter::sequence));
    return letters;
  }

  /**
   * Asks for a letter to be tried again, with those of the same aggregate before it, wherever the
   * reaction runs. Durable when it returns.
   *
   * @return the letter; empty when there is none of that id
   */
  public Optional<Letter> retry(String id) {
    Optional<Letter> letter =
        all().stream().filter(each -> each.id().equals(id)).findFirst();
    letter.ifPresent(found -> {
      Document wanted = new Document(ID, found.reaction() + BETWEEN + found.aggregateId());
      retries().replaceOne(wanted, wanted, new ReplaceOptions().upsert(true));
      store.flush();
    });
    return letter;
  }

  /** The queue of one reaction. */
  public SequencedDeadLetterQueue<EventMessage<?>> queue(String reaction) {
    return MongoSequencedDeadLetterQueue.<EventMessage<?>>builder()
        .processingGroup(reaction)
        .mongoTemplate(template)
        .serializer(serializer)
        .maxSequences(MOST_AGGREGATES)
        .maxSequenceSize(MOST_OF_AN_AGGREGATE)
        .build();
  }

  /** How many letters a reaction has. */
  public long count(String reaction) {
    return letters().countDocuments(new Document(GROUP, reaction));
  }

  /** The aggregates whose letters somebody wants tried again; asked for once. */
  public Set<String> takeRetries(String reaction) {
    String prefix = reaction + BETWEEN;
    Set<String> wanted = new HashSet<>();
    for (Document found : retries().find().into(new ArrayList<>())) {
      String id = found.getString(ID);
      if (id.startsWith(prefix)) {
        retries().deleteOne(new Document(ID, id));
        wanted.add(id.substring(prefix.length()));
      }
    }
    return wanted;
  }

  /** Whose event it is. */
  public static String aggregateOf(EventMessage<?> event) {
    return event instanceof DomainEventMessage<?> ofAggregate
        ? ofAggregate.getAggregateIdentifier()
        : event.getIdentifier();
  }

  private static Letter letter(String reaction, DeadLetter<? extends EventMessage<?>> letter) {
    EventMessage<?> event = letter.message();
    return new Letter(
        reaction + BETWEEN + event.getIdentifier(),
        reaction,
        event.getIdentifier(),
        aggregateOf(event),
        event instanceof DomainEventMessage<?> numbered ? numbered.getSequenceNumber() : 0,
        event.getPayloadType().getSimpleName(),
        letter.cause().map(cause -> cause.type() + ": " + cause.message()).orElse(null),
        letter.enqueuedAt(),
        letter.lastTouched());
  }

  private Set<String> reactions() {
    Set<String> reactions = new TreeSet<>();
    letters().find().projection(new Document(GROUP, 1)).forEach(found -> {
      reactions.add(found.getString(GROUP));
    });
    return reactions;
  }

  private MongoCollection<Document> letters() {
    return store.database().getCollection(LETTERS);
  }

  private MongoCollection<Document> retries() {
    return store.database().getCollection(RETRIES);
  }
}
