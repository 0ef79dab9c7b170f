package dev.quotaledger.runtime.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import dev.quotaledger.api.RepId;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;

/**
 * Who the reps are. Events name reps by opaque ids only, so that whoever is forgotten here has no name anywhere.
 *
 * <p>No replay brings an entry back, so each write is on disk before the call returns. Names are cached for a few
 * seconds: a change made by another instance shows after that.
 */
public final class Directory {

  static final String COLLECTION = "directory";

  private static final Duration CACHED_FOR = Duration.ofSeconds(10);
  private static final int MOST_CACHED = 20_000;

  private static final String ID = "_id";
  private static final String NAME = "name";
  private static final String USER_NAME = "userName";

  private final ReadStore store;
  private final Cache<RepId, String> names = Caffeine.newBuilder()
      .expireAfterWrite(CACHED_FOR)
      .maximumSize(MOST_CACHED)
      .build();

  Directory(ReadStore store) {
    this.store = store;
  }

  /** Keeps what is known of a rep instead of what was known before; durable when it returns. */
  public void put(RepId repId, Person person) {
    Document document = new Document(ID, repId.value())
        .append(NAME, person.name())
        .append(USER_NAME, person.userName());
    people().replaceOne(byId(repId), document, new ReplaceOptions().upsert(true));
    store.flush();
    names.invalidate(repId);
  }

  /** Names many reps, and keeps what else is known of them; durable when it returns. */
  public void putNames(Map<RepId, String> named) {
    if (named.isEmpty()) {
      return;
    }
    List<UpdateOneModel<Document>> updates = named.entrySet().stream()
        .map(entry -> new UpdateOneModel<Document>(
            byId(entry.getKey()),
            new Document("$set", new Document(NAME, entry.getValue())),
            new UpdateOptions().upsert(true)))
        .toList();
    people().bulkWrite(updates, new BulkWriteOptions().ordered(false));
    store.flush();
    names.invalidateAll(named.keySet());
  }

  /** What is known of a rep; empty when nothing is, or no longer. Never from the cache. */
  public Optional<Person> find(RepId repId) {
    return Optional.ofNullable(people().find(byId(repId)).first())
        .map(found -> new Person(found.getString(NAME), found.getString(USER_NAME)));
  }

  /** The names of those reps who have one, in one query for all that are not cached. */
  public Map<RepId, String> names(Collection<RepId> repIds) {
    Map<RepId, String> found = new HashMap<>(names.getAllPresent(repIds));
    List<String> missing = repIds.stream()
        .distinct()
        .filter(repId -> !found.containsKey(repId))
        .map(RepId::value)
        .toList();
    if (!missing.isEmpty()) {
      people().find(new Document(ID, new Document("$in", missing))).forEach(person -> {
        RepId repId = new RepId(person.getString(ID));
        found.put(repId, person.getString(NAME));
        names.put(repId, person.getString(NAME));
      });
    }
    return found;
  }

  /** Erases what is known of a rep; durable when it returns. Knowing nothing of the rep is no error. */
  public void forget(RepId repId) {
    people().deleteOne(byId(repId));
    store.flush();
    names.invalidate(repId);
  }

  private MongoCollection<Document> people() {
    return store.database().getCollection(COLLECTION);
  }

  private static Document byId(RepId repId) {
    return new Document(ID, repId.value());
  }
}
