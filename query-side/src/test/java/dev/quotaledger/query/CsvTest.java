package dev.quotaledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.LocalDate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every list is a table for whoever asks for one, and no cell of it is a formula. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class CsvTest {

  private static final String TERRITORIES = "/api/v1/territories";

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void threeTerritories() {
    client = new Client(port);
    ledger.begin();
    define("a", "North, \"the cold\"");
    define("b", "=HYPERLINK(\"http://example.org\")");
    define("c", "-5");
  }

  @Test
  void aListHasALineForEachItemAndItsColumnsWhateverIsInIt() {
    Answer answer = client.get(TERRITORIES + "?format=csv");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.type()).startsWith("text/csv");
    assertThat(answer.response().body().lines().findFirst().orElseThrow())
        .contains("territoryId", "name");
    assertThat(answer.response().body().lines()).hasSize(4);
    assertThat(answer.header("Row-Count")).isEqualTo("3");
    assertThat(answer.header("Known-At")).isNotEmpty();
    ledger.begin();
    assertThat(client.get("/api/v1/metrics/deals?format=csv").response().body().lines())
        .singleElement()
        .asString()
        .startsWith("subject.type,subject.id,subject.name,won,lost,open");
  }

  @Test
  void aTextThatASpreadsheetWouldTakeForAFormulaIsText() {
    String csv = client.get(TERRITORIES + "?format=csv").response().body();

    assertThat(csv)
        .contains("\"North, \"\"the cold\"\"\"")
        .contains("'=HYPERLINK")
        .contains(",-5,");
  }

  @Test
  void theNextPageIsInAHeader() {
    Answer first = client.get(TERRITORIES + "?format=csv&limit=2");
    Answer rest =
        client.get(TERRITORIES + "?format=csv&limit=2&cursor=" + first.header("Next-Cursor"));

    assertThat(first.header("Row-Count")).isEqualTo("2");
    assertThat(rest.response().body()).contains("c,");
    assertThat(rest.header("Next-Cursor")).isEmpty();
  }

  @Test
  void whoAcceptsCsvGetsIt() {
    assertThat(client.get(TERRITORIES, "Accept", "text/csv").type()).startsWith("text/csv");
    assertThat(client.get(TERRITORIES + "?format=json").type()).startsWith("application/json");
    assertThat(client.get(TERRITORIES).type()).startsWith("application/json");
  }

  @Test
  void aProblemIsAProblemInAnyForm() {
    Answer unknown = client.get(TERRITORIES + "?format=xml");
    Answer bad = client.get(TERRITORIES + "?format=csv&asOf=soon");
    Answer single = client.get(TERRITORIES + "/a?format=csv");

    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.member("field")).isEqualTo("format");
    assertThat(bad.status()).isEqualTo(400);
    assertThat(bad.member("field")).isEqualTo("asOf");
    assertThat(single.status()).isEqualTo(400);
    assertThat(single.member("field")).isEqualTo("format");
  }

  private void define(String id, String name) {
    ledger.record(new TerritoryDefined(
        new TerritoryId(id), name, Money.of("1", "USD"), LocalDate.of(2026, 1, 1)));
  }
}
