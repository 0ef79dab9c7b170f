package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.model.DealProgress;
import dev.quotaledger.query.pipeline.LeadRow;
import dev.quotaledger.query.pipeline.Pipeline;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What became of a lead: whichever of its deals was won first. Its deals are the one that it became
 * and those that name it.
 *
 * @param deals those of them that the view has
 * @param wonOn when the first of them was won; null when none is
 * @param open whether it is not decided: it was not given up and no deal of it is lost for good
 */
record LeadOutcome(
    LeadRow lead, List<DealId> deals, @Nullable LocalDate wonOn, boolean open) {

  /** The leads that came in on the days, with what became of them. */
  static List<LeadOutcome> of(DateRange days, Pipeline.Seen seen) {
    List<LeadRow> leads = seen.leads().created(days).toList();
    Map<LeadId, List<DealId>> naming =
        seen.leads().deals(leads.stream().map(LeadRow::leadId).toList());
    Map<LeadId, Set<DealId>> candidates = new HashMap<>();
    for (LeadRow lead : leads) {
      Set<DealId> deals = new HashSet<>(naming.getOrDefault(lead.leadId(), List.of()));
      if (lead.dealId() != null) {
        deals.add(lead.dealId());
      }
      candidates.put(lead.leadId(), deals);
    }
    Map<DealId, DealProgress> progress = seen.deals()
        .progress(candidates.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
    return leads.stream()
        .map(lead -> of(lead, candidates.getOrDefault(lead.leadId(), Set.of()), progress))
        .toList();
  }

  private static LeadOutcome of(
      LeadRow lead, Collection<DealId> candidates, Map<DealId, DealProgress> progress) {
    List<DealId> deals = candidates.stream()
        .filter(id -> isOf(lead, id, progress.get(id)))
        .sorted(Comparator.comparing(DealId::value))
        .toList();
    List<DealProgress> known =
        deals.stream().map(progress::get).filter(Objects::nonNull).toList();
    LocalDate wonOn = known.stream()
        .filter(deal -> deal.state().isWon())
        .map(deal -> deal.state().closedOn())
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
    return new LeadOutcome(lead, deals, wonOn, wonOn == null && isOpen(lead, known));
  }

  /** The deal that the lead became, or one that names it in this view. */
  private static boolean isOf(LeadRow lead, DealId dealId, @Nullable DealProgress deal) {
    return deal != null
        && !deal.state().voided()
        && (dealId.equals(lead.dealId())
            || lead.leadId().equals(deal.state().belongsTo().leadId()));
  }

  private static boolean isOpen(LeadRow lead, List<DealProgress> deals) {
    if (deals.isEmpty()) {
      return lead.status() != LeadStatus.DISQUALIFIED;
    }
    return deals.stream().anyMatch(deal -> deal.state().stage() != DealStage.LOST);
  }

  /** Whether a deal of it is won. */
  boolean isConverted() {
    return wonOn != null;
  }

  /** The days from coming in to winning; null when nothing is won. */
  @Nullable
  Long days() {
    return wonOn == null ? null : ChronoUnit.DAYS.between(lead.openedOn(), wonOn);
  }

  /** Whether it was won within so many days of coming in. */
  boolean isConvertedWithin(long most) {
    return Stream.ofNullable(days()).anyMatch(taken -> taken <= most);
  }
}
