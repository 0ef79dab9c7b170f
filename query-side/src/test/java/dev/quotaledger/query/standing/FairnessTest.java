package dev.quotaledger.query.standing;

import static dev.quotaledger.query.standing.Book.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.math.BigDecimal;
import java.math.RoundingMode;
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

/** Quotas are fair when attainment does not go with territory, and real when quota does. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class FairnessTest {

  private static final String FAIRNESS = "fairness?period=Q1";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;
  private Book book;

  @BeforeEach
  void aPlan() {
    client = new Client(port);
    book = Book.opened(ledger);
  }

  @Test
  void fiveRepsAt130PercentAndSevenAt45() {
    for (int i = 1; i <= 12; i++) {
      sold("r%02d".formatted(i), "100", i <= 5 ? "130" : "45");
    }
    sold("zero", "0", "1000");
    book.rep("none", null).won("none", "1000", day(1, 2));
    book.quota(Subject.house(), null, "Q1", "5000");

    JsonNode answer = get(FAIRNESS);

    assertThat(answer.path("reps").asInt()).isEqualTo(12);
    assertThat(rounded(answer, "mean")).isEqualByComparingTo("0.80");
    assertThat(rounded(answer, "median")).isEqualByComparingTo("0.45");
    assertThat(rounded(answer, "cv")).isEqualByComparingTo("0.52");
    assertThat(rounded(answer, "gini")).isEqualByComparingTo("0.26");
    assertThat(answer.at("/bands/0").toString())
        .isEqualTo("{\"band\":\"BELOW_50\",\"reps\":7,\"share\":0.583333}");
    assertThat(answer.at("/bands/4").toString())
        .isEqualTo("{\"band\":\"ABOVE_120\",\"reps\":5,\"share\":0.416667}");
    assertThat(answer.path("bands")).hasSize(5);
    assertThat(answer.path("reachedShare").decimalValue()).isEqualByComparingTo("0.416667");
    assertThat(answer.path("excluded").toString())
        .isEqualTo(
            "[{\"reason\":\"NO_QUOTA\",\"count\":1},{\"reason\":\"ZERO_QUOTA\",\"count\":1}]");
  }

  @Test
  void attainmentThatFollowsPotentialIsNotFair() {
    String[] potentials = {"1000", "2000", "3000", "4000", "9000"};
    for (int i = 0; i < potentials.length; i++) {
      sold("r" + i, "100", String.valueOf(10 * (i + 1)));
      book.territory("t" + i, potentials[i], "r" + i);
    }
    book.territory("small", "10", "r0");
    Subject first = Subject.rep(new RepId("r0"));
    book.quota(first, "t0", "Q1", "250");
    book.quota(first, "t1", "Q1", "1000");

    JsonNode answer = get(FAIRNESS);

    JsonNode correlation = answer.path("attainmentWithPotential");
    assertThat(correlation.path("reps").asInt()).isEqualTo(5);
    assertThat(correlation.at("/spearman/value").decimalValue()).isEqualByComparingTo("1");
    assertThat(correlation.at("/pearson/value").decimalValue())
        .isGreaterThan(new BigDecimal("0.8"))
        .isLessThan(BigDecimal.ONE);
    assertThat(answer.at("/quotaToPotential/territories").asInt()).isEqualTo(2);
    assertThat(answer.at("/quotaToPotential/median/value").decimalValue())
        .isEqualByComparingTo("0.375");
    assertThat(answer.at("/quotaToPotential/cv/reason").asString()).isEqualTo("FEWER_THAN_5");
  }

  @Test
  void isExplainedByRepsAndTerritories() {
    sold("ann", "100", "45");
    book.territory("east", "400", "ann").territory("west", "100", "ann");
    book.quota(Subject.rep(new RepId("ann")), "east", "Q1", "100");

    JsonNode first = get("fairness/explain?period=Q1&limit=1");
    JsonNode second =
        get("fairness/explain?period=Q1&limit=1&cursor=" + first.path("next").asString());

    JsonNode ann = first.at("/items/0");
    assertThat(ann.path("quota").asString()).isEqualTo("200.00");
    assertThat(ann.path("attainment").decimalValue()).isEqualByComparingTo("0.225");
    assertThat(ann.path("potential").asString()).isEqualTo("500.00");
    assertThat(ann.path("quotaToPotential").decimalValue()).isEqualByComparingTo("0.4");
    JsonNode east = second.at("/items/0");
    assertThat(east.at("/subject/type").asString()).isEqualTo("TERRITORY");
    assertThat(east.path("potential").asString()).isEqualTo("400.00");
    assertThat(east.path("quotaToPotential").decimalValue()).isEqualByComparingTo("0.25");
    assertThat(second.path("next").isNull()).isTrue();
  }

  @Test
  void potentialIsThatOfWhatIsHeldOnTheLastDayInTheCurrencyOfThePlan() {
    sold("ann", "100", "45");
    book.territory("given", "1", "ann").vacant("given", day(3, 31));
    book.territory("kept", "2", "ann").vacant("kept", day(4, 1));
    ledger.record(
        new TerritoryDefined(new TerritoryId("abroad"), "Abroad", Money.of("4", "EUR"), day(1, 1)));

    assertThat(get("fairness/explain?period=Q1").at("/items/0/potential").asString())
        .isEqualTo("2.00");
  }

  @Test
  void saysWhatIsUndefinedAndWhy() {
    JsonNode answer = get(FAIRNESS);

    assertThat(answer.at("/mean/value").isNull()).isTrue();
    assertThat(answer.at("/mean/reason").asString()).isEqualTo("FEWER_THAN_5");
    assertThat(answer.at("/gini/reason").asString()).isEqualTo("FEWER_THAN_5");
    assertThat(answer.at("/attainmentWithPotential/pearson/reason").asString())
        .isEqualTo("NO_POTENTIAL");
    assertThat(answer.at("/quotaToPotential/cv/reason").asString()).isEqualTo("NO_POTENTIAL");
    assertThat(answer.path("reachedShare").isNull()).isTrue();
    assertThat(answer.at("/bands/0/share").isNull()).isTrue();
  }

  @Test
  void isOfWhatWasKnownThen() {
    sold("ann", "100", "45");
    Instant then = book.quota("ann", "Q1", "90");
    book.quota("ann", "Q1", "45");

    assertThat(get(FAIRNESS).at("/median/value").decimalValue()).isEqualByComparingTo("1");
    assertThat(get(FAIRNESS + "&knownAt=" + then).at("/median/value").decimalValue())
        .isEqualByComparingTo("0.5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"fairness", "fairness/explain"})
  void isOfAPlanThatExists(String read) {
    assertThat(client.get("/api/v1/plans/other/" + read).status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "fairness?period=Q9, period",
    "fairness?groupBy=rep, groupBy",
    "fairness/explain?knownAt=now, knownAt",
    "fairness/explain?cursor=-, cursor"
  })
  void namesABadParameter(String read, String field) {
    Answer answer = client.get(Book.PATH + read);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  private void sold(String rep, String quota, String credited) {
    book.rep(rep, null);
    book.quota(rep, "Q1", quota);
    book.won(rep, credited, day(1, 2));
  }

  private static BigDecimal rounded(JsonNode answer, String statistic) {
    return answer.at("/" + statistic + "/value").decimalValue().setScale(2, RoundingMode.HALF_UP);
  }

  private JsonNode get(String read) {
    Answer answer = client.get(Book.PATH + read);
    assertThat(answer.status()).as(read).isEqualTo(200);
    return answer.json();
  }
}
