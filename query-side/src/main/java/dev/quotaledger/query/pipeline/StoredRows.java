package dev.quotaledger.query.pipeline;

import static java.util.stream.Collectors.toSet;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.DealTimeline;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a deal's timeline puts where. */
final class StoredRows {

  /** A deal of which more days are of interest is folded when somebody asks for one. */
  private static final int MOST_DAYS = 20;

  private StoredRows() {}

  /** The row of an open deal; empty where it is not open, or nothing of it belongs to the target. */
  static Stream<Stored<DealRow>> open(DealId dealId, DealTimeline timeline, CreditTarget target) {
    List<DealRow> now = now(dealId, timeline).toList();
    return now.stream()
        .filter(row -> row.isOpen() && row.target().equals(target))
        .map(row -> stored(dealId, timeline, row, isTraceable(dealId, timeline, now)));
  }

  /** The rows of deals that ended, in every bucket in which any view has them or misses them. */
  static Map<Bucket, List<Stored<DealRow>>> closed(Map<DealId, DealTimeline> timelines) {
    Map<Bucket, List<Stored<DealRow>>> rows = new HashMap<>();
    timelines.forEach((dealId, timeline) -> {
      List<DealRow> now = now(dealId, timeline).toList();
      boolean traceable = isTraceable(dealId, timeline, now);
      for (CreditTarget target : timeline.targets()) {
        for (YearMonth month : timeline.endMonths()) {
          DealRow row = now.stream()
              .filter(each -> each.target().equals(target)
                  && each.closedOn() != null
                  && YearMonth.from(each.closedOn()).equals(month))
              .findFirst()
              .orElse(null);
          rows.computeIfAbsent(new Bucket(target, month), _ -> new ArrayList<>())
              .add(stored(dealId, timeline, row, traceable));
        }
      }
    });
    return rows;
  }

  /**
   * Whether the rows that stand now tell how the deal was on any day: they are in every bucket in
   * which any view has it, and give on each day from which something holds what a fold gives.
   */
  private static boolean isTraceable(DealId dealId, DealTimeline timeline, List<DealRow> now) {
    Set<LocalDate> days = timeline.steps().events().map(DealEvent::effectiveOn).collect(toSet());
    return !now.isEmpty()
        && days.size() <= MOST_DAYS
        && timeline.steps().events().noneMatch(DealHistoryRecorded.class::isInstance)
        && now.stream().map(DealRow::target).collect(toSet()).equals(timeline.targets())
        && endMonths(now).equals(timeline.endMonths())
        && days.stream()
            .allMatch(day -> now.stream()
                .flatMap(row -> row.on(day))
                .toList()
                .equals(timeline.at(day, null).stream()
                    .flatMap(deal -> DealRow.of(dealId, deal))
                    .toList()));
  }

  private static Set<YearMonth> endMonths(List<DealRow> now) {
    return now.stream()
        .map(DealRow::closedOn)
        .filter(Objects::nonNull)
        .map(YearMonth::from)
        .collect(toSet());
  }

  private static Stream<DealRow> now(DealId dealId, DealTimeline timeline) {
    return timeline.at(null, null).stream().flatMap(deal -> DealRow.of(dealId, deal));
  }

  private static Stored<DealRow> stored(
      DealId dealId, DealTimeline timeline, @Nullable DealRow row, boolean traceable) {
    return new Stored<>(
        dealId.value(),
        timeline.steps().version(),
        timeline.lastEffectiveOn(),
        timeline.steps().lastRecordedAt(),
        row,
        traceable);
  }
}
