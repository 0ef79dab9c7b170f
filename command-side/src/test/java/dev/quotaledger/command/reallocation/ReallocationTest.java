package dev.quotaledger.command.reallocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanCommand.TransferQuota;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryCommand.ReallocateTerritory;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.Commands;
import dev.quotaledger.command.Sender;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.MessageMetadata;
import dev.quotaledger.runtime.readstore.DeadLetters;
import dev.quotaledger.runtime.readstore.DeadLetters.Letter;
import dev.quotaledger.runtime.readstore.Tokens;
import dev.quotaledger.runtime.web.Client.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.common.Registration;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GapAwareTrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * A territory that changes hands takes its quota along in every open plan, once, whoever is asked and
 * whatever fails in between. The fourth quarter of 2026 has 92 days; day 41 is the 10th of November.
 */
@SuppressWarnings("NullAway.Init") // Spring sets the fields
class ReallocationTest extends Writing {

  private static final String DAY_41 = "2026-11-10";
  private static final String DAY_62 = "2026-12-01";

  @Autowired
  private Commands commands;

  @Autowired
  private CommandBus bus;

  @Autowired
  private Tokens tokens;

  @Autowired
  private DeadLetters letters;

  @Autowired
  private MeterRegistry meters;

  @BeforeEach
  void prepare() {
    post("/calendars", """
        {'calendarId':'moves','timeZone':'UTC','pattern':'QUARTERS','firstDay':'2026-01-01'}""");
    post("/reps", "{'repId':'mA','name':'M A','hiredOn':'2020-01-01'}");
    post("/reps", "{'repId':'mB','name':'M B','hiredOn':'2020-01-01'}");
  }

  @Test
  void movesTheQuotaOfEveryOpenPlanBeforeItAnswers() {
    territory("north");
    plan("n1", "EUR");
    plan("n2", "USD");
    quota("n1", "mA", "north", "33333.33");
    quota("n2", "mA", "north", "100");

    Answer there = changed(reallocate("north", "'mA'", "'mB'", DAY_41, "PRORATE_BY_DAYS"));

    assertThat(there.json().at("/transfers").size()).isEqualTo(2);
    JsonNode n1 = transfer(there, "n1");
    assertThat(n1.path("state").asString()).isEqualTo("TRANSFERRED");
    assertThat(n1.path("currency").asString()).isEqualTo("EUR");
    assertThat(n1.path("amount").asString()).isEqualTo("18840.58");
    assertThat(n1.at("/from/id").asString()).isEqualTo("mA");
    assertThat(n1.at("/to/id").asString()).isEqualTo("mB");
    JsonNode line = n1.at("/lines/0");
    assertThat(line.path("periodId").asString()).isEqualTo("FY2026-Q4");
    assertThat(line.path("daysMoved").asLong()).isEqualTo(52);
    assertThat(line.path("daysHeld").asLong()).isEqualTo(92);
    assertThat(line.path("fromBefore").asString()).isEqualTo("33333.33");
    assertThat(line.path("fromAfter").asString()).isEqualTo("14492.75");
    assertThat(line.path("toBefore").isNull()).isTrue();
    assertThat(line.path("toAfter").asString()).isEqualTo("18840.58");
    assertThat(transfer(there, "n2").path("amount").asString()).isEqualTo("56.52");

    Answer back = changed(reallocate("north", "'mB'", "'mA'", DAY_62, "PRORATE_BY_DAYS"));
    JsonNode returned = transfer(back, "n1").at("/lines/0");
    assertThat(returned.path("fromAfter").asString()).isEqualTo("7608.70");
    assertThat(returned.path("toAfter").asString()).isEqualTo("25724.63");
  }

