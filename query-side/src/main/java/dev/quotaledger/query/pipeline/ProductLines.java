package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The product lines that any plan ever had a quota for: others are likely to be misspelt. */
final class ProductLines {

  private static final String ID = "product-lines";
  private static final String NAMES = "names";

  private final VersionedDocuments documents;

  ProductLines(MongoCollection<Document> collection) {
    this.documents = new VersionedDocuments(collection);
  }

  void write(List<RecordedEvent> events) {
    Set<String> names = events.stream()
        .map(RecordedEvent::payload)
        .map(ProductLines::named)
        .filter(Objects::nonNull)
        .map(ProductLine::value)
        .collect(Collectors.toSet());
    if (!names.isEmpty()) {
      documents.update(List.of(ID), (_, document) -> {
        SortedSet<String> known = names(document);
        return known.addAll(names) ? new Document(NAMES, List.copyOf(known)) : document;
      });
    }
  }

  Set<ProductLine> read() {
    return names(documents.byIds(List.of(ID)).get(ID)).stream()
        .map(ProductLine::new)
        .collect(Collectors.toSet());
  }

  /** A line is always set before it is adjusted or transferred. */
  private static @Nullable ProductLine named(DomainEvent event) {
    return event instanceof QuotaSet set ? set.line().productLine() : null;
  }

  private static SortedSet<String> names(@Nullable Document document) {
    return document == null
        ? new TreeSet<>()
        : new TreeSet<>(document.getList(NAMES, String.class));
  }
}
