package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.runtime.readstore.VersionedDocuments;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Which deals name or named a lead as the one that they came from. */
final class DealsOfLeads {

  private static final String DEALS = "deals";

  private final VersionedDocuments documents;

  DealsOfLeads(MongoCollection<Document> collection) {
    this.documents = new VersionedDocuments(collection);
  }

  void add(Map<LeadId, Set<DealId>> deals) {
    Map<String, Set<String>> byLead = new HashMap<>();
    deals.forEach((lead, ofLead) ->
        byLead.put(lead.value(), ofLead.stream().map(DealId::value).collect(Collectors.toSet())));
    documents.update(byLead.keySet(), (lead, document) -> {
      SortedSet<String> known = new TreeSet<>(deals(document));
      return known.addAll(byLead.getOrDefault(lead, Set.of()))
          ? new Document(DEALS, List.copyOf(known))
          : document;
    });
  }

  Map<LeadId, List<DealId>> read(Collection<LeadId> leads) {
    Map<LeadId, List<DealId>> deals = new HashMap<>();
    documents
        .byIds(leads.stream().map(LeadId::value).toList())
        .forEach((lead, document) -> deals.put(
            new LeadId(lead), deals(document).stream().map(DealId::new).toList()));
    return deals;
  }

  private static List<String> deals(@Nullable Document document) {
    return document == null ? List.of() : document.getList(DEALS, String.class);
  }
}
