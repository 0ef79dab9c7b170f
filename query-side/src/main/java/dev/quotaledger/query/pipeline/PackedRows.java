package dev.quotaledger.query.pipeline;

import dev.quotaledger.query.store.FactBuckets;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import java.util.Comparator;
import java.util.List;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;

/** The rows of a document row by row, in one order whatever order they came in. */
final class PackedRows<K, R> implements FactBuckets.Form<K, Stored<R>> {

  /** The field of a document that holds them. */
  static final String FIELD = "rows";

  private final PackedFacts<Stored<R>> packed;

  PackedRows(TypeReference<List<Stored<R>>> type) {
    this.packed = new PackedFacts<>(FactJson.PACKED, type);
  }

  @Override
  public Document write(K bucket, List<Stored<R>> rows) {
    return new Document(
        FIELD,
        packed.pack(rows.stream().sorted(Comparator.comparing(Stored::source)).toList()));
  }

  @Override
  public List<Stored<R>> read(Document document) {
    return packed.unpack(document, FIELD);
  }
}
