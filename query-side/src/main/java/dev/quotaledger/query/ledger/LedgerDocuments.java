package dev.quotaledger.query.ledger;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.ReadConcern;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.InsertManyOptions;
import dev.quotaledger.proof.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.bson.types.Binary;

/** The documents of the ledger: one for each entry, inserted and never changed. */
final class LedgerDocuments {

  private static final String COLLECTION = "ledger";
  private static final String ID = "_id";
  private static final String EVENT = "eventId";
  private static final String TYPE = "type";
  private static final String SUBJECT = "subject";
  private static final String KEY = "partitionKey";
  private static final String RECORDED = "recordedMicros";
  private static final String BYTES = "bytes";
  private static final String NODES = "nodes";
  private static final String THROUGH = "through";

  private final MongoCollection<Document> documents;

  LedgerDocuments(MongoDatabase database) {
    documents = database.getCollection(COLLECTION).withReadConcern(ReadConcern.MAJORITY);
    documents.createIndex(new Document(EVENT, 1), new IndexOptions().unique(true));
  }

  /**
   * An entry with what only the writer needs.
   *
   * @param nodes the hashes of the subtrees that the entry completes, its own first
   * @param through the highest position in the event store of all events up to it
   */
  record Written(LedgerEntry entry, List<Hash> nodes, long through) {}

  /** The index was used already, by whatever. */
  static final class IndexTaken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    IndexTaken(long index, Throwable cause) {
      super(
          "Index %d of the ledger, or the event meant for it, is in the ledger already"
              .formatted(index),
          cause);
    }
  }

  /**
   * Inserts entries in their order; the first that cannot be inserted is the last that is tried.
   *
   * @throws IndexTaken where an index or an event was there already
   */
  void insert(List<Written> entries) {
    try {
      documents.insertMany(
          entries.stream().map(LedgerDocuments::document).toList(),
          new InsertManyOptions().ordered(true));
    } catch (MongoBulkWriteException e) {
      if (e.getWriteErrors().stream()
          .anyMatch(error -> error.getCategory() == ErrorCategory.DUPLICATE_KEY)) {
        throw new IndexTaken(
            entries.get(e.getWriteErrors().getFirst().getIndex()).entry().index(), e);
      }
      throw e;
    }
  }

  /** The entry with the highest index; empty when there is none. */
  Optional<Written> last() {
    return Optional.ofNullable(documents.find().sort(new Document(ID, -1)).first())
        .map(LedgerDocuments::written);
  }

  /** The highest index; -1 when there are no entries. */
  long lastIndex() {
    Document last = documents
        .find()
        .sort(new Document(ID, -1))
        .projection(new Document(ID, 1))
        .first();
    return last == null ? -1 : last.getLong(ID);
  }

  /** Whether an event is in the ledger, wherever. */
  boolean hasEvent(String eventId) {
    return documents
            .find(new Document(EVENT, eventId))
            .projection(new Document(ID, 1))
            .first()
        != null;
  }

  /** The entry of an event; empty when there is none. */
  Optional<LedgerEntry> ofEvent(String eventId) {
    return Optional.ofNullable(documents.find(new Document(EVENT, eventId)).first())
        .map(found -> written(found).entry());
  }

  /** What the filter wants from one index up to another, which is not included; the first so many. */
  List<LedgerEntry> read(long from, long until, EntryFilter filter, int limit) {
    Document query = new Document(ID, new Document("$gte", from).append("$lt", until));
    if (filter.types() != null) {
      query.append(TYPE, new Document("$in", List.copyOf(filter.types())));
    }
    if (filter.subject() != null) {
      query.append(SUBJECT, filter.subject());
    }
    if (filter.from() != null) {
      query.append(RECORDED, new Document("$gte", micros(filter.from())));
    }
    return documents
        .find(query)
        .sort(new Document(ID, 1))
        .projection(new Document(NODES, 0))
        .limit(limit)
        .map(LedgerDocuments::entry)
        .into(new ArrayList<>());
  }

  /** The bytes of entries with the leaf hashes that were kept with them. */
  @SuppressWarnings("ArrayRecordComponent") // two of them are never compared
  record Hashed(byte[] bytes, Hash leaf) {}

  /** Every entry from one index up to another, which is not included. */
  List<Hashed> hashed(long from, long until) {
    return documents
        .find(new Document(ID, new Document("$gte", from).append("$lt", until)))
        .sort(new Document(ID, 1))
        .projection(new Document(BYTES, 1).append(NODES, 1))
        .map(found ->
            new Hashed(found.get(BYTES, Binary.class).getData(), hashes(found).getFirst()))
        .into(new ArrayList<>());
  }

  /** The hashes kept with entries, by index. */
  Map<Long, List<Hash>> nodes(Collection<Long> indexes) {
    Map<Long, List<Hash>> nodes = new HashMap<>();
    documents
        .find(new Document(ID, new Document("$in", List.copyOf(indexes))))
        .projection(new Document(NODES, 1))
        .forEach(found -> nodes.put(found.getLong(ID), hashes(found)));
    return nodes;
  }

  private static Document document(Written written) {
    LedgerEntry entry = written.entry();
    return new Document(ID, entry.index())
        .append(EVENT, entry.eventId())
        .append(TYPE, entry.type())
        .append(SUBJECT, entry.subject())
        .append(KEY, entry.partitionKey())
        .append(RECORDED, micros(entry.recordedAt()))
        .append(THROUGH, written.through())
        .append(BYTES, new Binary(entry.bytes()))
        .append(
            NODES,
            written.nodes().stream().map(hash -> new Binary(hash.bytes())).toList());
  }

  private static Written written(Document found) {
    return new Written(entry(found), hashes(found), found.getLong(THROUGH));
  }

  private static LedgerEntry entry(Document found) {
    return new LedgerEntry(
        found.getLong(ID),
        found.getString(EVENT),
        found.getString(TYPE),
        found.getString(SUBJECT),
        found.getString(KEY),
        Instant.EPOCH.plus(found.getLong(RECORDED), ChronoUnit.MICROS),
        found.get(BYTES, Binary.class).getData());
  }

  private static List<Hash> hashes(Document found) {
    return found.getList(NODES, Binary.class).stream()
        .map(bytes -> Hash.of(bytes.getData()))
        .toList();
  }

  private static long micros(Instant moment) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, moment);
  }
}
