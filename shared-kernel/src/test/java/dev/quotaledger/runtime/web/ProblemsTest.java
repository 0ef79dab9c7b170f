package dev.quotaledger.runtime.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.web.Client.Answer;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(classes = SampleApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
@ExtendWith(OutputCaptureExtension.class)
class ProblemsTest {

  private static final String DEALS = "/api/v1/sample/deals/1";
  private static final String FIGURES = "/api/v1/sample/figures";

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void connect() {
    client = new Client(port);
  }

  @Nested
  class Refusals {

    @ParameterizedTest
    @CsvSource({
      "not-found, 404, not-found",
      "conflict, 409, period-closed",
      "stale, 412, version-mismatch",
      "forbidden, 403, own-quota",
      "unprocessable, 422, unknown-reference",
      "wrapped, 404, not-found",
      "invalid, 400, invalid-value",
      "aggregate, 404, not-found",
      "deleted, 404, not-found",
      "concurrent, 409, concurrent-change"
    })
    void haveTheStatusOfTheirKindAndACodeOfTheirOwn(String failure, int status, String code) {
      Answer answer = client.get("/api/v1/sample/failures/" + failure);

      assertProblem(answer, status, code);
      assertThat(answer.response().body()).doesNotContain("secret");
    }

    @Test
    void carryTheirFacts() {
      Answer answer = client.get("/api/v1/sample/failures/conflict");

      assertThat(answer.member("planId")).isEqualTo("fy27");
      assertThat(answer.member("periodId")).isEqualTo("q1");
      assertThat(answer.member("detail")).isEqualTo("Period 'q1' of plan 'fy27' is closed.");
      assertThat(client.get("/api/v1/sample/failures/aggregate").member("thing"))
          .isEqualTo("plan");
      assertThat(
              client.get("/api/v1/sample/failures/stale").json().path("actual").asInt())
          .isEqualTo(5);
    }

    @Test
    void ofAConcurrentChangeAskToTryAgainAtOnce() {
      assertThat(client.get("/api/v1/sample/failures/concurrent").header("Retry-After"))
          .isEqualTo("0");
    }

    @Test
    void ofAnEndpointThatMakesCsvAreProblemsAllTheSame() {
      assertProblem(client.get("/api/v1/sample/csv?fail=true"), 404, "not-found");
      assertProblem(
          client.get("/api/v1/sample/csv?fail=true", "Accept", "text/csv"), 404, "not-found");
      assertThat(client.get("/api/v1/sample/csv?fail=false").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @CsvSource({"anything", "error"})
  void faultsOfOursSayNothingButAreLoggedWithTheRequestsId(String kind, CapturedOutput output) {
    Answer answer =
        client.get("/api/v1/sample/failures/" + kind, "X-Request-Id", "find-me-" + kind);

    assertProblem(answer, 500, "internal-error");
    assertThat(answer.response().body()).doesNotContain("secret", "Exception", "Error:");
    assertThat(output.getAll())
        .contains("find-me-" + kind)
        .contains("secret internals")
        .contains("SampleController.fail");
  }

  @Test
  void whatHasToComeAgainIsNoFaultAndLoggedInOneLine(CapturedOutput output) {
    Answer answer = client.get("/api/v1/sample/failures/later", "X-Request-Id", "come-again");

    assertProblem(answer, 503, "not-yet");
    assertThat(output.getAll().lines().filter(line -> line.contains("come-again")))
        .singleElement()
        .asString()
        .contains("INFO", "It is not there yet.");
    assertThat(output.getAll()).doesNotContain("ProblemException");
  }

  @Nested
  class Bodies {

    private static final String GOOD = """
        {"source":"crm","stage":"WON","currency":"EUR","line":1,"closedOn":"2026-01-31","amount":"12.50",
         "splits":[{"repId":"275","percent":"60"},{"repId":"276","percent":40}],"sourceVersion":7,
         "changedAt":"2026-02-01T00:00:00Z","accountId":null,"test":true}""";

    static Stream<Arguments> bad() {
      return Stream.of(
          bad("'line':1", "'line':'1'", "line", "an integer from"),
          bad("'line':1", "'line':1.5", "line", "an integer from"),
          bad("'line':1", "'line':99999999999", "line", "an integer from"),
          bad("'line':1", "'line':null", "line", "an integer from"),
          bad("'line':1", "'line':{}", "line", "an integer from"),
          bad("'line':1,", "", "line", "an integer from"),
          bad("'source':'crm',", "", "source", "a string"),
          bad("'source':'crm'", "'source':null", "source", "a string"),
          bad("'source':'crm'", "'source':5", "source", "a string"),
          bad("'source':'crm'", "'source':['crm']", "source", "a string"),
          bad("'source':'crm'", "'source':'\\ud800'", "source", "text without"),
          bad("'source':'crm'", "'source':'a\\u0000'", "source", "text without"),
          bad("'stage':'WON'", "'stage':'WONDERFUL'", "stage", "one of PROSPECTING, QUALIFIED"),
          bad("'stage':'WON'", "'stage':''", "stage", "one of PROSPECTING"),
          bad("'stage':'WON'", "'stage':3", "stage", "one of PROSPECTING"),
          bad("'stage':'WON'", "'stage':null", "stage", "one of PROSPECTING"),
          bad("'currency':'EUR'", "'currency':'EURO'", "currency", "an ISO 4217"),
          bad("'closedOn':'2026-01-31'", "'closedOn':'2026-02-30'", "closedOn", "a date"),
          bad("'closedOn':'2026-01-31'", "'closedOn':'2026-1-31'", "closedOn", "a date"),
          bad("'closedOn':'2026-01-31'", "'closedOn':''", "closedOn", "a date"),
          bad("'closedOn':'2026-01-31'", "'closedOn':[2026,1,31]", "closedOn", "a date"),
          bad("'closedOn':'2026-01-31'", "'closedOn':20484", "closedOn", "a date"),
          bad("'closedOn':'2026-01-31'", "'closedOn':'+99999-01-31'", "closedOn", "a date"),
          bad("'closedOn':'2026-01-31'", "'closedOn':null", "closedOn", "because the stage is WON"),
          bad("'2026-02-01T00:00:00Z'", "'2026-02-01'", "changedAt", "an instant"),
          bad("'2026-02-01T00:00:00Z'", "1769904000", "changedAt", "an instant"),
          bad("'amount':'12.50'", "'amount':'12,50'", "amount", "a decimal number"),
          bad("'amount':'12.50'", "'amount':'NaN'", "amount", "a decimal number"),
          bad("'amount':'12.50'", "'amount':1e999999999", "amount", "a decimal number"),
          bad("'amount':'12.50'", "'amount':'1e-999999999'", "amount", "a decimal number"),
          bad("'amount':'12.50'", "'amount':true", "amount", "a decimal number"),
          bad("'repId':'276'", "'repId':'-'", "splits[1].repId", "1 to 100 letters"),
          bad("'repId':'276'", "'repId':276", "splits[1].repId", "a string"),
          bad("'percent':40", "'percent':400", "splits[1].percent", ""),
          bad("{'repId':'276','percent':40}", "null", "splits[1]", "an object"),
          bad("{'repId':'276','percent':40}", "7", "splits[1]", "an object"),
          bad("'sourceVersion':7", "'sourceVersion':7.5", "sourceVersion", "a string"),
          bad("'sourceVersion':7", "'sourceVersion':'v7'", "sourceVersion", "an integer or"),
          bad("'accountId':null", "'accountId':''", "accountId", "1 to 100"),
          bad("'test':true", "'test':'true'", "test", "true or false"),
          bad("'test':true", "'test':1", "test", "true or false"));
    }

    private static Arguments bad(String good, String bad, String field, String expected) {
      return Arguments.of(good.replace('\'', '"'), bad.replace('\'', '"'), field, expected);
    }

    @Test
    void areReadExactly() {
      Answer answer = client.sendJson("PUT", DEALS, GOOD);

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.json().path("amount").asDecimal()).isEqualByComparingTo("12.50");
      assertThat(answer.json().at("/splits/1/percent").asDecimal()).isEqualByComparingTo("40");
      assertThat(answer.member("sourceVersion")).isEqualTo("7");
      assertThat(answer.member("closedOn")).isEqualTo("2026-01-31");
      assertThat(answer.member("changedAt")).isEqualTo("2026-02-01T00:00:00Z");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void withABadValueNameItsPathAndWhatWasExpected(
        String good, String bad, String field, String expected) {
      assertThat(GOOD).contains(good);
      Answer answer = client.sendJson("PUT", DEALS, GOOD.replace(good, bad));

      assertProblem(answer, 400, "invalid-value");
      assertThat(answer.member("field")).isEqualTo(field);
      assertThat(answer.member("expected")).contains(expected);
      assertThat(answer.member("detail")).startsWith(field + ": expected ");
    }

    @Test
    void withAnUnknownFieldNameItAndThoseThatThereAre() {
      Answer answer = client.sendJson(
          "PUT", DEALS, GOOD.replace("\"percent\":40", "\"percent\":40,\"share\":1"));

      assertProblem(answer, 400, "unknown-field");
      assertThat(answer.member("field")).isEqualTo("splits[1].share");
      assertThat(answer.member("expected")).isEqualTo("one of percent, repId");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {"{", "{'a':1", "nonsense", "{'line':1,'line':1}", "{}{}", "{'line':01}", "[1,]"})
    void thatAreNoJsonSayWhere(String body) {
      Answer answer = client.sendJson("PUT", DEALS, body.replace('\'', '"'));

      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.member("code")).isIn("malformed-json", "invalid-value", "unknown-field");
      assertThat(answer.member("detail")).doesNotContain("tools.jackson", "Unrecognized token");
    }

    @Test
    void thatAreMissingAreAskedFor() {
      assertProblem(client.sendJson("PUT", DEALS, ""), 400, "missing-body");
      assertProblem(client.sendJson("PUT", DEALS, "null"), 400, "missing-body");
    }

    @Test
    void nestedTooDeeplyAreRefused() {
      String deep = "{\"inner\":".repeat(40) + "null" + "}".repeat(40);

      assertProblem(
          client.sendJson("POST", "/api/v1/sample/nested", deep), 400, "json-too-complex");
      assertProblem(
          client.sendJson(
              "POST", "/api/v1/sample/nested", "{\"names\":[\"" + "x".repeat(20_001) + "\"]}"),
          400,
          "json-too-complex");
    }

    @Test
    void withANullInAListNameItsPlace() {
      Answer answer = client.sendJson("POST", "/api/v1/sample/nested", """
          {"names":["a",null],"subject":{"type":"REP","id":"275"}}""");

      assertProblem(answer, 400, "invalid-value");
      assertThat(answer.member("field")).startsWith("names");
    }

    @Test
    void withARecordThatChecksItselfNameTheComponent() {
      Answer answer = client.sendJson("POST", "/api/v1/sample/nested", """
          {"names":[],"subject":{"type":"HOUSE","id":"275"}}""");

      assertProblem(answer, 400, "invalid-value");
      assertThat(answer.member("field")).isEqualTo("subject.id");
    }

    @Test
    void ofAnotherTypeAreNotTaken() {
      assertProblem(
          client.send("PUT", DEALS, GOOD, "Content-Type", "text/plain"),
          415,
          "unsupported-media-type");
      assertProblem(client.send("PUT", DEALS, GOOD), 415, "unsupported-media-type");
      assertProblem(
          client.send("PUT", DEALS, GOOD, "Content-Type", "no type"),
          415,
          "unsupported-media-type");
    }
  }

  @Nested
  class Parameters {

    @ParameterizedTest
    @CsvSource({
      "asOf, 2026-02-30, a date",
      "asOf, '', a date",
      "knownAt, yesterday, an instant",
      "subject, %00, 1 to 100 letters",
      "stage, won, 'one of PROSPECTING, QUALIFIED'",
      "min, many, a decimal number",
      "unassigned, maybe, true or false",
      "offset, 1.5, an integer",
      "limit, 0, an integer from 1 to 1000",
      "limit, 1001, an integer from 1 to 1000",
      "limit, 99999999999, an integer from 1 to 1000",
      "cursor, '', the next of the page before"
    })
    void withABadValueAreNamedWithWhatWasExpected(String name, String value, String expected) {
      Answer answer = client.get(FIGURES + "?" + name + "=" + value);

      assertProblem(answer, 400, "invalid-value");
      assertThat(answer.member("field")).isEqualTo(name);
      assertThat(answer.member("expected")).startsWith(expected);
    }

    @Test
    void thatNobodyReadsAreRefused() {
      Answer answer = client.get(FIGURES + "?asof=2026-01-31");

      assertProblem(answer, 400, "unknown-parameter");
      assertThat(answer.member("field")).isEqualTo("asof");
      assertThat(answer.member("expected"))
          .isEqualTo(
              "one of asOf, cursor, knownAt, limit, min, offset, stage, subject, unassigned");
    }

    @Test
    void givenTwiceAreRefused() {
      assertProblem(client.get(FIGURES + "?asOf=2026-01-31&asOf=2026-01-30"), 400, "invalid-value");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x=%C3", "x=%zz", "%=1", "MANY"})
    void thatCannotBeReadAreRefused(String query) {
      String sent = query.equals("MANY") ? "a=1&".repeat(101) : query;
      for (String request :
          new String[] {"GET " + FIGURES, "DELETE " + DEALS, "POST /api/v1/sample/context"}) {
        String answer = client.raw(
            request + "?" + sent + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).as(request).startsWith("HTTP/1.1 400 ");
        assertThat(answer)
            .as(request)
            .contains(
                "urn:quotaledger:problem:malformed-query",
                "\"expected\":\"at most 100 parameters, percent-encoded as UTF-8\"");
      }
    }

    @Test
    void thatAreMissingAreNamed() {
      Answer answer = client.send("DELETE", DEALS, "");

      assertProblem(answer, 400, "invalid-value");
      assertThat(answer.member("field")).isEqualTo("reason");
    }

    @Test
    void inThePathAreNamedToo() {
      Answer answer = client.send("DELETE", "/api/v1/sample/deals/%20?reason=x", "");

      assertProblem(answer, 400, "invalid-value");
      assertThat(answer.member("field")).isEqualTo("dealId");
    }

    @Test
    void areReadAsTheyAreMeant() {
      Answer answer = client.get(
          FIGURES + "?asOf=2026-01-31&knownAt=2026-02-01T01:00:00%2B01:00&limit=7&cursor=abc");

      assertThat(answer.status()).isEqualTo(200);
      assertThat(answer.member("asOf")).isEqualTo("2026-01-31");
      assertThat(answer.member("knownAt")).isEqualTo("2026-02-01T00:00:00Z");
      assertThat(answer.member("limit")).isEqualTo("7");
      assertThat(client.get(FIGURES).member("limit")).isEqualTo("100");
    }
  }

  @Nested
  class Requests {

    @Test
    void forNothingFindNothingWhateverTheMethod() {
      for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH"}) {
        assertProblem(client.send(method, "/api/v1/nowhere", ""), 404, "no-such-path");
      }
      assertProblem(client.get("/"), 404, "no-such-path");
      assertProblem(client.get("/error"), 404, "no-such-path");
    }

    @Test
    void withAnotherMethodLearnWhichOnesThereAre() {
      Answer answer = client.send("POST", DEALS, "");

      assertProblem(answer, 405, "method-not-allowed");
      assertThat(answer.header("Allow")).contains("PUT").contains("DELETE");
    }

    @Test
    void thatAcceptNothingWeHaveAreTold() {
      assertProblem(client.get(FIGURES, "Accept", "image/png"), 406, "not-acceptable");
      assertProblem(client.get(FIGURES, "Accept", "no type"), 406, "not-acceptable");
    }

    @Test
    void withAUrlOrHeadersOfAbsurdSizeAreRefused() {
      assertProblem(client.get(FIGURES + "?cursor=" + "x".repeat(9_000)), 414, "uri-too-long");
      assertProblem(client.get(FIGURES, "X-Large", "x".repeat(17_000)), 431, "headers-too-large");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "GET /a|b HTTP/1.1",
          "GET /a\"b HTTP/1.1",
          "GET /%zz HTTP/1.1",
          "GET /a%00b HTTP/1.1",
          "GET /a%2Fb HTTP/1.1",
          "GET /a;b=c HTTP/1.1",
          "GET //api HTTP/1.1",
          "GET /../api HTTP/1.1",
          "GET /api/v1/sample/%c0%ae HTTP/1.1",
          "GET",
          "FROB /api HTTP/1.1",
          "TRACE /api HTTP/1.1",
          "GET /api HTTP/9.9",
          "\u0001\u0002\u0003"
        })
    void thatAreNoHttpGetAProblemAndNoPage(String requestLine) {
      String answer = client.raw(requestLine + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

      assertThat(answer).matches("(?s)HTTP/1.1 (4\\d\\d|501|505) .*");
      assertThat(answer).contains("application/problem+json", "urn:quotaledger:problem:");
      assertThat(answer).doesNotContain("<html", "Tomcat", "timestamp");
    }

    @Test
    void withHeadersThatAreNoHttpGetAProblemAndNoPage() {
      String line = "GET /api/v1/sample/figures HTTP/1.1\r\n";
      for (String headers : new String[] {
        "Host: a b\r\n",
        "Host: localhost\r\nHost: other\r\n",
        "Host: localhost\r\nContent-Length: x\r\n",
        "Host: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
        "Host: localhost\r\nTransfer-Encoding: nonsense\r\n",
        "Host: localhost\r\nX-Large: " + "x".repeat(70_000) + "\r\n",
        "Host: localhost\r\nBad Header: 1\r\n",
        ""
      }) {
        String answer = client.raw(line + headers + "Connection: close\r\n\r\n");
        assertThat(answer).as(headers).matches("(?s)HTTP/1.1 (4\\d\\d|501) .*");
        assertThat(answer).as(headers).contains("application/problem+json");
      }
    }
  }

  private static void assertProblem(Answer answer, int status, String code) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(status);
    assertThat(answer.type()).startsWith("application/problem+json");
    assertThat(answer.member("code")).isEqualTo(code);
    assertThat(answer.member("type")).isEqualTo("urn:quotaledger:problem:" + code);
    assertThat(answer.json().path("status").asInt()).isEqualTo(status);
    assertThat(answer.member("title")).isNotEmpty();
    assertThat(answer.member("detail")).isNotEmpty();
    assertThat(answer.member("instance"))
        .isEqualTo("urn:quotaledger:request:" + answer.header("X-Request-Id"));
  }
}
