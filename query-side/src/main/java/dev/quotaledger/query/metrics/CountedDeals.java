package dev.quotaledger.query.metrics;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.query.metrics.DealTallies.Counted;
import dev.quotaledger.query.pipeline.DealColumns;
import dev.quotaledger.query.pipeline.DealRow;
import dev.quotaledger.query.pipeline.DealRows;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The deals that metrics of a period count: those that closed in it, and those that are open and had
 * begun by its last day. Where the view has all of them as they stand now they come in columns.
 */
final class CountedDeals {

  private final DateRange days;
  private final DealRows deals;

  private CountedDeals(Asked asked) {
    this.days = asked.scope().days();
    this.deals = asked.seen().deals();
  }

  /** What they come to. */
  static Counted of(Asked asked) {
    DealTallies tallies = new DealTallies(asked.scope().attribution(), asked.today());
    CountedDeals counted = new CountedDeals(asked);
    if (asked.scope().groupBy() == GroupBy.LEAD_SOURCE || !counted.addColumns(tallies)) {
      List<DealRow> rows = counted.rows();
      tallies.add(rows, asked.leadSources(rows));
    }
    return tallies.counted();
  }

  /** The deals themselves, in no order; a part of a deal in a row each. */
  static List<DealRow> rows(Asked asked) {
    return new CountedDeals(asked).rows();
  }

  private List<DealRow> rows() {
    return Stream.concat(deals.closed(days), deals.open().filter(this::isWanted))
        .toList();
  }

  /** Nothing, and false, where the view has some of them otherwise than they stand now. */
  private boolean addColumns(DealTallies tallies) {
    Optional<List<DealColumns>> open = deals.openColumns();
    Optional<List<DealColumns>> closed =
        open.isEmpty() ? Optional.empty() : deals.closedColumns(days);
    if (open.isEmpty() || closed.isEmpty()) {
      return false;
    }
    closed.get().forEach(columns -> addClosed(columns, tallies));
    open.get().forEach(columns -> addOpen(columns, tallies));
    return true;
  }

  private void addClosed(DealColumns columns, DealTallies tallies) {
    long from = days.from().toEpochDay();
    long until = days.until() == null ? Long.MAX_VALUE : days.until().toEpochDay();
    tallies.add(columns, deal -> columns.closedOn(deal) >= from && columns.closedOn(deal) < until);
    tallies.add(columns.apart().stream().filter(this::isWanted).toList(), _ -> null);
  }

  private void addOpen(DealColumns columns, DealTallies tallies) {
    long until = days.until() == null ? Long.MAX_VALUE : days.until().toEpochDay();
    tallies.add(columns, deal -> columns.begunOn(deal) < until);
    tallies.add(columns.apart().stream().filter(this::isWanted).toList(), _ -> null);
  }

  private boolean isWanted(DealRow deal) {
    LocalDate lastDay = days.lastDay();
    return deal.isOpen()
        ? lastDay == null || !deal.begunOn().isAfter(lastDay)
        : days.contains(Objects.requireNonNull(deal.closedOn()));
  }
}
