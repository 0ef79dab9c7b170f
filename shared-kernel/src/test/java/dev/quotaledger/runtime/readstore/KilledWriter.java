package dev.quotaledger.runtime.readstore;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.ReplaceOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/**
 * Writes facts in bulk and after each batch the token that claims them, as a projection does, until
 * it is killed. Fact n goes to bucket n modulo {@link #BUCKETS} and to a document of its own.
 */
final class KilledWriter {

  static final int BUCKETS = 97;
  static final int BATCH = 200;
  static final String FLUSHED = "flushed ";

  private KilledWriter() {}

  public static void main(String[] args) {
    write(EmbeddedReadStore.open(Path.of(args[0]), DataSize.ofMegabytes(4)));
  }

  /** Never returns; fails when the store is closed. */
  static void write(EmbeddedReadStore store) {
    for (long from = token(store) + 1; ; from += BATCH) {
      write(store, from, from + BATCH - 1);
      if (from % (7 * BATCH) == 1) {
        store.flush();
        System.out.println(FLUSHED + (from + BATCH - 1));
      }
    }
  }

  private static void write(EmbeddedReadStore store, long from, long to) {
    List<String> ids =
        IntStream.range(0, BUCKETS).mapToObj(KilledWriter::bucket).toList();
    new VersionedDocuments(store.database().getCollection("buckets"))
        .update(ids, (id, present) -> withFacts(id, present, from, to));
    List<String> facts = new ArrayList<>();
    for (long fact = from; fact <= to; fact++) {
      facts.add("fact-" + fact);
    }
    new VersionedDocuments(store.database().getCollection("facts"))
        .update(facts, (id, present) -> present != null ? present : new Document("claimedBy", id));
    MongoCollection<Document> tokens = store.database().getCollection("token");
    tokens.replaceOne(
        eq("_id", "token"), new Document("upTo", to), new ReplaceOptions().upsert(true));
  }

  private static Document withFacts(String id, @Nullable Document present, long from, long to) {
    List<Long> facts =
        new ArrayList<>(present == null ? List.of() : present.getList("facts", Long.class));
    for (long fact = from; fact <= to; fact++) {
      if (id.equals(bucket(fact)) && !facts.contains(fact)) {
        facts.add(fact);
      }
    }
    return new Document("facts", facts);
  }

  static String bucket(long fact) {
    return "bucket-" + fact % BUCKETS;
  }

  /** The last fact that the token claims, 0 when there is no token. */
  static long token(ReadStore store) {
    Document token =
        store.database().getCollection("token").find(eq("_id", "token")).first();
    return token == null ? 0 : token.getLong("upTo");
  }
}
