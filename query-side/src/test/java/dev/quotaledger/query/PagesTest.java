package dev.quotaledger.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Every list has pages of the size that the settings say. */
@SpringBootTest(
    classes = ReadsApplication.class,
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = {"quotaledger.http.max-page-size=3", "quotaledger.http.default-page-size=2"})
class PagesTest {

  private static final LocalDate YEAR = LocalDate.of(2026, 1, 1);

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void begin() {
    client = new Client(port);
    ledger.begin();
    CalendarId calendar = new CalendarId("fiscal");
    ledger.record(new CalendarDefined(
        calendar,
        ZoneOffset.UTC,
        List.of(new Period(new PeriodId("Y"), YEAR, LocalDate.of(2026, 12, 31), null))));
    ledger.record(
        new PlanOpened(new PlanId("p"), "P", calendar, Currency.getInstance("EUR"), null, YEAR));
    for (String id : List.of("a", "b", "c", "d")) {
      ledger.record(new TerritoryDefined(new TerritoryId(id), id, null, YEAR));
    }
  }

  @Test
  void aPageHasTheDefaultSizeOrTheOneAskedFor() {
    assertThat(client.get("/api/v1/territories").json().path("items")).hasSize(2);
    assertThat(client.get("/api/v1/territories?limit=3").json().path("items")).hasSize(3);
    assertThat(client.get("/api/v1/plans/p/history").status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alert-rules",
        "alerts",
        "calendars",
        "deals",
        "deals?unassigned=true",
        "deals?updatedSince=2026-01-01T00:00:00Z",
        "leads",
        "plans",
        "reps",
        "spend",
        "teams",
        "territories",
        "territories/a/reallocations",
        "plans/p/attainment",
        "plans/p/attainment/explain?subject=house&period=Y",
        "plans/p/pace?period=Y",
        "plans/p/year-to-date?through=Y",
        "plans/p/year-to-date/explain?subject=house&through=Y",
        "plans/p/changes?since=2026-01-01&period=Y",
        "plans/p/leaderboard?period=Y",
        "plans/p/gaps?period=Y",
        "plans/p/fairness/explain?period=Y",
        "plans/p/quotas",
        "plans/p/history",
        "admin/dead-letters"
      })
  void noPageIsLargerThanTheLargest(String list) {
    String path = "/api/v1/" + list + (list.contains("?") ? "&" : "?");

    Answer answer = client.get(path + "limit=4");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("code")).isEqualTo("invalid-value");
    assertThat(answer.member("field")).isEqualTo("limit");
    assertThat(answer.member("expected")).isEqualTo("an integer from 1 to 3");
    assertThat(client.get(path + "limit=3").status()).isEqualTo(200);
    assertThat(client.get(path + "cursor=-").member("field")).isEqualTo("cursor");
  }
}
