package dev.quotaledger.model.attainment;

import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.PlanFrame.Closure;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The rule by which credit is posted: in the leaf period of its credit date where that was open when
 * it was recorded, else in the first later leaf period that was open at that moment, else nowhere.
 */
final class PostingPeriods {

  private final List<Period> leaves;
  private final NavigableMap<LocalDate, Integer> places = new TreeMap<>();
  private final List<Closed> states = new ArrayList<>();

  /** Which leaf periods, by their places, are closed for what is recorded after a moment. */
  private record Closed(@Nullable Instant after, BitSet places) {}

  /**
   * Recorded time during which credit of one leaf period is posted in one period.
   *
   * @param after what was recorded by this moment is posted elsewhere; null where nothing was before
   * @param through the last moment; null where it has not come yet
   * @param to null where there is no open period
   */
  record Stretch(
      @Nullable Instant after,
      @Nullable Instant through,
      @Nullable Period to) {}

  PostingPeriods(PlanFrame plan, Calendar calendar) {
    leaves = calendar.leaves();
    for (int place = 0; place < leaves.size(); place++) {
      places.put(leaves.get(place).firstDay(), place);
    }
    states.add(new Closed(null, new BitSet()));
    plan.closures().stream()
        .map(Closure::lastMomentBefore)
        .distinct()
        .sorted()
        .forEach(after -> states.add(new Closed(after, closed(plan, calendar, after))));
  }

  private BitSet closed(PlanFrame plan, Calendar calendar, Instant after) {
    Set<PeriodId> closed = new HashSet<>();
    for (Closure closure : plan.closures()) {
      if (!closure.lastMomentBefore().isAfter(after)) {
        if (closure.reopened()) {
          closed.remove(closure.periodId());
        } else {
          closed.add(closure.periodId());
        }
      }
    }
    BitSet within = new BitSet();
    closed.stream()
        .flatMap(id -> calendar.period(id).stream())
        .forEach(period -> within.set(
            place(places.ceilingEntry(period.firstDay())),
            place(places.floorEntry(period.lastDay())) + 1));
    return within;
  }

  private static int place(Map.@Nullable Entry<LocalDate, Integer> entry) {
    return Objects.requireNonNull(entry, "a period has leaf periods").getValue();
  }

  /** The leaf periods, in the order of their days. */
  List<Period> leaves() {
    return leaves;
  }

  /** Where credit of the leaf period is posted, in the order of recorded time. */
  List<Stretch> of(Period leaf) {
    List<Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < states.size(); i++) {
      Instant through = i + 1 < states.size() ? states.get(i + 1).after : null;
      Period to = target(states.get(i), leaf);
      Stretch last = stretches.isEmpty() ? null : stretches.getLast();
      if (last != null && Objects.equals(last.to, to)) {
        stretches.set(stretches.size() - 1, new Stretch(last.after, through, to));
      } else {
        stretches.add(new Stretch(states.get(i).after, through, to));
      }
    }
    return stretches;
  }

  private @Nullable Period target(Closed closed, Period leaf) {
    Integer own = places.get(leaf.firstDay());
    int open = closed.places.nextClearBit(Objects.requireNonNull(own, "a leaf period"));
    return open < leaves.size() ? leaves.get(open) : null;
  }
}
