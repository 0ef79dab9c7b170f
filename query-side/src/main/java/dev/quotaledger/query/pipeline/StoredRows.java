package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.DealTimeline;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a deal's timeline puts where. */
final class StoredRows {

  private StoredRows() {}

  /** The row of an open deal; empty where it is not open, or nothing of it belongs to the target. */
  static Stream<Stored<DealRow>> open(DealId dealId, DealTimeline timeline, CreditTarget target) {
    return now(dealId, timeline)
        .filter(row -> row.isOpen() && row.target().equals(target))
        .map(row -> stored(dealId, timeline, row));
  }

  /** The rows of deals that ended, in every bucket in which any view has them or misses them. */
  static Map<Bucket, List<Stored<DealRow>>> closed(Map<DealId, DealTimeline> timelines) {
    Map<Bucket, List<Stored<DealRow>>> rows = new HashMap<>();
    timelines.forEach((dealId, timeline) -> {
      List<DealRow> now = now(dealId, timeline).toList();
      for (CreditTarget target : timeline.targets()) {
        for (YearMonth month : timeline.endMonths()) {
          DealRow row = now.stream()
              .filter(each -> each.target().equals(target)
                  && each.closedOn() != null
                  && YearMonth.from(each.closedOn()).equals(month))
              .findFirst()
              .orElse(null);
          rows.computeIfAbsent(new Bucket(target, month), _ -> new ArrayList<>())
              .add(stored(dealId, timeline, row));
        }
      }
    });
    return rows;
  }

  private static Stream<DealRow> now(DealId dealId, DealTimeline timeline) {
    return timeline.at(null, null).stream().flatMap(deal -> DealRow.of(dealId, deal));
  }

  private static Stored<DealRow> stored(
      DealId dealId, DealTimeline timeline, @Nullable DealRow row) {
    return new Stored<>(
        dealId.value(),
        timeline.steps().version(),
        timeline.lastEffectiveOn(),
        timeline.steps().lastRecordedAt(),
        row);
  }
}
