package dev.quotaledger.query.standing;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Period;
import dev.quotaledger.model.attainment.Basis;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.SeenPlan;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.KnownAt;
import dev.quotaledger.query.reference.Seen;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks about.
 *
 * @param plan the plan as the view has it
 * @param seen what of it the caller sees
 * @param stale whether its figures lack what came after an event that could not be taken in
 * @param periodId the period asked for; null for that of {@link #today()}
 */
record Asked(
    SeenPlan plan,
    View view,
    KnownAt known,
    Seen seen,
    boolean stale,
    @Nullable String periodId) {

  /** The same with credit of this basis. */
  Asked on(Basis basis) {
    return new Asked(plan.on(basis), view, known, seen, stale, periodId);
  }

  /** The day of the view: the one asked for, else that of the moment that is known. */
  LocalDate today() {
    return view.today(known.at());
  }

  /** The period asked for; throws {@link InvalidValue} where the calendar has no such one. */
  Period period() {
    List<Period> found = periodId == null
        ? plan.calendar().leaves().stream()
            .filter(leaf -> leaf.days().contains(today()))
            .toList()
        : plan.calendar().periods().stream()
            .filter(period -> period.periodId().value().equals(periodId))
            .toList();
    if (found.isEmpty()) {
      throw new InvalidValue(
          "period",
          "a period of calendar " + plan.frame().calendarId().value(),
          periodId == null ? "nothing, and none contains " + today() : periodId);
    }
    return found.getFirst();
  }

  /** The day of the view, or the day of the period that is next to it. */
  LocalDate todayWithin(Period period) {
    if (today().isBefore(period.firstDay())) {
      return period.firstDay();
    }
    return today().isAfter(period.lastDay()) ? period.lastDay() : today();
  }

  /**
   * The bare id of what the answer shall be of, which has to exist; null for anything. Whoever does
   * not see such figures is refused.
   */
  @Nullable
  String only(GroupBy groupBy, @Nullable String subject) {
    seen.require(groupBy, subject);
    return subject == null ? null : plan.node(groupBy, subject).id();
  }
}
