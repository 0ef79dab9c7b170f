package dev.quotaledger.standalone.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * A fiscal year as a sales operations team lives it, told over HTTP alone: quotas are set, a
 * territory changes hands, deals are won, corrected and taken back, a quarter is closed. What was
 * reported stays readable, what is known now is right, every figure is explained, and building the
 * read models anew changes nothing.
 */
@SuppressWarnings("NullAway.Init") // set before each test
class QuotaYearIT {

  private static final String ATTAINMENT = "/plans/fy26/attainment";

  @TempDir
  private Path directory;

  private Program program;
  private Client client;

  @BeforeEach
  void aCompanyWithTwoTeamsAndOneTerritory() {
    program = Program.standalone(directory.resolve("data"));
    client = program.client();
    client.post("/calendars", """
        {'calendarId': 'fy', 'timeZone': 'Europe/Berlin', 'pattern': 'QUARTERS',
         'firstDay': '2026-01-01'}
        """).expect(201);
    client.post("/teams", "{'teamId': 'sales', 'name': 'Sales'}").expect(201);
    team("east");
    team("west");
    rep("anna", "east");
    rep("ben", "west");
    client.post("/territories", "{'territoryId': 'north', 'name': 'North'}").expect(201);
    client.post("/territories/north/assignments", """
        {'repId': 'anna', 'from': '2026-01-01', 'role': 'PRIMARY'}
        """).expect(200);
    client.post("/plans", """
        {'planId': 'fy26', 'name': 'FY26', 'calendarId': 'fy', 'currency': 'EUR'}
        """).expect(201);
    for (int quarter = 1; quarter <= 4; quarter++) {
      quota("anna", "north", quarter, "33333.33");
      quota("ben", null, quarter, "20000");
    }
    client.post("/plans/fy26/publication", "").expect(200);
  }

  @AfterEach
  void end() {
    program.close();
  }

  @Test
  void aYearOfQuotasDealsAndCorrections() {
    aWonDealIsCreditedToItsReps();
    whatIsCorrectedLaterDoesNotChangeWhatWasReported();
    aDealOfATerritoryFollowsItsHolderUntilThePeriodCloses();
    quotaMovesWithTheTerritoryAndTheTotalStays();
    aTeamIsCreditedWithWhoBelongedToItOnTheDay();
    everyFigureIsTheSumOfItsFacts();
    buildingTheReadModelsAnewChangesNothing();
  }

  private void aWonDealIsCreditedToItsReps() {
    deal("d1", "'repId': 'anna', 'amount': '12000', 'closedOn': '2026-02-10'");
    deal("d2", """
        'splits': [{'repId': 'anna', 'percent': '60'}, {'repId': 'ben', 'percent': '40'}],
        'amount': '20565.6206', 'closedOn': '2026-02-20'""");

    assertThat(credited("rep", "anna", "Q1")).isEqualTo("24339.3724");
    assertThat(credited("rep", "ben", "Q1")).isEqualTo("8226.2482");
    assertThat(credited("plan", "fy26", "Q1")).isEqualTo("32565.6206");
    assertThat(figure("rep", "anna", "Q1").path("attainment").decimalValue())
        .isEqualByComparingTo("0.730181");
  }

  private void whatIsCorrectedLaterDoesNotChangeWhatWasReported() {
    Map<String, String> reported = new LinkedHashMap<>();
    reported.put(now(), "24339.3724");
    deal("d1", "'repId': 'anna', 'amount': '10000', 'closedOn': '2026-02-10'"); // amount
    reported.put(now(), "22339.3724");
    deal("d2", """
        'splits': [{'repId': 'anna', 'percent': '50'}, {'repId': 'ben', 'percent': '50'}],
        'amount': '20565.6206', 'closedOn': '2026-02-20'"""); // split
    reported.put(now(), "20282.8103");
    deal("d1", "'repId': 'anna', 'amount': '10000', 'closedOn': '2026-04-01'"); // date
    reported.put(now(), "10282.8103");
    assertThat(credited("rep", "anna", "Q2")).isEqualTo("10000.00");
    client.put("/deals/d2", """
        {'source': 'crm', 'stage': 'NEGOTIATION', 'amount': '20565.6206', 'currency': 'EUR',
         'splits': [{'repId': 'anna', 'percent': '50'}, {'repId': 'ben', 'percent': '50'}]}
        """).expect(200); // reopened
    reported.put(now(), "0.00");
    deal("d3", "'repId': 'anna', 'amount': '-250.50', 'closedOn': '2026-03-31'"); // credit note
    reported.put(now(), "-250.50");
    client.delete("/deals/d3?reason=duplicate").expect(200); // void
    reported.put(now(), "0.00");

    reported.forEach((knownAt, amount) -> assertThat(
            figure("rep", "anna", "Q1", "knownAt=" + knownAt).path("credited").asString())
        .as("known at %s", knownAt)
        .isEqualTo(amount));
    List<JsonNode> timeline = List.copyOf(client
        .get("/deals/d2")
        .expect(200)
        .json()
        .path("timeline")
        .valueStream()
        .toList());
    assertThat(timeline)
        .extracting(event -> event.path("type").asString())
        .containsSubsequence("DealOpened", "DealWon", "DealCreditSplitChanged", "DealReopened");
  }

