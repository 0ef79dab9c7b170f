package dev.quotaledger.runtime.readstore;

import static com.mongodb.client.model.Filters.in;
import static java.util.stream.Collectors.toMap;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Gatherers;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one collection, each replaced as a whole by compare-and-set on its revision, so
 * that of two writers who read the same state one loses, knows it, and reads again. The revision is
 * the field {@code rev}: 1 when a document is inserted, one more with each replacement.
 *
 * <p>Writes are not ordered and not atomic together: a crash may leave any part of a batch written.
 * Whoever handles the batch again must find out from a document itself what it already contains.
 */
public final class VersionedDocuments {

  static final String ID = "_id";
  static final String REVISION = "rev";

  /** How many documents one query names: a command of a server may not be larger than 16 MB. */
  private static final int MOST_IDS = 10_000;

  private static final int MOST_ATTEMPTS = 100;

  private final MongoCollection<Document> collection;

  public VersionedDocuments(MongoCollection<Document> collection) {
    this.collection = collection;
  }

  /** The documents that exist of these ids, whole, by id. */
  public Map<String, Document> byIds(Collection<String> ids) {
    return byIds(ids, null);
  }

  /**
   * The documents that exist of these ids, by id.
   *
   * @param projection which fields to read, null for all; a document read without all its fields
   *     must not be replaced
   */
  public Map<String, Document> byIds(Collection<String> ids, @Nullable Bson projection) {
    return ids.stream()
        .distinct()
        .gather(Gatherers.windowFixed(MOST_IDS))
        .flatMap(some ->
            collection.find(in(ID, some)).projection(projection).into(new ArrayList<>()).stream())
        .collect(toMap(document -> document.getString(ID), Function.identity()));
  }

  /**
   * Writes each document unless another writer was faster: one that carries the revision it was
   * read with replaces just that revision, one that carries none is inserted.
   *
   * @param documents at most one of each id; they are left as they are
   * @return the ids of the documents that lost the race, in the order given; the others are written
   */
  public Set<String> replaceAll(Collection<Document> documents) {
    if (documents.isEmpty()) {
      return Set.of();
    }
    List<WriteModel<Document>> writes =
        documents.stream().map(VersionedDocuments::guarded).toList();
    try {
      collection.bulkWrite(writes, new BulkWriteOptions().ordered(false));
      return Set.of();
    } catch (MongoBulkWriteException e) {
      return losers(List.copyOf(documents), e);
    }
  }

  /**
   * Replaces documents by what a function makes of them, again and again for those that another
   * writer changed meanwhile.
   *
   * @param ids the documents to change
   * @param change from the id and the present document, null when there is none, to the new one; a
   *     result of null, or the argument unchanged, writes nothing. It may be asked more than once
   *     about the same id, and must neither set the revision nor modify its argument
   */
  public void update(
      Collection<String> ids, BiFunction<String, @Nullable Document, @Nullable Document> change) {
    Set<String> open = new LinkedHashSet<>(ids);
    for (int attempt = 0; !open.isEmpty(); attempt++) {
      if (attempt == MOST_ATTEMPTS) {
        throw new IllegalStateException(
            "Lost every race for " + open + " of " + collection.getNamespace());
      }
      Map<String, Document> present = byIds(open);
      List<Document> changed = open.stream()
          .map(id -> changed(id, present.get(id), change))
          .filter(Objects::nonNull)
          .toList();
      open = replaceAll(changed);
    }
  }

  private static @Nullable Document changed(
      String id,
      @Nullable Document present,
      BiFunction<String, @Nullable Document, @Nullable Document> change) {
    Document result = change.apply(id, present);
    if (result == null || result.equals(present)) {
      return null;
    }
    Document document = new Document(result).append(ID, id);
    return present == null ? document : document.append(REVISION, present.get(REVISION));
  }

  /**
   * The upsert is there to fail: where the revision does not match, the server tries to insert the
   * document and reports its id as a duplicate, which a count of matches would not tell of one
   * write among many.
   */
  private static WriteModel<Document> guarded(Document document) {
    Number revision = document.get(REVISION, Number.class);
    if (revision == null) {
      return new InsertOneModel<>(new Document(document).append(REVISION, 1L));
    }
    return new ReplaceOneModel<>(
        new Document(ID, document.get(ID)).append(REVISION, revision),
        new Document(document).append(REVISION, revision.longValue() + 1),
        new ReplaceOptions().upsert(true));
  }

  private static Set<String> losers(List<Document> documents, MongoBulkWriteException failure) {
    Set<String> ids = new LinkedHashSet<>();
    for (BulkWriteError error : failure.getWriteErrors()) {
      if (error.getCategory() != ErrorCategory.DUPLICATE_KEY) {
        throw failure;
      }
      ids.add(documents.get(error.getIndex()).getString(ID));
    }
    if (failure.getWriteConcernError() != null) {
      throw failure;
    }
    return ids;
  }
}
