package dev.quotaledger.standalone.demo;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * How an invented deal went from stage to stage: the records that a CRM would have kept of it.
 *
 * @param moments in their order, on one day each
 */
record Course(List<Moment> moments) {

  private static final List<String> STAGES =
      List.of("PROSPECTING", "QUALIFIED", "PROPOSAL", "NEGOTIATION");

  /** How much of its time a deal spends in each stage, and how likely one goes through it. */
  private static final int[] SHARES = {25, 30, 28, 17};

  private static final double[] CHANCES = {0.5, 1, 0.8, 0.6};

  /** How many of a hundred lost deals got as far as each stage and no further. */
  private static final int[] LOST_IN = {30, 33, 24, 13};

  private static final double ESTIMATE = 1.05;
  private static final double ESTIMATE_SPREAD = 0.3;
  private static final double UPDATES = 0.5;

  /** What a CRM recorded of a deal on a day. */
  record Moment(LocalDate day, String stage, LocalDate expectedCloseOn) {}

  /** The stages of a deal that gets to the end of them. */
  static List<String> stagesOfAll(Dice dice) {
    return stagesUntil(STAGES.size() - 1, dice);
  }

  /** The stages of a deal that is lost in the last of them. */
  static List<String> stagesOfLost(Dice dice) {
    return stagesUntil(dice.byWeight(LOST_IN), dice);
  }

  /** The one stage of a deal that needs no more. */
  static List<String> stageOfSmall() {
    return List.of(STAGES.get(1));
  }

  private static List<String> stagesUntil(int last, Dice dice) {
    List<String> stages = new ArrayList<>();
    for (int i = 0; i <= last; i++) {
      if (dice.chance(CHANCES[i]) || (i == last && stages.isEmpty())) {
        stages.add(STAGES.get(i));
      }
    }
    return stages;
  }

  /**
   * What was recorded before the end: each stage when the deal entered it, and a new day of closing when the expected
   * one had gone by, unless nobody cared. A stage that would have been entered on the day of another one is left out.
   *
   * @param endsOn when it was, or will be, won or lost
   */
  static Course of(List<String> stages, LocalDate createdOn, LocalDate endsOn, Dice dice) {
    List<LocalDate> entered = entered(stages, createdOn, endsOn, dice);
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < stages.size(); i++) {
      LocalDate next = i + 1 < stages.size() ? entered.get(i + 1) : endsOn;
      LocalDate day = entered.get(i);
      boolean cared = true;
      while (cared && day.isBefore(next)) {
        LocalDate expected = estimate(day, endsOn, dice);
        moments.add(new Moment(day, stages.get(i), expected));
        day = expected.plusDays(dice.between(1, 5));
        cared = dice.chance(UPDATES);
      }
    }
    return new Course(moments);
  }

  /** What of it had happened by then. */
  Course until(LocalDate day) {
    return new Course(
        moments.stream().filter(moment -> !moment.day.isAfter(day)).toList());
  }

  private static List<LocalDate> entered(
      List<String> stages, LocalDate createdOn, LocalDate endsOn, Dice dice) {
    long days = ChronoUnit.DAYS.between(createdOn, endsOn);
    List<Integer> shares = stages.stream()
        .map(stage -> SHARES[STAGES.indexOf(stage)] * dice.between(50, 150))
        .toList();
    long total = shares.stream().mapToInt(share -> share).sum();
    List<LocalDate> entered = new ArrayList<>();
    long before = 0;
    for (int share : shares) {
      entered.add(createdOn.plusDays(days * before / total));
      before += share;
    }
    return entered;
  }

  private static LocalDate estimate(LocalDate day, LocalDate endsOn, Dice dice) {
    double left = ChronoUnit.DAYS.between(day, endsOn) * dice.around(ESTIMATE, ESTIMATE_SPREAD);
    return day.plusDays(Math.max(1, Math.round(left)));
  }
}
