package dev.quotaledger.runtime.readstore;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.Serializer;
import org.axonframework.serialization.SimpleSerializedObject;
import org.bson.Document;
import org.bson.types.Binary;
import org.jspecify.annotations.Nullable;

/**
 * Axon's token store, less one fault: it takes an update that modifies nothing for a lost claim.
 * Storing a token that has not changed modifies only the claim's time in milliseconds, so the
 * second one within a millisecond would stop the segment.
 */
public final class Tokens extends MongoTokenStore {

  static final String COLLECTION = "tokens";

  /**
   * How long a claim outlives its last extension, and so how long a processor waits for a node that
   * was killed. Shorter than a read waits for its write; a node that only paused for longer loses
   * the claim, which repeats events and changes no figure.
   */
  public static final Duration CLAIM_TIMEOUT = Duration.ofSeconds(4);

  private static final String PROCESSOR = "processorName";
  private static final String SEGMENT = "segment";
  private static final String OWNER = "owner";
  private static final String TOKEN = "token";
  private static final String TOKEN_TYPE = "tokenType";

  private final MongoCollection<Document> documents;
  private final Serializer serializer;

  /**
   * What is stored of one segment of a processor.
   *
   * @param segment its number
   * @param token how far its facts are written; null when it has read nothing
   * @param owner the node that claims it; null when none does
   */
  public record Stored(
      int segment, @Nullable TrackingToken token, @Nullable String owner) {}

  Tokens(MongoDatabase database, Serializer serializer, String node) {
    super(MongoTokenStore.builder()
        .mongoTemplate(DefaultMongoTemplate.builder()
            .mongoDatabase(database)
            .trackingTokensCollectionName(COLLECTION)
            .build())
        .serializer(serializer)
        .claimTimeout(CLAIM_TIMEOUT)
        .nodeId(node));
    this.documents = database.getCollection(COLLECTION);
    this.serializer = serializer;
  }

  /** The segments of a processor as they are stored, without claiming any; in their order. */
  public List<Stored> read(String processor) {
    return documents.find(new Document(PROCESSOR, processor)).into(new ArrayList<>()).stream()
        .map(this::stored)
        .sorted(Comparator.comparingInt(Stored::segment))
        .toList();
  }

  /** The names of all processors that have ever run and are not forgotten, in order. */
  public SortedSet<String> processors() {
    SortedSet<String> names = new TreeSet<>();
    documents.find().projection(new Document(PROCESSOR, 1)).forEach(found -> {
      names.add(found.getString(PROCESSOR));
    });
    return names;
  }

  /** Forgets a processor that no instance runs any more. */
  public void forget(String processor) {
    documents.deleteMany(new Document(PROCESSOR, processor));
  }

  private Stored stored(Document document) {
    Binary bytes = document.get(TOKEN, Binary.class);
    TrackingToken token = bytes == null
        ? null
        : serializer.deserialize(new SimpleSerializedObject<>(
            bytes.getData(), byte[].class, document.getString(TOKEN_TYPE), null));
    return new Stored(document.getInteger(SEGMENT), token, document.getString(OWNER));
  }

  @Override
  public void storeToken(@Nullable TrackingToken token, String processor, int segment) {
    try {
      super.storeToken(token, processor, segment);
    } catch (UnableToClaimTokenException _) {
      extendClaim(processor, segment); // refuses when the claim is really lost
      awaitNextMillisecond();
      super.storeToken(token, processor, segment);
    }
  }

  private static void awaitNextMillisecond() {
    long now = System.currentTimeMillis();
    while (System.currentTimeMillis() == now) {
      Thread.onSpinWait();
    }
  }
}
