package dev.quotaledger.query.pipeline;

import static java.util.stream.Collectors.groupingBy;

import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.SpendId;
import dev.quotaledger.model.DealTimeline;
import dev.quotaledger.model.LeadTimeline;
import dev.quotaledger.model.SpendTimeline;
import dev.quotaledger.query.Generation;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.query.reference.ReferenceFacts;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The facts of one generation of this model.
 *
 * @param reference what figures refer to
 * @param deals everything that was recorded of each deal
 * @param closed the rows of deals that are or were closed
 * @param open the rows of deals that are open
 * @param months the months in which deals ended
 * @param trackedLeads everything that was recorded of each lead
 * @param leads the rows of leads
 * @param leadMonths the months in which leads came in
 * @param dealsOfLeads which deals name which leads
 * @param trackedSpend everything that was recorded of each spent amount
 * @param spending what was spent
 * @param productLines those that plans have quotas for
 * @param calls what was said of how periods will end
 */
record PipelineFacts(
    ReferenceFacts reference,
    Tracked<DealId, DealEvent, DealTimeline> deals,
    ClosedDeals closed,
    OpenDeals open,
    Months months,
    Tracked<LeadId, LeadEvent, LeadTimeline> trackedLeads,
    Leads leads,
    Months leadMonths,
    DealsOfLeads dealsOfLeads,
    Tracked<SpendId, SpendEvent, SpendTimeline> trackedSpend,
    Spending spending,
    ProductLines productLines,
    Calls calls) {

  static PipelineFacts of(Generation generation) {
    Tracked<DealId, DealEvent, DealTimeline> deals = new Tracked<>(
        generation.collection("deals"), DealId::value, DealId::new, DealTimeline::new);
    return new PipelineFacts(
        new ReferenceFacts(generation.collection("reference")),
        deals,
        new ClosedDeals(generation.collection("closed")),
        new OpenDeals(generation.collection("open"), deals),
        new Months(generation.collection("months"), "ended"),
        new Tracked<>(
            generation.collection("leads"), LeadId::value, LeadId::new, LeadTimeline::new),
        new Leads(generation.collection("lead-rows")),
        new Months(generation.collection("months"), "leads"),
        new DealsOfLeads(generation.collection("lead-deals")),
        new Tracked<>(
            generation.collection("spend"), SpendId::value, SpendId::new, SpendTimeline::new),
        new Spending(generation.collection("spend-rows")),
        new ProductLines(generation.collection("product-lines")),
        new Calls(generation.collection("calls"), generation.collection("call-subjects")));
  }

  /**
   * Keeps events of deals: first what was recorded, then the rows that follow from it. A crash in
   * between makes the same events come again, and the rows are written whatever the deals know.
   */
  void writeDeals(List<RecordedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    Map<DealId, List<RecordedEvent>> byDeal =
        events.stream().collect(groupingBy(event -> ((DealEvent) event.payload()).dealId()));
    Map<DealId, DealTimeline> timelines = deals.write(byDeal);
    months.add(union(timelines.values(), DealTimeline::endMonths));
    Map<LeadId, Set<DealId>> ofLeads = new HashMap<>();
    timelines.forEach((dealId, timeline) -> timeline
        .leads()
        .forEach(lead -> ofLeads.computeIfAbsent(lead, _ -> new HashSet<>()).add(dealId)));
    dealsOfLeads.add(ofLeads);
    closed.write(StoredRows.closed(timelines));
    open.write(timelines);
  }

  /** Keeps events of leads, in the same manner. */
  void writeLeads(List<RecordedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    Map<LeadId, List<RecordedEvent>> byLead =
        events.stream().collect(groupingBy(event -> ((LeadEvent) event.payload()).leadId()));
    Map<LeadId, LeadTimeline> timelines = trackedLeads.write(byLead);
    leadMonths.add(union(timelines.values(), LeadTimeline::months));
    leads.write(timelines);
  }

  /** Keeps events of spent amounts, in the same manner. */
  void writeSpend(List<RecordedEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    Map<SpendId, List<RecordedEvent>> bySpend =
        events.stream().collect(groupingBy(event -> ((SpendEvent) event.payload()).spendId()));
    spending.write(trackedSpend.write(bySpend));
  }

  private static <T> Set<YearMonth> union(
      Collection<T> timelines, Function<T, Set<YearMonth>> months) {
    return timelines.stream()
        .flatMap(timeline -> months.apply(timeline).stream())
        .collect(Collectors.toSet());
  }
}
