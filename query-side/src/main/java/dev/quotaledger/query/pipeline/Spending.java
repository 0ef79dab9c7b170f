package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.model.SpendTimeline;
import dev.quotaledger.query.store.FactBuckets;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;

/** What was spent, all in one bucket: there are never many, and a figure needs those of any days. */
final class Spending {

  private static final int MAX_ROWS = 1_000;
  private static final String BUCKET = "spend";
  private static final String ROWS = "rows";

  private static final PackedFacts<Stored<SpendFacts>> PACKED =
      new PackedFacts<>(FactJson.PACKED, new TypeReference<List<Stored<SpendFacts>>>() {});

  private final FactBuckets<String, Stored<SpendFacts>> buckets;

  Spending(MongoCollection<Document> collection) {
    this.buckets = new FactBuckets<>(collection, MAX_ROWS, new Packed());
  }

  void write(Map<SpendId, SpendTimeline> timelines) {
    List<Stored<SpendFacts>> rows = timelines.entrySet().stream()
        .map(spend -> new Stored<>(
            spend.getKey().value(),
            spend.getValue().steps().version(),
            spend.getValue().steps().lastEffectiveOn(),
            spend.getValue().steps().lastRecordedAt(),
            spend.getValue().at(null, null).orElse(null)))
        .toList();
    buckets.write(Map.of(BUCKET, rows));
  }

  Stream<Stored<SpendFacts>> rows() {
    return buckets
        .documents(List.of(BUCKET), ROWS)
        .flatMap(document -> PACKED.unpack(document, ROWS).stream());
  }

  private static final class Packed implements FactBuckets.Form<String, Stored<SpendFacts>> {

    @Override
    public Document write(String bucket, List<Stored<SpendFacts>> rows) {
      return new Document(
          ROWS,
          PACKED.pack(rows.stream().sorted(Comparator.comparing(Stored::source)).toList()));
    }

    @Override
    public List<Stored<SpendFacts>> read(Document document) {
      return PACKED.unpack(document, ROWS);
    }
  }
}
