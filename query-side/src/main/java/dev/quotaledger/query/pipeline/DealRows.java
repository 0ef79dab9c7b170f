package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.query.pipeline.ClosedDeals.Bucket;
import dev.quotaledger.query.reference.Reference;
import dev.quotaledger.query.reference.View;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Deals as one view has them. A deal of which nothing holds or was recorded since is read as it
 * stands now; the others are folded from what was recorded of them.
 */
public final class DealRows {

  private static final int BUCKETS_AT_ONCE = 5_000;

  private final PipelineFacts facts;
  private final View view;
  private final Reference reference;
  private final List<CreditTarget> targets;

  DealRows(PipelineFacts facts, View view) {
    this.facts = facts;
    this.view = view;
    this.reference = facts.reference().read();
    this.targets = reference.targets().toList();
  }

  /** What the deals refer to. */
  public Reference reference() {
    return reference;
  }

  /** The deals that were won or lost on the days, in no order; a part of a deal in a row each. */
  public Stream<DealRow> closed(DateRange days) {
    List<StoredRow> stored = new ArrayList<>();
    buckets(month -> touches(month, days))
        .forEach(some -> facts.closed().rows(some).forEach(stored::addAll));
    return asSeen(
        stored,
        row -> row.closedOn() != null && days.contains(Objects.requireNonNull(row.closedOn())));
  }

  /** The deals that are open, in no order; a part of a deal in a row each. */
  public Stream<DealRow> open() {
    List<StoredRow> stored = new ArrayList<>();
    facts.open().rows(targets).forEach(stored::addAll);
    if (!view.isLive()) {
      YearMonth first = firstMonthOfClosedSince();
      buckets(month -> first == null || !month.isBefore(first))
          .forEach(some -> facts
              .closed()
              .rows(some)
              .forEach(
                  rows -> rows.stream().filter(row -> !row.isAsNow(view)).forEach(stored::add)));
    }
    return asSeen(stored, DealRow::isOpen);
  }

  /**
   * A deal that was open on a day and has closed since did so in that month or later, unless that
   * was not known yet; null for any month.
   */
  private @Nullable YearMonth firstMonthOfClosedSince() {
    LocalDate asOf = view.asOf();
    return view.knownAt() != null || asOf == null ? null : YearMonth.from(asOf);
  }

  private Stream<DealRow> asSeen(List<StoredRow> stored, Predicate<DealRow> wanted) {
    Set<DealId> changed = new HashSet<>();
    for (StoredRow row : stored) {
      if (!row.isAsNow(view)) {
        changed.add(row.dealId());
      }
    }
    Stream<DealRow> same = stored.stream()
        .filter(row -> !changed.contains(row.dealId()))
        .map(StoredRow::row)
        .filter(Objects::nonNull);
    return Stream.concat(same, folded(changed)).filter(wanted);
  }

  private Stream<DealRow> folded(Set<DealId> deals) {
    return deals.isEmpty()
        ? Stream.empty()
        : facts.deals().read(deals).entrySet().stream()
            .flatMap(deal -> deal.getValue().at(view.asOf(), view.knownAt()).stream()
                .flatMap(progress -> DealRow.of(deal.getKey(), progress)));
  }

  private Stream<List<Bucket>> buckets(Predicate<YearMonth> wanted) {
    List<YearMonth> months = facts.months().read().stream().filter(wanted).toList();
    return targets.stream()
        .flatMap(target -> months.stream().map(month -> new Bucket(target, month)))
        .gather(Gatherers.windowFixed(BUCKETS_AT_ONCE));
  }

  private static boolean touches(YearMonth month, DateRange days) {
    return days.overlaps(DateRange.ofDays(month.atDay(1), month.atEndOfMonth()));
  }
}
