package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.attainment.GroupBy;
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.RecordedEvent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where credit is posted, in the plainest way: after each moment at which something was recorded, the
 * naive figures of each leaf period are compared with those before it, and the difference goes where
 * the closings of that moment say.
 */
final class NaivePosting {

  private final List<RecordedEvent> log;
  private final Calendar calendar;
  private final Map<Target, Map<Object, Map<DealId, Net>>> posted = new HashMap<>();

  /** The leaf period that credit is of, and the one in which it is posted; null for none. */
  private record Target(PeriodId of, @Nullable PeriodId to) {}

  /** What a deal adds, and by how many grants more. */
  record Net(BigDecimal amount, int grants) {

    private static final Net NOTHING = new Net(BigDecimal.ZERO, 0);

    private static Net of(List<Money> grants) {
      return new Net(
          grants.stream().map(Money::amount).reduce(BigDecimal.ZERO, BigDecimal::add),
          grants.size());
    }

    private Net plus(Net other) {
      return new Net(amount.add(other.amount), grants + other.grants);
    }

    private Net minus(Net other) {
      return new Net(amount.subtract(other.amount), grants - other.grants);
    }

    boolean isNothing() {
      return amount.signum() == 0 && grants == 0;
    }
  }

  /** What the view has of the log. */
  NaivePosting(List<RecordedEvent> log, Calendar calendar, View view, GroupBy groupBy) {
    this.log = log;
    this.calendar = calendar;
    Instant opened = log.stream()
        .filter(event -> event.payload() instanceof PlanOpened)
        .findFirst()
        .orElseThrow()
        .recordedAt();
    List<Instant> moments = log.stream()
        .filter(event -> event.stored().isKnownAt(view.knownAt()))
        .map(RecordedEvent::recordedAt)
        .filter(moment -> !moment.isBefore(opened))
        .distinct()
        .toList();
    for (Period leaf : calendar.leaves()) {
      Map<Object, Map<DealId, List<Money>>> before = Map.of();
      for (Instant moment : moments) {
        Map<Object, Map<DealId, List<Money>>> after =
            new NaiveAttainment(log, new View(view.asOf(), moment)).credits(leaf, groupBy);
        post(new Target(leaf.periodId(), target(leaf, moment)), before, after);
        before = after;
      }
    }
  }

  private void post(
      Target target,
      Map<Object, Map<DealId, List<Money>>> before,
      Map<Object, Map<DealId, List<Money>>> after) {
    Set<Object> places = new HashSet<>(before.keySet());
    places.addAll(after.keySet());
    for (Object place : places) {
      Map<DealId, List<Money>> old = before.getOrDefault(place, Map.of());
      Map<DealId, List<Money>> now = after.getOrDefault(place, Map.of());
      Set<DealId> deals = new HashSet<>(old.keySet());
      deals.addAll(now.keySet());
      for (DealId deal : deals) {
        Net change = Net.of(now.getOrDefault(deal, List.of()))
            .minus(Net.of(old.getOrDefault(deal, List.of())));
        posted
            .computeIfAbsent(target, _ -> new HashMap<>())
            .computeIfAbsent(place, _ -> new HashMap<>())
            .merge(deal, change, Net::plus);
      }
    }
  }

  /** What is recorded at the moment of a closing is before it, and at that of a reopening after it. */
  static boolean isClosed(
      Period period, Instant moment, List<RecordedEvent> log, Calendar calendar) {
    Set<PeriodId> closed = new HashSet<>();
    for (RecordedEvent event : log) {
      switch (event.payload()) {
        case PeriodClosed e when event.recordedAt().isBefore(moment) -> closed.add(e.periodId());
        case PeriodReopened e
        when !event.recordedAt().isAfter(moment) -> closed.remove(e.periodId());
        default -> {}
      }
    }
    return calendar.isWithinAny(period.periodId(), closed);
  }

  private @Nullable PeriodId target(Period leaf, Instant moment) {
    return calendar.leaves().stream()
        .filter(other -> !other.firstDay().isBefore(leaf.firstDay()))
        .filter(other -> !isClosed(other, moment, log, calendar))
        .map(Period::periodId)
        .findFirst()
        .orElse(null);
  }

  /** What is posted in the period, by what it belongs to. */
  Map<Object, Map<DealId, Net>> in(Period period) {
    return sums((_, to) -> to != null && contains(period, to));
  }

  /** What is posted in the period and belongs to earlier ones. */
  Map<Object, Map<DealId, Net>> ofPriorPeriods(Period period) {
    return sums((of, to) -> to != null && contains(period, to) && !contains(period, of));
  }

  /** What belongs to the period and is posted nowhere. */
  Map<Object, Map<DealId, Net>> unposted(Period period) {
    return sums((of, to) -> to == null && contains(period, of));
  }

  private interface Wanted {
    boolean test(PeriodId of, @Nullable PeriodId to);
  }

  private Map<Object, Map<DealId, Net>> sums(Wanted wanted) {
    Map<Object, Map<DealId, Net>> sums = new HashMap<>();
    posted.forEach((target, ofTarget) -> {
      if (wanted.test(target.of, target.to)) {
        ofTarget.forEach((place, deals) -> deals.forEach((deal, net) ->
            sums.computeIfAbsent(place, _ -> new HashMap<>()).merge(deal, net, Net::plus)));
      }
    });
    sums.values().forEach(deals -> deals.values().removeIf(Net::isNothing));
    sums.values().removeIf(Map::isEmpty);
    return sums;
  }

  private boolean contains(Period period, PeriodId leaf) {
    return calendar.isWithinAny(leaf, Set.of(period.periodId()));
  }

  /** What the deals come to. */
  static Money total(Map<DealId, Net> deals) {
    Net sum = deals.values().stream().reduce(Net.NOTHING, Net::plus);
    return new Money(sum.amount, Figures.USD);
  }
}
