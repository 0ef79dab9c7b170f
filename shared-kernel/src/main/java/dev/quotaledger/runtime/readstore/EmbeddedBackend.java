package dev.quotaledger.runtime.readstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.wire.message.MongoMessage;
import de.bwaldvogel.mongo.wire.message.MongoQuery;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.springframework.util.unit.DataSize;

/**
 * The server's state, with commits that are one snapshot.
 *
 * <p>The file store underneath commits by itself, one map after the other while commands go on, so
 * that a killed process could leave a token in the file without the facts written before it. Here
 * it never does: commands share a lock, and the only {@link #commit} there is excludes them.
 */
final class EmbeddedBackend extends H2Backend {

  private static final AttributeKey<Boolean> ADMITTED =
      AttributeKey.valueOf("quotaledger.admitted");

  /** What a driver asks before it authenticates. */
  private static final Set<String> OPEN_COMMANDS = Set.of("ismaster", "hello", "ping");

  /**
   * Commands that add or remove collections, which the server does not guard against commands on
   * the same collection.
   */
  private static final Set<String> STRUCTURAL_COMMANDS =
      Set.of("create", "createIndexes", "drop", "dropDatabase", "dropIndexes", "renameCollection");

  /**
   * Documents of one answer where the query does not say: without it, all, and a driver refuses
   * more than 48 MB.
   */
  private static final int BATCH_SIZE = 500;

  /**
   * Compaction moves what is left of old chunks into the next commit, so that their space is used
   * again. Without it, 60,000 replacements of 5,000 documents made a file of 54 MB eight times as
   * large; with it, three times.
   */
  private static final int COMMITS_PER_COMPACTION = 5;

  private static final int LEAST_FILL_PERCENT = 60;
  private static final int COMPACTION_BYTES = 4 << 20;

  /**
   * How long a chunk that nothing refers to any more is left alone. Since every commit is forced to
   * the disk before the next one starts, none at all would do; this leaves something to recover
   * from where a disk lies about that.
   */
  private static final Duration RETENTION = Duration.ofSeconds(10);

  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private final byte[] password;

  /** Guarded by the exclusive side of the lock. */
  private long commits;

  private EmbeddedBackend(MVStore store, String password) {
    super(store);
    this.password = password.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Opens the file. It is not compressed: what is large in it is packed by who writes it, and
   * compressing that once more was half the time of a commit, for which everything waits.
   */
  static EmbeddedBackend open(Path file, DataSize cache, String password) {
    try {
      MVStore store = new MVStore.Builder()
          .fileName(file.toString())
          .autoCommitDisabled()
          .autoCommitBufferSize(0)
          .cacheSize((int) Math.max(1, cache.toMegabytes()))
          .open();
      store.setRetentionTime((int) RETENTION.toMillis());
      return new EmbeddedBackend(store, password);
    } catch (MVStoreException e) {
      throw new IllegalStateException(
          "Cannot open the read store " + file + ": " + e.getMessage(), e);
    }
  }

  @Override
  protected MongoDatabase openOrCreateDatabase(String databaseName) {
    return new EmbeddedDatabase(databaseName, getMvStore(), getCursorRegistry());
  }

  @Override
  public Document handleMessage(MongoMessage message) {
    String command = message.getDocument().keySet().iterator().next();
    Lock side = STRUCTURAL_COMMANDS.contains(command) ? lock.writeLock() : lock.readLock();
    side.lock();
    try {
      return super.handleMessage(message);
    } finally {
      side.unlock();
    }
  }

  @Override
  public Document handleCommand(
      Channel channel, String databaseName, String command, Document query) {
    if (command.equals("saslStart")) {
      return admit(channel, query);
    }
    if (!OPEN_COMMANDS.contains(command.toLowerCase(Locale.ROOT)) && !isAdmitted(channel)) {
      throw new MongoServerError(13, "Unauthorized", "This server is private to its process");
    }
    if (command.equals("find") || command.equals("getMore")) {
      query.putIfAbsent("batchSize", BATCH_SIZE);
    }
    return super.handleCommand(channel, databaseName, command, query);
  }

  /** Queries of the wire protocol before 3.6; drivers only use it to say hello. */
  @Override
  public QueryResult handleQuery(MongoQuery query) {
    throw new MongoServerError(13, "Unauthorized", "This server takes no legacy queries");
  }

  /**
   * The PLAIN mechanism: the payload is the two names and the password, separated by zero bytes.
   */
  private Document admit(Channel channel, Document query) {
    byte[] payload = query.get("payload") instanceof BinData data ? data.getData() : new byte[0];
    int last = payload.length - 1;
    while (last >= 0 && payload[last] != 0) {
      last--;
    }
    if (!MessageDigest.isEqual(Arrays.copyOfRange(payload, last + 1, payload.length), password)) {
      throw new MongoServerError(18, "AuthenticationFailed", "Authentication failed.");
    }
    channel.attr(ADMITTED).set(true);
    return new Document("conversationId", 1)
        .append("done", true)
        .append("payload", new BinData(new byte[0]))
        .append("ok", 1.0);
  }

  private static boolean isAdmitted(Channel channel) {
    return Boolean.TRUE.equals(channel.attr(ADMITTED).get());
  }

  /** Makes everything durable that has been answered: one snapshot, then forced to the disk. */
  @Override
  public void commit() {
    lock.writeLock().lock();
    try {
      if (!getMvStore().hasUnsavedChanges()) {
        return;
      }
      commits++;
      if (commits % COMMITS_PER_COMPACTION == 0) {
        getMvStore().compact(LEAST_FILL_PERCENT, COMPACTION_BYTES);
      }
      getMvStore().commit();
    } finally {
      lock.writeLock().unlock();
    }
    getMvStore().sync();
  }
}
