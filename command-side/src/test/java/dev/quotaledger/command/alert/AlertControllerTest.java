package dev.quotaledger.command.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.AlertEvent.AlertAcknowledged;
import dev.quotaledger.api.AlertEvent.AlertCleared;
import dev.quotaledger.api.AlertEvent.AlertRaised;
import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.AlertKind;
import dev.quotaledger.api.AlertLevel;
import dev.quotaledger.api.AlertLimit;
import dev.quotaledger.api.AlertRecipients;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDefined;
import dev.quotaledger.api.AlertRuleEvent.AlertRuleDisabled;
import dev.quotaledger.api.AlertRuleFacts;
import dev.quotaledger.api.AlertRuleId;
import dev.quotaledger.api.AlertSide;
import dev.quotaledger.api.AlertSubject;
import dev.quotaledger.api.DomainEvent;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.ObservedEvents;
import dev.quotaledger.runtime.ObservedEvents.Observed;
import dev.quotaledger.runtime.ObservedEvents.Observer;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Alert rules and what people say about alerts, over HTTP. */
class AlertControllerTest extends Writing {

  private static final String MILESTONES = """
      {'planId':'alerting','teamId':'alerted','kind':'ATTAINMENT_REACHED','level':'REP',
       'thresholds':[0.5,'0.9',1],'hysteresis':0.02,'reason':'to praise them'}""";
  private static final AlertLimit LIMIT =
      new AlertLimit(AlertSide.BELOW, new BigDecimal("0.8"), new BigDecimal("0.9"));
  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);

  @Autowired
  private ObservedEvents observed;

  @BeforeEach
  void aPlanAndATeam() {
    post("/teams", "{'teamId':'alerted','name':'Alerted'}");
    post("/calendars", """
        {'calendarId':'alerted','timeZone':'UTC','pattern':'QUARTERS','firstDay':'2026-01-01'}""");
    post("/plans", """
        {'planId':'alerting','name':'A','calendarId':'alerted','currency':'EUR'}""");
  }

  @Test
  void definesARuleAndNewVersionsOfIt() {
    made(put("/alert-rules/r1", MILESTONES), "/alert-rules/r1");
    unchanged(put("/alert-rules/r1", MILESTONES.replace("0.5,'0.9',1", "1.0,0.50,0.9")));
    changed(put("/alert-rules/r1", MILESTONES.replace("0.5,'0.9',1", "0.75")));

    assertThat(stored("rule-r1").getFirst().getPayload())
        .isInstanceOfSatisfying(AlertRuleDefined.class, defined -> {
          assertThat(defined.facts())
              .isEqualTo(new AlertRuleFacts(
                  new PlanId("alerting"),
                  new TeamId("alerted"),
                  AlertKind.ATTAINMENT_REACHED,
                  AlertLevel.REP,
                  List.of(new BigDecimal("0.5"), new BigDecimal("0.9"), BigDecimal.ONE),
                  new BigDecimal("0.02"),
                  null));
          assertSays(defined.reason(), "rule-r1", "to praise them");
        });
    assertThat(stored("rule-r1")).hasSize(2);
    problem(put("/alert-rules/r1", MILESTONES.replace("'REP'", "'TEAM'")), 409, "alert-rule-fixed");
  }

  @Test
  void disablesARuleForAReason() {
    put("/alert-rules/r2", MILESTONES);

    changed(delete("/alert-rules/r2?reason=Too%20loud"));

    assertThat(lastStored("rule-r2"))
        .isInstanceOfSatisfying(
            AlertRuleDisabled.class,
            disabled -> assertSays(disabled.reason(), "rule-r2", "Too loud"));
    unchanged(delete("/alert-rules/r2?reason=Too%20loud"));
    changed(put("/alert-rules/r2", MILESTONES));
    problem(delete("/alert-rules/none?reason=x"), 404, "not-found");
    assertThat(problem(delete("/alert-rules/r2"), 400, "invalid-value").member("field"))
        .isEqualTo("reason");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'alerting' | 'nowhere' | 422 | planId",
        "'alerted' | 'nowhere' | 422 | teamId",
        "'ATTAINMENT_REACHED' | 'PACE' | 400 | kind",
        "'REP' | 'HOUSE' | 400 | level",
        "[0.5,'0.9',1] | [] | 400 | thresholds",
        "[0.5,'0.9',1] | [0] | 400 | thresholds",
        "[0.5,'0.9',1] | [0.5,null] | 400 | thresholds",
        "0.02 | 0.5 | 400 | hysteresis",
        "0.02 | 0.02,'sinceDays':3 | 400 | sinceDays",
        "'to praise them' | '' | 400 | reason",
        "'reason' | 'why' | 400 | why"
      })
  void namesWhatIsWrongWithARule(String good, String bad, int status, String field) {
    assertThat(MILESTONES).contains(good);

    Answer answer = put("/alert-rules/bad", MILESTONES.replace(good, bad));

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.member("field")).startsWith(field);
    assertThat(stored("rule-bad")).isEmpty();
  }

  @Test
  void acknowledgesARaisedAlertInTheWordsOfWhoHasSeenIt() {
    append("a1", 0, raised("a1"));

    changed(post("/alerts/a1/acknowledgement", "{'comment':'Is on leave'}"));

    assertThat(lastStored("alert-a1"))
        .isInstanceOfSatisfying(
            AlertAcknowledged.class, seen -> assertSays(seen.comment(), "rep-275", "Is on leave"));
    unchanged(post("/alerts/a1/acknowledgement", "{}"));
  }

  /** The monitor appends to the stream behind the back of the aggregate that is kept in memory. */
  @Test
  void decidesOnWhatFiguresHaveDoneToTheAlertMeanwhile() {
    append("a2", 0, raised("a2"));
    changed(post("/alerts/a2/acknowledgement", "{}"));
    append("a2", 2, new AlertCleared(new AlertId("a2"), LIMIT, BigDecimal.ONE, DAY));
    problem(post("/alerts/a2/acknowledgement", "{}"), 409, "alert-is-cleared");
    append("a2", 3, raised("a2"));

    changed(post("/alerts/a2/acknowledgement", "{}"));

    assertThat(stored("alert-a2")).hasSize(5);
  }

  @Test
  void acknowledgesNothingThatIsNotThereAndNoCommentThatIsNone() {
    append("a3", 0, raised("a3"));

    problem(post("/alerts/none/acknowledgement", "{}"), 404, "not-found");
    assertThat(problem(post("/alerts/a3/acknowledgement", "{'comment':' '}"), 400, "invalid-value")
            .member("field"))
        .isEqualTo("comment");
    problem(post("/alerts/a3/acknowledgement", ""), 400, "missing-body");
  }

  private void append(String alert, long sequence, DomainEvent event) {
    assertThat(observed.append(
            new Observed("Alert", "alert-" + alert, sequence, event),
            new Observer("alerts", "a run")))
        .isTrue();
  }

  private static AlertRaised raised(String alert) {
    return new AlertRaised(
        new AlertId(alert),
        new AlertRuleId("pace"),
        0,
        new PlanId("alerting"),
        new PeriodId("Q1"),
        AlertKind.PACE_BELOW,
        new AlertSubject(AlertLevel.REP, "275"),
        LIMIT,
        new BigDecimal("0.7"),
        new AlertRecipients(List.of(new RepId("275")), null),
        DAY);
  }
}
