package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Book.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Subject;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A year up to a day has the quota of the quarters that have begun, and the credit until then. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class YearToDateTest {

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;
  private Book book;

  @BeforeEach
  void annHasAPlan() {
    client = new Client(port);
    book = Book.opened(ledger).rep("ann", Book.NORTH).rep("ben", Book.NORTH);
  }

  @Test
  void hasWholeQuartersOfQuotaAndCreditUpToTheDay() {
    book.quota("ann", "Q1", "100");
    book.quota("ann", "Q2", "200");
    book.quota("ann", "Q3", "400");
    book.won("ann", "60", day(3, 31));
    book.won("ann", "75", day(5, 10));
    book.won("ann", "1000", day(5, 11));

    JsonNode answer = get("year-to-date?through=2026-05-10");
    JsonNode ann = answer.at("/items/0");

    assertThat(answer.path("periodId").asString()).isEqualTo("Y");
    assertThat(answer.path("through").asString()).isEqualTo("2026-05-10");
    assertThat(answer.path("leafPeriods"))
        .extracting(leaf -> leaf.path("periodId").asString())
        .containsExactly("Q1", "Q2");
    assertThat(ann.path("quota").asString()).isEqualTo("300.00");
    assertThat(ann.path("credited").asString()).isEqualTo("135.00");
    assertThat(ann.path("attainment").decimalValue()).isEqualByComparingTo("0.45");
    assertThat(ann.path("gap").asString()).isEqualTo("165.00");
  }

  @Test
  void isExplainedByFactsThatSumToIt() {
    book.quota("ann", "Q1", "100");
    book.quota("ann", "Q2", "200");
    book.quota("ann", "Q3", "400");
    book.won("ann", "60", day(3, 31));
    book.won("ann", "75", day(5, 10));
    book.won("ann", "1000", day(5, 11));

    JsonNode answer = get("year-to-date/explain?subject=ann&through=2026-05-10");

    assertThat(answer.path("periodId").asString()).isEqualTo("Y");
    assertThat(answer.path("through").asString()).isEqualTo("2026-05-10");
    assertThat(answer.path("quota").asString()).isEqualTo("300.00");
    assertThat(answer.path("credited").asString()).isEqualTo("135.00");
    assertThat(answer.path("quotaFacts"))
        .extracting(fact -> fact.path("amount").asString())
        .containsExactlyInAnyOrder("100.00", "200.00");
    assertThat(answer.path("creditFacts"))
        .extracting(fact -> fact.path("amount").asString())
        .containsExactlyInAnyOrder("60.00", "75.00");
  }

  @ParameterizedTest
  @CsvSource({"2026-03-31, 100.00", "2026-04-01, 300.00", "Q2, 300.00", "Q3, 700.00"})
  void aQuarterCountsFromItsFirstDayOn(String through, String quota) {
    book.quota("ann", "Q1", "100");
    book.quota("ann", "Q2", "200");
    book.quota("ann", "Q3", "400");

    assertThat(get("year-to-date?through=" + through).at("/items/0/quota").asString())
        .isEqualTo(quota);
  }

  @Test
  void aLineOfTheYearCountsWhenItsLastQuarterHasBegun() {
    book.quota(Subject.team(Book.NORTH), null, "Y", "1000");

    assertThat(get("year-to-date?groupBy=team&through=2026-09-30").path("items"))
        .isEmpty();
    assertThat(get("year-to-date?groupBy=team&through=2026-10-01")
            .at("/items/0/quota")
            .asString())
        .isEqualTo("1000.00");
  }

  @RepeatedTest(5)
  void throughItsLastDayIsTheYear(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    for (int i = 0; i < 12; i++) {
      String rep = random.nextBoolean() ? "ann" : "ben";
      book.quota(rep, "Q" + (1 + random.nextInt(4)), String.valueOf(random.nextInt(1000)));
      book.won(rep, String.valueOf(random.nextInt(1000)), day(1, 1).plusDays(random.nextInt(365)));
    }
    book.quota(Subject.team(Book.NORTH), null, random.nextBoolean() ? "Y" : "Q3", "500");
    for (String groupBy : new String[] {"rep", "team", "plan"}) {
      JsonNode part = get("year-to-date?through=2026-12-31&groupBy=" + groupBy).path("items");
      JsonNode whole = get("attainment?period=Y&groupBy=" + groupBy).path("items");

      assertThat(part).isNotEmpty().hasSameSizeAs(whole);
      for (int i = 0; i < whole.size(); i++) {
        for (String member :
            new String[] {"subject", "quota", "credited", "attainment", "reason", "gap"}) {
          assertThat(part.get(i).path(member)).isEqualTo(whole.get(i).path(member));
        }
      }
    }
  }

  @Test
  void isThroughTheDayOfTheViewWhereNoneIsAskedForAndOfWhatWasKnownThen() {
    Instant before = book.quota("ann", "Q1", "100");
    book.quota("ann", "Q1", "900");

    JsonNode then = get("year-to-date?asOf=2026-02-01&knownAt=" + before);

    assertThat(then.path("through").asString()).isEqualTo("2026-02-01");
    assertThat(then.path("settled").asBoolean()).isTrue();
    assertThat(then.at("/items/0/quota").asString()).isEqualTo("100.00");
    assertThat(get("year-to-date").at("/items/0/quota").asString()).isEqualTo("900.00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"through=2027-01-01", "through=Q9", "through=2026-02-30"})
  void isThroughADayOfTheCalendar(String query) {
    Answer answer = client.get(Book.PATH + "year-to-date?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo("through");
  }

  @Test
  void isOfAPlanThatExists() {
    assertThat(client.get("/api/v1/plans/other/year-to-date").status()).isEqualTo(404);
  }

  private JsonNode get(String read) {
    Answer answer = client.get(Book.PATH + read);
    assertThat(answer.status()).as(read).isEqualTo(200);
    return answer.json();
  }
}