  private void aDealOfATerritoryFollowsItsHolderUntilThePeriodCloses() {
    deal("t1", "'territoryId': 'north', 'amount': '5000', 'closedOn': '2026-05-10'");
    deal("t2", "'territoryId': 'north', 'amount': '700', 'closedOn': '2026-02-10'");
    assertThat(credited("rep", "anna", "Q2")).isEqualTo("15000.00");
    assertThat(credited("rep", "anna", "Q1")).isEqualTo("700.00");
    client
        .post("/plans/fy26/periods/FY2026-Q1/closure", "{'reason': 'reported'}")
        .expect(200);
    String before = now();

    Answer moved = reallocate("'anna'", "'ben'", "2026-02-01", "KEEP"); // back-dated
    assertThat(moved.json().path("transfers").isEmpty()).isTrue();
    assertThat(credited("rep", "anna", "Q2")).isEqualTo("10000.00");
    assertThat(credited("rep", "ben", "Q2")).isEqualTo("5000.00");
    assertThat(credited("rep", "anna", "Q1")).isEqualTo("700.00"); // it is closed
    assertThat(figure("rep", "anna", "Q2", "knownAt=" + before).path("credited").asString())
        .isEqualTo("15000.00");
    reallocate("'ben'", "'anna'", "2026-02-01", "KEEP");
    assertThat(credited("rep", "anna", "Q2")).isEqualTo("15000.00");
  }

  private void quotaMovesWithTheTerritoryAndTheTotalStays() {
    String total = planQuota();

    reallocate("'anna'", "'ben'", "2026-11-10", "PRORATE_BY_DAYS");
    assertThat(quotaOf("anna", "Q4")).isEqualTo("14492.75");
    assertThat(quotaOf("ben", "Q4")).isEqualTo("38840.58"); // 20000 and 18840.58
    reallocate("'ben'", "'anna'", "2026-12-01", "PRORATE_BY_DAYS");
    assertThat(quotaOf("anna", "Q4")).isEqualTo("25724.63");
    assertThat(quotaOf("ben", "Q4")).isEqualTo("27608.70");
    assertThat(planQuota()).isEqualTo(total);

    Answer declined = reallocate("'anna'", "'ben'", "2026-03-15", "PRORATE_BY_DAYS");
    assertThat(declined.text("/transfers/0/state")).isEqualTo("DECLINED");
    assertThat(declined.text("/transfers/0/code")).isEqualTo("period-closed");
    Answer state =
        client.get(declined.text("/link").substring("/api/v1".length())).expect(200);
    assertThat(state.text("/transfers/0/state")).isEqualTo("DECLINED");
    assertThat(client.get("/plans/fy26/history?territory=north").expect(200).items())
        .extracting(item -> item.path("type").asString())
        .contains("QuotaTransferDeclined");
    assertThat(planQuota()).isEqualTo(total);
    reallocate("'ben'", "'anna'", "2026-03-15", "KEEP");

    client.post("/plans/fy26/adjustments", """
        {'subject': {'type': 'REP', 'id': 'ben'}, 'periodId': 'FY2026-Q3', 'delta': '-1500',
         'reason': 'on leave', 'effectiveOn': '2026-07-15'}
        """).expect(200);
    assertThat(figure("rep", "ben", "Q3", "asOf=2026-07-14").path("quota").asString())
        .isEqualTo("20000.00");
    assertThat(quotaOf("ben", "Q3")).isEqualTo("18500.00");
  }

  private void aTeamIsCreditedWithWhoBelongedToItOnTheDay() {
    deal("m1", "'repId': 'anna', 'amount': '400', 'closedOn': '2026-07-20'");
    deal("m2", "'repId': 'anna', 'amount': '900', 'closedOn': '2026-08-20'");
    assertThat(credited("team", "east", "Q3")).isEqualTo("1300.00");
    String before = now();

    client.post("/reps/anna/transfers", """
        {'toTeamId': 'west', 'effectiveOn': '2026-08-01', 'reason': 'closer to home'}
        """).expect(200); // back-dated

    assertThat(credited("team", "east", "Q3")).isEqualTo("400.00");
    assertThat(credited("team", "west", "Q3")).isEqualTo("900.00");
    assertThat(credited("team", "sales", "Q3")).isEqualTo("1300.00");
    assertThat(
            figure("team", "east", "Q3", "knownAt=" + before).path("credited").asString())
        .isEqualTo("1300.00");
  }

