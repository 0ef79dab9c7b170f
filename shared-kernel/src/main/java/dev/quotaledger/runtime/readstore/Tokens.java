package dev.quotaledger.runtime.readstore;

import com.mongodb.client.MongoDatabase;
import org.axonframework.eventhandling.TrackingToken;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.extensions.mongo.DefaultMongoTemplate;
import org.axonframework.extensions.mongo.eventsourcing.tokenstore.MongoTokenStore;
import org.axonframework.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * Axon's token store, less one fault: it takes an update that modifies nothing for a lost claim.
 * Storing a token that has not changed modifies only the claim's time in milliseconds, so the
 * second one within a millisecond would stop the segment.
 */
final class Tokens extends MongoTokenStore {

  static final String COLLECTION = "tokens";

  Tokens(MongoDatabase database, Serializer serializer, String node) {
    super(MongoTokenStore.builder()
        .mongoTemplate(DefaultMongoTemplate.builder()
            .mongoDatabase(database)
            .trackingTokensCollectionName(COLLECTION)
            .build())
        .serializer(serializer)
        .nodeId(node));
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
