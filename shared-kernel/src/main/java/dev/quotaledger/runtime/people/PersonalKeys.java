package dev.quotaledger.runtime.people;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.mongodb.ErrorCategory;
import com.mongodb.MongoServerException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import dev.quotaledger.runtime.readstore.ReadStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * One key for each person or thing that something was written about. A key that this class hands out to encrypt with is
 * on disk already, since without it the text would be lost.
 */
final class PersonalKeys {

  static final String COLLECTION = "personal-keys";

  /** How long another instance may go on reading what was erased here. */
  static final Duration CACHED_FOR = Duration.ofSeconds(10);

  private static final int MOST_CACHED = 20_000;
  private static final int KEY_BYTES = 32;

  private static final String ID = "_id";
  private static final String KEY = "key";

  private final ReadStore store;
  private final SecureRandom random = new SecureRandom();
  private final Cache<String, @Nullable SecretKey> cache = Caffeine.newBuilder()
      .expireAfterWrite(CACHED_FOR)
      .maximumSize(MOST_CACHED)
      .build();

  PersonalKeys(ReadStore store) {
    this.store = store;
  }

  /** The key, made when there is none. */
  SecretKey obtain(String about) {
    return Objects.requireNonNull(cache.get(about, this::findOrCreate));
  }

  /** The key; empty when it was erased or never made. */
  Optional<SecretKey> find(String about) {
    return Optional.ofNullable(cache.get(about, this::findExisting));
  }

  void erase(String about) {
    keys().deleteOne(new Document(ID, about));
    store.flush();
    cache.invalidate(about);
  }

  private SecretKey findOrCreate(String about) {
    byte[] fresh = new byte[KEY_BYTES];
    random.nextBytes(fresh);
    SecretKey key;
    try {
      key = insertIfAbsent(about, fresh);
    } catch (MongoServerException e) {
      if (ErrorCategory.fromErrorCode(e.getCode()) != ErrorCategory.DUPLICATE_KEY) {
        throw e;
      }
      key =
          insertIfAbsent(about, fresh); // two first uses at once: the other one's key is there now
    }
    store.flush(); // also for a key just read, which whoever made it may not have flushed yet
    return key;
  }

  /** A write even where the key exists: the answer to it says that a majority of the servers has the key. */
  private SecretKey insertIfAbsent(String about, byte[] fresh) {
    Document stored = keys()
        .findOneAndUpdate(
            new Document(ID, about),
            new Document("$setOnInsert", new Document(KEY, new Binary(fresh))),
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
    return key(Objects.requireNonNull(stored));
  }

  private @Nullable SecretKey findExisting(String about) {
    Document stored = keys().find(new Document(ID, about)).first();
    return stored == null ? null : key(stored);
  }

  private static SecretKey key(Document stored) {
    return new SecretKeySpec(stored.get(KEY, Binary.class).getData(), "AES");
  }

  private MongoCollection<Document> keys() {
    return store.database().getCollection(COLLECTION);
  }
}
