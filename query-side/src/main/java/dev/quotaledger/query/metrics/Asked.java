package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.Node;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.pipeline.LeadRow;
import dev.quotaledger.query.pipeline.Pipeline;
import dev.quotaledger.query.reference.Seen;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a request for metrics asks about.
 *
 * @param seen the deals and leads of the view
 * @param shown what of the figures the caller sees
 * @param stale whether they lack what came after an event that could not be taken in
 */
record Asked(
    MetricsScope scope, View view, KnownAt known, Pipeline.Seen seen, Seen shown, boolean stale) {

  /** The currency of values where nothing has one. */
  private static final Currency ANY_CURRENCY = Currency.getInstance("USD");

  /** The day of the view: the one asked for, else that of the moment that is known. */
  LocalDate today() {
    return view.today(known.at());
  }

  /** The figures that the caller sees; they may rest on any day. */
  <T> SortedMap<Node, T> shown(SortedMap<Node, T> figures) {
    return new TreeMap<>(shown.shown(figures, DateRange.startingOn(DateRange.ALWAYS)));
  }

  /** What was left out, for whoever sees everything: it is nobody's. */
  List<Excluded> shown(List<Excluded> excluded) {
    return shown.isEverything() ? excluded : List.of();
  }

  /** The deals by what they belong to. */
  DealMetrics byNode(List<DealRow> rows) {
    return DealMetrics.of(rows, scope.attribution(), today(), leadSources(rows));
  }

  /** The currency of values: the one asked for, the plan's, or that of most of the deals. */
  Currency currency(@Nullable Currency mostUsed) {
    return Optional.ofNullable(scope.currency())
        .or(() -> Optional.ofNullable(mostUsed))
        .orElse(ANY_CURRENCY);
  }

  /** The first day asked for; null where there is none. */
  @Nullable
  LocalDate from() {
    LocalDate from = scope.days().from();
    return from.equals(DateRange.ALWAYS) ? null : from;
  }

  /** The last day asked for; null where there is none. */
  @Nullable
  LocalDate until() {
    return scope.days().lastDay();
  }

  /** Where the leads of deals came from; nothing where figures are not broken down by that. */
  Function<DealRow, @Nullable String> leadSources(List<DealRow> rows) {
    if (scope.groupBy() != GroupBy.LEAD_SOURCE) {
      return _ -> null;
    }
    Map<LeadId, LeadRow> leads = seen.leads()
        .all(rows.stream()
            .map(DealRow::leadId)
            .filter(Objects::nonNull)
            .distinct()
            .toList());
    return row -> {
      LeadRow lead = row.leadId() == null ? null : leads.get(row.leadId());
      return lead == null ? null : lead.source();
    };
  }
}
