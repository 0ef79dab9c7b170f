package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.model.CreditFact;
import dev.quotaledger.query.attainment.CreditBuckets.Bucket;
import dev.quotaledger.query.reference.Attribution;
import dev.quotaledger.query.reference.Reference;
import dev.quotaledger.query.reference.View;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/**
 * Reads the credit of some days: by the subtotals of buckets where a live figure takes them whole,
 * by their facts elsewhere. Both are the same sum.
 */
final class CreditReader {

  private static final int BUCKETS_AT_ONCE = 5_000;

  private final CreditBuckets buckets;
  private final Reference reference;
  private final Attribution attribution;
  private final View view;

  CreditReader(CreditBuckets buckets, Reference reference, Attribution attribution, View view) {
    this.buckets = buckets;
    this.reference = reference;
    this.attribution = attribution;
    this.view = view;
  }

  /** The credit of the days, in scope or not. */
  List<Credit> credits(DateRange days) {
    return bucketsOf(days).flatMap(some -> credits(some, days)).toList();
  }

  private Stream<Credit> credits(List<Bucket> some, DateRange days) {
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
        CreditSums.byDay(buckets.entries(parts), fact -> counts(fact, days)).stream());
  }

  /** What the deals say that counts on the days. */
  Stream<DealEntry> entries(DateRange days) {
    return bucketsOf(days)
        .flatMap(buckets::entries)
        .map(entry -> new DealEntry(
            entry.dealId(),
            entry.version(),
            entry.shared(),
            entry.facts().stream().filter(fact -> counts(fact, days)).toList()))
        .filter(entry -> !entry.facts().isEmpty());
  }

  private boolean counts(CreditFact fact, DateRange days) {
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
