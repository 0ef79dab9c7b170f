package dev.quotaledger.runtime.readstore;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.backend.ValueComparator;
import de.bwaldvogel.mongo.backend.h2.H2Collection;
import de.bwaldvogel.mongo.bson.BsonRegularExpression;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.TreeSet;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/**
 * A collection that goes by {@code _id} wherever the filter or the sort order allows. The server's
 * own takes its index only for a filter of {@code _id} and nothing else, so that each write guarded
 * by a further condition would read the whole collection.
 *
 * <p>It also hands out copies: the server's own would change a document in place while another
 * connection is still sending it, and a reader could see a new revision with old contents.
 */
final class EmbeddedCollection extends H2Collection {

  static final String ID = "_id";

  private final MVMap<Object, Document> documents;
  private final LongAdder examined = new LongAdder();

  EmbeddedCollection(
      MongoDatabase database,
      String collectionName,
      CollectionOptions options,
      MVMap<Object, Document> documents,
      MVMap<String, Object> meta,
      CursorRegistry cursors) {
    super(database, collectionName, options, documents, meta, cursors);
    this.documents = documents;
  }

  /** How many documents have been compared with a filter since the collection was opened. */
  long examined() {
    return examined.sum();
  }

  @Override
  protected boolean documentMatchesQuery(Document document, Document query) {
    examined.increment();
    return super.documentMatchesQuery(document, query);
  }

  @Override
  protected QueryResult queryDocuments(
      Document query,
      @Nullable Document orderBy,
      int numberToSkip,
      int limit,
      int batchSize,
      @Nullable Document fieldSelector) {
    int idOrder = idOrder(orderBy);
    List<Object> conditions = idConditions(query).toList();
    if (!ID.equals(getIdField()) || (conditions.isEmpty() && idOrder == 0)) {
      return super.queryDocuments(query, orderBy, numberToSkip, limit, batchSize, fieldSelector);
    }
    return matchDocumentsFromStream(
        candidates(conditions, idOrder < 0),
        isNothingButTexts(query) ? new Document() : query,
        idOrder == 0 ? orderBy : null,
        numberToSkip,
        limit,
        batchSize,
        fieldSelector);
  }

  /**
   * Whether the filter lists ids that are text and asks for nothing else. Then whatever is found by
   * its id matches; to compare each document with all of the list would take the square of its length.
   */
  private static boolean isNothingButTexts(Document query) {
    return query.size() == 1
        && query.get(ID) instanceof Document operators
        && operators.size() == 1
        && operators.get("$in") instanceof Collection<?> ids
        && ids.stream().allMatch(String.class::isInstance);
  }

  /** 1 to sort by ascending ids and nothing else, -1 by descending ones, 0 otherwise. */
  private static int idOrder(@Nullable Document orderBy) {
    return orderBy != null && orderBy.size() == 1 && orderBy.get(ID) instanceof Number order
        ? Integer.signum(order.intValue())
        : 0;
  }

  /**
   * Everything the filter asks of the id, also where the driver has wrapped it into an {@code
   * $and}.
   */
  private static Stream<Object> idConditions(Document query) {
    Stream<Object> own =
        query.containsKey(ID) ? Stream.of(Missing.ofNullable(query.get(ID))) : Stream.empty();
    return query.get("$and") instanceof Collection<?> parts
        ? Stream.concat(own, parts.stream().flatMap(part -> idConditions((Document) part)))
        : own;
  }

  /**
   * Every document that can meet the conditions, and as few others as possible, in the order of
   * their ids.
   */
  private Stream<Document> candidates(List<Object> conditions, boolean descending) {
    for (Object condition : conditions) {
      Collection<?> ids = listedIds(condition);
      if (ids != null) {
        return byIds(ids, descending);
      }
    }
    return between(bound(conditions, "$gte", "$gt"), bound(conditions, "$lte", "$lt"), descending);
  }

  private static @Nullable Collection<?> listedIds(Object condition) {
    if (BsonRegularExpression.isRegularExpression(condition)) {
      return null;
    }
    if (!(condition instanceof Document operators) || !isExpression(operators)) {
      return List.of(condition);
    }
    if (operators.containsKey("$eq")) {
      return List.of(Missing.ofNullable(operators.get("$eq")));
    }
    return operators.get("$in") instanceof Collection<?> ids
            && ids.stream().noneMatch(BsonRegularExpression::isRegularExpression)
        ? ids
        : null;
  }

  private static boolean isExpression(Document document) {
    return document.keySet().stream().anyMatch(key -> key.startsWith("$"));
  }

  private static @Nullable Object bound(
      List<Object> conditions, String inclusive, String exclusive) {
    for (Object condition : conditions) {
      if (condition instanceof Document operators) {
        Object bound = operators.getOrDefault(inclusive, operators.get(exclusive));
        if (bound != null) {
          return bound;
        }
      }
    }
    return null;
  }

  private Stream<Document> byIds(Collection<?> ids, boolean descending) {
    NavigableSet<Object> sorted = new TreeSet<>(ValueComparator.asc());
    ids.forEach(id -> sorted.add(Missing.ofNullable(id)));
    return (descending ? sorted.descendingSet() : sorted)
        .stream().map(documents::get).filter(Objects::nonNull);
  }

  private Stream<Document> between(
      @Nullable Object low, @Nullable Object high, boolean descending) {
    Cursor<Object, Document> cursor =
        descending ? documents.cursor(high, low, true) : documents.cursor(low, high, false);
    Iterator<Document> iterator = new Iterator<>() {
      @Override
      public boolean hasNext() {
        return cursor.hasNext();
      }

      @Override
      public Document next() {
        cursor.next();
        return cursor.getValue();
      }
    };
    return StreamSupport.stream(
        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED), false);
  }

  @Override
  protected QueryResult createQueryResult(List<Document> matched, int batchSize) {
    return super.createQueryResult(matched.stream().map(Document::clone).toList(), batchSize);
  }

  /** The sizes would cost two encodings of the document a write, and nothing reads them. */
  @Override
  protected boolean tracksDataSize() {
    return false;
  }
}
