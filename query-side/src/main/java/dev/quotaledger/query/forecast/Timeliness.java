package dev.quotaledger.query.forecast;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.model.DealProgress.Passage;
import dev.quotaledger.query.forecast.NewBusiness.Span;
import dev.quotaledger.query.pipeline.DealRow;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Which part of what stage and age promise of open deals came by the end of earlier periods, at the
 * same distance from the end. Stage and age know nothing of the days on which a company books its
 * orders: where it books once a month, either all of it comes in the last weeks of a period or
 * nothing. So a draw takes the part of one earlier period.
 */
final class Timeliness {

  /** As many average deals count as if the part of all periods together had come of them. */
  private static final double PRIOR_DEALS = 5;

  private final double[] parts;

  private Timeliness(double[] parts) {
    this.parts = parts;
  }

  /**
   * What earlier periods tell. More than was promised counts as all of it: as long as little is
   * known, mostly deals have closed that close early, and stage and age promise too little.
   *
   * @param spans the ends of the earlier periods
   */
  static Timeliness of(
      List<DealRow> closed, List<DealRow> open, List<Span> spans, WinHistory history) {
    List<Promises> periods = spans.stream()
        .map(span -> {
          Promises promises = new Promises(span, history);
          closed.forEach(promises::add);
          open.forEach(promises::add);
          return promises;
        })
        .filter(promises -> promises.deals > 0)
        .toList();
    double prior = PRIOR_DEALS
        * periods.stream().mapToDouble(period -> period.amounts).sum()
        / Math.max(1, periods.stream().mapToLong(period -> period.deals).sum());
    double together = part(
        periods.stream().mapToDouble(period -> period.came).sum(),
        periods.stream().mapToDouble(period -> period.promised).sum(),
        prior,
        1);
    return new Timeliness(periods.stream()
        .mapToDouble(period -> part(period.came, period.promised, prior, together))
        .toArray());
  }

  private static double part(double came, double promised, double prior, double usual) {
    double all = promised + prior;
    return all == 0 ? 1 : Math.min(1, (came + prior * usual) / all);
  }

  /** The mean part, 0 to 1; 1 where no earlier period tells anything. */
  double mean() {
    return Arrays.stream(parts).average().orElse(1);
  }

  /** The part of one earlier period. */
  double draw(RandomGenerator random) {
    return parts.length == 0 ? 1 : parts[random.nextInt(parts.length)];
  }

  /** What was promised for an earlier period, and what came. */
  private static final class Promises {

    private final Span span;
    private final WinHistory history;
    private double promised;
    private double came;
    private double amounts;
    private long deals;

    private Promises(Span span, WinHistory history) {
      this.span = span;
      this.history = history;
    }

    private void add(DealRow row) {
      LocalDate closedOn = row.closedOn();
      Money money = row.amount();
      if (money == null
          || money.isNegative()
          || row.begunOn().isAfter(span.today())
          || (closedOn != null && !closedOn.isAfter(span.today()))) {
        return;
      }
      double amount = money.amount().doubleValue();
      Passage then = passage(row, span.today());
      promised += amount
          * history.winProbability(
              then.stage(), then.enteredOn(), span.today(), span.from(), span.until());
      if (row.isWon() && closedOn != null && !closedOn.isAfter(span.until())) {
        came += amount;
      }
      amounts += amount;
      deals++;
    }

    /** The stage in which the deal was on a day, and since when. */
    private static Passage passage(DealRow row, LocalDate day) {
      Passage then = new Passage(DealStage.PROSPECTING, row.begunOn());
      for (Passage passage : row.passages()) {
        if (!passage.enteredOn().isAfter(day)) {
          then = passage;
        }
      }
      return then;
    }
  }
}