  @Test
  void answersWithATokenThatIncludesThePlansAndALinkToTheTransfers() {
    territory("token");
    plan("t1", "EUR");
    quota("t1", "mA", "token", "100");

    Answer answer = changed(reallocate("token", "'mA'", "'mB'", DAY_41, "PRORATE_BY_DAYS"));

    SortedSet<Long> own = new TreeSet<>(indexesOf("territory-token", 2, 2));
    own.addAll(indexesOf("plan-t1", 2, 2));
    assertThat(token(answer).indexes()).hasSize(2).isEqualTo(own);
    assertThat(answer.header("ETag")).isEqualTo("\"2\"");
    String id = stored("territory-token").getLast().getIdentifier();
    assertThat(answer.member("reallocationId")).isEqualTo(id);
    assertThat(answer.member("link")).isEqualTo("/api/v1/territories/token/reallocations/" + id);
    assertThat(stored("territory-token").getLast().getPayload())
        .isInstanceOfSatisfying(
            TerritoryReallocated.class,
            event -> assertSays(event.reason(), "rep-mA", "Realignment"));
  }

  @Test
  void letsThePlanSayOnWhoseBehalfItMovedQuotaAndWhy() {
    territory("origin");
    plan("o1", "EUR");
    quota("o1", "mA", "origin", "100");
    changed(reallocate("origin", "'mA'", null, DAY_41, "PRORATE_BY_DAYS"));

    DomainEventMessage<?> cause = stored("territory-origin").getLast();
    DomainEventMessage<?> moved = stored("plan-o1").getLast();

    assertThat(moved.getPayload())
        .isInstanceOfSatisfying(
            QuotaTransferred.class,
            event -> assertThat(event.transferId()).isEqualTo(cause.getIdentifier()));
    assertThat(moved.getMetaData())
        .containsEntry(MessageMetadata.ACTOR, "quota-transfer")
        .containsEntry(MessageMetadata.ON_BEHALF_OF, "ann")
        .containsEntry(
            MessageMetadata.REQUEST_ID, cause.getMetaData().get(MessageMetadata.REQUEST_ID))
        .containsEntry(
            MessageMetadata.CORRELATION, cause.getMetaData().get(MessageMetadata.CORRELATION));
  }

  @Test
  void movesTheQuotaOfAVacancyToAndFromTheHouse() {
    territory("vacant");
    plan("v1", "EUR");
    quota("v1", "mA", "vacant", "92");

    Answer left = changed(reallocate("vacant", "'mA'", null, DAY_41, "PRORATE_BY_DAYS"));
    assertThat(transfer(left, "v1").at("/to/type").asString()).isEqualTo("HOUSE");
    assertThat(transfer(left, "v1").path("amount").asString()).isEqualTo("52.00");

    Answer taken = changed(reallocate("vacant", null, "'mB'", DAY_62, "PRORATE_BY_DAYS"));
    assertThat(transfer(taken, "v1").at("/from/type").asString()).isEqualTo("HOUSE");
    assertThat(transfer(taken, "v1").path("amount").asString()).isEqualTo("31.00");
  }

  @Test
  void showsWhichPlanCouldNotTakeItAndWhyWhileTheOthersDo() {
    territory("closed");
    plan("c1", "EUR");
    plan("c2", "EUR");
    quota("c1", "mA", "closed", "100");
    quota("c2", "mA", "closed", "100");
    changed(post("/plans/c1/periods/FY2026-Q4/closure", ""));

    Answer answer = changed(reallocate("closed", "'mA'", "'mB'", DAY_41, "PRORATE_BY_DAYS"));

    JsonNode declined = transfer(answer, "c1");
    assertThat(declined.path("state").asString()).isEqualTo("DECLINED");
    assertThat(declined.path("code").asString()).isEqualTo("period-closed");
    assertThat(declined.path("periodId").asString()).isEqualTo("FY2026-Q4");
    assertThat(declined.path("lines").isEmpty()).isTrue();
    assertThat(lastStored("plan-c1")).isInstanceOf(QuotaTransferDeclined.class);
    assertThat(transfer(answer, "c2").path("state").asString()).isEqualTo("TRANSFERRED");
  }

  @Test
  void saysNothingOfPlansThatItDoesNotConcern() {
    territory("quiet");
    plan("q1", "EUR");
    plan("q2", "EUR");
    quota("q2", "mA", "quiet", "100");
    changed(post("/plans/q2/closure", "{'reason':'Replaced'}"));

    Answer moved = changed(reallocate("quiet", "'mA'", "'mB'", DAY_41, "PRORATE_BY_DAYS"));
    assertThat(moved.json().path("transfers").isEmpty()).isTrue();
    Answer kept = changed(reallocate("quiet", "'mB'", "'mA'", DAY_62, "KEEP"));
    assertThat(kept.json().path("transfers").isEmpty()).isTrue();
  }

