package dev.quotaledger.model.attainment;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertRuleEvent;
import dev.quotaledger.api.CalendarEvent;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealEvent;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.ForecastCallEvent;
import dev.quotaledger.api.LeadEvent;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.SpendEvent;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.DealCredit;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The facts that a log of events says, in memory: all that is needed to repeat every figure from the
 * events alone. It takes the events of each stream in their order, and those of different streams in
 * any; each once.
 */
public final class RecordedFacts implements FigureFacts {

  private final List<StoredEvent> references = new ArrayList<>();
  private final Map<PlanPeriod, List<QuotaFact>> quotas = new HashMap<>();
  private final Map<DealId, Folded> deals = new LinkedHashMap<>();
  private final NavigableMap<YearMonth, Set<DealId>> dealsByMonth = new TreeMap<>();

  /** What the reference events say; null until somebody asks for it. */
  private @Nullable Reference reference;

  private record PlanPeriod(PlanId planId, PeriodId periodId) {}

  /** A deal's credit and the place of the last event in it. */
  private record Folded(DealCredit credit, long last) {}

  /**
   * Takes the event in.
   *
   * @throws IllegalStateException for an event of a deal that was not opened
   */
  public void take(StoredEvent stored) {
    if (Reference.concerns(stored.event())) {
      references.add(stored);
      reference = null;
    }
    switch (stored.event()) {
      case QuotaPlanEvent e ->
        QuotaFact.of(stored)
            .forEach(fact -> quotas
                .computeIfAbsent(
                    new PlanPeriod(e.planId(), fact.line().periodId()), _ -> new ArrayList<>())
                .add(fact));
      case DealEvent e -> take(e, stored);
      case OrganizationEvent _,
          CalendarEvent _,
          TerritoryEvent _,
          LeadEvent _,
          SpendEvent _,
          ForecastCallEvent _,
          AlertRuleEvent _,
          AlertEvent _ -> {}
    }
  }

  private void take(DealEvent event, StoredEvent stored) {
    DealCredit next = credit(event.dealId()).evolve(event, stored.recordedAt(), stored.sequence());
    deals.put(event.dealId(), new Folded(next, stored.sequence()));
    next.facts().stream()
        .map(RecordedFacts::month)
        .forEach(
            month -> dealsByMonth.computeIfAbsent(month, _ -> new TreeSet<>()).add(event.dealId()));
  }

  /** What figures refer to. */
  public Reference reference() {
    if (reference == null) {
      reference = new Reference(references);
    }
    return reference;
  }

  /** The plan as the view has it; empty where it has none. */
  public Optional<PlanView> plan(PlanId planId, View view) {
    return reference()
        .plan(planId, view.knownAt())
        .map(frame -> new PlanView(this, reference(), frame, view));
  }

  /** The credit that the deal gives; none where nothing is recorded of it. */
  public DealCredit credit(DealId dealId) {
    Folded folded = deals.get(dealId);
    return folded == null ? DealCredit.NONE : folded.credit;
  }

  /** The deals that ever gave credit on the days, in the order of their ids. */
  public Stream<DealId> deals(DateRange days) {
    YearMonth first = YearMonth.from(days.from());
    YearMonth last = YearMonth.from(Objects.requireNonNull(days.lastDay(), "days end"));
    return dealsByMonth.subMap(first, true, last, true).values().stream()
        .flatMap(Set::stream)
        .distinct()
        .filter(dealId ->
            credit(dealId).facts().stream().anyMatch(fact -> days.contains(fact.creditOn())))
        .sorted();
  }

  @Override
  public List<LineAmount> amounts(PlanId planId, Collection<PeriodId> periods, View view) {
    return KnownLine.amounts(lines(planId, periods, view).values(), view.day());
  }

  @Override
  public Map<QuotaLineKey, KnownLine> lines(
      PlanId planId, Collection<PeriodId> periods, View view) {
    return KnownLine.of(periods.stream()
        .flatMap(period -> quotas.getOrDefault(new PlanPeriod(planId, period), List.of()).stream())
        .filter(fact -> fact.isKnownAt(view.knownAt())));
  }

  @Override
  public List<Credit> credits(DateRange days, Attribution attribution, View view) {
    return CreditSums.byDay(entries(days, view), _ -> true);
  }

  @Override
  public Stream<DealEntry> history(DateRange days) {
    return deals(days)
        .map(this::entry)
        .map(entry -> entry.only(fact -> days.contains(fact.creditOn())));
  }

  private DealEntry entry(DealId dealId) {
    Folded folded = Objects.requireNonNull(deals.get(dealId));
    return new DealEntry(dealId, folded.last, folded.credit.isEverShared(), folded.credit.facts());
  }

  private static YearMonth month(CreditFact fact) {
    return YearMonth.from(fact.creditOn());
  }
}
