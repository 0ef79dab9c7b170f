package dev.quotaledger.query.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What a client gets for its own series, over HTTP. */
@SpringBootTest(
    classes = ReadsApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"quotaledger.http.max-body-size=1KB", "quotaledger.http.max-backtest-size=200KB"})
class BacktestTest {

  private static final String PATH = "/api/v1/forecasts/backtest";
  private static final String HEADER = "series,period,value\n";

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void begin() {
    client = new Client(port);
  }

  private Answer post(String query, String csv) {
    return client.send("POST", PATH + query, csv, "Content-Type", "text/csv");
  }

  private JsonNode tested(String query, String csv) {
    Answer answer = post(query, csv);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  /** Monthly, from January 2018. */
  private static String rows(String name, double... values) {
    return IntStream.range(0, values.length)
        .mapToObj(t -> "%s,%s,%s\n".formatted(name, YearMonth.of(2018, 1).plusMonths(t), values[t]))
        .collect(Collectors.joining());
  }

  private static double[] sales(int length) {
    return IntStream.range(0, length)
        .mapToDouble(t -> 500 + 3 * t + 90 * Math.sin(Math.PI * t / 6) + (t * 37 % 23))
        .toArray();
  }

  @Test
  void forecastsWhatWasHeldBackBesideSimplerWays() {
    JsonNode answer = tested("?horizon=6", HEADER + rows("north", sales(90)));

    assertThat(answer.path("seasonLength").asInt()).isEqualTo(12);
    assertThat(answer.path("horizon").asInt()).isEqualTo(6);
    assertThat(answer.path("origins").asInt()).isEqualTo(1);
    assertThat(answer.at("/method/name").asString()).isEqualTo("COMBINATION");
    assertThat(answer.at("/method/version").asInt()).isEqualTo(1);
    JsonNode series = answer.at("/series/0");
    assertThat(series.path("series").asString()).isEqualTo("north");
    assertThat(series.path("points").asInt()).isEqualTo(90);
    assertThat(series.path("model").asString()).isEqualTo("COMBINATION");
    assertThat(series.path("reason").isNull()).isTrue();
    assertThat(series.path("parts")).hasSize(4);
    assertThat(series.path("forecasts")).hasSize(6);
    JsonNode first = series.at("/forecasts/0");
    assertThat(first.path("period").asString()).isEqualTo("2025-01");
    assertThat(first.path("actual").asDouble()).isCloseTo(sales(90)[84], within(1e-6));
    assertThat(first.path("forecast").decimalValue().scale()).isLessThanOrEqualTo(6);
    assertThat(first.path("p10").asDouble()).isLessThan(first.path("forecast").asDouble());
    assertThat(first.path("p90").asDouble())
        .isGreaterThan(first.path("forecast").asDouble());
    assertThat(answer.path("excluded")).isEmpty();
  }

  @Test
  void errorsAreThoseOfTheDefinitions() {
    JsonNode answer = tested(
        "?horizon=2&seasonLength=1", HEADER + rows("a", 10, 12, 10, 12, 10, 12, 10, 12, 20, 4));

    JsonNode naive = answer.at("/series/0/baselines/seasonalNaive");
    // forecasts 12 and 12: 200 * 8 / 32 and 200 * 8 / 16; errors of 8 against steps of 2
    assertThat(naive.path("smape").asDouble()).isEqualTo(75);
    assertThat(naive.path("mase").asDouble()).isEqualTo(4);
    assertThat(answer.at("/means/baselines/seasonalNaive")).isEqualTo(naive);
  }

  @Test
  void theMeansAreThoseOfTheSeries() {
    JsonNode answer = tested(
        "?horizon=6", HEADER + rows("a", sales(60)) + rows("b", sales(70)) + rows("c", sales(25)));

    for (String error : List.of("/smape", "/mase", "/baselines/theta/mase")) {
      double mean = IntStream.range(0, 3)
          .mapToDouble(each -> answer.at("/series/" + each + error).asDouble())
          .average()
          .orElseThrow();
      assertThat(answer.at("/means" + error).asDouble()).as(error).isCloseTo(mean, within(2e-6));
    }
  }

  @Test
  void severalOriginsGiveTheMeanOfTheirErrors() {
    double[] values = sales(80);
    String both = HEADER + rows("a", values);
    String before = HEADER + rows("a", Arrays.copyOf(values, 79));

    double last = tested("?horizon=6", both).at("/series/0/smape").asDouble();
    double earlier = tested("?horizon=6", before).at("/series/0/smape").asDouble();
    double mean = tested("?horizon=6&origins=2", both).at("/series/0/smape").asDouble();

    assertThat(mean).isCloseTo((last + earlier) / 2, within(2e-6));
  }

  @Test
  void whatIsHeldBackHasNoPartInTheForecast() {
    double[] values = sales(80);
    JsonNode told = tested("?horizon=6", HEADER + rows("a", values));
    for (int t = 74; t < 80; t++) {
      values[t] = 1_000_000 - 7 * t;
    }
    JsonNode other = tested("?horizon=6", HEADER + rows("a", values));

    assertThat(other.at("/series/0/parts")).isEqualTo(told.at("/series/0/parts"));
    for (int step = 0; step < 6; step++) {
      String forecast = "/series/0/forecasts/%d/forecast".formatted(step);
      assertThat(other.at(forecast)).isEqualTo(told.at(forecast));
    }
  }

  @Test
  void theOrderOfRowsAndColumnsDoesNotMatter() {
    List<String> rows = new ArrayList<>(rows("a", sales(50)).lines().toList());
    rows.addAll(rows("b", sales(60)).lines().toList());
    String straight =
        post("?horizon=6", HEADER + String.join("\n", rows)).response().body();
    Collections.shuffle(rows, new Random(7));
    String shuffled = rows.stream()
        .map(row -> row.split(","))
        .map(cells -> cells[2] + "," + cells[0] + "," + cells[1])
        .collect(Collectors.joining("\r\n"));

    Answer again = post("?horizon=6", "\uFEFFvalue,series,period\r\n" + shuffled);

    assertThat(again.response().body()).isEqualTo(straight);
  }

  @Test
  void whyASeriesWasForecastInAnotherWayIsSaid() {
    JsonNode answer = tested(
        "?horizon=3&seasonLength=4",
        HEADER + rows("zero", new double[20]) + rows("young", 3, 5, 4, 6, 8, 7, 9));

    JsonNode young = answer.at("/series/0");
    assertThat(young.path("reason").asString()).isEqualTo("SHORT_HISTORY");
    assertThat(young.path("mase").isNull()).isTrue();
    assertThat(young.path("maseReason").asString()).isEqualTo("LESS_THAN_A_SEASON");
    JsonNode zero = answer.at("/series/1");
    assertThat(zero.path("model").asString()).isEqualTo("ZERO");
    assertThat(zero.path("reason").asString()).isEqualTo("ALL_ZERO");
    assertThat(zero.path("smape").asDouble()).isZero();
    assertThat(zero.path("maseReason").asString()).isEqualTo("ZERO_SEASONAL_NAIVE_ERROR");
    assertThat(answer.at("/means/mase").isNull()).isTrue();
    assertThat(answer.at("/means/smape").isNull()).isFalse();
  }

  @Test
  void seriesThatCannotBeTestedAreExcludedWithTheirReason() {
    String csv = HEADER
        + rows("good", sales(40))
        + rows("few", sales(8))
        + rows("gap", sales(40)).replace("2019-05", "2031-05")
        + rows("mixed", sales(40)).replace("2019-05,", "2019-Q2,");

    JsonNode answer = tested("?horizon=6", csv);

    assertThat(answer.path("series")).hasSize(1);
    assertThat(answer.path("excluded").values())
        .extracting(
            each -> each.path("series").asString() + " " + each.path("reason").asString())
        .containsExactly("few TOO_FEW_POINTS", "gap GAP", "mixed MIXED_PERIODS");
    assertThat(answer.at("/means/smape")).isEqualTo(answer.at("/series/0/smape"));
  }

  @Test
  void nothingAtAllHasNoMeans() {
    JsonNode answer = tested("", "period,series,value\n");

    assertThat(answer.path("series")).isEmpty();
    assertThat(answer.at("/means/smape").isNull()).isTrue();
    assertThat(answer.at("/means/baselines/theta/mase").isNull()).isTrue();
  }

  @Test
  void periodsAreMonthsQuartersDaysOrNumbers() {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int t = 0; t < 30; t++) {
      LocalDate first = LocalDate.of(2020, 1, 1);
      double value = sales(30)[t];
      csv.append("quarters,%d-Q%d,%s\n".formatted(2000 + t / 4, 1 + t % 4, value));
      csv.append("weeks,%s,%s\n".formatted(first.plusWeeks(t), value));
      csv.append("monthEnds,%s,%s\n".formatted(first.plusMonths(t + 1).minusDays(1), value));
      csv.append("numbers,%d,%s\n".formatted(t - 2, value));
    }

    JsonNode answer = tested("?horizon=4&seasonLength=4", csv.toString());

    assertThat(answer.path("excluded")).isEmpty();
    assertThat(answer.path("series").values())
        .extracting(series -> series.at("/forecasts/3/period").asString())
        .containsExactly("2022-06-30", "27", "2007-Q2", "2020-07-22");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a,2024-01,ten | 2 | value | a decimal number",
        "a,2024-13,1 | 2 | period | a period such as 2024-01",
        "a,January,1 | 2 | period | a period such as 2024-01",
        "a,2024-02-30,1 | 2 | period | a period such as 2024-01",
        "' ,2024-01,1' | 2 | series | a name",
        "a,2024-01 | 2 | row | three cells",
        "a,2024-01,1,2 | 2 | row | three cells",
        "'a,2024-01,1\n\na,2024-01,2' | 4 | period | each period of a series once",
        "a,2024-01,NaN | 2 | value | a decimal number",
        "a,2024-01,1e400 | 2 | value | a decimal number"
      })
  void aRowThatCannotBeReadRefusesTheFile(String rows, int line, String field, String expected) {
    Answer answer = post("", HEADER + rows);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.member("code")).isEqualTo("invalid-row");
    assertThat(answer.json().path("line").asInt()).isEqualTo(line);
    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(answer.member("expected")).startsWith(expected);
    assertThat(answer.member("detail")).startsWith("Line " + line + ": " + field);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "series,period\na,2024-01",
        "series,period,value,region\na,2024-01,1,x",
        "series,period,amount\na,2024-01,1",
        "series,period,period\na,2024-01,1",
        "series,period,value\n\"a,2024-01,1"
      })
  void aFileThatIsNotOfThisKindIsRefused(String csv) {
    Answer answer = post("", csv);

    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.member("code")).isEqualTo("malformed-csv");
    assertThat(answer.member("expected")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4_000})
  void anotherEncodingIsRefusedWhereverItIs(int rowsBefore) {
    byte[] latin = (HEADER + numbered(rowsBefore) + "Z\u00fcrich,2024-01,1\n")
        .getBytes(StandardCharsets.ISO_8859_1);

    Answer answer = client.send("POST", PATH, latin, "Content-Type", "text/csv");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("expected")).isEqualTo("text in UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "seasonLength, 0, an integer from 1 to 53",
    "seasonLength, 54, an integer from 1 to 53",
    "horizon, 61, an integer from 1 to 60",
    "horizon, -1, an integer from 1 to 60",
    "origins, 13, an integer from 1 to 12"
  })
  void parametersHaveBounds(String name, String number, String expected) {
    Answer answer = post("?" + name + "=" + number, HEADER);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(name);
    assertThat(answer.member("expected")).isEqualTo(expected);
    assertThat(post("?" + name + "=x", HEADER).member("field")).isEqualTo(name);
  }

  @Test
  void aFileHasALimitOfItsOwn() {
    String tooMuch = HEADER + rows("a", 1).repeat(20_000);

    Answer announced = post("", tooMuch);

    assertThat(announced.status()).isEqualTo(413);
    assertThat(announced.member("code")).isEqualTo("body-too-large");
    Answer inChunks =
        Client.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + PATH))
            .header("Content-Type", "text/csv")
            .POST(BodyPublishers.ofInputStream(() ->
                new ByteArrayInputStream(rowsOfManySeries().getBytes(StandardCharsets.UTF_8))))
            .build());
    assertThat(inChunks.status()).isEqualTo(413);
    assertThat(inChunks.member("code")).isEqualTo("body-too-large");
  }

  private static String numbered(int count) {
    return IntStream.range(0, count)
        .mapToObj(each -> "s%d,1,1\n".formatted(each))
        .collect(Collectors.joining());
  }

  private static String rowsOfManySeries() {
    return HEADER
        + IntStream.range(0, 4_000)
            .mapToObj(each ->
                "a series with a rather long name %06d,2024-01,1234567.25\n".formatted(each))
            .collect(Collectors.joining());
  }

  @Test
  void aFileHasAtMostSoManySeriesAndValues() {
    String series = numbered(5_001);
    String values = IntStream.range(0, 2_001)
        .mapToObj(each -> "a," + each + ",1\n")
        .collect(Collectors.joining());

    assertThat(post("", HEADER + series).member("expected")).isEqualTo("at most 5,000 series");
    assertThat(post("", HEADER + values).member("expected"))
        .isEqualTo("at most 2,000 values of a series");
  }

  @Test
  void onlyCsvIsTaken() {
    assertThat(client.sendJson("POST", PATH, "{}").status()).isEqualTo(415);
  }
}
