package dev.quotaledger.standalone;

import static dev.quotaledger.standalone.RunningServer.as;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.runtime.security.Role;
import dev.quotaledger.runtime.web.Client;
import dev.quotaledger.runtime.web.Client.Answer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Whoever sees a part of everything is told nothing of the rest, whatever they ask. The manager is the rep 275, to whom
 * 276 reports, and to 276 reports 277; whatever is of another subtree, or of nobody, has the marker in every id, name
 * and text, and amounts that show in every sum.
 */
class VisibilityTest {

  private static final String API = "/api/v1/";
  private static final String MARKER = "zzmark";
  private static final String AMOUNT = "717171717171";
  private static final String SHOWS_IN_SUMS = "7171717";
  private static final String PASSWORD = "correct horse battery";
  private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");

  /** What managers and reps get an answer to. Whoever adds a read says here whether it is one of these. */
  private static final Set<String> ANSWERED = Stream.of(
          "alerts",
          "asyncapi.yaml",
          "deals",
          "deals/{dealId}",
          "leads",
          "leads/{leadId}",
          "metrics/conversion",
          "metrics/conversion/explain",
          "metrics/coverage",
          "metrics/coverage/explain",
          "metrics/deals",
          "metrics/deals/explain",
          "plans/{planId}/attainment",
          "plans/{planId}/attainment/explain",
          "plans/{planId}/changes",
          "plans/{planId}/forecast",
          "plans/{planId}/forecast/calls",
          "plans/{planId}/forecast/explain",
          "plans/{planId}/history",
          "plans/{planId}/leaderboard",
          "plans/{planId}/pace",
          "plans/{planId}/quotas",
          "plans/{planId}/year-to-date",
          "plans/{planId}/year-to-date/explain",
          "reps",
          "reps/{repId}",
          "schemas",
          "teams",
          "teams/{teamId}")
      .map(API::concat)
      .collect(Collectors.toCollection(TreeSet::new));

  /** What a path or a parameter may be, by its name. */
  private static final Map<String, List<String>> VALUES = Map.ofEntries(
      Map.entry("planId", List.of("p")),
      Map.entry("repId", List.of("276", "275", "zzmark-rep")),
      Map.entry("teamId", List.of("north", "zzmark-team")),
      Map.entry("dealId", List.of("won", "shared", "zzmark-won")),
      Map.entry("leadId", List.of("lead", "zzmark-lead")),
      Map.entry("territoryId", List.of("zzmark-territory", "territory")),
      Map.entry("calendarId", List.of("c")),
      Map.entry("spendId", List.of("zzmark-spend")),
      Map.entry("groupBy", List.of("rep", "team", "plan", "territory")),
      Map.entry("since", List.of("2025-01-01")),
      Map.entry("updatedSince", List.of("2025-01-01T00:00:00Z")),
      Map.entry("unassigned", List.of("true")));

  /** Parameters that choose what an answer is of; each is tried, and left out. */
  private static final List<String> CHOICES = List.of("groupBy", "updatedSince", "unassigned");

  @TempDir
  private static Path dataDir;

  private static RunningServer server;
  private static Client client;
  private static String token = "";
  private static List<String> quarters = List.of();

