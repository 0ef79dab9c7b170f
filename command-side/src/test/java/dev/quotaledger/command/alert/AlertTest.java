package dev.quotaledger.command.alert;

import static dev.quotaledger.command.RefusedWith.refusedWith;

import dev.quotaledger.api.AlertCommand.AcknowledgeAlert;
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
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an alert decides; each test names the invariant of {@link Alert} that it shows. */
class AlertTest {

  private static final AlertId ALERT = new AlertId("a");
  private static final AlertLimit LIMIT =
      new AlertLimit(AlertSide.BELOW, new BigDecimal("0.8"), new BigDecimal("0.9"));
  private static final PersonalText SEEN = new PersonalText("rep-275", "Zm9vYmFy");
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final AlertRaised RAISED = new AlertRaised(
      ALERT,
      new AlertRuleId("pace"),
      0,
      new PlanId("fy26"),
      new PeriodId("Q1"),
      AlertKind.PACE_BELOW,
      new AlertSubject(AlertLevel.REP, "275"),
      LIMIT,
      new BigDecimal("0.7"),
      new AlertRecipients(List.of(new RepId("275"), new RepId("276")), "ops"),
      DAY);
  private static final AlertCleared CLEARED =
      new AlertCleared(ALERT, LIMIT, new BigDecimal("0.9"), DAY);

  private FixtureConfiguration<Alert> alert;

  @BeforeEach
  void fixture() {
    alert = new AggregateTestFixture<>(Alert.class);
  }

  @Test
  void isThereWhenItWasRaised() { // 1
    alert
        .givenNoPriorActivity()
        .when(acknowledge(false))
        .expectException(AggregateNotFoundException.class);
    alert.given(RAISED).when(acknowledge(false)).expectEvents(acknowledged());
  }

  @Test
  void isNotAcknowledgedAnyMoreWhenItIsCleared() { // 2
    alert
        .given(RAISED, CLEARED)
        .when(acknowledge(false))
        .expectNoEvents()
        .expectException(refusedWith(new Refusal.AlertIsCleared(ALERT)));
  }

  @Test
  void isAcknowledgedOnceEachTimeThatItIsRaised() { // 3
    alert.given(RAISED, acknowledged()).when(acknowledge(false)).expectNoEvents();
    alert
        .given(RAISED, acknowledged(), CLEARED, RAISED)
        .when(acknowledge(false))
        .expectEvents(acknowledged());
  }

  @Test
  void isOnlyThereForThoseToWhomItIsAddressed() { // 4
    for (Map<String, String> who : List.of(
        Map.of("actor", "ann", "actorRep", "275"),
        Map.of("actor", "ben", "actorRep", "276"),
        Map.of("actor", "ops"))) {
      alert.given(RAISED).when(acknowledge(true), who).expectEvents(acknowledged());
    }
    alert
        .given(RAISED)
        .when(acknowledge(true), Map.of("actor", "eve", "actorRep", "277"))
        .expectNoEvents()
        .expectException(refusedWith(new Refusal.NotFound("alert", "a")));
  }

  private static AcknowledgeAlert acknowledge(boolean addressedOnly) {
    return new AcknowledgeAlert(ALERT, addressedOnly, DAY, SEEN);
  }

  private static AlertAcknowledged acknowledged() {
    return new AlertAcknowledged(ALERT, DAY, SEEN);
  }
}
