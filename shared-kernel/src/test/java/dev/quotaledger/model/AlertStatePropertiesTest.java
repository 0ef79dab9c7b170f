package dev.quotaledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.AlertCommand;
import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.api.AlertEvent.AlertAcknowledged;
import dev.quotaledger.api.AlertEvent.AlertCleared;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertLimit;
import dev.quotaledger.api.AlertRecipients;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.AlertSide;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.AlertState.Standing;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** For any figures in any order, an alert is raised as often as its limit is crossed, and not more. */
class AlertStatePropertiesTest {

  private static final AlertId ALERT = new AlertId("a");

  /** Raised below 10 or from 10 on, and cleared three further on the other side. */
  private static AlertLimit limit(AlertSide side) {
    return new AlertLimit(
        side, BigDecimal.TEN, BigDecimal.valueOf(side == AlertSide.BELOW ? 13 : 7));
  }

  @Property(tries = 2_000)
  void raisedAndClearedAlternateAndAreAsManyAsANaiveDefinitionCounts(
      @ForAll AlertSide side,
      @ForAll @Size(max = 60) List<@IntRange(max = 20) Integer> values,
      @ForAll boolean acknowledged) {
    List<AlertEvent> events = new ArrayList<>();
    AlertState state = null;
    for (int value : values) {
      Optional<AlertEvent> event = AlertState.observe(state, seen(side, value));
      if (event.isPresent()) {
        events.add(event.get());
        state = AlertState.evolve(state, event.get());
        if (acknowledged && event.get() instanceof AlertRaised) {
          state = AlertState.evolve(
              state, new AlertAcknowledged(ALERT, LocalDate.of(2026, 1, 1), null));
        }
      }
      assertThat(AlertState.observe(state, seen(side, value)))
          .as("the same figure again")
          .isEmpty();
    }
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i)).isInstanceOf(i % 2 == 0 ? AlertRaised.class : AlertCleared.class);
    }
    assertThat(events.stream().filter(AlertRaised.class::isInstance))
        .hasSize(crossings(side, values));
  }

  /**
   * A figure beyond the limit crosses it where it is the first such one, or where since the last such
   * one there was one that is past the value at which the alert clears.
   */
  private static int crossings(AlertSide side, List<Integer> values) {
    int crossings = 0;
    for (int i = 0; i < values.size(); i++) {
      int last = i - 1;
      while (last >= 0 && !isBeyond(side, values.get(last))) {
        last--;
      }
      boolean isFirstSince = last < 0
          || values.subList(last, i).stream()
              .anyMatch(value -> side == AlertSide.BELOW ? value >= 13 : value < 7);
      crossings += isBeyond(side, values.get(i)) && isFirstSince ? 1 : 0;
    }
    return crossings;
  }

  private static boolean isBeyond(AlertSide side, int value) {
    return side == AlertSide.BELOW ? value < 10 : value >= 10;
  }

  @Test
  void anAlertThatIsSeenStaysSoUntilItsFigureClearsIt() {
    AlertState state = AlertState.evolve(null, seen(AlertSide.ABOVE, 10));
    state = AlertState.evolve(state, new AlertAcknowledged(ALERT, LocalDate.of(2026, 1, 1), null));

    assertThat(state.standing()).isEqualTo(Standing.ACKNOWLEDGED);
    assertThat(AlertState.observe(state, seen(AlertSide.ABOVE, 9))).isEmpty();
    AlertEvent cleared = AlertState.observe(state, seen(AlertSide.ABOVE, 6)).orElseThrow();
    assertThat(AlertState.evolve(state, cleared).standing()).isEqualTo(Standing.CLEARED);
  }

  @Test
  void anAlertHasNoMoreEventsThanOneMayHaveAndEndsCleared() {
    AlertState state = null;
    for (int i = 0; i < 2_000; i++) {
      Optional<AlertEvent> event =
          AlertState.observe(state, seen(AlertSide.ABOVE, i % 2 == 0 ? 10 : 0));
      if (event.isPresent()) {
        state = AlertState.evolve(state, event.get());
      }
    }
    assertThat(state(state).events()).isLessThanOrEqualTo(AlertCommand.MAX_EVENTS);
    assertThat(state(state).standing()).isEqualTo(Standing.CLEARED);
  }

  private static AlertState state(@Nullable AlertState state) {
    return Optional.ofNullable(state).orElseThrow();
  }

  private static AlertRaised seen(AlertSide side, int value) {
    return new AlertRaised(
        ALERT,
        new AlertRuleId("rule"),
        0,
        new PlanId("fy26"),
        new PeriodId("Q1"),
        AlertKind.PACE_BELOW,
        new AlertSubject(AlertLevel.REP, "275"),
        limit(side),
        BigDecimal.valueOf(value),
        new AlertRecipients(List.of(new RepId("275")), null),
        LocalDate.of(2026, 1, 1));
  }
}
