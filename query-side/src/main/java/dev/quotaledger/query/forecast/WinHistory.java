package dev.quotaledger.query.forecast;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.query.pipeline.DealPart;
import dev.quotaledger.query.pipeline.DealPart.Entered;
import dev.quotaledger.query.pipeline.DealRow;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How likely open deals are to be won, as learned from those that closed: by the stage in which a
 * deal stands and how long it has been there. Of the deals that were in the stage for at least as
 * long, it counts those that were won, and those that were won in time. Few of them are smoothed:
 * ten more are added that behave like all deals of the stage, and to these ten that behave like all
 * deals.
 */
final class WinHistory {

  /** Raised whenever the same history would give other probabilities. */
  static final int VERSION = 1;

  /** The name of the way in which probabilities are learned. */
  static final String METHOD = "LEARNED_BY_STAGE_AND_AGE";

  /** The newest deals that count, so that a forecast takes as long however much history there is. */
  private static final int MOST_DEALS = 5_000;

  private static final double PRIOR_WEIGHT = 10;
  private static final double UNKNOWN = 0.5;

  private final Map<DealStage, List<Stay>> stays = new EnumMap<>(DealStage.class);
  private final Map<Asked, Double> known = new HashMap<>();
  private final long won;
  private final long lost;

  /**
   * A time that a deal spent in a stage.
   *
   * @param days from entering it to leaving it
   * @param daysToClose from entering it to closing
   */
  private record Stay(long days, long daysToClose, boolean won) {}

  /** A deal by its bare id. */
  private record Named(String id, DealPart deal) {}

  /** What decides a probability. */
  private record Asked(DealStage stage, long age, long first, long last, double prior) {}

  private WinHistory(List<DealPart> closed) {
    long wins = 0;
    for (DealPart deal : closed) {
      wins += deal.isWon() ? 1 : 0;
      learn(deal);
    }
    this.won = wins;
    this.lost = closed.size() - wins;
  }

  /**
   * What deals tell that closed before.
   *
   * @param closed won and lost deals, credit notes included, which do not count
   */
  static WinHistory of(List<DealPart> closed) {
    Set<DealId> shared = new HashSet<>();
    List<DealPart> counted = closed.stream()
        .filter(deal -> deal.units() >= 0)
        .filter(deal -> !deal.shared() || shared.add(deal.dealId()))
        .toList();
    int oldest = oldestThatMayCount(counted);
    return new WinHistory(counted.stream()
        .filter(deal -> deal.closedDay() >= oldest)
        .map(deal -> new Named(deal.dealId().value(), deal))
        .sorted(Comparator.<Named>comparingInt(named -> -named.deal.closedDay())
            .thenComparing(Named::id))
        .limit(MOST_DEALS)
        .map(Named::deal)
        .toList());
  }

  /** A day since which as many deals closed as count at the most: so few of very many are sorted. */
  private static int oldestThatMayCount(List<DealPart> closed) {
    int[] newest = closed.stream().mapToInt(DealPart::closedDay).sorted().toArray();
    return newest.length <= MOST_DEALS ? Integer.MIN_VALUE : newest[newest.length - MOST_DEALS];
  }

  private void learn(DealPart deal) {
    List<Entered> path = deal.path();
    for (int i = 0; i + 1 < path.size(); i++) {
      Entered entered = path.get(i);
      if (!entered.stage().isClosed()) {
        stays
            .computeIfAbsent(entered.stage(), _ -> new ArrayList<>())
            .add(new Stay(
                path.get(i + 1).day() - entered.day(),
                deal.closedDay() - entered.day(),
                deal.isWon()));
      }
    }
  }

  /** How many deals it has learned from. */
  long deals() {
    return won + lost;
  }

  /** Won / closed, of all deals; a half where nothing closed. */
  double winRate() {
    return deals() == 0 ? UNKNOWN : (double) won / deals();
  }

  /** The probability that an open deal is won, whenever. */
  double winProbability(DealRow open, LocalDate today) {
    return probability(open, today, null, null);
  }

  /**
   * The probability that an open deal is won on the days.
   *
   * @param from not before the day after today
   */
  double winProbability(DealRow open, LocalDate today, LocalDate from, LocalDate until) {
    if (until.isBefore(from)) {
      return 0;
    }
    return probability(open, today, from, until);
  }

  /**
   * The probability that a deal is won on the days, of which no more is known than for how many days
   * it has been in a stage.
   */
  double winProbability(
      DealStage stage, int age, LocalDate today, LocalDate from, LocalDate until) {
    return byStageAndAge(stage, age, days(today, from), days(today, until), winRate());
  }

  private double probability(
      DealRow open, LocalDate today, @Nullable LocalDate from, @Nullable LocalDate until) {
    boolean wasSeen = stays.containsKey(open.stage());
    return byStageAndAge(
        open.stage(),
        days(enteredOn(open), today),
        from == null ? 0 : days(today, from),
        until == null ? Long.MAX_VALUE : days(today, until),
        wasSeen ? winRate() : byExpectedClose(open, from, until));
  }

  private double byStageAndAge(DealStage stage, long age, long first, long last, double overall) {
    double ofStage = byAge(stage, 0, first, last, overall);
    return byAge(stage, Math.max(0, age), first, last, ofStage);
  }

  /** Where no deal was ever seen in the stage, all that is known is when it is expected to close. */
  private double byExpectedClose(
      DealRow open, @Nullable LocalDate from, @Nullable LocalDate until) {
    if (from == null || until == null) {
      return winRate();
    }
    LocalDate expected = open.expectedCloseOn();
    boolean inTime = expected != null && !expected.isBefore(from) && !expected.isAfter(until);
    return inTime ? winRate() : 0;
  }

  /**
   * The probability by the stays of one stage. Many open deals have been in it for as long, so it is
   * counted once for each age.
   */
  private double byAge(DealStage stage, long age, long first, long last, double prior) {
    return known.computeIfAbsent(
        new Asked(stage, age, first, last, prior),
        _ -> smoothed(stays.getOrDefault(stage, List.of()), age, first, last, prior));
  }

  private static double smoothed(List<Stay> stays, long age, long first, long last, double prior) {
    long as = 0;
    long wins = 0;
    for (Stay stay : stays) {
      if (stay.days >= age) {
        as++;
        long left = stay.daysToClose - age;
        wins += stay.won && left >= first && left <= last ? 1 : 0;
      }
    }
    return (wins + PRIOR_WEIGHT * prior) / (as + PRIOR_WEIGHT);
  }

  private static LocalDate enteredOn(DealRow open) {
    return open.passages().isEmpty()
        ? open.begunOn()
        : open.passages().getLast().enteredOn();
  }

  private static long days(LocalDate from, LocalDate until) {
    return ChronoUnit.DAYS.between(from, until);
  }
}
