package dev.quotaledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** The link that a reallocation answers with shows what became of the quota in each plan. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ReallocationsTest {

  private static final String PATH = "/api/v1/territories/west/reallocations";
  private static final TerritoryId WEST = new TerritoryId("west");
  private static final RepId ANN = new RepId("ann");
  private static final RepId BEN = new RepId("ben");
  private static final LocalDate YEAR = LocalDate.of(2026, 1, 1);
  private static final LocalDate MAY = LocalDate.of(2026, 5, 1);

  @Autowired
  private Ledger ledger;

  @Autowired
  private PersonalTexts texts;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void aTerritoryGoesToBenAndIsLeftByHim() {
    client = new Client(port);
    ledger.begin();
    ledger.record(new TerritoryDefined(WEST, "West", null, YEAR));
    ledger.recordBy("ann", reallocated(ANN, BEN, MAY, MAY.plusMonths(3))); // event-1
    ledger.record(new QuotaTransferred(
        new PlanId("p1"),
        "event-1",
        WEST,
        Subject.rep(ANN),
        Subject.rep(BEN),
        new Method("PRORATE_BY_DAYS", 1),
        List.of(
            new Move(
                null, new PeriodId("Q2"), usd("10"), 61, 91, usd("15"), usd("5"), null, usd("10")),
            new Move(
                null,
                new PeriodId("Q3"),
                usd("20"),
                31,
                92,
                usd("60"),
                usd("40"),
                usd("1"),
                usd("21"))),
        MAY,
        null));
    ledger.record(new QuotaTransferDeclined(
        new PlanId("p2"),
        "event-1",
        WEST,
        Subject.rep(ANN),
        Subject.rep(BEN),
        "period-closed",
        new PeriodId("Q2"),
        MAY,
        null));
    ledger.record(reallocated(BEN, null, MAY.plusMonths(2), null)); // event-4
  }

  @Test
  void showsWhatEachPlanMadeOfIt() {
    JsonNode shown = get(PATH + "/event-1");

    assertThat(shown.path("fromRepId").asString()).isEqualTo("ann");
    assertThat(shown.path("toRepId").asString()).isEqualTo("ben");
    assertThat(shown.path("effectiveOn").asString()).isEqualTo("2026-05-01");
    assertThat(shown.path("until").asString()).isEqualTo("2026-07-31");
    assertThat(shown.path("quota").asString()).isEqualTo("PRORATE_BY_DAYS");
    assertThat(shown.path("actor").asString()).isEqualTo("ann");
    assertThat(shown.path("reason").asString()).isEqualTo("growth");
    assertThat(shown.at("/transfers").size()).isEqualTo(2);
    JsonNode moved = shown.at("/transfers/0");
    assertThat(moved.path("planId").asString()).isEqualTo("p1");
    assertThat(moved.path("state").asString()).isEqualTo("TRANSFERRED");
    assertThat(moved.path("amount").asString()).isEqualTo("30.00");
    assertThat(moved.path("currency").asString()).isEqualTo("USD");
    assertThat(moved.at("/lines/1/toBefore").asString()).isEqualTo("1.00");
    JsonNode declined = shown.at("/transfers/1");
    assertThat(declined.path("planId").asString()).isEqualTo("p2");
    assertThat(declined.path("state").asString()).isEqualTo("DECLINED");
    assertThat(declined.path("code").asString()).isEqualTo("period-closed");
    assertThat(declined.path("periodId").asString()).isEqualTo("Q2");
  }

  @Test
  void listsThemInRecordedOrderByPages() {
    JsonNode first = get(PATH + "?limit=1");
    assertThat(first.at("/items/0/reallocationId").asString()).isEqualTo("event-1");
    JsonNode second = get(PATH + "?limit=1&cursor=" + first.path("next").asString());
    assertThat(second.at("/items/0/reallocationId").asString()).isEqualTo("event-4");
    assertThat(second.at("/items/0/toRepId").isNull()).isTrue();
    assertThat(second.at("/items/0/transfers").isEmpty()).isTrue();
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void standInTheTerritorysOwnTimeline() {
    JsonNode territory = get("/api/v1/territories/west");

    assertThat(territory
            .path("timeline")
            .valueStream()
            .map(each -> each.path("type").asString()))
        .containsExactly(
            "TerritoryDefined",
            "TerritoryReallocated",
            "QuotaTransferred",
            "QuotaTransferDeclined",
            "TerritoryReallocated");
    assertThat(territory.path("version").asLong()).isEqualTo(2);
  }

  @Test
  void knowsNoOthers() {
    assertThat(client.get(PATH + "/event-0").status()).isEqualTo(404);
    assertThat(client.get(PATH.replace("west", "east")).status()).isEqualTo(404);
    assertThat(client.get(PATH + "?cursor=x").status()).isEqualTo(400);
  }

  private TerritoryReallocated reallocated(
      RepId from, @Nullable RepId to, LocalDate day, @Nullable LocalDate until) {
    return new TerritoryReallocated(
        WEST,
        from,
        to,
        day,
        until,
        QuotaMove.PRORATE_BY_DAYS,
        List.of(),
        List.of(),
        texts.encrypt(from.toString(), "growth"));
  }

  private JsonNode get(String path) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }
}
