package dev.quotaledger.query.webhooks;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import dev.quotaledger.query.webhooks.Delivery.State;
import dev.quotaledger.runtime.readstore.ReadStore;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The deliveries of all webhooks, one document each, of which some time after their end none is left. */
final class Deliveries {

  private static final String COLLECTION = "webhookDeliveries";
  private static final String ID = "_id";
  private static final String WEBHOOK = "webhook";
  private static final String INDEX = "index";
  private static final String EVENT = "eventId";
  private static final String TYPE = "type";
  private static final String KEY = "partitionKey";
  private static final String STATE = "state";
  private static final String TRIES = "tries";
  private static final String NEXT = "nextMicros";
  private static final String CREATED = "createdMicros";
  private static final String ENDED = "endedMicros";
  private static final String REASON = "reason";
  private static final String ATTEMPTS = "attempts";
  private static final String AT = "atMicros";
  private static final String STATUS = "status";
  private static final String ERROR = "error";
  private static final String ANSWER = "answer";
  private static final String MILLIS = "millis";

  private final ReadStore store;
  private final MongoCollection<Document> collection;
  private final VersionedDocuments documents;

  Deliveries(ReadStore store) {
    this.store = store;
    this.collection = store.database().getCollection(COLLECTION);
    this.documents = new VersionedDocuments(collection);
    collection.createIndex(new Document(STATE, 1).append(ID, 1));
  }

  /** Adds those that there are not, whatever became of them; answers which, when they are on disk. */
  List<Delivery> add(List<Delivery> wanted) {
    Set<String> known = documents
        .byIds(wanted.stream().map(Delivery::id).toList(), new Document(ID, 1))
        .keySet();
    List<Delivery> missing =
        wanted.stream().filter(delivery -> !known.contains(delivery.id())).toList();
    if (!missing.isEmpty()) {
      documents.replaceAll(missing.stream().map(Deliveries::document).toList());
      store.flush();
    }
    return missing;
  }

  /**
   * Changes deliveries.
   *
   * @param change from the id and the delivery, null where there is none, to what it becomes; null where it
   *     stays as it is. It may be asked again.
   */
  void change(
      Collection<String> ids, BiFunction<String, @Nullable Delivery, @Nullable Delivery> change) {
    documents.update(ids, (id, present) -> {
      Delivery changed = change.apply(id, present == null ? null : delivery(present));
      return changed == null ? present : document(changed);
    });
  }

  /** Returns once what was written is on disk. */
  void flush() {
    store.flush();
  }

  /** All of a webhook that are pending, in their order. */
  List<Delivery> pending(String webhook) {
    return collection
        .find(and(of(webhook), eq(STATE, State.PENDING.name())))
        .sort(new Document(ID, 1))
        .map(Deliveries::delivery)
        .into(new ArrayList<>());
  }

  /** How many of a webhook are pending; so many at most. */
  long countPending(String webhook, int most) {
    return collection.countDocuments(
        and(of(webhook), eq(STATE, State.PENDING.name())), new CountOptions().limit(most));
  }

  /**
   * Some of a webhook, the last first.
   *
   * @param state null for any
   * @param below those of a smaller index; null for all
   */
  List<Delivery> list(String webhook, @Nullable State state, @Nullable Long below, int most) {
    List<Bson> conditions = new ArrayList<>(List.of(
        gt(ID, Delivery.before(webhook)),
        lt(ID, below == null ? Delivery.behind(webhook) : Delivery.id(webhook, below))));
    if (state != null) {
      conditions.add(eq(STATE, state.name()));
    }
    return collection
        .find(and(conditions))
        .sort(new Document(ID, -1))
        .limit(most)
        .map(Deliveries::delivery)
        .into(new ArrayList<>());
  }

  /** The indexes of those of a webhook that were given up at a moment or later; the first so many. */
  List<Long> failedSince(String webhook, Instant since, int most) {
    return collection
        .find(and(of(webhook), eq(STATE, State.FAILED.name()), gte(ENDED, micros(since))))
        .sort(new Document(ID, 1))
        .projection(new Document(INDEX, 1))
        .limit(most)
        .map(found -> found.getLong(INDEX))
        .into(new ArrayList<>());
  }

  /** Removes all of a webhook. */
  void removeAll(String webhook) {
    collection.deleteMany(of(webhook));
  }

  /**
   * A delivery as the sweep sees it.
   *
   * @param endedAt null while it is pending
   */
  record Kept(
      String id, String webhook, State state, @Nullable Instant endedAt) {}

  /** The first so many behind an id, of whatever webhook. */
  List<Kept> kept(String behind, int most) {
    return collection
        .find(gt(ID, behind))
        .sort(new Document(ID, 1))
        .projection(new Document(WEBHOOK, 1).append(STATE, 1).append(ENDED, 1))
        .limit(most)
        .map(found -> new Kept(
            found.getString(ID),
            found.getString(WEBHOOK),
            State.valueOf(found.getString(STATE)),
            moment(found.getLong(ENDED))))
        .into(new ArrayList<>());
  }

  /** Removes those of the ids that have not become pending again. */
  void remove(Collection<Kept> some) {
    Map<State, List<String>> ids = new HashMap<>();
    some.forEach(
        kept -> ids.computeIfAbsent(kept.state(), _ -> new ArrayList<>()).add(kept.id()));
    ids.forEach(
        (state, those) -> collection.deleteMany(and(in(ID, those), eq(STATE, state.name()))));
  }

  private static Bson of(String webhook) {
    return and(gt(ID, Delivery.before(webhook)), lt(ID, Delivery.behind(webhook)));
  }

  private static Document document(Delivery delivery) {
    return new Document(ID, delivery.id())
        .append(WEBHOOK, delivery.webhook())
        .append(INDEX, delivery.index())
        .append(EVENT, delivery.eventId())
        .append(TYPE, delivery.type())
        .append(KEY, delivery.key())
        .append(STATE, delivery.state().name())
        .append(TRIES, delivery.tries())
        .append(NEXT, micros(delivery.nextAt()))
        .append(CREATED, micros(delivery.createdAt()))
        .append(ENDED, micros(delivery.endedAt()))
        .append(REASON, delivery.reason())
        .append(ATTEMPTS, delivery.attempts().stream().map(Deliveries::document).toList());
  }

  private static Document document(Attempt attempt) {
    return new Document(AT, micros(attempt.at()))
        .append(STATUS, attempt.status())
        .append(ERROR, attempt.error())
        .append(ANSWER, attempt.answer())
        .append(MILLIS, attempt.millis());
  }

  private static Delivery delivery(Document found) {
    return new Delivery(
        found.getString(WEBHOOK),
        found.getLong(INDEX),
        found.getString(EVENT),
        found.getString(TYPE),
        found.getString(KEY),
        State.valueOf(found.getString(STATE)),
        found.getInteger(TRIES),
        moment(found.getLong(NEXT)),
        instant(found.getLong(CREATED)),
        moment(found.getLong(ENDED)),
        found.getString(REASON),
        found.getList(ATTEMPTS, Document.class).stream()
            .map(Deliveries::attempt)
            .toList());
  }

  private static Attempt attempt(Document found) {
    return new Attempt(
        instant(found.getLong(AT)),
        found.getInteger(STATUS),
        found.getString(ERROR),
        found.getString(ANSWER),
        found.getLong(MILLIS));
  }

  private static @Nullable Long micros(@Nullable Instant moment) {
    return moment == null ? null : ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }

  private static @Nullable Instant moment(@Nullable Long micros) {
    return micros == null ? null : instant(micros);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
