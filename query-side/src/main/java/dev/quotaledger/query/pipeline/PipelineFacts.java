package dev.quotaledger.query.pipeline;

import static java.util.stream.Collectors.groupingBy;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealId;
import dev.quotaledger.model.DealTimeline;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.reference.ReferenceFacts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The facts of one generation of this model.
 *
 * @param reference what figures refer to
 * @param deals everything that was recorded of each deal
 * @param closed the rows of deals that are or were closed
 * @param open the rows of deals that are open
 * @param months the months in which deals ended
 */
record PipelineFacts(
    ReferenceFacts reference,
    TrackedDeals deals,
    ClosedDeals closed,
    OpenDeals open,
    EndMonths months) {

  static PipelineFacts of(Generation generation) {
    TrackedDeals deals = new TrackedDeals(generation.collection("deals"));
    return new PipelineFacts(
        new ReferenceFacts(generation.collection("reference")),
        deals,
        new ClosedDeals(generation.collection("closed")),
        new OpenDeals(generation.collection("open"), deals),
        new EndMonths(generation.collection("months")));
  }

  /**
   * Keeps events of deals: first what was recorded, then the rows that follow from it. A crash in
   * between makes the same events come again, and the rows are written whatever the deals know.
   */
  void write(List<RecordedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    Map<DealId, List<RecordedEvent>> byDeal =
        events.stream().collect(groupingBy(event -> ((DealEvent) event.payload()).dealId()));
    deals.write(byDeal);
    Map<DealId, DealTimeline> timelines = deals.read(byDeal.keySet());
    months.add(timelines.values().stream()
        .flatMap(timeline -> timeline.endMonths().stream())
        .collect(Collectors.toSet()));
    closed.write(StoredRows.closed(timelines));
    open.write(timelines);
  }
}
