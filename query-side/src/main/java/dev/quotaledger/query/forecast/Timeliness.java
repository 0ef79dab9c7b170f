package dev.quotaledger.query.forecast;

import dev.quotaledger.api.DealStage;
import dev.quotaledger.query.forecast.NewBusiness.Span;
import dev.quotaledger.query.pipeline.DealPart;
import dev.quotaledger.query.pipeline.DealPart.Entered;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
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

  private static final int YEAR = 366;

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
      List<? extends DealPart> closed,
      List<? extends DealPart> open,
      List<Span> spans,
      WinHistory history) {
    List<Promises> all = spans.stream().map(Promises::new).toList();
    closed.forEach(part -> all.forEach(promises -> promises.add(part)));
    open.forEach(part -> all.forEach(promises -> promises.add(part)));
    List<Promises> periods = all.stream().filter(promises -> promises.deals > 0).toList();
    periods.forEach(promises -> promises.close(history));
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

  /**
   * What was promised for an earlier period, and what came, in ten-thousandths: whole numbers, whose
   * sums are the same in whatever order they are added.
   */
  private static final class Promises {

    private final Span span;
    private final int today;
    private final int until;
    private final Map<DealStage, double[]> byStageAndAge = new EnumMap<>(DealStage.class);
    private double promised;
    private double came;
    private double amounts;
    private long deals;

    private Promises(Span span) {
      this.span = span;
      this.today = Math.toIntExact(span.today().toEpochDay());
      this.until = Math.toIntExact(span.until().toEpochDay());
    }

    private void add(DealPart part) {
      if (part.begunDay() > today
          || (!part.isOpen() && part.closedDay() <= today)
          || part.currency() == null
          || part.units() < 0) {
        return;
      }
      double units = part.units();
      Entered then = standing(part);
      int age = today - then.day();
      double[] byAge = byStageAndAge.computeIfAbsent(then.stage(), _ -> new double[YEAR]);
      if (age >= byAge.length) {
        byAge = Arrays.copyOf(byAge, 2 * age);
        byStageAndAge.put(then.stage(), byAge);
      }
      byAge[age] += units;
      if (part.isWon() && !part.isOpen() && part.closedDay() <= until) {
        came += units;
      }
      amounts += units;
      deals++;
    }

    /** Of many deals that were in a stage for as long, the probability is one. */
    private void close(WinHistory history) {
      byStageAndAge.forEach((stage, byAge) -> {
        for (int age = 0; age < byAge.length; age++) {
          if (byAge[age] != 0) {
            promised += byAge[age]
                * history.winProbability(stage, age, span.today(), span.from(), span.until());
          }
        }
      });
    }

    /** The stage in which the deal was today, and since when. */
    private Entered standing(DealPart part) {
      Entered then = new Entered(DealStage.PROSPECTING, part.begunDay());
      for (Entered entered : part.path()) {
        if (entered.day() <= today) {
          then = entered;
        }
      }
      return then;
    }
  }
}
