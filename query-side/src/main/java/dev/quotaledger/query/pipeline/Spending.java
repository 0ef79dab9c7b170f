package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.model.SpendTimeline;
import dev.quotaledger.query.store.FactBuckets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;

/** What was spent, all in one bucket: there are never many, and a figure needs those of any days. */
final class Spending {

  private static final int MAX_ROWS = 1_000;
  private static final String BUCKET = "spend";

  private final PackedRows<String, SpendFacts> form = new PackedRows<>(new TypeReference<>() {});
  private final FactBuckets<String, Stored<SpendFacts>> buckets;

  Spending(MongoCollection<Document> collection) {
    this.buckets = new FactBuckets<>(collection, MAX_ROWS, form);
  }

  void write(Map<SpendId, SpendTimeline> timelines) {
    List<Stored<SpendFacts>> rows = timelines.entrySet().stream()
        .map(spend -> Stored.of(
            spend.getKey().value(),
            spend.getValue().steps(),
            spend.getValue().at(null, null).orElse(null)))
        .toList();
    buckets.write(Map.of(BUCKET, rows));
  }

  Stream<Stored<SpendFacts>> rows() {
    return buckets
        .documents(List.of(BUCKET), PackedRows.FIELD)
        .flatMap(document -> form.read(document).stream());
  }
}
