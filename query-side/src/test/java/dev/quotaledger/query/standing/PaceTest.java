package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Book.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** A quota is on track when at least as much of it is reached as of its period has gone by. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class PaceTest {

  /** The fiftieth of the ninety days of the first quarter. */
  private static final String DAY_50 = "pace?period=Q1&asOf=2026-02-19";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;
  private Book book;

  @BeforeEach
  void annHasAPlan() {
    client = new Client(port);
    book = Book.opened(ledger).rep("ann", Book.NORTH).rep("ben", null);
  }

  @Test
  void creditedAfter50Of90DaysGoesOnToTheEnd() {
    book.quota("ann", "Q1", "700000");
    book.won("ann", "420000", day(2, 1));

    JsonNode answer = get(DAY_50);
    JsonNode ann = answer.at("/items/0");

    assertThat(answer.path("elapsedShare").decimalValue()).isEqualByComparingTo("0.555556");
    assertThat(answer.path("method").toString()).isEqualTo("{\"name\":\"DAYS\",\"version\":1}");
    assertThat(answer.path("day").asString()).isEqualTo("2026-02-19");
    assertThat(ann.path("runRate").asString()).isEqualTo("756000.00");
    assertThat(ann.path("attainment").decimalValue()).isEqualByComparingTo("0.6");
    assertThat(ann.path("paceRatio").decimalValue()).isEqualByComparingTo("1.08");
    assertThat(ann.path("expectedByNow").asString()).isEqualTo("388888.89");
    assertThat(ann.path("aheadBy").asString()).isEqualTo("31111.11");
    assertThat(ann.path("status").asString()).isEqualTo("ON_TRACK");
    assertThat(ann.path("reason").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"500, ON_TRACK", "499.99, AT_RISK", "400, AT_RISK", "399.99, BEHIND", "-1, BEHIND"})
  void isAtRiskFromEightTenthsOfThePaceOn(String credited, String status) {
    book.quota("ann", "Q1", "900");
    book.won("ann", credited, day(2, 1));

    assertThat(get(DAY_50).at("/items/0/status").asString()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "2025-12-31, 0, NOT_STARTED",
    "2026-01-01, 0.011111,",
    "2026-03-31, 1,",
    "2026-12-31, 1,"
  })
  void aPeriodElapsesFromItsFirstDayToItsLast(
      String asOf, BigDecimal elapsed, @Nullable String reason) {
    book.quota("ann", "Q1", "900");

    JsonNode answer = get("pace?period=Q1&asOf=" + asOf);

    assertThat(answer.path("elapsedShare").decimalValue()).isEqualByComparingTo(elapsed);
    assertThat(answer.at("/items/0/reason").asString(null)).isEqualTo(reason);
    assertThat(answer.at("/items/0/status").isNull()).isEqualTo(reason != null);
  }

  @Test
  void isUndefinedWithAQuotaOfZeroOrNone() {
    book.quota("ann", "Q1", "0");
    book.won("ben", "90", day(2, 1));

    JsonNode ann = get(DAY_50).at("/items/0");
    JsonNode ben = get(DAY_50).at("/items/1");

    assertThat(ann.path("reason").asString()).isEqualTo("ZERO_QUOTA");
    assertThat(ben.path("reason").asString()).isEqualTo("NO_QUOTA");
    assertThat(ben.path("paceRatio").isNull()).isTrue();
    assertThat(ben.path("aheadBy").isNull()).isTrue();
    assertThat(ben.path("runRate").asString()).isEqualTo("162.00");
  }

  @Test
  void isOfTheQuarterAndTheDayThatIsKnownWhereNoneIsAskedFor() {
    book.quota("ann", "Q1", "900");

    JsonNode answer = get("pace");

    assertThat(answer.path("periodId").asString()).isEqualTo("Q1");
    assertThat(answer.path("day").asString()).isEqualTo("2026-01-01");
    assertThat(answer.path("settled").asBoolean()).isFalse();
  }

  @Test
  void isOfWhatWasKnownThen() {
    Instant before = book.quota("ann", "Q1", "900");
    book.quota("ann", "Q1", "1800");

    JsonNode then = get(DAY_50 + "&knownAt=" + before);

    assertThat(then.at("/items/0/quota").asString()).isEqualTo("900.00");
    assertThat(then.path("knownAt").asString()).isEqualTo(before.toString());
    assertThat(then.path("settled").asBoolean()).isTrue();
    assertThat(get(DAY_50).at("/items/0/quota").asString()).isEqualTo("1800.00");
  }

  @Test
  void isOfOneSubjectOrOfPagesOfThem() {
    book.quota("ann", "Q1", "900");
    book.quota("ben", "Q1", "900");

    JsonNode first = get(DAY_50 + "&limit=1");
    JsonNode second = get(DAY_50 + "&limit=1&cursor=" + first.path("next").asString());

    assertThat(first.at("/items/0/subject/id").asString()).isEqualTo("ann");
    assertThat(second.at("/items/0/subject/id").asString()).isEqualTo("ben");
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(get(DAY_50 + "&subject=ben").path("items")).isEqualTo(second.path("items"));
    assertThat(get(DAY_50 + "&groupBy=team&subject=north").at("/items/0/quota").asString())
        .isEqualTo("900.00");
  }

  @Test
  void aYearElapsesByTheQuotaOfItsQuarters() {
    book.quota("ann", "Q1", "100");
    book.quota("ann", "Q2", "100");
    book.quota("ann", "Q3", "100");
    book.quota("ann", "Q4", "700");
    book.quota("ben", "Y", "1000");
    book.won("ann", "150", day(2, 1));

    JsonNode halfOfTheSecond = get("pace?period=Y&asOf=2026-05-15");
    JsonNode ann = halfOfTheSecond.at("/items/0");

    assertThat(ann.path("elapsedShare").decimalValue()).isEqualByComparingTo("0.149451");
    assertThat(ann.at("/method/name").asString()).isEqualTo("QUOTA_OF_PERIODS");
    assertThat(ann.path("expectedByNow").asString()).isEqualTo("149.45");
    assertThat(ann.path("status").asString()).isEqualTo("ON_TRACK");
    assertThat(halfOfTheSecond.at("/items/1/elapsedShare"))
        .isEqualTo(halfOfTheSecond.path("elapsedShare"));
    assertThat(halfOfTheSecond.at("/items/1/method/name").asString()).isEqualTo("DAYS");
    assertThat(get("pace?period=Y&asOf=2025-12-31").at("/items/0/reason").asString())
        .isEqualTo("NOT_STARTED");
    assertThat(get("pace?period=Y&asOf=2026-12-31").at("/items/0/elapsedShare").decimalValue())
        .isEqualByComparingTo("1");
  }

  @Test
  void isExplainedByTheFactsBehindIt() {
    book.quota("ann", "Q1", "900");
    book.won("ann", "300", day(2, 1));

    Answer explained = client.get(get(DAY_50).at("/items/0/explain").asString());

    assertThat(explained.status()).isEqualTo(200);
    assertThat(explained.json().toString()).contains("300.00").contains("900.00");
  }

  @Test
  void saysWhenItLacksSomething() {
    ledger.stop("attainment");

    assertThat(get(DAY_50).path("stale").asBoolean()).isTrue();
  }

  @Test
  void isOfAPlanThatExists() {
    assertThat(client.get("/api/v1/plans/other/pace").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "period=Q9, period",
    "asOf=2030-01-01, period",
    "groupBy=leadSource, groupBy",
    "subject=nobody, subject",
    "asOf=today, asOf",
    "knownAt=2126-01-01T00:00:00Z, knownAt",
    "cursor=-, cursor",
    "by=rep, by",
  })
  void namesABadParameter(String query, String field) {
    Answer answer = client.get(Book.PATH + "pace?" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  private JsonNode get(String read) {
    Answer answer = client.get(Book.PATH + read);
    assertThat(answer.status()).as(read).isEqualTo(200);
    return answer.json();
  }
}
