package dev.quotaledger.command.calendar;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refused;
import dev.quotaledger.model.Calendar;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules by which further periods fit a calendar: they follow each other and fill their parents. */
final class PeriodTree {

  /** How many periods a calendar may have, so that its snapshot stays small enough to store. */
  static final int MOST_PERIODS = 5_000;

  /** How many periods may lie within each other. */
  static final int MOST_LEVELS = 10;

  /** How many years a period may have, so that the credit of its months is read at once. */
  static final int MOST_YEARS = 10;

  /** How many years a calendar may have. */
  static final int MOST_YEARS_OF_ALL = 100;

  private static final Comparator<Period> BY_DAY =
      Comparator.comparing(Period::firstDay).thenComparing(Period::periodId);

  private final Calendar calendar;
  private final Map<PeriodId, Period> further = new LinkedHashMap<>();

  private PeriodTree(Calendar calendar) {
    this.calendar = calendar;
  }

  /**
   * The periods that are not defined already, in the given order; refuses with {@link
   * Refusal.PeriodsDoNotFit} unless the calendar can take them.
   */
  static List<Period> check(List<Period> periods, Calendar calendar) {
    PeriodTree tree = new PeriodTree(calendar);
    periods.forEach(tree::add);
    List<Period> further =
        tree.further.values().stream().filter(period -> !tree.isDefined(period)).toList();
    if (!further.isEmpty()) {
      tree.checkSize(further);
      further.forEach(tree::checkParents);
      tree.checkOutermost(further);
      tree.checkChildren(further);
    }
    return further;
  }

  private void add(Period period) {
    if (further.put(period.periodId(), period) != null) {
      throw refused(period, "is named twice");
    }
    if (calendar
        .period(period.periodId())
        .filter(defined -> !defined.equals(period))
        .isPresent()) {
      throw refused(period, "is defined already, with other days or another parent");
    }
  }

  private boolean isDefined(Period period) {
    return calendar.period(period.periodId()).isPresent();
  }

  private void checkSize(List<Period> periods) {
    if (calendar.periods().size() + periods.size() > MOST_PERIODS) {
      throw refused(periods.getLast(), "is one too many: a calendar has at most 5,000 periods");
    }
  }

  /** Also finds a period that is part of itself, since there is no end to what is above it. */
  private void checkParents(Period period) {
    PeriodId parentId = period.parentId();
    if (parentId != null && calendar.period(parentId).isPresent()) {
      throw refused(
          period, "cannot be put into '" + parentId.value() + "', which is defined already");
    }
    int level = 1;
    while (parentId != null) {
      Period parent = further.get(parentId);
      if (parent == null) {
        throw refused(period, "is part of '" + parentId.value() + "', which does not exist");
      }
      level++;
      if (level > MOST_LEVELS) {
        throw refused(period, "is part of itself, or lies below more than 9 others");
      }
      parentId = parent.parentId();
    }
  }

  private void checkOutermost(List<Period> periods) {
    periods.forEach(PeriodTree::checkLength);
    List<Period> outermost = Stream.concat(
            calendar.outermost().stream(),
            periods.stream().filter(period -> period.parentId() == null))
        .sorted(BY_DAY)
        .toList();
    checkContiguous(outermost);
    Period first = outermost.getFirst();
    Period last = outermost.getLast();
    if (ChronoUnit.YEARS.between(first.firstDay(), last.lastDay()) >= MOST_YEARS_OF_ALL) {
      throw refused(
          isDefined(last) ? first : last,
          "makes the calendar longer than " + MOST_YEARS_OF_ALL
              + " years, the most that it may have");
    }
  }

  private static void checkLength(Period period) {
    if (ChronoUnit.YEARS.between(period.firstDay(), period.lastDay()) >= MOST_YEARS) {
      LocalDate end = period.firstDay().plusYears(MOST_YEARS);
      throw refused(
          period, "must end before " + end + ": a period has at most " + MOST_YEARS + " years");
    }
  }

  private void checkChildren(List<Period> periods) {
    periods.stream()
        .filter(period -> period.parentId() != null)
        .sorted(BY_DAY)
        .collect(Collectors.groupingBy(period -> Objects.requireNonNull(period.parentId())))
        .forEach((parentId, children) -> {
          checkContiguous(children);
          checkFills(children, Objects.requireNonNull(further.get(parentId)));
        });
  }

  private void checkContiguous(List<Period> siblings) {
    for (int i = 1; i < siblings.size(); i++) {
      Period before = siblings.get(i - 1);
      Period period = siblings.get(i);
      LocalDate expected = before.lastDay().plusDays(1);
      if (!period.firstDay().equals(expected)) {
        throw isDefined(period)
            ? refused(
                before,
                "must end on " + period.firstDay().minusDays(1) + ", the day before '"
                    + period.periodId().value() + "' begins")
            : refused(
                period,
                "must begin on " + expected + ", the day after '"
                    + before.periodId().value() + "' ends");
      }
    }
  }

  private static void checkFills(List<Period> children, Period parent) {
    Period first = children.getFirst();
    if (!first.firstDay().equals(parent.firstDay())) {
      throw refused(first, "must begin on " + parent.firstDay() + ", as its parent does");
    }
    Period last = children.getLast();
    if (!last.lastDay().equals(parent.lastDay())) {
      throw refused(last, "must end on " + parent.lastDay() + ", as its parent does");
    }
  }

  private static Refused refused(Period period, String why) {
    return new Refusal.PeriodsDoNotFit(period.periodId(), why).asException();
  }
}