  @BeforeAll
  static void start() {
    List<String> users = new ArrayList<>();
    for (String rep : List.of("276", "interim", "boss")) {
      String user =
          "--quotaledger.security.users[%d].".formatted(Role.values().length + users.size() / 4);
      users.addAll(List.of(
          user + "name=" + rep,
          user + "password=" + PASSWORD,
          user + "roles=MANAGER",
          user + "rep-id=" + rep));
    }
    server = RunningServer.start(dataDir, users.toArray(String[]::new));
    client = server.client();
    aCompany();
    theSubtree();
    everybodyElse();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static void aCompany() {
    write("POST", "calendars", """
        {"calendarId":"c","timeZone":"UTC","pattern":"QUARTERS","firstDay":"2025-01-01"}""");
    JsonNode periods = get(admin(), "calendars/c").json().path("periods");
    quarters = periods.values().stream()
        .skip(1)
        .map(period -> period.path("periodId").asString())
        .toList();
    write("POST", "plans", """
        {"planId":"p","name":"Plan","calendarId":"c","currency":"EUR"}""");
    for (String team : List.of("north", "west", "mixed", "zzmark-team")) {
      write("POST", "teams", """
          {"teamId":"%1$s","name":"Team %1$s"}""".formatted(team));
    }
    hire("boss", "west", null);
    hire("275", "north", "boss");
    hire("276", "north", "275");
    hire("277", "mixed", "276");
    hire("interim", "west", null);
    hire("zzmark-boss", "zzmark-team", null);
    hire("zzmark-rep", "zzmark-team", "zzmark-boss");
  }

  /** The rep 277 is led by the interim manager in the third quarter. */
  private static void theSubtree() {
    hire("mover", "north", "275");
    hire("leaver", "north", "276");
    hire("guest", "mixed", "interim");
    move("mover", "west", "interim", "2025-04-01");
    move("guest", "west", "interim", "2025-04-01");
    move("277", "mixed", "interim", "2025-07-01");
    move("277", "mixed", "276", "2025-10-01");
    write("POST", "reps/leaver/departure", """
        {"lastDay":"2025-05-31","reason":"retires"}""");
    for (String rep : List.of("275", "276", "277", "mover", "leaver", "guest")) {
      quota("REP", rep, quarters.get(0), "1000", "quota of " + rep);
      deal("won-" + rep, rep, "", "WON", "250", "2025-02-01");
    }
    quota("REP", "276", quarters.get(1), "2000", "more");
    deal("won", "276", "", "WON", "10", "2025-05-02");
    deal("open", "276", "", "PROPOSAL", "20", null);
    write("PUT", "leads/lead", """
        {"source":"web","repId":"276","createdOn":"2025-01-10","status":"NEW"}""");
    call("REP", "276", "90", "sure");
    write("POST", "territories", "{\"territoryId\":\"territory\",\"name\":\"T\"}");
    write("POST", "territories/territory/assignments", """
        {"repId":"276","from":"2025-01-01","role":"PRIMARY"}""");
  }

  private static void everybodyElse() {
    write("POST", "territories", """
        {"territoryId":"zzmark-territory","name":"zzmark land","potential":{"amount":"%s",
         "currency":"EUR"}}""".formatted(AMOUNT));
    quota("REP", "zzmark-rep", quarters.get(0), AMOUNT, "zzmark quota");
    quota("TEAM", "zzmark-team", quarters.get(1), AMOUNT, "zzmark team");
    quota("HOUSE", "house", quarters.get(0), AMOUNT, "zzmark house");
    deal("zzmark-won", "zzmark-rep", "zzmark-territory", "WON", AMOUNT, "2025-02-03");
    deal("zzmark-open", "zzmark-rep", "zzmark-territory", "PROPOSAL", AMOUNT, null);
    deal("zzmark-nobodys", null, "", "WON", AMOUNT, "2025-02-03");
    write("PUT", "deals/shared", """
        {"source":"crm","splits":[{"repId":"276","percent":60},{"repId":"zzmark-rep","percent":40}],
         "stage":"WON","amount":"300","currency":"EUR","closedOn":"2025-02-05",
         "createdOn":"2025-01-05"}""");
    write("PUT", "leads/zzmark-lead", """
        {"source":"zzmark-source","repId":"zzmark-rep","createdOn":"2025-01-10","status":"NEW",
         "reason":"zzmark lead"}""");
    write("POST", "spend", """
        {"spendId":"zzmark-spend","category":"zzmark","amount":"%s","currency":"EUR",
         "from":"2025-01-01","until":"2025-12-31","teamId":"zzmark-team"}""".formatted(AMOUNT));
    call("REP", "zzmark-rep", AMOUNT, "zzmark call");
    call("TEAM", "zzmark-team", AMOUNT, "zzmark call");
    call("HOUSE", "house", AMOUNT, "zzmark call");
    write("POST", "territories/zzmark-territory/assignments", """
        {"repId":"zzmark-rep","from":"2025-01-01","role":"PRIMARY"}""");
    write("POST", "territories/territory/reallocations", """
        {"fromRepId":"276","toRepId":"zzmark-rep","effectiveOn":"2025-11-01","reason":"far away",
         "quota":"KEEP"}""");
  }

  /** A question and what of it is only what was asked. */
  private record Question(String path, String address) {

    String withoutIt(Answer answer) {
      String body = answer.response().body();
      for (String asked : List.of(
          "zzmark-rep",
          "zzmark-team",
          "zzmark-won",
          "zzmark-lead",
          "zzmark-territory",
          "zzmark-spend")) {
        body = address.contains(asked) ? body.replace(asked, "") : body;
      }
      return body;
    }
  }

  @Test
  void whoeverSeesAPartIsToldNothingOfTheRestWhateverTheyAsk() {
    List<Question> questions = questions().toList();
    assertThat(questions).hasSizeGreaterThan(300);
    Map<String, String[]> callers = Map.of("a rep", as(Role.REP), "a manager", as(Role.MANAGER));
    Set<String> answered = new TreeSet<>();
    callers.forEach((name, credentials) -> {
      for (Question question : questions) {
        Answer answer = get(credentials, question.address);
        boolean told = answer.status() == 200;
        String body = told ? answer.response().body() : question.withoutIt(answer);
        String all = (answer.response().headers().map() + body).toLowerCase(Locale.ROOT);
        assertThat(all).as("%s: %s", name, question.address).doesNotContain(MARKER, SHOWS_IN_SUMS);
        assertThat(answer.status()).as(question.address).isLessThan(500);
        if (told) {
          answered.add(question.path);
        }
      }
    });

    assertThat(answered).isEqualTo(ANSWERED);
    String[] auditor = as(Role.AUDITOR);
    assertThat(ANSWERED)
        .filteredOn(path -> !path.matches(".*/(alerts|asyncapi.yaml|schemas)"))
        .allSatisfy(path -> assertThat(questions.stream()
                .filter(question -> question.path.equals(path))
                .map(question -> get(auditor, question.address).response().body()))
            .as(path)
            .anyMatch(body -> body.contains(MARKER)));
  }

  /** Every read of the description with every choice that it takes. */
  private static Stream<Question> questions() {
    return client.get("/v3/api-docs").json().path("paths").properties().stream()
        .filter(path -> path.getValue().has("get"))
        .flatMap(path -> addresses(path.getKey())
            .flatMap(address -> withParameters(address, path.getValue().path("get")))
            .map(address -> new Question(path.getKey(), address.substring(API.length()))));
  }

  private static Stream<String> addresses(String path) {
    List<String> found = List.of(path);
    for (MatchResult variable : VARIABLE.matcher(path).results().toList()) {
      List<String> values = VALUES.getOrDefault(variable.group(1), List.of("x"));
      found = found.stream()
          .flatMap(each -> values.stream().map(value -> each.replace(variable.group(), value)))
          .toList();
    }
    return found.stream();
  }

  private static Stream<String> withParameters(String address, JsonNode operation) {
    Set<String> names = operation.path("parameters").values().stream()
        .filter(parameter -> parameter.path("in").asString().equals("query"))
        .map(parameter -> parameter.path("name").asString())
        .collect(Collectors.toSet());
    List<String> found = List.of(address + "?");
    for (String choice : CHOICES) {
      found = names.contains(choice)
          ? withEach(found, choice, VALUES.getOrDefault(choice, List.of()))
          : found;
    }
    if (names.contains("subject")) {
      found =
          withEach(found, "subject", List.of("276", "north", "house", "zzmark-rep", "zzmark-team"));
    }
    if (names.contains("period")) {
      boolean isMetric = address.contains("/metrics/");
      found = withEach(
          found,
          "period",
          quarters.stream()
              .limit(1)
              .map(quarter -> quarter + (isMetric ? "&planId=p" : ""))
              .toList());
    }
    String rest = (names.contains("since") ? "since=2025-01-01&" : "")
        + (names.contains("through") ? "through=2025-06-30&" : "");
    return found.stream()
        .flatMap(each -> Stream.concat(
            Stream.of(each + rest),
            names.contains("format") && !each.contains("subject")
                ? Stream.of(each + rest + "format=csv")
                : Stream.empty()));
  }

  private static List<String> withEach(List<String> addresses, String name, List<String> values) {
    return addresses.stream()
        .flatMap(address -> Stream.concat(
            Stream.of(address),
            values.stream().map(value -> "%s%s=%s&".formatted(address, name, value))))
        .toList();
  }

  @Test
  void aManagerReadsWhatIsOfThoseWhoReportToThemHoweverFarBelow() {
    String[] manager = as(Role.MANAGER);
    String quarter = quarters.getFirst();

    assertThat(ids(get(manager, "plans/p/attainment?period=" + quarter)))
        .containsExactly("275", "276", "277", "leaver");
    assertThat(get(manager, "plans/p/attainment?period=" + quarter).response().body())
        .contains("Rep 276", "430.00");
    assertThat(ids(get(manager, "plans/p/leaderboard?period=" + quarter)))
        .containsExactly("276", "275", "277", "leaver");
    assertThat(get(manager, "plans/p/leaderboard?period=" + quarter)
            .json()
            .path("ranked")
            .asInt())
        .isEqualTo(4);
    assertThat(values(get(manager, "reps"), "repId"))
        .containsExactly("275", "276", "277", "leaver");
    assertThat(values(get(manager, "teams"), "teamId")).containsExactly("mixed", "north");
    assertThat(values(get(manager, "deals"), "dealId"))
        .containsExactly("open", "shared", "won", "won-275", "won-276", "won-277", "won-leaver");
    assertThat(values(get(manager, "deals?limit=2"), "dealId")).containsExactly("open", "shared");
    assertThat(values(get(manager, "leads"), "leadId")).containsExactly("lead");
    assertThat(get(manager, "plans/p/history").response().body())
        .contains("quota of 276", "quota of 277")
        .doesNotContain("PlanOpened", "quota of mover");
    assertThat(get(manager, "plans/p/attainment/explain?subject=277&period=" + quarter)
            .json()
            .path("credited")
            .asString())
        .isEqualTo("250.00");
    assertThat(get(manager, "plans/p/forecast/calls").response().body()).contains("sure");
    assertThat(ids(get(manager, "metrics/deals?groupBy=rep"))).contains("276");
    assertThat(ids(get(as(Role.REP), "plans/p/attainment?period=" + quarter)))
        .containsExactly("275");
    assertThat(ids(get(as(Role.REP), "plans/p/attainment?groupBy=team"))).isEmpty();
  }

  @Test
  void whatIsOutOfSightAndWhatIsNotThereAreRefusedAlike() {
    for (String read : List.of(
        "reps/%s",
        "teams/%s",
        "deals/%s",
        "leads/%s",
        "plans/p/quotas?subject=%s",
        "plans/p/history?subject=%s",
        "plans/p/attainment?subject=%s",
        "plans/p/attainment?groupBy=team&subject=%s",
        "metrics/deals?subject=%s")) {
      for (String id :
          List.of("zzmark-rep", "zzmark-team", "zzmark-won", "nobody", "house", "%20")) {
        Answer answer = get(as(Role.MANAGER), read.formatted(id));
        assertThat(answer.status()).as(read.formatted(id)).isEqualTo(403);
        assertThat(answer.header("ETag")).isEmpty();
      }
    }
    for (String groupBy : List.of("plan", "territory", "productLine")) {
      assertThat(get(as(Role.MANAGER), "plans/p/attainment?groupBy=" + groupBy).status())
          .isEqualTo(403);
    }
    assertThat(get(as(Role.MANAGER), "deals?unassigned=true").status()).isEqualTo(403);
  }

  @Test
  void aDealOfTwoSubtreesShowsEachItsOwnShare() {
    JsonNode deal = get(as(Role.MANAGER), "deals/shared").json();

    assertThat(deal.path("splits").size()).isEqualTo(1);
    assertThat(deal.at("/splits/0/repId").asString()).isEqualTo("276");
    assertThat(deal.at("/timeline/0/type").asString()).isEqualTo("DealOpened");
    assertThat(get(as(Role.AUDITOR), "deals/shared").json().path("splits").size())
        .isEqualTo(2);
  }

  @Test
  void aMoverIsSeenByWhomTheyReportToOnTheDateAskedFor() {
    String mover = "plans/p/attainment?subject=mover&asOf=";

    assertThat(get(as(Role.MANAGER), mover + "2025-03-31").status()).isEqualTo(200);
    assertThat(get(as(Role.MANAGER), mover + "2025-04-01").status()).isEqualTo(403);
    assertThat(get(as(Role.MANAGER), "reps/mover").status()).isEqualTo(403);
    assertThat(get(manager("interim"), mover + "2025-03-31").status()).isEqualTo(403);
    assertThat(get(manager("interim"), mover + "2025-04-01").status()).isEqualTo(200);
    assertThat(get(manager("interim"), "deals/won-mover").status()).isEqualTo(200);
    assertThat(values(get(as(Role.MANAGER), "reps?asOf=2025-03-31"), "repId")).contains("mover");
    assertThat(get(manager("boss"), mover + "2025-03-31").status()).isEqualTo(200);
    assertThat(get(manager("boss"), mover + "2025-04-01").status()).isEqualTo(403);
  }

  /** Before anything was recorded there was nobody below anybody. */
  @Test
  void whoReportsToWhomIsAsItWasKnown() {
    String then = "reps/276?knownAt=2025-01-01T00:00:00Z";

    assertThat(get(as(Role.MANAGER), then).status()).isEqualTo(403);
    assertThat(get(as(Role.AUDITOR), then).status()).isEqualTo(404);
  }

  /** The guest was in the team in the first quarter, and below somebody else. */
  @Test
  void aTeamIsSeenOnTheDaysOnWhichThereIsNobodyElseInIt() {
    String mixed = "plans/p/attainment?groupBy=team&subject=mixed&period=";

    assertThat(ids(get(as(Role.MANAGER), mixed + quarters.get(0)))).isEmpty();
    assertThat(get(
                as(Role.MANAGER),
                "plans/p/attainment/explain?groupBy=team&subject=mixed&period=" + quarters.get(0))
            .status())
        .isEqualTo(403);
    deal("late", "277", "", "WON", "5", "2025-05-05");
    assertThat(ids(get(as(Role.MANAGER), mixed + quarters.get(1)))).containsExactly("mixed");
    assertThat(get(as(Role.MANAGER), "teams/mixed?asOf=2025-03-31").status()).isEqualTo(403);
    assertThat(get(as(Role.MANAGER), "teams/mixed").status()).isEqualTo(200);
  }

  /** The mover was below the manager then: what they did for the team stays in its sum, without a name. */
  @Test
  void aTeamKeepsWhatItsMoversDidForItBelowTheSameManager() {
    JsonNode team = get(
            as(Role.MANAGER),
            "plans/p/attainment/explain?groupBy=team&subject=north&period=" + quarters.get(0))
        .json();

    assertThat(team.path("credited").asString()).isEqualTo("1180.00");
    assertThat(team.toString()).contains("Rep 276").doesNotContain("Rep mover");
  }

  @Test
  void whoHasLeftIsSeenByWhomTheyReportedToAndSeesNobodyElse() {
    assertThat(get(as(Role.MANAGER), "reps/leaver").status()).isEqualTo(200);
    assertThat(get(manager("276"), "reps/277").status()).isEqualTo(200);

    write("POST", "reps/276/departure", """
        {"lastDay":"2026-01-31","reason":"leaves"}""");

    assertThat(get(manager("276"), "reps/277?asOf=2026-01-31").status()).isEqualTo(200);
    assertThat(get(manager("276"), "reps/277?asOf=2026-02-01").status()).isEqualTo(403);
    assertThat(values(get(manager("276"), "reps?asOf=2026-02-01"), "repId")).containsExactly("276");
    assertThat(values(get(as(Role.MANAGER), "reps?asOf=2026-02-01"), "repId"))
        .containsExactly("275", "276", "277", "leaver");
  }

  @Test
  void anInterimManagerSeesThemForAsLongAsTheyLeadThem() {
    String figures = "plans/p/attainment?subject=277&asOf=";

    assertThat(get(manager("interim"), figures + "2025-06-30").status()).isEqualTo(403);
    assertThat(get(manager("interim"), figures + "2025-07-01").status()).isEqualTo(200);
    assertThat(get(manager("interim"), figures + "2025-09-30").status()).isEqualTo(200);
    assertThat(get(manager("interim"), figures + "2025-10-01").status()).isEqualTo(403);
    assertThat(get(manager("276"), figures + "2025-08-15").status()).isEqualTo(403);
    assertThat(get(as(Role.MANAGER), figures + "2025-08-15").status()).isEqualTo(403);
    assertThat(get(as(Role.MANAGER), figures + "2025-10-01").status()).isEqualTo(200);
  }

  private static List<String> ids(Answer answer) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().path("items").values().stream()
        .map(item -> item.at("/subject/id").asString())
        .toList();
  }

