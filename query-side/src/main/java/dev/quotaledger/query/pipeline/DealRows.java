package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.DealProgress;
import dev.quotaledger.model.Steps.Step;
import dev.quotaledger.model.attainment.Reference;
import dev.quotaledger.model.attainment.View;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private final List<CreditTarget> targets;

  DealRows(PipelineFacts facts, Reference reference, View view) {
    this.facts = facts;
    this.view = view;
    this.targets = reference.targets().toList();
  }

  /** The deals that were won or lost on the days, in no order; a part of a deal in a row each. */
  public Stream<DealRow> closed(DateRange days) {
    List<Stored<DealRow>> stored = new ArrayList<>();
    buckets(month -> touches(month, days))
        .forEach(some -> facts.closed().rows(some).forEach(stored::addAll));
    return asSeen(
        stored,
        row -> row.closedOn() != null && days.contains(Objects.requireNonNull(row.closedOn())));
  }

  /**
   * The same, without reading the rows of documents that the view has as they stand now. Where a
   * document that is written just now says other things of a deal than they do, theirs are read too.
   */
  public List<DealPart> closedParts(DateRange days) {
    List<DealColumns> asNow = new ArrayList<>();
    List<DealColumns> otherwise = new ArrayList<>();
    buckets(month -> touches(month, days))
        .flatMap(some -> facts.closed().columns(some).stream())
        .forEach(each -> (each.isAsNow(view) ? asNow : otherwise).add(each));
    List<Stored<DealRow>> stored = new ArrayList<>();
    facts.closed().rowsOf(otherwise).forEach(stored::addAll);
    Set<String> changed = changed(stored);
    if (!changed.isEmpty()) {
      List<DealColumns> others =
          asNow.stream().filter(each -> each.saysAnythingOf(changed)).toList();
      facts.closed().rowsOf(others).forEach(stored::addAll);
      asNow.removeAll(others);
    }
    List<DealPart> parts = new ArrayList<>();
    asSeen(stored, row -> !row.isOpen()).forEach(parts::add);
    asNow.forEach(each -> each.parts().forEach(parts::add));
    long from = days.from().toEpochDay();
    long until = days.until() == null ? Long.MAX_VALUE : days.until().toEpochDay();
    parts.removeIf(part -> part.closedDay() < from || part.closedDay() >= until);
    return parts;
  }

  /**
   * The deals of the months of these days that were won or lost, in columns; empty unless the view
   * has all of them as they stand now. There may be deals of other days among them.
   */
  public Optional<List<DealColumns>> closedColumns(DateRange days) {
    List<DealColumns> columns = new ArrayList<>();
    buckets(month -> touches(month, days))
        .forEach(some -> columns.addAll(facts.closed().columns(some)));
    return columns.stream().allMatch(each -> each.isAsNow(view))
        ? Optional.of(columns)
        : Optional.empty();
  }

  /** The deals that are open, in columns; empty unless the view has everything as it stands now. */
  public Optional<List<DealColumns>> openColumns() {
    return view.isLive() ? Optional.of(facts.open().columns(targets)) : Optional.empty();
  }

  /**
   * Of the deals that were won or lost on the days, those of which something was recorded after a
   * moment.
   */
  public Stream<DealRow> closedAndChangedSince(DateRange days, Instant moment) {
    List<Stored<DealRow>> stored = new ArrayList<>();
    buckets(month -> touches(month, days))
        .forEach(some -> facts
            .closed()
            .rows(some)
            .forEach(rows -> rows.stream()
                .filter(row -> row.lastRecordedAt().isAfter(moment))
                .forEach(stored::add)));
    Set<DealId> changed = changedSince(stored, moment);
    return asSeen(
            stored,
            row -> row.closedOn() != null && days.contains(Objects.requireNonNull(row.closedOn())))
        .filter(row -> changed.contains(row.dealId()));
  }

  /** Those of which the view knows something that was recorded after the moment. */
  private Set<DealId> changedSince(List<Stored<DealRow>> stored, Instant moment) {
    Set<DealId> deals = new HashSet<>();
    stored.forEach(row -> deals.add(new DealId(row.source())));
    Instant knownAt = view.knownAt();
    if (knownAt == null || deals.isEmpty()) {
      return deals;
    }
    Set<DealId> changed = new HashSet<>();
    facts.deals().read(deals).forEach((deal, timeline) -> {
      if (timeline.steps().list().stream()
          .map(Step::recordedAt)
          .anyMatch(at -> at.isAfter(moment) && !at.isAfter(knownAt))) {
        changed.add(deal);
      }
    });
    return changed;
  }

  /** Every deal, in no order; a part of a deal in a row each. */
  public Stream<DealRow> all() {
    return Stream.concat(closed(new DateRange(DateRange.ALWAYS, null)), open());
  }

  /** The product lines that any plan ever had a quota for. */
  public Set<ProductLine> plannedProductLines() {
    return facts.productLines().read();
  }

  /** The deals that are open, in no order; a part of a deal in a row each. */
  public Stream<DealRow> open() {
    List<Stored<DealRow>> stored = new ArrayList<>();
    facts.open().rows(targets).forEach(stored::addAll);
    if (!view.isLive()) {
      YearMonth first = firstMonthOfClosedSince();
      buckets(month -> first == null || !month.isBefore(first))
          .map(some -> facts.closed().columns(some).stream()
              .filter(each -> each.mayBeOpenIn(view))
              .toList())
          .forEach(some -> facts
              .closed()
              .rowsOf(some)
              .forEach(rows -> rows.stream().filter(this::mayBeOpen).forEach(stored::add)));
    }
    return asSeen(stored, DealRow::isOpen);
  }

  /**
   * The deals that were created on the days, open or closed, in no order; a part of a deal in a row
   * each. One that closed in a month before it was created is none of them.
   */
  public Stream<DealRow> created(DateRange days) {
    List<Stored<DealRow>> stored = new ArrayList<>();
    facts.open().rows(targets).forEach(stored::addAll);
    YearMonth first = YearMonth.from(days.from());
    buckets(month -> !month.isBefore(first))
        .forEach(some -> facts.closed().rows(some).forEach(stored::addAll));
    return asSeen(stored, row -> days.contains(row.begunOn()));
  }

  /** How the deals got where they stand, of those that the view has. */
  public Map<DealId, DealProgress> progress(Collection<DealId> deals) {
    Map<DealId, DealProgress> progress = new HashMap<>();
    facts
        .deals()
        .read(deals)
        .forEach((dealId, timeline) ->
            timeline.at(view.asOf(), view.knownAt()).ifPresent(deal -> progress.put(dealId, deal)));
    return progress;
  }

  /**
   * A deal that was open on a day and has closed since did so in that month or later, unless that
   * was not known yet; null for any month.
   */
  private @Nullable YearMonth firstMonthOfClosedSince() {
    LocalDate asOf = view.asOf();
    return view.knownAt() != null || asOf == null ? null : YearMonth.from(asOf);
  }

  /** Whether a deal that is or was closed may be open in the view. */
  private boolean mayBeOpen(Stored<DealRow> stored) {
    if (stored.isAsNow(view)) {
      return false;
    }
    return !stored.isTraceableIn(view) || asSeen(stored).anyMatch(DealRow::isOpen);
  }

  private Stream<DealRow> asSeen(List<Stored<DealRow>> stored, Predicate<DealRow> wanted) {
    Set<String> changed = changed(stored);
    Stream<DealRow> same =
        stored.stream().filter(row -> !changed.contains(row.source())).flatMap(this::asSeen);
    return Stream.concat(same, folded(changed)).filter(wanted);
  }

  /** The deals that have to be folded. */
  private Set<String> changed(List<Stored<DealRow>> stored) {
    Set<String> changed = new HashSet<>();
    for (Stored<DealRow> row : stored) {
      if (!row.isAsNow(view) && !row.isTraceableIn(view)) {
        changed.add(row.source());
      }
    }
    return changed;
  }

  private Stream<DealRow> asSeen(Stored<DealRow> stored) {
    DealRow row = stored.row();
    if (row == null) {
      return Stream.empty();
    }
    LocalDate asOf = view.asOf();
    return asOf == null || stored.isAsNow(view) ? Stream.of(row) : row.on(asOf);
  }

  private Stream<DealRow> folded(Set<String> deals) {
    return deals.isEmpty()
        ? Stream.empty()
        : facts.deals().read(deals.stream().map(DealId::new).toList()).entrySet().stream()
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
