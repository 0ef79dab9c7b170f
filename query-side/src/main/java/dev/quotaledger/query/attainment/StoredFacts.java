package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.model.attainment.Attribution;
import dev.quotaledger.model.attainment.Credit;
import dev.quotaledger.model.attainment.CreditSums;
import dev.quotaledger.model.attainment.DealEntry;
import dev.quotaledger.model.attainment.FigureFacts;
import dev.quotaledger.model.attainment.KnownLine;
import dev.quotaledger.model.attainment.LineAmount;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.attainment.CreditBuckets.Bucket;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * The facts as buckets have them. Credit is read by the subtotals of buckets where a live figure
 * takes them whole, by their facts elsewhere. Both are the same sum.
 *
 * @param reference says which buckets of credit there can be
 */
record StoredFacts(QuotaBuckets quotas, CreditBuckets buckets, Reference reference)
    implements FigureFacts {

  private static final int BUCKETS_AT_ONCE = 5_000;

  @Override
  public List<LineAmount> amounts(PlanId planId, Collection<PeriodId> periods, View view) {
    return quotas.amounts(planId, periods, view);
  }

  @Override
  public Map<QuotaLineKey, KnownLine> lines(
      PlanId planId, Collection<PeriodId> periods, View view) {
    return quotas.lines(planId, periods, view);
  }

  @Override
  public List<Credit> credits(DateRange days, Attribution attribution, View view) {
    return bucketsOf(days)
        .flatMap(some -> credits(some, days, attribution, view))
        .toList();
  }

  private Stream<Credit> credits(
      List<Bucket> some, DateRange days, Attribution attribution, View view) {
    List<Bucket> whole = new ArrayList<>();
    List<Bucket> parts = new ArrayList<>();
    for (Bucket bucket : some) {
      boolean takenWhole = view.isLive()
          && days.intersection(bucket.days()).equals(Optional.of(bucket.days()))
          && attribution.isConstant(bucket.target(), bucket.days());
      (takenWhole ? whole : parts).add(bucket);
    }
    return Stream.concat(
        buckets.totals(whole),
        CreditSums.byDay(buckets.entries(parts), fact -> counts(fact, days, view)).stream());
  }

  @Override
  public Stream<DealEntry> history(DateRange days) {
    return bucketsOf(days)
        .flatMap(buckets::entries)
        .map(entry -> entry.only(fact -> days.contains(fact.creditOn())))
        .filter(entry -> !entry.facts().isEmpty());
  }

  private static boolean counts(CreditFact fact, DateRange days, View view) {
    return days.contains(fact.creditOn()) && fact.counts(view.asOf(), view.knownAt());
  }

  /** All buckets that there can be on the days, some thousands at a time, since most may not be. */
  private Stream<List<Bucket>> bucketsOf(DateRange days) {
    YearMonth first = YearMonth.from(days.from());
    YearMonth last = YearMonth.from(Objects.requireNonNull(days.lastDay(), "days end"));
    return reference
        .targets()
        .flatMap(
            target -> Stream.iterate(first, month -> !month.isAfter(last), m -> m.plusMonths(1))
                .map(month -> new Bucket(target, month)))
        .gather(Gatherers.windowFixed(BUCKETS_AT_ONCE));
  }
}
