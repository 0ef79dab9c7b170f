package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.query.store.Decoded;
import dev.quotaledger.query.store.FactBuckets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The rows of deals that are or were closed, in one bucket for each target and month of closing; and
 * those that were voided while they were open.
 */
final class ClosedDeals {

  /** The most rows in a document. */
  private static final int MAX_ROWS = 1_000;

  /** How much of the heap the columns of these deals may take: one part in so many. */
  private static final int PART_OF_HEAP = 8;

  private final FactBuckets<Bucket, Stored<DealRow>> buckets;
  private final Decoded<DealColumns> columns = new Decoded<>(
      ClosedDeals::columns, DealColumns::bytes, Runtime.getRuntime().maxMemory() / PART_OF_HEAP);

  ClosedDeals(MongoCollection<Document> collection) {
    this.buckets = new FactBuckets<>(collection, MAX_ROWS, new Columns());
  }

  /** Puts what deals say into their buckets. */
  void write(Map<Bucket, List<Stored<DealRow>>> rows) {
    buckets.write(rows);
  }

  /** What stands in the buckets, the rows of each document together; every core unpacks. */
  Stream<List<Stored<DealRow>>> rows(Collection<Bucket> some) {
    int cores = Runtime.getRuntime().availableProcessors();
    return buckets
        .documents(some, RowColumns.FIELD)
        .gather(Gatherers.mapConcurrent(cores, RowColumns::read));
  }

  /** The same in columns, which are kept in memory for as long as the documents stay as they are. */
  List<DealColumns> columns(Collection<Bucket> some) {
    return buckets.decoded(some, columns);
  }

  /** The rows of the documents from which the columns are, as they stand in them now. */
  Stream<List<Stored<DealRow>>> rowsOf(List<DealColumns> some) {
    int cores = Runtime.getRuntime().availableProcessors();
    return buckets
        .documentsOf(some.stream().map(DealColumns::documentId).toList(), RowColumns.FIELD)
        .gather(Gatherers.mapConcurrent(cores, RowColumns::read));
  }

  /** Null for a document that only points to its parts. */
  private static @Nullable DealColumns columns(Document document) {
    return document.containsKey(RowColumns.FIELD)
        ? new DealColumns(document.getString("_id"), RowColumns.read(document))
        : null;
  }

  private static final class Columns implements FactBuckets.Form<Bucket, Stored<DealRow>> {

    @Override
    public Document write(Bucket bucket, List<Stored<DealRow>> rows) {
      return RowColumns.write(bucket.target(), rows);
    }

    @Override
    public List<Stored<DealRow>> read(Document document) {
      return RowColumns.read(document);
    }
  }
}
