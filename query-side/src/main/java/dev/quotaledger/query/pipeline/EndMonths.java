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

/** The months in which any deal is or was closed or voided, so that readers ask for no others. */
final class EndMonths {

  private static final String ID = "ended";
  private static final String MONTHS = "months";

  private final VersionedDocuments documents;

  EndMonths(MongoCollection<Document> collection) {
    this.documents = new VersionedDocuments(collection);
  }

  void add(Collection<YearMonth> months) {
    documents.update(List.of(ID), (_, document) -> {
      SortedSet<YearMonth> known = months(document);
      return known.addAll(months)
          ? new Document(MONTHS, known.stream().map(YearMonth::toString).toList())
          : document;
    });
  }

  SortedSet<YearMonth> read() {
    return months(documents.byIds(List.of(ID)).get(ID));
  }

  private static SortedSet<YearMonth> months(@Nullable Document document) {
    SortedSet<YearMonth> months = new TreeSet<>();
    if (document != null) {
      document.getList(MONTHS, String.class).forEach(month -> months.add(YearMonth.parse(month)));
    }
    return months;
  }
}
