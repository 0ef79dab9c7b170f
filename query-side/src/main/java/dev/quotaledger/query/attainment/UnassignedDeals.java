package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.Timeline;
import dev.quotaledger.model.attainment.Credit;
import dev.quotaledger.model.attainment.CreditSums;
import dev.quotaledger.model.attainment.DealEntry;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.attainment.CreditBuckets.Bucket;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The deals whose credit nobody has: they name neither a rep nor a territory, or a territory that was
 * vacant on the credit date. No plan is asked, so a period that was closed makes no difference.
 */
final class UnassignedDeals {

  private final CreditBuckets buckets;
  private final Reference reference;
  private final View view;

  UnassignedDeals(CreditBuckets buckets, Reference reference, View view) {
    this.buckets = buckets;
    this.reference = reference;
    this.view = view;
  }

  /** A deal and the credit that nobody has for it. */
  record Unassigned(DealEntry entry, Credit credit) {

    Place place() {
      return new Place(
          credit.target().toString(), credit.days().from(), entry.dealId().value());
    }
  }

  /**
   * Where a deal stands in the list: those that name nobody first, then by territory, credit date and
   * id.
   */
  record Place(String target, LocalDate creditOn, String dealId) implements Comparable<Place> {

    private static final Comparator<Place> ORDER = Comparator.comparing(Place::target)
        .thenComparing(Place::creditOn)
        .thenComparing(Place::dealId);

    /** Whether everything of the bucket comes before. */
    boolean isBehind(Bucket bucket) {
      int byTarget = target.compareTo(bucket.target().toString());
      return byTarget > 0 || (byTarget == 0 && creditOn.isAfter(bucket.month().atEndOfMonth()));
    }

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Up to so many of the deals, in order.
   *
   * @param behind the place from behind which on; null for the beginning
   */
  List<Unassigned> list(@Nullable Place behind, int most) {
    Stream<Bucket> all = Stream.concat(
        buckets.of(CreditTarget.NOBODY, new DateRange(DateRange.ALWAYS, null)),
        reference.territories().stream()
            .filter(
                territory -> behind == null || behind.target.compareTo(territory.toString()) <= 0)
            .flatMap(this::whereVacant));
    return all.filter(bucket -> behind == null || !behind.isBehind(bucket))
        .flatMap(this::deals)
        .filter(deal -> behind == null || behind.compareTo(deal.place()) < 0)
        .limit(most)
        .toList();
  }

  private Stream<Bucket> whereVacant(TerritoryId territory) {
    CreditTarget target = CreditTarget.of(null, territory);
    return vacancies(holders(territory))
        .flatMap(days -> buckets.of(target, days))
        .distinct();
  }

  private Stream<Unassigned> deals(Bucket bucket) {
    TerritoryId territory = bucket.target().territoryId();
    Timeline<?> holders = territory == null ? Timeline.empty() : holders(territory);
    return buckets
        .entries(List.of(bucket))
        .flatMap(entry ->
            CreditSums.byDay(Stream.of(entry), fact -> fact.counts(view.asOf(), view.knownAt()))
                .stream()
                .filter(credit -> credit.deals() + credit.sharedDeals().size() > 0)
                .filter(credit -> holders.at(credit.days().from()) == null)
                .map(credit -> new Unassigned(entry, credit)))
        .sorted(Comparator.comparing(Unassigned::place));
  }

  private Timeline<?> holders(TerritoryId territory) {
    return reference.holders(territory, view.knownAt()).primary();
  }

  private static Stream<DateRange> vacancies(Timeline<?> holders) {
    List<LocalDate> changes =
        Stream.concat(Stream.of(DateRange.ALWAYS), holders.changes()).distinct().toList();
    return Stream.iterate(0, i -> i < changes.size(), i -> i + 1)
        .filter(i -> holders.at(changes.get(i)) == null)
        .map(
            i -> new DateRange(changes.get(i), i + 1 < changes.size() ? changes.get(i + 1) : null));
  }
}
