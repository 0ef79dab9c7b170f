package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.quotaledger.api.AlertEvent;
import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Alerts of every kind, from a figure that crosses a limit to the inbox of whom it concerns. Half of the
 * period of the plans has gone by; every test has a plan, reps and a rule of its own.
 */
class AlertsTest {

  private static final String API = "/api/v1/";
  private static final String PASSWORD = "the password of admin";
  private static final Duration SOON = Duration.ofSeconds(60);

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;

  @BeforeAll
  static void start() {
    server = RunningServer.start(
        dataDir, "--quotaledger.alerts.every=100ms", "--quotaledger.admin-password=" + PASSWORD);
    client = server.client();
    // The past of a forecast has to be recorded in the past.
    GenericEventMessage.clock = Clock.offset(Clock.systemUTC(), Duration.ofDays(-10));
    try {
      write("POST", "calendars", """
          {'calendarId':'c','timeZone':'UTC','periods':[
            {'periodId':'P','firstDay':'%s','lastDay':'%s'}]}""".formatted(today().minusDays(49), today().plusDays(50)));
      plan("drop", "dora");
      win("dora-1", "dora", "800");
    } finally {
      GenericEventMessage.clock = Clock.systemUTC();
    }
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void isRaisedOncePerCrossingSeenClearedPastTheHysteresisAndRaisedAgain() {
    plan("pace", "paul");
    win("paul-1", "paul", "300");
    rule("pace", "'planId':'pace','kind':'PACE_BELOW','thresholds':[0.8],'hysteresis':0.1");

    JsonNode raised = one("pace");
    assertThat(raised.path("state").asString()).isEqualTo("RAISED");
    assertThat(raised.path("value").decimalValue()).isEqualByComparingTo("0.6");
    assertThat(raised.path("threshold").decimalValue()).isEqualByComparingTo("0.8");
    assertThat(raised.path("clearsAt").decimalValue()).isEqualByComparingTo("0.9");
    assertThat(raised.at("/subject/id").asString()).isEqualTo("paul");
    assertThat(raised.at("/subject/name").asString()).isEqualTo("Rep paul");
    assertThat(raised.path("periodId").asString()).isEqualTo("P");
    assertThat(raised.path("raisedOn").asString()).isEqualTo(today().toString());

    win("paul-1", "paul", "410");
    assertThat(one("pace")).as("a value between the two").isEqualTo(raised);

    String acknowledgement = "alerts/" + raised.path("alertId").asString() + "/acknowledgement";
    write("POST", acknowledgement, "{'comment':'Is on leave'}");
    JsonNode seen = one("pace");
    assertThat(seen.path("state").asString()).isEqualTo("ACKNOWLEDGED");
    assertThat(seen.path("acknowledgedBy").asString()).isEqualTo("SALES_OPS");
    assertThat(seen.path("comment").asString()).isEqualTo("Is on leave");
    assertThat(write("POST", acknowledgement, "{}").path("changed").asBoolean()).isFalse();

    win("paul-1", "paul", "460");
    JsonNode cleared = one("pace");
    assertThat(cleared.path("state").asString()).isEqualTo("CLEARED");
    assertThat(cleared.path("clearedValue").decimalValue()).isEqualByComparingTo("0.92");
    assertThat(send("POST", acknowledgement, "{}", Role.SALES_OPS).status()).isEqualTo(409);

    win("paul-1", "paul", "300");
    JsonNode again = one("pace");
    assertThat(again.path("state").asString()).isEqualTo("RAISED");
    assertThat(again.path("timesRaised").asInt()).isEqualTo(2);
    assertThat(again.path("acknowledgedBy").isNull()).isTrue();
    assertThat(types(again))
        .containsExactly("AlertRaised", "AlertAcknowledged", "AlertCleared", "AlertRaised");
  }

  @Test
  void eachMilestoneIsAnAlertOfItsOwnThatClearsOnlyFarBelowIt() {
    plan("milestones", "mila");
    rule("milestones", "'planId':'milestones','kind':'ATTAINMENT_REACHED'");
    win("mila-1", "mila", "600");
    assertThat(states("milestones")).containsExactly("0.5 RAISED");

    win("mila-1", "mila", "1000");
    assertThat(states("milestones"))
        .containsExactlyInAnyOrder("0.5 RAISED", "0.9 RAISED", "1 RAISED");

    win("mila-1", "mila", "460");
    assertThat(states("milestones"))
        .containsExactlyInAnyOrder("0.5 RAISED", "0.9 CLEARED", "1 CLEARED");

    win("mila-1", "mila", "440");
    assertThat(states("milestones")).contains("0.5 CLEARED");
    win("mila-1", "mila", "500");
    assertThat(states("milestones"))
        .containsExactlyInAnyOrder("0.5 RAISED", "0.9 CLEARED", "1 CLEARED");
  }

  @Test
  void coverageIsComparedWithWhatTheWinRateRequires() {
    plan("coverage", "cora");
    deal("cora-won", "cora", "WON", "100", today().minusDays(60), null);
    deal("cora-lost", "cora", "LOST", "100", today().minusDays(60), null);
    open("cora-1", "cora", "1000");
    rule("coverage", "'planId':'coverage','kind':'COVERAGE_BELOW_REQUIRED'");
    assertThat(one("coverage").path("value").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(states("coverage")).containsExactly("1 RAISED");

    open("cora-1", "cora", "2050");
    assertThat(states("coverage")).containsExactly("1 RAISED");
    open("cora-1", "cora", "2300");
    assertThat(states("coverage")).containsExactly("1 CLEARED");
    open("cora-1", "cora", "1000");
    assertThat(states("coverage")).containsExactly("1 RAISED");
    win("cora-2", "cora", "1000");
    assertThat(states("coverage")).as("met").containsExactly("1 CLEARED");
  }

  @Test
  void aQuotaIsUnrealisticOnEitherSide() {
    plan("chance", "carl");
    open("carl-2", "carl", "1");
    rule("chance", "'planId':'chance','kind':'QUOTA_UNREALISTIC'");
    assertThat(states("chance")).containsExactly("0.1 RAISED");
    assertThat(one("chance").path("side").asString()).isEqualTo("BELOW");

    win("carl-1", "carl", "1000");
    assertThat(states("chance")).containsExactlyInAnyOrder("0.1 CLEARED", "0.9 RAISED");

    win("carl-1", "carl", "10");
    assertThat(states("chance")).containsExactlyInAnyOrder("0.1 RAISED", "0.9 CLEARED");
  }

  @Test
  void nothingIsRaisedOfAQuotaOfWhomNothingIsForecast() {
    plan("unknown", "una");
    rule("unknown", "'planId':'unknown','kind':'QUOTA_UNREALISTIC'");
    assertThat(states("unknown")).isEmpty();

    open("una-1", "una", "1");
    assertThat(states("unknown")).containsExactly("0.1 RAISED");
  }

  @Test
  void aTerritoryIsUnassignedUntilSomebodyHoldsIt() {
    plan("vacancy", "vera");
    write("POST", "territories", "{'territoryId':'valley','name':'Valley'}");
    rule("vacancy", "'planId':'vacancy','kind':'TERRITORY_UNASSIGNED'");
    assertThat(states("vacancy&subject=valley")).containsExactly("1 RAISED");

    write("POST", "territories/valley/assignments", """
        {'repId':'vera','from':'%s','role':'PRIMARY'}""".formatted(today()));
    assertThat(states("vacancy&subject=valley")).containsExactly("1 CLEARED");

    write("POST", "territories/valley/reallocations", """
        {'fromRepId':'vera','toRepId':null,'effectiveOn':'%s','reason':'left','quota':'KEEP'}""".formatted(today()));
    assertThat(states("vacancy&subject=valley")).containsExactly("1 RAISED");
  }

  @Test
  void whatDoesNotFitIsCounted() {
    plan("quality", "quin");
    int before =
        client.get(API + "data-quality", as(Role.AUDITOR)).json().path("total").asInt();
    int threshold = before + 2;
    rule(
        "quality",
        "'planId':'quality','kind':'DATA_QUALITY','thresholds':[%d],'hysteresis':1"
            .formatted(threshold));
    nobodys("n1");
    assertThat(states("quality")).isEmpty();
    nobodys("n2");
    assertThat(states("quality")).containsExactly(threshold + " RAISED");

    voided("n1");
    assertThat(states("quality")).containsExactly(threshold + " RAISED");
    voided("n2");
    assertThat(states("quality")).containsExactly(threshold + " CLEARED");
    nobodys("n3");
    nobodys("n4");
    assertThat(states("quality")).containsExactly(threshold + " RAISED");
    voided("n3");
    voided("n4");
  }

  @Test
  void aForecastDropsAgainstWhatWasKnownDaysBefore() {
    rule("drop", "'planId':'drop','kind':'FORECAST_DROP'");
    win("dora-1", "dora", "400");
    assertThat(states("drop")).containsExactly("0.1 RAISED");
    assertThat(one("drop").path("value").decimalValue()).isEqualByComparingTo("0.5");

    win("dora-1", "dora", "725");
    assertThat(states("drop")).containsExactly("0.1 RAISED");
    win("dora-1", "dora", "760");
    assertThat(states("drop")).containsExactly("0.1 CLEARED");
    win("dora-1", "dora", "400");
    assertThat(states("drop")).containsExactly("0.1 RAISED");
  }

  @Test
  void aTeamAndAPlanHaveAlertsAndARuleOfATeamSeesNothingElse() {
    plan("levels", "lena");
    write("POST", "teams", "{'teamId':'lions','name':'Lions','parentTeamId':'team-lena'}");
    rep("leo", "lions", null);
    quota("levels", "leo", "1000");
    for (String level : List.of("REP", "TEAM", "PLAN")) {
      rule("level-" + level, "'planId':'levels','kind':'PACE_BELOW','level':'%s'".formatted(level));
    }
    rule("lions", "'planId':'levels','teamId':'lions','kind':'PACE_BELOW'");

    assertThat(subjects("level-REP")).containsExactlyInAnyOrder("lena", "leo");
    assertThat(subjects("level-TEAM")).containsExactlyInAnyOrder("lions", "team-lena");
    assertThat(subjects("level-PLAN")).containsExactly("levels");
    assertThat(subjects("lions")).containsExactly("leo");
  }

  @Test
  void aDisabledRuleRaisesAndClearsNothingAndANewVersionGoesOnWithItsAlerts() {
    plan("paused", "pia");
    String facts = "'planId':'paused','kind':'PACE_BELOW','thresholds':[%s]";
    rule("paused", facts.formatted("0.8"));
    assertThat(states("paused")).containsExactly("0.8 RAISED");

    send("DELETE", "alert-rules/paused?reason=loud", "", Role.SALES_OPS);
    win("pia-1", "pia", "500");
    assertThat(states("paused")).containsExactly("0.8 RAISED");

    rule("paused", facts.formatted("0.9"));
    JsonNode cleared = one("paused");
    assertThat(cleared.path("state").asString()).isEqualTo("CLEARED");
    JsonNode rule = client.get(API + "alert-rules/paused", as(Role.AUDITOR)).json();
    assertThat(rule.path("enabled").asBoolean()).isTrue();
    assertThat(rule.path("timeline")).hasSize(3);
    assertThat(rule.at("/timeline/1/reason").asString()).isEqualTo("loud");
    assertThat(client.get(API + "alert-rules", as(Role.AUDITOR)).response().body())
        .contains("\"ruleId\":\"paused\"");
  }

  /** All users are the rep 275, who manages the rep 276. */
  @Test
  void everybodySeesWhatIsAddressedToThemAndNothingElse() {
    plan("inbox", "275");
    rep("276", "team-275", "275");
    rep("277", "team-275", null);
    quota("inbox", "276", "1000");
    quota("inbox", "277", "1000");
    rule("inbox", "'planId':'inbox','kind':'PACE_BELOW'");
    rule("inbox-plan", "'planId':'inbox','kind':'PACE_BELOW','level':'PLAN'");
    settle();

    for (Role role : List.of(Role.REP, Role.MANAGER)) {
      assertThat(subjects("inbox", role)).containsExactlyInAnyOrder("275", "276");
      assertThat(subjects("inbox-plan", role)).isEmpty();
    }
    for (Role role : List.of(Role.SALES_OPS, Role.ADMIN, Role.AUDITOR)) {
      assertThat(subjects("inbox", role)).containsExactlyInAnyOrder("275", "276", "277");
      assertThat(subjects("inbox-plan", role)).containsExactly("inbox");
    }
    String notTheirs =
        alerts("inbox&subject=277", Role.ADMIN).getFirst().path("alertId").asString();
    String theirs =
        alerts("inbox&subject=276", Role.ADMIN).getFirst().path("alertId").asString();
    assertThat(client.get(API + "alerts/" + notTheirs, as(Role.REP)).status()).isEqualTo(404);
    assertThat(client.get(API + "alerts/" + theirs, as(Role.REP)).status()).isEqualTo(200);
    assertThat(send("POST", "alerts/" + notTheirs + "/acknowledgement", "{}", Role.REP)
            .status())
        .isEqualTo(404);
    assertThat(send("POST", "alerts/" + theirs + "/acknowledgement", "{}", Role.REP)
            .status())
        .isEqualTo(200);
    assertThat(client.get(API + "alerts", as(Role.INTEGRATOR)).status()).isEqualTo(403);
  }

  @Test
  void theInboxIsPagedFilteredATableAndReadableAsItWas() {
    plan("pages", "pam");
    rep("pat", "team-pam", null);
    quota("pages", "pat", "1000");
    rule("pages", "'planId':'pages','kind':'PACE_BELOW'");
    List<JsonNode> both = alertsOf("pages");
    assertThat(both).hasSize(2);
    win("pat-1", "pat", "1000");
    settle();

    JsonNode first = list("ruleId=pages&limit=1", Role.AUDITOR);
    JsonNode second =
        list("ruleId=pages&limit=1&cursor=" + first.path("next").asString(), Role.AUDITOR);
    assertThat(second.path("next").isNull()).isTrue();
    assertThat(List.of(first.at("/items/0/alertId"), second.at("/items/0/alertId")))
        .containsExactlyInAnyOrderElementsOf(
            both.stream().map(alert -> alert.path("alertId")).toList());
    assertThat(subjects("pages&state=CLEARED")).containsExactly("pat");
    assertThat(subjects("pages&state=RAISED&planId=pages")).containsExactly("pam");
    assertThat(subjects("pages&planId=other")).isEmpty();

    String raisedAt = both.getFirst().path("raisedAt").asString();
    assertThat(list("ruleId=pages&knownAt=" + raisedAt, Role.AUDITOR).findValuesAsString("state"))
        .isNotEmpty()
        .containsOnly("RAISED");
    assertThat(list("ruleId=pages&asOf=" + today().minusDays(1), Role.AUDITOR).path("items"))
        .isEmpty();
    Answer csv = client.get(API + "alerts?ruleId=pages&format=csv", as(Role.AUDITOR));
    assertThat(csv.response().body().lines().toList())
        .hasSize(3)
        .first()
        .asString()
        .startsWith("alertId,state,kind,ruleId");
    assertThat(client.get(API + "alerts?state=OLD", as(Role.AUDITOR)).member("field"))
        .isEqualTo("state");
  }

  @Test
  void everyAlertLeadsToWhatExplainsItsFigure() {
    plan("explained", "eva");
    for (String kind : List.of("PACE_BELOW", "QUOTA_UNREALISTIC")) {
      rule("explained-" + kind, "'planId':'explained','kind':'%s'".formatted(kind));
    }
    settle();

    List<JsonNode> all = new ArrayList<>();
    list("limit=1000", Role.ADMIN).path("items").forEach(all::add);
    assertThat(all).isNotEmpty();
    for (JsonNode alert : all) {
      Answer explained = client.get(alert.path("explain").asString(), as(Role.ADMIN));
      assertThat(explained.status())
          .as("%s: %s", alert.path("explain").asString(), explained.response().body())
          .isEqualTo(200);
    }
    JsonNode pace = client
        .get(one("explained-PACE_BELOW").path("explain").asString(), as(Role.ADMIN))
        .json();
    assertThat(pace.at("/items/0/paceRatio").decimalValue())
        .isEqualByComparingTo(one("explained-PACE_BELOW").path("value").decimalValue());
  }

  @Test
  void aRebuildOfEverythingRaisesNothingTwice() throws InterruptedException {
    plan("rebuilt", "rita");
    rule("rebuilt", "'planId':'rebuilt','kind':'PACE_BELOW'");
    assertThat(states("rebuilt")).containsExactly("0.8 RAISED");
    JsonNode before = list("limit=1000", Role.ADMIN).path("items");
    long events = alertEvents();

    List<String> models = List.of("alerts", "attainment", "history", "pipeline", "timeline");
    models.forEach(model -> assertThat(
            send("POST", "admin/rebuilds/" + model, "", Role.ADMIN).status())
        .isEqualTo(202));
    await()
        .atMost(SOON)
        .until(() -> !client
            .get(API + "admin/rebuilds", as(Role.ADMIN))
            .response()
            .body()
            .contains("BUILDING"));
    win("rita-1", "rita", "1");
    settle();

    assertThat(alertEvents()).isEqualTo(events);
    assertThat(list("limit=1000", Role.ADMIN).path("items")).isEqualTo(before);
  }

  /** Waits until the monitor has looked at everything that was written, and found nothing more to do. */
  private static void settle() {
    long idle = idle();
    await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> idle() >= idle + 2);
  }

  private static long idle() {
    Timer looks = server
        .context()
        .getBean(MeterRegistry.class)
        .find("quotaledger.alerts.looks")
        .tag("outcome", "idle")
        .timer();
    return looks == null ? 0 : looks.count();
  }

  private static long alertEvents() throws InterruptedException {
    long count = 0;
    try (var stream = server.context().getBean(EventStore.class).openStream(null)) {
      while (stream.hasNextAvailable()) {
        TrackedEventMessage<?> event = stream.nextAvailable();
        count += event.getPayload() instanceof AlertEvent ? 1 : 0;
      }
    }
    return count;
  }

  private static JsonNode one(String rule) {
    List<JsonNode> alerts = alertsOf(rule);
    assertThat(alerts).as("alerts of " + rule).hasSize(1);
    return alerts.getFirst();
  }

  private static List<String> states(String rule) {
    return alertsOf(rule).stream()
        .map(alert ->
            alert.path("threshold").asString() + " " + alert.path("state").asString())
        .toList();
  }

  private static List<String> subjects(String rule) {
    settle();
    return subjects(rule, Role.AUDITOR);
  }

  private static List<String> subjects(String rule, Role role) {
    return alerts(rule, role).stream()
        .map(alert -> alert.at("/subject/id").asString())
        .toList();
  }

  private static List<String> types(JsonNode alert) {
    return client
        .get(API + "alerts/" + alert.path("alertId").asString(), as(Role.AUDITOR))
        .json()
        .path("timeline")
        .values()
        .stream()
        .map(happening -> happening.path("type").asString())
        .toList();
  }

  private static List<JsonNode> alertsOf(String rule) {
    settle();
    return alerts(rule, Role.AUDITOR);
  }

  private static List<JsonNode> alerts(String rule, Role role) {
    List<JsonNode> alerts = new ArrayList<>();
    list("ruleId=" + rule, role).path("items").forEach(alerts::add);
    return alerts;
  }

  private static JsonNode list(String query, Role role) {
    Answer answer = client.get(API + "alerts?" + query, as(role));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json();
  }

  /** A plan for a team of its own, with one rep who has a quota of 1,000. */
  private static void plan(String plan, String rep) {
    write("POST", "teams", "{'teamId':'team-%1$s','name':'%1$s'}".formatted(rep));
    rep(rep, "team-" + rep, null);
    write("POST", "plans", """
        {'planId':'%s','name':'P','calendarId':'c','currency':'USD','teamId':'team-%s'}""".formatted(plan, rep));
    quota(plan, rep, "1000");
  }

  private static void rep(String rep, String team, @Nullable String manager) {
    write("POST", "reps", """
        {'repId':'%1$s','name':'Rep %1$s','teamId':'%2$s','managerId':%3$s,'hiredOn':'2020-01-01'}""".formatted(rep, team, manager == null ? "null" : "'" + manager + "'"));
  }

  /** By somebody who is no rep: nobody sets their own quota. */
  private static void quota(String plan, String rep, String amount) {
    String body = """
        {'subject':{'type':'REP','id':'%s'},'periodId':'P','amount':'%s','reason':'plan'}""".formatted(rep, amount);
    Answer answer = client.sendJson(
        "PUT",
        API + "plans/%s/quotas".formatted(plan),
        body.replace('\'', '"'),
        "Authorization",
        "Basic "
            + Base64.getEncoder()
                .encodeToString(("admin:" + PASSWORD).getBytes(StandardCharsets.UTF_8)));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
  }

  private static void rule(String rule, String facts) {
    write("PUT", "alert-rules/" + rule, "{" + facts + "}");
  }

  private static void win(String deal, String rep, String amount) {
    deal(deal, rep, "WON", amount, today().minusDays(20), null);
  }

  private static void open(String deal, String rep, String amount) {
    deal(deal, rep, "PROPOSAL", amount, null, today().plusDays(10));
  }

  private static void deal(
      String deal,
      String rep,
      String stage,
      String amount,
      @Nullable LocalDate closedOn,
      @Nullable LocalDate expectedCloseOn) {
    write("PUT", "deals/" + deal, """
        {'source':'crm','repId':'%s','stage':'%s','amount':'%s','currency':'USD','createdOn':'%s',
         'closedOn':%s,'expectedCloseOn':%s}""".formatted(
            rep, stage, amount, today().minusDays(90), text(closedOn), text(expectedCloseOn)));
  }

  private static String text(@Nullable LocalDate day) {
    return day == null ? "null" : "'" + day + "'";
  }

  private static void nobodys(String deal) {
    write("PUT", "deals/" + deal, """
        {'source':'crm','stage':'PROPOSAL','amount':'1','currency':'USD'}""");
  }

  private static void voided(String deal) {
    assertThat(send("DELETE", "deals/" + deal + "?reason=wrong", "", Role.SALES_OPS)
            .status())
        .isEqualTo(200);
  }

  private static JsonNode write(String method, String path, String body) {
    Answer answer = send(method, path, body, Role.SALES_OPS);
    assertThat(answer.status()).as(path + ": " + answer.response().body()).isIn(200, 201);
    return answer.json();
  }

  private static Answer send(String method, String path, String body, Role role) {
    return client.sendJson(method, API + path, body.replace('\'', '"'), as(role));
  }

  private static LocalDate today() {
    return LocalDate.now(ZoneOffset.UTC);
  }
}
