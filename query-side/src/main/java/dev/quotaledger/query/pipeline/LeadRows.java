package dev.quotaledger.query.pipeline;

import static java.util.stream.Collectors.partitioningBy;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.View;
import java.time.YearMonth;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Leads as one view has them. */
public final class LeadRows {

  private final PipelineFacts facts;
  private final View view;
  private final List<CreditTarget> targets;

  LeadRows(PipelineFacts facts, Reference reference, View view) {
    this.facts = facts;
    this.view = view;
    this.targets =
        reference.targets().filter(target -> target.territoryId() == null).toList();
  }

  /** The leads that came in on the days, in no order. */
  public Stream<LeadRow> created(DateRange days) {
    List<YearMonth> months = facts.leadMonths().read().stream()
        .filter(month -> days.overlaps(DateRange.ofDays(month.atDay(1), month.atEndOfMonth())))
        .toList();
    List<Bucket> buckets = targets.stream()
        .flatMap(target -> months.stream().map(month -> new Bucket(target, month)))
        .toList();
    Map<Boolean, List<Stored<LeadRow>>> asNow =
        facts.leads().rows(buckets).collect(partitioningBy(row -> row.isAsNow(view)));
    Stream<LeadRow> same =
        asNow.getOrDefault(true, List.of()).stream().map(Stored::row).filter(Objects::nonNull);
    Stream<LeadRow> changed = all(asNow.getOrDefault(false, List.of()).stream()
            .map(row -> new LeadId(row.source()))
            .distinct()
            .toList())
        .values()
        .stream();
    return Stream.concat(same, changed).filter(lead -> days.contains(lead.openedOn()));
  }

  /** Those of these leads that the view has. */
  public Map<LeadId, LeadRow> all(Collection<LeadId> leads) {
    Map<LeadId, LeadRow> rows = new HashMap<>();
    facts
        .trackedLeads()
        .read(leads)
        .forEach((leadId, timeline) -> timeline
            .at(view.asOf(), view.knownAt())
            .ifPresent(lead -> rows.put(leadId, LeadRow.of(leadId, lead))));
    return rows;
  }

  /** The deals that name or named each of these leads in any view. */
  public Map<LeadId, List<DealId>> deals(Collection<LeadId> leads) {
    return facts.dealsOfLeads().read(leads);
  }
}
