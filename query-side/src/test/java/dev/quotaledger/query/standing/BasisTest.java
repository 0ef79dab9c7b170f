package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Book.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/**
 * Every read of a plan's credit has it as earned or as posted and says which. The first quarter was
 * closed with 100, of which 20 more were recorded later; the second one has 150.
 */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class BasisTest {

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;
  private Instant late = Instant.MIN;

  @BeforeEach
  void aQuarterIsClosedAndADealOfItComesLate() {
    client = new Client(port);
    Book book = Book.opened(ledger).rep("ann", Book.NORTH).rep("ben", Book.NORTH);
    book.quota("ann", "Q1", "200");
    book.quota("ann", "Q2", "200");
    book.quota("ben", "Q2", "200");
    book.won("ann", "100", day(2, 1));
    book.closed("Q1");
    late = book.won("ann", "20", day(2, 2));
    book.won("ann", "150", day(5, 1));
    book.won("ben", "160", day(5, 1));
  }

  @ParameterizedTest
  @CsvSource({
    "EARNED, Q1, 120.00, ",
    "EARNED, Q2, 150.00, ",
    "POSTED, Q1, 100.00, 0.00",
    "POSTED, Q2, 170.00, 20.00",
    "POSTED, Y, 270.00, 0.00"
  })
  void attainmentIsOfTheBasisAskedFor(String basis, String period, String credited, String prior) {
    JsonNode answer = get("attainment?period=" + period + "&subject=ann&basis=" + basis);

    assertThat(answer.path("basis").asString()).isEqualTo(basis);
    assertThat(answer.at("/items/0/credited").asString()).isEqualTo(credited);
    assertThat(answer.at("/items/0/priorPeriodCredit").asString(null)).isEqualTo(prior);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rep&subject=ann", "team&subject=north", "plan"})
  void allPeriodsPostWhatIsEarned(String groupBy) {
    assertThat(sum("EARNED", groupBy)).isEqualTo(sum("POSTED", groupBy)).isPositive();
  }

  @Test
  void creditCountsAsEarnedWhereNobodyAsksForABasis() {
    assertThat(get("attainment?period=Q1&subject=ann"))
        .isEqualTo(get("attainment?period=Q1&subject=ann&basis=EARNED"));
  }

  @Test
  void factsThatArePostedTellThePeriodThatTheyBelongTo() {
    JsonNode answer = get("attainment/explain?period=Q2&subject=ann&basis=POSTED");

    assertThat(answer.path("basis").asString()).isEqualTo("POSTED");
    assertThat(answer.path("credited").asString()).isEqualTo("170.00");
    assertThat(answer.path("creditFacts"))
        .extracting(fact -> fact.path("amount").asString() + " " + fact.path("priorPeriod"))
        .containsExactlyInAnyOrder("20.00 \"Q1\"", "150.00 null");
  }

  @Test
  void aYearToDateHasACorrectionFromTheFirstDayOfThePeriodThatTakesIt() {
    assertThat(get("year-to-date?through=2026-03-31&subject=ann&basis=POSTED")
            .at("/items/0/credited")
            .asString())
        .isEqualTo("100.00");
    JsonNode april = get("year-to-date?through=2026-04-01&subject=ann&basis=POSTED");
    assertThat(april.path("basis").asString()).isEqualTo("POSTED");
    assertThat(april.at("/items/0/credited").asString()).isEqualTo("120.00");
    assertThat(get("year-to-date/explain?through=2026-04-01&subject=ann&basis=POSTED")
            .path("credited")
            .asString())
        .isEqualTo("120.00");
  }

  @Test
  void theLeaderOfAQuarterDependsOnTheBasis() {
    JsonNode earned = get("leaderboard?period=Q2");
    JsonNode posted = get("leaderboard?period=Q2&basis=POSTED");

    assertThat(earned.at("/items/0/subject/id").asString()).isEqualTo("ben");
    assertThat(posted.path("basis").asString()).isEqualTo("POSTED");
    assertThat(posted.at("/items/0/subject/id").asString()).isEqualTo("ann");
    assertThat(posted.at("/items/0/priorPeriodCredit").asString()).isEqualTo("20.00");
    JsonNode explained = client.get(posted.at("/items/0/explain").asString()).json();
    assertThat(explained.path("credited").asString()).isEqualTo("170.00");
  }

  @Test
  void paceIsOfTheBasisAskedFor() {
    JsonNode posted = get("pace?period=Q2&subject=ann&asOf=2026-06-30&basis=POSTED");

    assertThat(posted.path("basis").asString()).isEqualTo("POSTED");
    assertThat(posted.at("/items/0/attainment").decimalValue()).isEqualByComparingTo("0.85");
    assertThat(posted.at("/items/0/priorPeriodCredit").asString()).isEqualTo("20.00");
  }

  @Test
  void aViewOfThePastPostsWhatItKnew() {
    String before = "&basis=POSTED&knownAt=" + late.minusSeconds(1);

    assertThat(get("attainment?period=Q2" + before).path("items"))
        .extracting(item -> item.path("credited").asString())
        .containsExactly("0.00", "0.00");
    assertThat(get("attainment?period=Q1" + before).at("/items/0/credited").asString())
        .isEqualTo("100.00");
  }

  @Test
  void aTableSaysItsBasisInAHeader() {
    Answer answer =
        client.get(Book.PATH + "attainment?period=Q2&subject=ann&basis=POSTED&format=csv");

    assertThat(answer.response().headers().firstValue("Basis")).contains("POSTED");
    assertThat(answer.response().body().lines())
        .satisfiesExactly(
            header -> assertThat(header).endsWith("deals,priorPeriodCredit"),
            row -> assertThat(row).endsWith(",2,20.00"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "attainment?period=Q1",
        "attainment/explain?period=Q1&subject=ann",
        "year-to-date?through=Q1",
        "year-to-date/explain?through=Q1&subject=ann",
        "leaderboard?period=Q1",
        "pace?period=Q1"
      })
  void anyOtherBasisIsRefused(String read) {
    Answer answer = client.get(Book.PATH + read + "&basis=posted");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo("basis");
    assertThat(answer.member("expected")).isEqualTo("EARNED or POSTED");
  }

  private BigDecimal sum(String basis, String groupBy) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode item :
        get("attainment?basis=" + basis + "&groupBy=" + groupBy).path("items")) {
      sum = sum.add(new BigDecimal(item.path("credited").asString()));
    }
    return sum;
  }

  private JsonNode get(String path) {
    Answer answer = client.get(Book.PATH + path);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }
}
