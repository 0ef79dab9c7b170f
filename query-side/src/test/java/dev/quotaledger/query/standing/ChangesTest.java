package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Book.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What has changed since a day is what differs from what was known when it began. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class ChangesTest {

  private static final String CHANGES = "changes?since=2026-01-02&period=Q1";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;
  private Book book;

  @BeforeEach
  void annAndBenAndCatHaveAPlanSinceYesterday() {
    client = new Client(port);
    book = Book.opened(ledger).rep("ann", null).rep("ben", null).rep("cat", null);
    book.quota("ann", "Q1", "100");
    book.quota("ben", "Q1", "100");
    book.won("ann", "40", day(1, 1));
    ledger.sleep(Duration.ofDays(1));
  }

  @Test
  void areThoseFiguresThatDiffer() {
    book.quota("ann", "Q1", "150");
    book.won("ann", "35", day(1, 2));
    book.won("cat", "7", day(1, 2));

    JsonNode answer = get(CHANGES);

    assertThat(answer.path("knownBefore").asString()).isEqualTo("2026-01-02T00:00:00Z");
    assertThat(answer.path("items"))
        .extracting(item -> item.at("/subject/id").asString())
        .containsExactly("ann", "cat");
    assertThat(answer.at("/items/0/quota").toString())
        .isEqualTo("{\"before\":\"100.00\",\"after\":\"150.00\",\"difference\":\"50.00\"}");
    assertThat(answer.at("/items/0/credited").toString())
        .isEqualTo("{\"before\":\"40.00\",\"after\":\"75.00\",\"difference\":\"35.00\"}");
    assertThat(answer.at("/items/1/quota").toString())
        .isEqualTo("{\"before\":null,\"after\":null,\"difference\":\"0.00\"}");
    assertThat(answer.at("/items/1/credited/before").asString()).isEqualTo("0.00");
  }

  @Test
  void areExplainedByTheFactsBeforeAndAfterAndByHistory() {
    book.quota("ann", "Q1", "150");
    JsonNode ann = get(CHANGES).at("/items/0");

    assertThat(client.get(ann.path("explainBefore").asString()).member("quota"))
        .isEqualTo("100.00");
    assertThat(client.get(ann.path("explainAfter").asString()).member("quota")).isEqualTo("150.00");
    JsonNode history = client.get(ann.path("history").asString()).json().path("items");
    assertThat(history).hasSize(1);
    assertThat(history.at("/0/before").asString()).isEqualTo("100.00");
    assertThat(history.at("/0/after").asString()).isEqualTo("150.00");
  }

  @Test
  void areUpToWhatWasKnownThen() {
    Instant then = book.quota("ann", "Q1", "150");
    book.quota("ben", "Q1", "150");

    assertThat(get(CHANGES + "&knownAt=" + then).path("items"))
        .extracting(item -> item.at("/subject/id").asString())
        .containsExactly("ann");
    assertThat(get(CHANGES + "&asOf=2025-11-30").path("items")).isEmpty();
  }

  @Test
  void areEverythingWhereThePlanIsNewer() {
    JsonNode answer = get("changes?since=2026-01-01&groupBy=plan&period=Q1");

    assertThat(answer.at("/items/0/subject/type").asString()).isEqualTo("PLAN");
    assertThat(answer.at("/items/0/quota/before").isNull()).isTrue();
    assertThat(answer.at("/items/0/explainBefore").isNull()).isTrue();
    assertThat(answer.at("/items/0/quota/after").asString()).isEqualTo("200.00");
    assertThat(answer.at("/items/0/credited/difference").asString()).isEqualTo("40.00");
  }

  @Test
  void haveRecordedEventsOfNothingWhereNothingHappened() {
    book.won("ann", "0", day(1, 2));

    assertThat(get(CHANGES).path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "period=Q1, since",
    "since=yesterday, since",
    "since=2026-01-03, since",
    "since=2026-01-02&period=Q9, period",
    "since=2026-01-02&groupBy=deal, groupBy",
    "since=2026-01-02&cursor=-, cursor",
  })
  void nameABadParameter(String query, String field) {
    Answer answer = client.get(Book.PATH + "changes?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  private JsonNode get(String read) {
    Answer answer = client.get(Book.PATH + read);
    assertThat(answer.status()).as(read).isEqualTo(200);
    return answer.json();
  }
}