  @Test
  void refusesWhoIsNotTheHolderAndWhatItDoesNotKnow() {
    territory("strict");

    problem(reallocate("strict", "'mB'", "'mA'", DAY_41, "KEEP"), 409, "not-the-holder");
    problem(reallocate("strict", null, "'mA'", DAY_41, "KEEP"), 409, "not-the-holder");
    problem(reallocate("strict", "'mA'", "'mA'", DAY_41, "KEEP"), 422, "same-holder");
    problem(reallocate("strict", "'mA'", "'nobody'", DAY_41, "KEEP"), 422, "unknown-reference");
    problem(reallocate("nowhere", "'mA'", "'mB'", DAY_41, "KEEP"), 404, "not-found");
    Answer bad =
        problem(reallocate("strict", "'mA'", "'mB'", DAY_41, "HALF"), 400, "invalid-value");
    assertThat(bad.member("field")).isEqualTo("quota");
    assertThat(stored("territory-strict")).hasSize(2);
  }

  @Test
  void answersARepeatedRequestTheSameAndMovesNothingTwice() {
    territory("twice");
    plan("w1", "EUR");
    quota("w1", "mA", "twice", "100");
    String key = "the-one-key";

    Answer first = changed(
        reallocate("twice", "'mA'", "'mB'", DAY_41, "PRORATE_BY_DAYS", "Idempotency-Key", key));
    quota("w1", "mA", "twice", "500");
    Answer again = changed(
        reallocate("twice", "'mA'", "'mB'", DAY_41, "PRORATE_BY_DAYS", "Idempotency-Key", key));

    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.json()).isEqualTo(first.json());
    assertThat(again.header("Consistency-Token")).isEqualTo(first.header("Consistency-Token"));
    problem(
        reallocate("twice", "'mA'", "'mB'", DAY_62, "PRORATE_BY_DAYS", "Idempotency-Key", key),
        422,
        "idempotency-key-reused");
    assertThat(lastStored("plan-w1")).isInstanceOf(QuotaSet.class);
  }

  @Test
  void leavesAloneWhatIsSetAfterTheAnswer() {
    territory("later");
    plan("l1", "EUR");

    Answer answer = changed(reallocate("later", "'mA'", "'mB'", DAY_41, "PRORATE_BY_DAYS"));
    quota("l1", "mA", "later", "100");
    awaitReaction("later");

    assertThat(answer.json().path("transfers").isEmpty()).isTrue();
    assertThat(lastStored("plan-l1")).isInstanceOf(QuotaSet.class);
  }

  @Test
  void movesTheQuotaAlsoWhenTheProcessEndedBeforeIt() {
    territory("cut");
    plan("k1", "EUR");
    quota("k1", "mA", "cut", "92");

    commands.send(
        new ReallocateTerritory(
            new TerritoryId("cut"),
            new RepId("mA"),
            new RepId("mB"),
            LocalDate.parse(DAY_41),
            QuotaMove.PRORATE_BY_DAYS,
            null),
        Sender.of("ann", "request-cut", "http"));

    awaiting().until(() -> lastStored("plan-k1") instanceof QuotaTransferred);
    assertThat(stored("plan-k1").getLast().getMetaData())
        .containsEntry(MessageMetadata.ON_BEHALF_OF, "ann")
        .containsEntry(MessageMetadata.REQUEST_ID, "request-cut");
  }

  @Test
  void parksWhatAPlanCannotBeAskedAndAsksItAgainOnDemand() {
    territory("park");
    plan("ill", "EUR");
    plan("well", "EUR");
    quota("ill", "mA", "park", "92");
    quota("well", "mA", "park", "92");
    Set<PlanId> ill = ConcurrentHashMap.newKeySet();
    ill.add(new PlanId("ill"));
    Registration fault = bus.registerHandlerInterceptor((unit, chain) -> {
      if (unit.getMessage().getPayload() instanceof TransferQuota transfer
          && ill.contains(transfer.planId())) {
        throw new IllegalStateException("The plan is ill");
      }
      return chain.proceed();
    });
    try (fault) {
      Answer there = changed(reallocate("park", "'mA'", "'mB'", DAY_41, "PRORATE_BY_DAYS"));
      assertThat(transfer(there, "ill").path("state").asString()).isEqualTo("PENDING");
      assertThat(transfer(there, "well").path("state").asString()).isEqualTo("TRANSFERRED");
      awaiting().until(() -> lettersOf("territory-park").size() == 1);
      changed(reallocate("park", "'mB'", null, DAY_62, "PRORATE_BY_DAYS"));
      awaiting().until(() -> lettersOf("territory-park").size() == 2);
      Letter first = lettersOf("territory-park").getFirst();
      assertThat(first.reaction()).isEqualTo("quota-transfer");
      assertThat(first.eventId()).isEqualTo(there.member("reallocationId"));
      assertThat(first.type()).isEqualTo("TerritoryReallocated");
      assertThat(first.cause()).contains("The plan is ill");
      assertThat(meters.get("quotaledger.dead.letters").gauge().value()).isEqualTo(2);

      ill.clear();
      assertThat(letters.retry(lettersOf("territory-park").getLast().id())).isPresent();
      awaiting().until(() -> lettersOf("territory-park").isEmpty());
    }
    assertThat(stored("plan-ill").stream()
            .map(DomainEventMessage::getPayload)
            .filter(QuotaTransferred.class::isInstance)
            .map(event -> ((QuotaTransferred) event).moves().getFirst().amount().toPlainString()))
        .containsExactly("52.00", "31.00");
    assertThat(stored("plan-well").stream()
            .map(DomainEventMessage::getPayload)
            .filter(QuotaTransferred.class::isInstance))
        .hasSize(2);
    assertThat(letters.retry("no such letter")).isEmpty();
  }

  private List<Letter> lettersOf(String aggregateId) {
    return letters.all().stream()
        .filter(letter -> letter.aggregateId().equals(aggregateId))
        .toList();
  }

  /** Until the reaction has handled the territory's last event. */
  private void awaitReaction(String territory) {
    long sequence = stored("territory-" + territory).getLast().getSequenceNumber();
    long index = indexesOf("territory-" + territory, sequence, sequence).first();
    awaiting()
        .until(() -> tokens.read("quota-transfer").stream()
            .anyMatch(stored -> stored.token() instanceof GapAwareTrackingToken token
                && token.getIndex() >= index));
  }

  private static ConditionFactory awaiting() {
    return Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20));
  }

  private void territory(String id) {
    made(
        post("/territories", "{'territoryId':'%s','name':'T'}".formatted(id)),
        "/territories/" + id);
    changed(post("/territories/" + id + "/assignments", """
        {'repId':'mA','from':'2026-01-01','role':'PRIMARY'}"""));
  }

  private void plan(String id, String currency) {
    made(post("/plans", """
        {'planId':'%s','name':'P','calendarId':'moves','currency':'%s'}""".formatted(id, currency)), "/plans/" + id);
  }

  private void quota(String plan, String rep, String territory, String amount) {
    changed(put("/plans/" + plan + "/quotas", """
        {'subject':{'type':'REP','id':'%s'},'territoryId':'%s','periodId':'FY2026-Q4','amount':'%s',
         'reason':'Plan'}""".formatted(rep, territory, amount)));
  }

  private Answer reallocate(
      String territory,
      @Nullable String from,
      @Nullable String to,
      String day,
      String quota,
      String... headers) {
    return post(
        "/territories/" + territory + "/reallocations",
        """
        {'fromRepId':%s,'toRepId':%s,'effectiveOn':'%s','reason':'Realignment','quota':'%s'}""".formatted(from, to, day, quota),
        headers);
  }

  private static JsonNode transfer(Answer answer, String plan) {
    return answer
        .json()
        .path("transfers")
        .valueStream()
        .filter(each -> each.path("planId").asString().equals(plan))
        .findFirst()
        .orElseThrow();
  }
}