  private void everyFigureIsTheSumOfItsFacts() {
    for (String groupBy : List.of("rep", "team", "territory", "plan")) {
      for (JsonNode item :
          client.get(ATTAINMENT + "?limit=1000&groupBy=" + groupBy).expect(200).items()) {
        Answer explained = client
            .get("%s/explain?limit=1000&groupBy=%s&subject=%s&period=%s"
                .formatted(
                    ATTAINMENT,
                    groupBy,
                    item.at("/subject/id").asString(),
                    item.path("periodId").asString()))
            .expect(200);
        assertThat(sum(explained, "creditFacts"))
            .as("%s", item)
            .isEqualByComparingTo(item.path("credited").asString());
        assertThat(sum(explained, "quotaFacts"))
            .as("%s", item)
            .isEqualByComparingTo(item.path("quota").asString("0"));
      }
    }
  }

  private void buildingTheReadModelsAnewChangesNothing() {
    List<String> paths = List.of(
        ATTAINMENT + "?limit=1000",
        ATTAINMENT + "?limit=1000&groupBy=team",
        ATTAINMENT + "?limit=1000&groupBy=plan&asOf=2026-06-30",
        "/plans/fy26/history?limit=1000",
        "/plans/fy26/quotas?limit=1000",
        "/territories/north",
        "/territories/north/reallocations",
        "/deals/d2",
        "/reps/anna");
    List<JsonNode> live =
        paths.stream().map(path -> client.get(path).expect(200).lasting()).toList();

    new ReadModels(client).rebuildAll();

    assertThat(
            paths.stream().map(path -> client.get(path).expect(200).lasting()).toList())
        .isEqualTo(live);
  }

  private void team(String id) {
    client
        .post("/teams", "{'teamId': '%s', 'name': 'T', 'parentTeamId': 'sales'}".formatted(id))
        .expect(201);
  }

  private void rep(String id, String team) {
    client.post("/reps", """
        {'repId': '%s', 'name': 'R', 'teamId': '%s', 'hiredOn': '2025-01-01'}
        """.formatted(id, team)).expect(201);
  }

  private void quota(String rep, @Nullable String territory, int quarter, String amount) {
    String where = territory == null ? "" : "'territoryId': '%s',".formatted(territory);
    client.put("/plans/fy26/quotas", """
        {'subject': {'type': 'REP', 'id': '%s'}, %s 'periodId': 'FY2026-Q%d', 'amount': '%s',
         'reason': 'budget'}
        """.formatted(rep, where, quarter, amount)).expect(200);
  }

  private void deal(String id, String facts) {
    Answer written = client.put("/deals/" + id, """
        {'source': 'crm', 'stage': 'WON', 'currency': 'EUR', %s}
        """.formatted(facts));
    assertThat(written.status()).as(written.body()).isIn(200, 201);
  }

  private Answer reallocate(String from, String to, String day, String quota) {
    return client
        .post("/territories/north/reallocations", """
        {'fromRepId': %s, 'toRepId': %s, 'effectiveOn': '%s', 'reason': 'realignment',
         'quota': '%s'}
        """.formatted(from, to, day, quota))
        .expect(200);
  }

  /** A moment by which all writes so far are known. */
  private String now() {
    return client.get(ATTAINMENT + "?limit=1").expect(200).text("/knownAt");
  }

  private JsonNode figure(String groupBy, String subject, String quarter, String... more) {
    String parameters = more.length == 0 ? "" : "&" + String.join("&", more);
    return client
        .get("%s?groupBy=%s&subject=%s&period=FY2026-%s%s"
            .formatted(ATTAINMENT, groupBy, subject, quarter, parameters))
        .expect(200)
        .items()
        .getFirst();
  }

  private String credited(String groupBy, String subject, String quarter) {
    return figure(groupBy, subject, quarter).path("credited").asString();
  }

  private String quotaOf(String rep, String quarter) {
    return figure("rep", rep, quarter).path("quota").asString();
  }

  private String planQuota() {
    return client
        .get(ATTAINMENT + "?groupBy=plan&period=FY2026")
        .expect(200)
        .text("/items/0/quota");
  }

  private static BigDecimal sum(Answer explained, String facts) {
    return explained
        .json()
        .path(facts)
        .valueStream()
        .map(fact -> new BigDecimal(fact.path("amount").asString()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
