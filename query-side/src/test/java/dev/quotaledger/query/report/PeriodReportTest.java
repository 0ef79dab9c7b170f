package dev.quotaledger.query.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealId;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.query.Ledger;
import dev.quotaledger.query.ReadsApplication;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** A period report has the lists that the same reads give, of one view, and counts their rows. */
@SpringBootTest(classes = ReadsApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT)
class PeriodReportTest {

  private static final String PLAN = "/api/v1/plans/fy26";
  private static final PeriodId YEAR = new PeriodId("Y");
  private static final PeriodId Q1 = new PeriodId("Q1");

  @Autowired
  private Ledger ledger;

  @LocalServerPort
  private int port;

  private Client client;

  @BeforeEach
  void aYearOfTwoTeams() {
    client = new Client(port);
    ledger.begin();
    LocalDate first = LocalDate.of(2026, 1, 1);
    ledger.record(new TeamCreated(new TeamId("north"), "=North", null, first));
    ledger.record(new TeamCreated(new TeamId("fjords"), "Fjords", new TeamId("north"), first));
    ledger.record(new TeamCreated(new TeamId("south"), "South", null, first));
    hired("ann", "fjords");
    hired("ben", "south");
    ledger.record(new CalendarDefined(
        new CalendarId("fiscal"),
        ZoneOffset.UTC,
        List.of(
            new Period(YEAR, first, LocalDate.of(2026, 6, 30), null),
            new Period(Q1, first, LocalDate.of(2026, 3, 31), YEAR),
            new Period(
                new PeriodId("Q2"), LocalDate.of(2026, 4, 1), LocalDate.of(2026, 6, 30), YEAR))));
    ledger.record(new PlanOpened(
        new PlanId("fy26"),
        "FY26",
        new CalendarId("fiscal"),
        Currency.getInstance("USD"),
        null,
        first));
    quota("ann", Q1, "1000");
    quota("ben", Q1, "2000");
    quota("ben", new PeriodId("Q2"), "3000");
    won("d1", "ann", "500.25");
    won("d2", "ben", "-20");
  }

  @Test
  void theBundleHasWhatTheListsHave() throws IOException {
    Map<String, String> files = bundle("?period=Q1");

    assertThat(files.keySet())
        .containsExactly(
            "attainment-of-teams.csv",
            "attainment.csv",
            "conversion.csv",
            "forecast.csv",
            "adjustments.csv",
            "report.csv");
    assertThat(files.get("attainment.csv"))
        .isEqualTo(client
            .get(PLAN + "/attainment?groupBy=rep&period=Q1&format=csv")
            .response()
            .body());
    assertThat(files.get("attainment-of-teams.csv")).contains("'=North").contains(",-20.00,");
    assertThat(files.get("adjustments.csv")).hasLineCount(3);
    assertThat(bundle("?period=Y").get("adjustments.csv")).hasLineCount(4);
  }

  @Test
  void everyListIsStampedWithItsViewAndItsRows() throws IOException {
    Instant known = ledger.log().getLast().recordedAt();
    quota("ann", Q1, "9999");

    Map<String, String> files = bundle("?period=Q1&teamId=north&asOf=2026-03-31&knownAt=" + known);

    assertThat(files.get("report.csv"))
        .contains("attainment,1,fy26,Q1,2026-01-01,2026-03-31,north,2026-03-31," + known + ",true,")
        .contains("adjustments,1,fy26,");
    assertThat(files.get("attainment.csv")).contains("1000.00").doesNotContain("9999");
  }

  @Test
  void aTeamHasItsRepsAndTheTeamsBelowIt() throws IOException {
    Map<String, String> north = bundle("?period=Q1&teamId=north");

    assertThat(north.get("attainment-of-teams.csv"))
        .contains("TEAM,north")
        .contains("TEAM,fjords")
        .doesNotContain("TEAM,south");
    assertThat(north.get("attainment.csv")).contains("REP,ann").doesNotContain("REP,ben");
    assertThat(north.get("adjustments.csv")).contains("REP,ann").doesNotContain("REP,ben");
  }

  @Test
  void theWorkbookHasASheetForEachListAndAmountsAreNumbers() throws IOException {
    HttpResponse<byte[]> answer = fetch("/report.xlsx?period=Q1");

    assertThat(answer.headers().firstValue("Content-Disposition").orElseThrow())
        .isEqualTo("attachment; filename=\"fy26-Q1.xlsx\"");
    try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(answer.body()))) {
      assertThat(workbook.getNumberOfSheets()).isEqualTo(6);
      Sheet attainment = workbook.getSheet("attainment");
      assertThat(attainment.getLastRowNum()).isEqualTo(2);
      assertThat(attainment.getRow(0).getCell(4).getStringCellValue()).isEqualTo("quota");
      assertThat(attainment.getRow(1).getCell(1).getStringCellValue()).isEqualTo("ann");
      assertThat(attainment.getRow(1).getCell(4).getNumericCellValue()).isEqualTo(1000);
      assertThat(attainment.getRow(1).getCell(5).getNumericCellValue()).isEqualTo(500.25);
      Sheet teams = workbook.getSheet("attainment-of-teams");
      assertThat(teams.getRow(2).getCell(2).getStringCellValue()).isEqualTo("=North");
      assertThat(teams.getRow(2).getCell(2).getCellType()).isEqualTo(CellType.STRING);
      assertThat(workbook.getSheet("report").getRow(2).getCell(1).getStringCellValue())
          .isEqualTo("2");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "?period=Q9, period",
    "?period=Q1&teamId=nobody, teamId",
    "?period=Q1&asOf=now, asOf",
    "?period=Q1&team=north, team",
    "?asOf=2026-01-01, period",
  })
  void aBadParameterIsNamed(String query, String field) {
    Answer answer = client.get(PLAN + "/report.xlsx" + query);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("field")).isEqualTo(field);
  }

  @Test
  void anUnknownPlanIsNotFound() {
    assertThat(client.get("/api/v1/plans/other/report.zip?period=Q1").status()).isEqualTo(404);
  }

  private Map<String, String> bundle(String query) throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    try (ZipInputStream zip =
        new ZipInputStream(new ByteArrayInputStream(fetch("/report.zip" + query).body()))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  private HttpResponse<byte[]> fetch(String path) throws IOException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<byte[]> answer = http.send(
          HttpRequest.newBuilder(URI.create("http://localhost:" + port + PLAN + path))
              .build(),
          HttpResponse.BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).as(path).isEqualTo(200);
      return answer;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void hired(String rep, String team) {
    ledger.record(new RepHired(new RepId(rep), new TeamId(team), null, LocalDate.of(2020, 1, 1)));
  }

  private void quota(String rep, PeriodId period, String amount) {
    ledger.record(new QuotaSet(
        new PlanId("fy26"),
        new QuotaLineKey(Subject.rep(new RepId(rep)), null, null, period),
        null,
        Money.of(amount, "USD"),
        LocalDate.of(2026, 1, 1),
        null));
  }

  private void won(String id, String rep, String amount) {
    LocalDate day = LocalDate.of(2026, 2, 1);
    DealId deal = new DealId(id);
    ledger.record(new DealOpened(
        deal,
        new DealFacts(
            "crm",
            new RepId(rep),
            List.of(),
            null,
            null,
            null,
            DealStage.PROPOSAL,
            Money.of(amount, "USD"),
            day,
            null,
            null,
            null),
        day,
        null));
    ledger.record(new DealWon(deal, day, day, null, null));
  }
}
