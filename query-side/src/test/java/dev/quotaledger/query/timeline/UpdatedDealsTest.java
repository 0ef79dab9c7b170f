package dev.quotaledger.query.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealExample;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.Money;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.query.RecordedEvent;
import dev.quotaledger.runtime.web.Client;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** Deals are listed in the order of their last changes. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@SuppressWarnings("NullAway.Init") // Spring sets the fields
class UpdatedDealsTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 1);
  private static final String ALL = "2020-01-01T00:00:00Z";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  @BeforeEach
  void begin() {
    ledger.begin();
  }

  @Test
  void aDealThatChangesMovesToTheEnd() {
    opened("c", "a", "b");
    assertThat(ids(page(ALL))).containsExactly("c", "a", "b");

    Instant changed = worth("c", "2");

    JsonNode page = page(ALL);
    assertThat(ids(page)).containsExactly("a", "b", "c");
    JsonNode last = page.at("/items/2");
    assertThat(last.path("updatedAt").asString()).isEqualTo(changed.toString());
    assertThat(last.path("version").asLong()).isEqualTo(1);
    assertThat(last.path("amount").asString()).isEqualTo("2.00");
    assertThat(last.path("stage").asString()).isEqualTo("PROPOSAL");
  }

  @Test
  void theMomentItselfIsIncluded() {
    opened("a");
    Instant second = opened("b");
    opened("c");

    assertThat(ids(page(second.toString()))).containsExactly("b", "c");
    assertThat(ids(page(second.plusMillis(1).toString()))).containsExactly("c");
    assertThat(ids(page(second.plusSeconds(600).toString()))).isEmpty();
  }

  @Test
  void voidedDealsAreListedAsWell() {
    opened("a", "b");
    ledger.record(new DealVoided(new DealId("a"), DAY, null, null));

    JsonNode page = page(ALL);

    assertThat(ids(page)).containsExactly("b", "a");
    assertThat(page.at("/items/1/voided").asBoolean()).isTrue();
  }

  @Test
  void pagesGoOnWhereTheLastOneEndedAndADealThatChangesComesAgain() {
    opened("a", "b", "c", "d", "e");

    JsonNode first = page(ALL + "&limit=2");
    worth("a", "2");
    worth("d", "2");
    JsonNode second = page(ALL + "&limit=2&cursor=" + first.path("next").asString());
    JsonNode third = page(ALL + "&limit=2&cursor=" + second.path("next").asString());

    assertThat(ids(first)).containsExactly("a", "b");
    assertThat(ids(second)).containsExactly("c", "e");
    assertThat(ids(third)).containsExactly("a", "d");
    assertThat(third.path("next").isNull()).isTrue();
  }

  @Test
  void redeliveryChangesNothing() {
    opened("a", "b", "c");
    worth("b", "2");
    worth("b", "3");
    String before = page(ALL).toString();
    List<RecordedEvent> log = new ArrayList<>(ledger.log());

    ledger.project(log);
    Collections.reverse(log);
    log.forEach(event -> ledger.project(List.of(event)));

    assertThat(page(ALL)).hasToString(before);
    assertThat(ids(page(ALL + "&limit=1"))).containsExactly("a");
  }

  private Instant opened(String... ids) {
    Instant last = Instant.EPOCH;
    for (String id : ids) {
      last = ledger.record(new DealOpened(new DealId(id), DealExample.aDeal().facts(), DAY, null));
    }
    return last;
  }

  private Instant worth(String id, String amount) {
    return ledger.record(
        new DealAmountChanged(new DealId(id), null, Money.of(amount, "USD"), DAY, null, null));
  }

  private JsonNode page(String since) {
    var answer = new Client(port).get("/api/v1/deals?updatedSince=" + since);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  private static List<String> ids(JsonNode page) {
    return page.path("items")
        .valueStream()
        .map(deal -> deal.path("dealId").asString())
        .toList();
  }
}