  private static List<String> values(Answer answer, String field) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().path("items").values().stream()
        .map(item -> item.path(field).asString())
        .toList();
  }

  private static void hire(String rep, String team, @Nullable String manager) {
    write("POST", "reps", """
        {"repId":"%1$s","name":"Rep %1$s","teamId":"%2$s","hiredOn":"2024-01-01"%3$s}""".formatted(
            rep, team, manager == null ? "" : ",\"managerId\":\"" + manager + "\""));
  }

  private static void move(String rep, String team, String manager, String day) {
    write("POST", "reps/" + rep + "/transfers", """
        {"toTeamId":"%s","managerId":"%s","effectiveOn":"%s",
         "reason":"moves"}""".formatted(team, manager, day));
  }

  private static void quota(
      String type, String subject, String period, String amount, String reason) {
    write("PUT", "plans/p/quotas", """
        {"subject":{"type":"%s","id":"%s"},"periodId":"%s","amount":"%s",
         "reason":"%s"}""".formatted(type, subject, period, amount, reason));
  }

  private static void call(String type, String subject, String commit, String note) {
    write("POST", "plans/p/forecast/calls", """
        {"subject":{"type":"%s","id":"%s"},"periodId":"%s","commit":"%s",
         "note":"%s"}""".formatted(
            type, subject, quarters.getFirst(), commit, note));
  }

  private static void deal(
      String id,
      @Nullable String rep,
      String territory,
      String stage,
      String amount,
      @Nullable String closedOn) {
    write("PUT", "deals/" + id, """
        {"source":"crm","stage":"%s","amount":"%s","currency":"EUR","createdOn":"2025-01-02",
         %s}""".formatted(
            stage,
            amount,
            Stream.of(
                    closedOn == null
                        ? "\"expectedCloseOn\":\"2025-03-15\""
                        : "\"closedOn\":\"" + closedOn + "\"",
                    rep == null ? "" : "\"repId\":\"" + rep + "\"",
                    territory.isEmpty() ? "" : "\"territoryId\":\"" + territory + "\"")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(","))));
  }

  private static void write(String method, String path, String body) {
    Answer answer = client.sendJson(method, API + path, body, admin());
    assertThat(answer.status()).as("%s: %s", path, answer.response().body()).isIn(200, 201);
    token = answer.header("Consistency-Token");
  }

  private static Answer get(String[] credentials, String path) {
    return client.get(API + path, credentials[0], credentials[1], "Consistency-Token", token);
  }

  private static String[] manager(String name) {
    return basic(name, PASSWORD);
  }

  private static String[] admin() {
    try {
      return basic("admin", Files.readString(dataDir.resolve("admin-password")).strip());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String[] basic(String name, String password) {
    byte[] both = (name + ":" + password).getBytes(UTF_8);
    return new String[] {"Authorization", "Basic " + Base64.getEncoder().encodeToString(both)};
  }
}
