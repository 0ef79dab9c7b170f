package dev.quotaledger.query.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.people.PersonalTexts;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class HistoryTest {

  private static final PlanId PLAN = new PlanId("fy26");
  private static final String HISTORY = "/api/v1/plans/fy26/history";
  private static final TerritoryId WEST = new TerritoryId("west");
  private static final LocalDate YEAR = LocalDate.of(2026, 1, 1);
  private static final LocalDate AUGUST = LocalDate.of(2026, 8, 15);

  @Autowired
  private Ledger ledger;

  @Autowired
  private PersonalTexts texts;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void aPlanIsOpen() {
    client = new Client(port);
    ledger.begin();
    ledger.record(new PlanOpened(
        PLAN, "FY26", new CalendarId("fiscal"), Currency.getInstance("USD"), null, YEAR));
  }

  @Nested
  class AnItem {

    @Test
    void ofASetSaysBeforeAfterSinceWhenByWhomAndWhy() {
      Instant at = ledger.recordBy(
          "mia",
          new QuotaSet(
              PLAN, line("ann", "2026Q1"), usd("80000"), usd("84000"), AUGUST, why("new market")));

      JsonNode item = items(client.get(HISTORY)).getLast();

      assertThat(text(item, "type")).isEqualTo("QuotaSet");
      assertThat(text(item.path("subject"), "type")).isEqualTo("REP");
      assertThat(text(item.path("subject"), "id")).isEqualTo("ann");
      assertThat(text(item, "periodId")).isEqualTo("2026Q1");
      assertThat(text(item, "before")).isEqualTo("80000.00");
      assertThat(text(item, "after")).isEqualTo("84000.00");
      assertThat(text(item, "currency")).isEqualTo("USD");
      assertThat(text(item, "effectiveOn")).isEqualTo("2026-08-15");
      assertThat(text(item, "recordedAt")).isEqualTo(at.toString());
      assertThat(text(item, "actor")).isEqualTo("mia");
      assertThat(text(item, "reason")).isEqualTo("new market");
      assertThat(item.path("cause").isNull()).isTrue();
      assertThat(text(item, "eventId")).isEqualTo("event-1");
    }

    @Test
    void ofTheFirstSetOfALineHasNothingBefore() {
      set("ann", "2026Q1", "100");

      JsonNode item = items(client.get(HISTORY)).getLast();

      assertThat(item.path("before").isNull()).isTrue();
      assertThat(text(item, "after")).isEqualTo("100.00");
    }

    @Test
    void ofAnAdjustmentShowsTheLineOnItsEffectiveDate() {
      ledger.record(new QuotaAdjusted(
          PLAN,
          new QuotaLineKey(rep("ann"), WEST, new ProductLine("bikes"), new PeriodId("2026Q1")),
          usd("-10000"),
          usd("80000"),
          usd("70000"),
          AUGUST,
          null,
          new Method("LANDING_QUANTILE", 1)));

      JsonNode item = items(client.get(HISTORY)).getLast();

      assertThat(text(item, "type")).isEqualTo("QuotaAdjusted");
      assertThat(text(item.path("method"), "name")).isEqualTo("LANDING_QUANTILE");
      assertThat(text(item, "before")).isEqualTo("80000.00");
      assertThat(text(item, "after")).isEqualTo("70000.00");
      assertThat(text(item, "territoryId")).isEqualTo("west");
      assertThat(text(item, "productLine")).isEqualTo("bikes");
      assertThat(item.path("reason").isNull()).isTrue();
    }

    @Test
    void standsForEachLineThatATransferChanged() {
      transferred();

      List<JsonNode> items = items(client.get(HISTORY)).subList(1, 5);

      assertThat(items)
          .extracting(item -> text(item.path("subject"), "id"))
          .containsExactly("ann", "ben", "ann", "ben");
      assertThat(items)
          .extracting(item -> text(item, "periodId"))
          .containsExactly("2026Q1", "2026Q1", "2026Q2", "2026Q2");
      assertThat(items)
          .extracting(item -> text(item, "before"))
          .containsExactly("100.00", "", "50.00", "7.00");
      assertThat(items)
          .extracting(item -> text(item, "after"))
          .containsExactly("60.00", "40.00", "0.00", "57.00");
      assertThat(items).extracting(item -> text(item, "cause")).containsOnly("transfer-1");
      assertThat(items).extracting(item -> text(item, "territoryId")).containsOnly("west");
    }

    @Test
    void ofADeclinedTransferSaysWhyAndFollowsFromWhat() {
      declined();

      JsonNode item = items(client.get(HISTORY)).getLast();

      assertThat(text(item, "type")).isEqualTo("QuotaTransferDeclined");
      assertThat(text(item, "code")).isEqualTo("period-closed");
      assertThat(text(item, "cause")).isEqualTo("transfer-2");
      assertThat(text(item, "periodId")).isEqualTo("2026Q1");
      assertThat(text(item, "territoryId")).isEqualTo("west");
      assertThat(item.path("after").isNull()).isTrue();
    }

    @Test
    void standsForWhatHappenedToThePlanItself() {
      PeriodId quarter = new PeriodId("2026Q1");
      ledger.record(new PlanPublished(PLAN, YEAR));
      ledger.record(new PeriodClosed(PLAN, quarter, LocalDate.of(2026, 3, 31), why("books")));
      ledger.record(new PeriodReopened(PLAN, quarter, LocalDate.of(2026, 4, 2), why("error")));
      ledger.record(new PlanClosed(PLAN, LocalDate.of(2026, 12, 31), why("year end")));

      List<JsonNode> items = items(client.get(HISTORY));

      assertThat(items)
          .extracting(item -> text(item, "type"))
          .containsExactly(
              "PlanOpened", "PlanPublished", "PeriodClosed", "PeriodReopened", "PlanClosed");
      assertThat(items)
          .extracting(item -> text(item, "reason"))
          .containsExactly("", "", "books", "error", "year end");
      assertThat(items)
          .extracting(item -> text(item, "periodId"))
          .containsExactly("", "", "2026Q1", "2026Q1", "");
    }

    @Test
    void losesItsReasonWithTheKeyOfWhomItIsAboutAndNothingElse() {
      ledger.record(new QuotaSet(
          PLAN, line("ann", "2026Q1"), null, usd("1"), YEAR, texts.encrypt("rep-ann", "ill")));
      assertThat(text(items(client.get(HISTORY)).getLast(), "reason")).isEqualTo("ill");

      texts.erase("rep-ann");

      JsonNode item = items(client.get(HISTORY)).getLast();
      assertThat(item.path("reason").isNull()).isTrue();
      assertThat(text(item, "after")).isEqualTo("1.00");
      assertThat(text(item, "actor")).isEqualTo("ops");
    }
  }

  @Nested
  class Filters {

    @BeforeEach
    void manyThings() {
      set("ann", "2026Q1", "1");
      set("ben", "2026Q1", "2");
      ledger.recordBy("mia", new QuotaSet(PLAN, line("ann", "2026Q2"), null, usd("3"), YEAR, null));
      transferred();
      declined();
    }

    @ParameterizedTest
    @CsvSource({
      "subject=ben, 2 4 6 0",
      "subject=ben&period=2026Q1, 2 4 0",
      "period=2026Q2, 3 5 6",
      "territory=west, 4 4 5 6 0",
      "territory=west&subject=ann, 4 5 0",
      "actor=mia, 3",
      "subject=cy, ''",
      "actor=mia&period=2026Q1, ''"
    })
    void leaveWhatIsAboutThem(String filter, String expected) {
      // Each item by the last digit of what is worth afterwards, or 0 for none.
      String found = String.join(
          " ",
          items(client.get(HISTORY + "?" + filter)).stream()
              .map(HistoryTest::digest)
              .toList());

      assertThat(found).isEqualTo(expected);
    }

    @Test
    void byRecordedDaysIncludeBothDays() {
      ledger.begin();
      for (int day = 1; day <= 4; day++) {
        ledger.record(new QuotaSet(
            PLAN, line("ann", "2026Q1"), null, usd(String.valueOf(day)), AUGUST, null));
        ledger.sleep(Duration.ofDays(1));
      }

      assertThat(amounts(client.get(HISTORY + "?from=2026-01-02&to=2026-01-03")))
          .containsExactly("2.00", "3.00");
      assertThat(amounts(client.get(HISTORY + "?from=2026-01-04"))).containsExactly("4.00");
      assertThat(amounts(client.get(HISTORY + "?to=2026-01-01"))).containsExactly("1.00");
    }
  }

  @Nested
  class Cuts {

    @Test
    void leaveWhatWasKnownAndWhatWasEffectiveThen() {
      Instant known = set("ann", "2026Q1", "1");
      ledger.record(new QuotaSet(PLAN, line("ann", "2026Q1"), usd("1"), usd("2"), AUGUST, null));

      Answer then = client.get(HISTORY + "?knownAt=" + known);

      assertThat(amounts(then)).containsExactly("", "1.00");
      assertThat(then.member("knownAt")).isEqualTo(known.toString());
      assertThat(then.json().path("settled").asBoolean()).isTrue();
      assertThat(amounts(client.get(HISTORY + "?asOf=2026-08-14"))).containsExactly("", "1.00");
      assertThat(amounts(client.get(HISTORY + "?asOf=2026-08-15")))
          .containsExactly("", "1.00", "2.00");
    }

    @Test
    void inTheFutureAreRefused() {
      Answer answer = client.get(HISTORY + "?knownAt=2027-01-01T00:00:00Z");

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.member("field")).isEqualTo("knownAt");
    }
  }

  @Nested
  class Paging {

    @Test
    void goesThroughAllItemsOnceInRecordedOrder() {
      for (int i = 1; i <= 120; i++) {
        set("ann", "2026Q1", String.valueOf(i));
      }
      transferred();

      List<String> paged = new ArrayList<>();
      String next = "";
      int pages = 0;
      do {
        Answer page = client.get(HISTORY + "?limit=50" + next);
        paged.addAll(amounts(page));
        next = "&cursor=" + page.member("next");
        pages++;
      } while (!next.equals("&cursor="));

      assertThat(pages).isEqualTo(3);
      assertThat(paged).hasSize(125).isEqualTo(amounts(client.get(HISTORY + "?limit=1000")));
    }

    @Test
    void canEndBetweenTheLinesOfOneTransfer() {
      transferred();

      Answer first = client.get(HISTORY + "?limit=2");
      Answer second = client.get(HISTORY + "?limit=2&cursor=" + first.member("next"));

      assertThat(amounts(first)).containsExactly("", "60.00");
      assertThat(amounts(second)).containsExactly("40.00", "0.00");
    }
  }

  @Test
  void redeliveryInOtherBatchesChangesNothing() {
    set("ann", "2026Q1", "1");
    transferred();
    declined();
    String before = client.get(HISTORY).response().body();
    List<RecordedEvent> log = ledger.log();

    ledger.project(log);
    ledger.project(log.subList(1, 3));
    ledger.project(log.subList(0, 2));
    ledger.project(log.subList(2, log.size()));

    assertThat(client.get(HISTORY).response().body()).isEqualTo(before);
  }

  @Test
  void anotherPlansHistoryStandsByItself() {
    ledger.record(new PlanOpened(
        new PlanId("fy27"),
        "FY27",
        new CalendarId("fiscal"),
        Currency.getInstance("USD"),
        null,
        YEAR));

    assertThat(items(client.get("/api/v1/plans/fy27/history"))).hasSize(1);
    assertThat(items(client.get(HISTORY))).hasSize(1);
  }

  @Test
  void anUnknownPlanIsNotFound() {
    Answer answer = client.get("/api/v1/plans/fy99/history");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.member("code")).isEqualTo("not-found");
    assertThat(answer.member("id")).isEqualTo("fy99");
  }

  @Test
  void saysWhenItsModelIsStale() {
    assertThat(client.get(HISTORY).json().path("stale").asBoolean()).isFalse();

    ledger.stop("history");

    assertThat(client.get(HISTORY).json().path("stale").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "from=yesterday, from",
    "to=2026-13-01, to",
    "asOf=0000-01-01, asOf",
    "knownAt=2026-01-01, knownAt",
    "limit=0, limit",
    "limit=1001, limit",
    "limit=ten, limit",
    "cursor=%21, cursor",
    "cursor=Zm9v, cursor",
    "cursor=YSZi, cursor",
    "subjekt=ann, subjekt",
    "subject=ann&subject=ben, subject"
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = client.get(HISTORY + "?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(answer.member("expected")).isNotEmpty();
  }

  private Instant set(String rep, String period, String amount) {
    return ledger.record(new QuotaSet(PLAN, line(rep, period), null, usd(amount), YEAR, null));
  }

  private void transferred() {
    ledger.record(new QuotaTransferred(
        PLAN,
        "transfer-1",
        WEST,
        rep("ann"),
        rep("ben"),
        new Method("PRORATE_BY_DAYS", 1),
        List.of(
            new Move(
                null,
                new PeriodId("2026Q1"),
                usd("40"),
                10,
                90,
                usd("100"),
                usd("60"),
                null,
                usd("40")),
            new Move(
                null,
                new PeriodId("2026Q2"),
                usd("50"),
                91,
                91,
                usd("50"),
                usd("0"),
                usd("7"),
                usd("57"))),
        YEAR,
        null));
  }

  private void declined() {
    ledger.record(new QuotaTransferDeclined(
        PLAN,
        "transfer-2",
        WEST,
        rep("ann"),
        rep("ben"),
        "period-closed",
        new PeriodId("2026Q1"),
        YEAR,
        null));
  }

  private PersonalText why(String reason) {
    return texts.encrypt("plan-fy26", reason);
  }

  private static String digest(JsonNode item) {
    String after = text(item, "after");
    return switch (after) {
      case "60.00", "40.00" -> "4";
      case "0.00" -> "5";
      case "57.00" -> "6";
      case "" -> "0";
      default -> after.substring(0, 1);
    };
  }

  private static List<JsonNode> items(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    return StreamSupport.stream(answer.json().path("items").spliterator(), false)
        .toList();
  }

  private static List<String> amounts(Answer answer) {
    return items(answer).stream().map(item -> text(item, "after")).toList();
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asString("");
  }

  private static QuotaLineKey line(String rep, String period) {
    return new QuotaLineKey(rep(rep), null, null, new PeriodId(period));
  }

  private static Subject rep(String rep) {
    return Subject.rep(new RepId(rep));
  }

  private static Money usd(String amount) {
    return Money.of(amount, "USD");
  }
}
