package dev.quotaledger.runtime.readstore;

import com.mongodb.MongoClientSettings;
import com.mongodb.MongoCredential;
import com.mongodb.ServerAddress;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoDatabase;
import de.bwaldvogel.mongo.MongoServer;
import dev.quotaledger.runtime.CopiedWhileRunning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.axonframework.serialization.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * The read store in this process: a server behind MongoDB's own driver that keeps its data in one
 * file.
 *
 * <p>What it answers is on disk at most 200 ms later, and at once after {@link #flush}; a killed
 * process loses at most that, and always a suffix: the file never holds a token without the facts
 * that were written before it.
 *
 * <p>The server listens on an ephemeral port of the loopback interface. Other processes of the
 * machine can connect to it but are refused: a connection must authenticate with a password that is
 * drawn at each start and kept in memory only.
 *
 * <p>Queries that name {@code _id} (one, {@code $in}, or a range of strings) or sort by it read
 * only what they need. All others read the whole collection: the server builds no secondary indexes
 * other than unique ones.
 */
public final class EmbeddedReadStore implements ReadStore, CopiedWhileRunning {

  private static final Logger log = LoggerFactory.getLogger(EmbeddedReadStore.class);

  private static final String FILE = "read-models.mv";
  private static final String DATABASE = "quotaledger";
  private static final Duration COMMIT_INTERVAL = Duration.ofMillis(200);
  private static final int SERVER_THREADS = 8;

  /**
   * One process at a time can open the file, so a restart may take over the claims of the run
   * before it at once.
   */
  private static final String NODE = "embedded";

  private final Path file;
  private final EmbeddedBackend backend;
  private final MongoServer server;
  private final MongoClient client;

  /**
   * Every write to the file happens on this thread, because an interrupt of a writing thread closes
   * the file.
   */
  private final ScheduledExecutorService committer = Executors.newSingleThreadScheduledExecutor(
      Thread.ofPlatform().daemon().name("read-store-commit").factory());

  private EmbeddedReadStore(Path file, EmbeddedBackend backend, String password) {
    this.file = file;
    this.backend = backend;
    this.server = new MongoServer(backend);
    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, SERVER_THREADS);
    this.client = MongoClients.create(MongoClientSettings.builder()
        .applyToClusterSettings(
            cluster -> cluster.hosts(List.of(new ServerAddress(server.getLocalAddress()))))
        .credential(MongoCredential.createPlainCredential(
            "quotaledger", "$external", password.toCharArray()))
        .applicationName("quotaledger")
        .build());
    var _ = committer.scheduleWithFixedDelay(
        this::commitInBackground,
        COMMIT_INTERVAL.toMillis(),
        COMMIT_INTERVAL.toMillis(),
        TimeUnit.MILLISECONDS);
  }

  /**
   * Opens the store of a data directory, or creates it.
   *
   * @param directory the data directory
   * @param cache how much decoded data stays in memory
   * @throws IllegalStateException when another process has it open, or its file cannot be read
   */
  public static EmbeddedReadStore open(Path directory, DataSize cache) {
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot create the data directory " + directory, e);
    }
    Path file = directory.resolve(FILE);
    String password = password();
    return new EmbeddedReadStore(file, EmbeddedBackend.open(file, cache, password), password);
  }

  private static String password() {
    byte[] secret = new byte[32];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  InetSocketAddress address() {
    return server.getLocalAddress();
  }

  EmbeddedCollection collection(String name) {
    return (EmbeddedCollection) backend.resolveDatabase(DATABASE).resolveCollection(name, true);
  }

  @Override
  public MongoClient client() {
    return client;
  }

  @Override
  public MongoDatabase database() {
    return client.getDatabase(DATABASE);
  }

  @Override
  public Tokens tokens(Serializer serializer) {
    return new Tokens(database(), serializer, NODE);
  }

  @Override
  public void flush() {
    onCommitter(backend::commit);
  }

  /** Commands go on meanwhile, and are durable again when it is done. */
  @Override
  public void copyTo(Path directory) {
    onCommitter(() -> {
      backend
          .commit(); // and no other until the copy is done, because this is the thread that commits
      try {
        Files.createDirectories(directory);
        Files.copy(file, directory.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot copy the read store to " + directory, e);
      }
    });
  }

  @Override
  public void close() {
    if (committer.isShutdown()) {
      return;
    }
    client.close();
    onCommitter(server::shutdownNow);
    committer.shutdown();
  }

  private void commitInBackground() {
    try {
      backend.commit();
    } catch (RuntimeException e) {
      log.error("The read store cannot write to its file", e);
    }
  }

  private void onCommitter(Runnable work) {
    try {
      CompletableFuture.runAsync(work, committer).join();
    } catch (CompletionException e) {
      throw new IllegalStateException("The read store failed: " + e.getCause(), e);
    }
  }
}
