package dev.quotaledger.query.pipeline;

import com.mongodb.client.MongoCollection;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.LeadTimeline;
import dev.quotaledger.query.store.FactBuckets;
import dev.quotaledger.query.store.FactJson;
import dev.quotaledger.query.store.PackedFacts;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
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
  private static final String ROWS = "rows";

  private static final PackedFacts<Stored<LeadRow>> PACKED =
      new PackedFacts<>(FactJson.PACKED, new TypeReference<List<Stored<LeadRow>>>() {});

  private final FactBuckets<Bucket, Stored<LeadRow>> buckets;

  Leads(MongoCollection<Document> collection) {
    this.buckets = new FactBuckets<>(collection, MAX_ROWS, new Packed());
  }

  /** Whose leads, and the month in which they came in. */
  record Bucket(CreditTarget target, YearMonth month) {

    @Override
    public String toString() {
      return target + "|" + month;
    }
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
              .add(new Stored<>(
                  leadId.value(),
                  timeline.steps().version(),
                  timeline.steps().lastEffectiveOn(),
                  timeline.steps().lastRecordedAt(),
                  here.orElse(null)));
        }
      }
    });
    buckets.write(rows);
  }

  /** What stands in the buckets. */
  Stream<Stored<LeadRow>> rows(Collection<Bucket> some) {
    return buckets
        .documents(some, ROWS)
        .flatMap(document -> PACKED.unpack(document, ROWS).stream());
  }

  private static final class Packed implements FactBuckets.Form<Bucket, Stored<LeadRow>> {

    @Override
    public Document write(Bucket bucket, List<Stored<LeadRow>> rows) {
      return new Document(
          ROWS,
          PACKED.pack(rows.stream().sorted(Comparator.comparing(Stored::source)).toList()));
    }

    @Override
    public List<Stored<LeadRow>> read(Document document) {
      return PACKED.unpack(document, ROWS);
    }
  }
}
