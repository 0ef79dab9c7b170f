package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The months of which there are buckets of a kind, so that readers ask for no others. */
final class Months {

  private static final String MONTHS = "months";

  private final VersionedDocuments documents;
  private final String kind;

  Months(MongoCollection<Document> collection, String kind) {
    this.documents = new VersionedDocuments(collection);
    this.kind = kind;
  }

  void add(Collection<YearMonth> months) {
    documents.update(List.of(kind), (_, document) -> {
      SortedSet<YearMonth> known = months(document);
      return known.addAll(months)
          ? new Document(MONTHS, known.stream().map(YearMonth::toString).toList())
          : document;
    });
  }

  SortedSet<YearMonth> read() {
    return months(documents.byIds(List.of(kind)).get(kind));
  }

  private static SortedSet<YearMonth> months(@Nullable Document document) {
    SortedSet<YearMonth> months = new TreeSet<>();
    if (document != null) {
      document.getList(MONTHS, String.class).forEach(month -> months.add(YearMonth.parse(month)));
    }
    return months;
  }
}
