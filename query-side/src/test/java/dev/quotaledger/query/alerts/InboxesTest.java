package dev.quotaledger.query.alerts;

import static org.assertj.core.api.Assertions.assertThat;

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
import dev.quotaledger.model.attainment.View;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.query.alerts.AlertQueries.Listed;
import dev.quotaledger.query.alerts.AlertQueries.Wanted;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/** An alert is in the inbox of everybody to whom it was addressed by then, once, and in no other. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class InboxesTest {

  private static final Reader EVERYBODY = new Reader(true, null, "ops");
  private static final Wanted ANY = new Wanted(null, null, null, null);
  private static final AlertLimit LIMIT =
      new AlertLimit(AlertSide.BELOW, new BigDecimal("0.8"), new BigDecimal("0.9"));
  private static final LocalDate DAY = LocalDate.of(2026, 2, 1);

  @Autowired
  private Ledger ledger;

  @Autowired
  private AlertQueries queries;

  @BeforeEach
  void begin() {
    ledger.begin();
  }

  @Test
  void whatWasRaisedLastComesFirstPageByPage() {
    for (String alert : List.of("a", "b", "c")) {
      raise(alert, "275", "276");
    }
    ledger.record(new AlertAcknowledged(new AlertId("a"), DAY, null));

    List<Listed> first = queries.list(EVERYBODY, ANY, View.LIVE, "", 2);
    List<Listed> rest = queries.list(EVERYBODY, ANY, View.LIVE, first.getLast().place(), 2);

    assertThat(Stream.concat(first.stream(), rest.stream()).map(InboxesTest::id))
        .containsExactly("c", "b", "a");
    assertThat(ids(EVERYBODY, View.LIVE, Standing.ACKNOWLEDGED)).containsExactly("a");
  }

  @Test
  void whoIsNotAddressedHasNothing() {
    raise("a", "275", "276");

    for (Reader reader :
        List.of(rep("275"), rep("276"), new Reader(false, null, "author"), EVERYBODY)) {
      assertThat(ids(reader, View.LIVE, null)).as("%s", reader).containsExactly("a");
      assertThat(queries.find(new AlertId("a"), reader, View.LIVE)).isPresent();
    }
    for (Reader reader : List.of(
        rep("27"), rep("2755"), new Reader(false, null, "275"), new Reader(false, null, ""))) {
      assertThat(ids(reader, View.LIVE, null)).as("%s", reader).isEmpty();
      assertThat(queries.find(new AlertId("a"), reader, View.LIVE)).isEmpty();
    }
  }

  @Test
  void anotherManagerHasItFromWhenItIsRaisedToThem() {
    Instant before = raise("a", "275", "276");
    ledger.record(new AlertCleared(new AlertId("a"), LIMIT, BigDecimal.ONE, DAY));
    raise("a", "275", "277");

    assertThat(ids(rep("277"), View.LIVE, null)).containsExactly("a");
    assertThat(ids(rep("277"), new View(null, before), null)).isEmpty();
    assertThat(ids(rep("276"), View.LIVE, Standing.RAISED)).containsExactly("a");
    assertThat(ids(EVERYBODY, new View(DAY.minusDays(1), null), null)).isEmpty();
  }

  @Test
  void redeliveryInAnyBatchesChangesNothing() {
    raise("a", "275", "276");
    ledger.record(new AlertCleared(new AlertId("a"), LIMIT, BigDecimal.ONE, DAY));
    raise("b", "276", "277");
    raise("a", "275", "276");
    List<Listed> once = queries.list(EVERYBODY, ANY, View.LIVE, "", 10);

    ledger.project(ledger.log());
    ledger.project(ledger.log().subList(1, 3));
    ledger.log().forEach(event -> ledger.project(List.of(event)));

    assertThat(queries.list(EVERYBODY, ANY, View.LIVE, "", 10)).isEqualTo(once);
    assertThat(once).extracting(each -> each.alert().timesRaised()).containsExactly(1, 2);
  }

  private Instant raise(String alert, String rep, String manager) {
    return ledger.record(new AlertRaised(
        new AlertId(alert),
        new AlertRuleId("pace"),
        0,
        new PlanId("fy26"),
        new PeriodId("Q1"),
        AlertKind.PACE_BELOW,
        new AlertSubject(AlertLevel.REP, rep),
        LIMIT,
        new BigDecimal("0.7"),
        new AlertRecipients(List.of(new RepId(rep), new RepId(manager)), "author"),
        DAY));
  }

  private List<String> ids(Reader reader, View view, @Nullable Standing state) {
    List<String> ids = new ArrayList<>();
    queries
        .list(reader, new Wanted(state, null, null, null), view, "", 100)
        .forEach(listed -> ids.add(id(listed)));
    return ids;
  }

  private static String id(Listed listed) {
    return listed.alert().state().raised().alertId().value();
  }

  private static Reader rep(String rep) {
    return new Reader(false, new RepId(rep), "user-of-" + rep);
  }
}
