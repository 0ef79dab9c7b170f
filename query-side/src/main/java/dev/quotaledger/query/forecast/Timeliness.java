package dev.quotaledger.query.forecast;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.model.DealProgress.Passage;
import dev.quotaledger.query.forecast.NewBusiness.Span;
import dev.quotaledger.query.pipeline.DealRow;
import java.time.LocalDate;
import java.util.List;

/**
 * What open deals brought by the end of earlier periods, in relation to what stage and age promised of
 * them at the same distance from the end. Stage and age know nothing of the days on which a company
 * books its orders: before the end of a quarter more may come than they say, or hardly anything.
 *
 * @param factor by which probabilities of being won in time are multiplied; 1 without earlier periods
 */
record Timeliness(double factor) {

  /** More than this has not been seen to last. */
  private static final double MOST = 2;

  /** As many average deals count as if they had come as promised, so that a few tell little. */
  private static final double PRIOR_DEALS = 3;

  private static final double NEARLY_CERTAIN = 0.98;

  /**
   * What earlier periods tell.
   *
   * @param spans the ends of the earlier periods
   */
  static Timeliness of(
      List<DealRow> closed, List<DealRow> open, List<Span> spans, WinHistory history) {
    Promises promises = new Promises(history);
    for (Span span : spans) {
      closed.forEach(row -> promises.add(row, span));
      open.forEach(row -> promises.add(row, span));
    }
    return new Timeliness(promises.factor());
  }

  /** The probability of being won in time, with what earlier periods tell. */
  double of(double probability) {
    return Math.min(probability * factor, Math.max(probability, NEARLY_CERTAIN));
  }

  /** What was promised, and what came. */
  private static final class Promises {

    private final WinHistory history;
    private double promised;
    private double came;
    private double amounts;
    private long deals;

    private Promises(WinHistory history) {
      this.history = history;
    }

    private void add(DealRow row, Span span) {
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

    private double factor() {
      if (deals == 0) {
        return 1;
      }
      double prior = PRIOR_DEALS * amounts / deals;
      return Math.min(MOST, (came + prior) / (promised + prior));
    }
  }
}
