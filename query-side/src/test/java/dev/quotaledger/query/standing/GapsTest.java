package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Book.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A plan lacks quota for reps, reps for quota, and holders for territories. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class GapsTest {

  private static final String GAPS = "gaps?period=Q1&asOf=2026-03-01";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;
  private Book book;

  @BeforeEach
  void aPlanForEverybody() {
    client = new Client(port);
    book = Book.opened(ledger);
  }

  @Test
  void aRepWhoIsEmployedAndHasNoLineIsOne() {
    book.rep("ann", null).rep("zero", null).rep("ben", null, day(2, 10));
    book.rep("left", null).leaves("left", day(2, 1));
    book.rep("later", null, day(3, 2));
    book.quota("zero", "Q1", "0");

    JsonNode answer = get(GAPS);

    assertThat(shown(answer))
        .containsExactly("REP_WITHOUT_QUOTA ann 2026-01-01", "REP_WITHOUT_QUOTA ben 2026-02-10");
    assertThat(answer.path("day").asString()).isEqualTo("2026-03-01");
    assertThat(answer.at("/items/0/periodId").asString()).isEqualTo("Q1");
    assertThat(answer.at("/items/0/detail").asString()).contains("2026-03-01", "Q1");
  }

  @Test
  void aRepOfAnotherTeamIsNone() {
    book = Book.opened(ledger, Book.NORTH);
    book.rep("ann", Book.NORTH).rep("ben", null).rep("cat", new TeamId("south"));

    assertThat(shown(get(GAPS))).containsExactly("REP_WITHOUT_QUOTA ann 2026-01-01");
  }

  @Test
  void aLineOfARepWhoIsNotEmployedIsOneUnlessItIsOfNothing() {
    book.rep("ann", null).leaves("ann", day(2, 10));
    book.rep("ben", null, day(3, 2));
    book.rep("cat", null).leaves("cat", day(2, 10));
    book.quota("ann", "Q1", "100");
    book.quota("ben", "Q1", "100");
    book.quota("cat", "Q1", "0");

    JsonNode answer = get(GAPS);

    assertThat(shown(answer))
        .containsExactly("QUOTA_WITHOUT_REP ann 2026-02-11", "QUOTA_WITHOUT_REP ben null");
    assertThat(answer.at("/items/0/amount").asString()).isEqualTo("100.00");
  }

  @Test
  void whoLeftAfterAQuarterLeavesNoGapInIt() {
    book.rep("ann", null).leaves("ann", day(5, 10));
    book.quota("ann", "Q1", "100");
    book.quota("ann", "Q2", "100");

    JsonNode answer = get("gaps?period=Y&asOf=2026-06-01");

    assertThat(shown(answer)).containsExactly("QUOTA_WITHOUT_REP ann 2026-05-11");
    assertThat(answer.at("/items/0/periodId").asString()).isEqualTo("Q2");
  }

  @Test
  void aVacantTerritoryIsOneAndSoIsTheQuotaThatGoesWithIt() {
    book.rep("ann", null);
    book.territory("east", null, "ann").vacant("east", day(2, 1));
    book.territory("west", null, "ann");
    book.territory("free", null, null);
    book.quota(Subject.rep(new RepId("ann")), "west", "Q1", "100");
    book.quota(Subject.house(), "east", "Q1", "50");

    JsonNode answer = get(GAPS);

    assertThat(shown(answer))
        .containsExactly(
            "QUOTA_WITHOUT_HOLDER house east 2026-02-01",
            "TERRITORY_VACANT null east 2026-02-01",
            "TERRITORY_VACANT null free 2020-01-01");
    assertThat(answer.at("/items/0/amount").asString()).isEqualTo("50.00");
    assertThat(shown(get("gaps?period=Q1&asOf=2026-01-31")))
        .containsExactly("TERRITORY_VACANT null free 2020-01-01");
  }

  @Test
  void areThoseThatWereKnownThen() {
    Instant then = book.quota("ann", "Q1", "100");
    book.rep("ann", null);

    assertThat(shown(get(GAPS + "&knownAt=" + then))).containsExactly("QUOTA_WITHOUT_REP ann null");
    assertThat(get(GAPS).path("items")).isEmpty();
  }

  @Test
  void havePages() {
    book.rep("ann", null).rep("ben", null).territory("east", null, null);

    List<String> all = new ArrayList<>();
    JsonNode page = get(GAPS + "&limit=1");
    all.addAll(shown(page));
    while (!page.path("next").isNull()) {
      page = get(GAPS + "&limit=1&cursor=" + page.path("next").asString());
      all.addAll(shown(page));
    }

    assertThat(all).isEqualTo(shown(get(GAPS))).hasSize(3);
    get(GAPS)
        .path("items")
        .forEach(gap ->
            assertThat(client.get(gap.path("explain").asString()).status()).isEqualTo(200));
  }

  @Test
  void areOfAPlanThatExists() {
    assertThat(client.get("/api/v1/plans/other/gaps").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({"period=Q9, period", "asOf=now, asOf", "cursor=YSZi, cursor", "kind=any, kind"})
  void nameABadParameter(String query, String field) {
    Answer answer = client.get(Book.PATH + "gaps?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  private static List<String> shown(JsonNode answer) {
    return StreamSupport.stream(answer.path("items").spliterator(), false)
        .map(item -> "%s %s%s %s"
            .formatted(
                item.path("kind").asString(),
                item.at("/subject/id").asString("null"),
                item.path("territoryId").isNull()
                    ? ""
                    : " " + item.path("territoryId").asString(),
                item.path("since").asString("null")))
        .toList();
  }

  private JsonNode get(String read) {
    Answer answer = client.get(Book.PATH + read);
    assertThat(answer.status()).as(read).isEqualTo(200);
    return answer.json();
  }
}
