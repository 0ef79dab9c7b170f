package dev.quotaledger.standalone.demo;

import java.time.LocalDate;
import java.util.List;

/**
 * A real order as the deal that may have led to it.
 *
 * @param createdOn some weeks before the order, but not before its rep was there
 * @param course what it went through; nothing where nobody kept that
 */
record OrderedDeal(Order order, LocalDate createdOn, Course course) {

  private static final int DAYS = 45;
  private static final double SPREAD = 0.5;

  static OrderedDeal of(Order order, Reps reps) {
    Dice dice = new Dice(order.dealId());
    LocalDate begun = Workdays.onOrBefore(order.orderedOn().minusDays(dice.days(DAYS, SPREAD)));
    LocalDate createdOn = reps.notBeforeHiring(order.repId(), begun);
    if (order.orderedOn().isBefore(DemoInvention.HISTORY_FROM)) {
      return new OrderedDeal(order, createdOn, new Course(List.of()));
    }
    List<String> stages = order.isOpportunity() ? Course.stagesOfAll(dice) : Course.stageOfSmall();
    return new OrderedDeal(order, createdOn, Course.of(stages, createdOn, order.orderedOn(), dice));
  }

  /** Whether there was time to become known as a lead, and the account was new. */
  boolean mayComeFromLead() {
    return order.isFirst() && createdOn.isBefore(order.orderedOn());
  }
}
