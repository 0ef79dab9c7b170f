package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.LeadTimeline;
import dev.quotaledger.query.store.FactBuckets;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import tools.jackson.core.type.TypeReference;

/** The rows of leads, in one bucket for each rep who works or worked them and month of coming in. */
final class Leads {

  private static final int MAX_ROWS = 1_000;

  private final PackedRows<Bucket, LeadRow> form = new PackedRows<>(new TypeReference<>() {});
  private final FactBuckets<Bucket, Stored<LeadRow>> buckets;

  Leads(MongoCollection<Document> collection) {
    this.buckets = new FactBuckets<>(collection, MAX_ROWS, form);
  }

  /** Puts leads into every bucket in which any view has them. */
  void write(Map<LeadId, LeadTimeline> timelines) {
    Map<Bucket, List<Stored<LeadRow>>> rows = new HashMap<>();
    timelines.forEach((leadId, timeline) -> {
      Optional<LeadRow> now = timeline.at(null, null).map(lead -> LeadRow.of(leadId, lead));
      for (Optional<RepId> rep : timeline.reps()) {
        for (YearMonth month : timeline.months()) {
          Optional<LeadRow> here = now.filter(row -> Objects.equals(row.repId(), rep.orElse(null))
              && YearMonth.from(row.openedOn()).equals(month));
          rows.computeIfAbsent(
                  new Bucket(CreditTarget.of(rep.orElse(null), null), month),
                  _ -> new ArrayList<>())
              .add(Stored.of(leadId.value(), timeline.steps(), here.orElse(null)));
        }
      }
    });
    buckets.write(rows);
  }

  /** What stands in the buckets. */
  Stream<Stored<LeadRow>> rows(Collection<Bucket> some) {
    return buckets
        .documents(some, PackedRows.FIELD)
        .flatMap(document -> form.read(document).stream());
  }
}
