package dev.quotaledger.standalone.demo;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Deals that were not won: for each rep as many that are lost as make up a close rate of their own, and some that are
 * open when the data ends. Each is like one of the rep's real orders.
 */
final class InventedDeals {

  private static final int LOST_DAYS = 50;
  private static final double LOST_SPREAD = 0.6;
  private static final int OPEN = 350;
  private static final int OPEN_DAYS = 32;
  private static final int LEFT_DAYS = 28;
  private static final double AMOUNT_SPREAD = 0.3;

  /** How likely nobody looks after an open deal any more, so that it should have closed by now. */
  private static final double FORGOTTEN = 0.06;

  private static final double PROSPECTS = 0.15;

  /** How many days after the first one of a rep something may be lost. */
  private static final int SETTLING_DAYS = 3;

  /** Within how many days of the order that it is like a deal was lost. */
  private static final int AROUND = 25;

  private final List<Order> orders;
  private final Reps reps;
  private final List<InventedDeal> deals = new ArrayList<>();

  private InventedDeals(List<Order> orders, Reps reps) {
    this.orders = orders;
    this.reps = reps;
  }

  /** The lost ones by their reps, then the open ones. */
  static List<InventedDeal> of(List<Order> orders, Reps reps) {
    InventedDeals invented = new InventedDeals(orders, reps);
    orders.stream()
        .filter(order -> !order.orderedOn().isBefore(DemoInvention.HISTORY_FROM))
        .collect(groupingBy(Order::repId, TreeMap::new, toList()))
        .forEach(invented::lose);
    invented.leaveOpen();
    return invented.deals;
  }

  private void lose(String repId, List<Order> won) {
    double closeRate = new Dice("close rate of " + repId).between(39, 48) / 100.0;
    long lost = Math.round(won.size() * (1 - closeRate) / closeRate);
    for (int i = 0; i < lost; i++) {
      String id = nextId();
      Dice dice = new Dice(id);
      Order like = dice.oneOf(won);
      LocalDate lostOn = lostOn(like, dice);
      LocalDate createdOn = createdOn(repId, lostOn.minusDays(dice.days(LOST_DAYS, LOST_SPREAD)));
      List<String> stages =
          like.isOpportunity() ? Course.stagesOfLost(dice) : Course.stageOfSmall();
      add(id, like, createdOn, lostOn, Course.of(stages, createdOn, lostOn, dice), dice);
    }
  }

  /** A day near that of the order, on which the rep was there for some days. */
  private LocalDate lostOn(Order like, Dice dice) {
    LocalDate near = Workdays.onOrBefore(like.orderedOn().plusDays(dice.between(-AROUND, AROUND)));
    LocalDate first =
        reps.notBeforeHiring(like.repId(), DemoInvention.HISTORY_FROM).plusDays(SETTLING_DAYS);
    return near.isBefore(first) ? first.plusDays(dice.between(0, AROUND)) : near;
  }

  private LocalDate createdOn(String repId, LocalDate day) {
    return reps.notBeforeHiring(repId, Workdays.onOrBefore(day));
  }

  private void leaveOpen() {
    List<Order> recent = orders.stream()
        .filter(order -> order.orderedOn().isAfter(DemoInvention.LAST_DAY.minusYears(1)))
        .toList();
    for (int i = 0; i < OPEN; i++) {
      String id = nextId();
      Dice dice = new Dice(id);
      Order like = dice.oneOf(recent);
      LocalDate endsOn = dice.chance(FORGOTTEN)
          ? DemoInvention.LAST_DAY.minusDays(dice.between(5, AROUND))
          : DemoInvention.LAST_DAY.plusDays(dice.days(LEFT_DAYS, LOST_SPREAD));
      LocalDate seenOn = endsOn.isAfter(DemoInvention.LAST_DAY) ? DemoInvention.LAST_DAY : endsOn;
      LocalDate createdOn =
          createdOn(like.repId(), seenOn.minusDays(dice.days(OPEN_DAYS, LOST_SPREAD)));
      List<String> stages = like.isOpportunity() ? Course.stagesOfAll(dice) : Course.stageOfSmall();
      Course course = Course.of(stages, createdOn, endsOn, dice).until(DemoInvention.LAST_DAY);
      add(id, like, createdOn, null, course, dice);
    }
  }

  private String nextId() {
    return "demo-" + (deals.size() + 1);
  }

  private void add(
      String id,
      Order like,
      LocalDate createdOn,
      @Nullable LocalDate lostOn,
      Course course,
      Dice dice) {
    BigDecimal amount = like.amount()
        .multiply(BigDecimal.valueOf(dice.around(1, AMOUNT_SPREAD)))
        .setScale(2, RoundingMode.HALF_UP);
    deals.add(new InventedDeal(
        id,
        like.repId(),
        like.territoryId(),
        dice.chance(PROSPECTS) ? null : like.accountId(),
        amount,
        createdOn,
        lostOn,
        course));
  }
}
