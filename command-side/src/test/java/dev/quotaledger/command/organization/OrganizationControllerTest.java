package dev.quotaledger.command.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Writing;
import dev.quotaledger.runtime.people.Directory;
import dev.quotaledger.runtime.people.Person;
import dev.quotaledger.runtime.web.Client.Answer;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class OrganizationControllerTest extends Writing {

  private static final String ORGANIZATION = "organization-sales";

  private final Directory directory;

  @Autowired
  OrganizationControllerTest(Directory directory) {
    this.directory = directory;
  }

  @Test
  void createsATeamThatHasAlwaysBeenThere() {
    made(post("/teams", "{'teamId':'north','name':'North'}"), "/teams/north");
    made(post("/teams", "{'teamId':'oslo','name':'Oslo','parentTeamId':'north'}"), "/teams/oslo");

    assertThat(lastStored(ORGANIZATION))
        .isEqualTo(
            new TeamCreated(new TeamId("oslo"), "Oslo", new TeamId("north"), DateRange.ALWAYS));
    unchanged(post("/teams", "{'teamId':'oslo','name':'Oslo','parentTeamId':'north'}"));
    problem(post("/teams", "{'teamId':'oslo','name':'Bergen'}"), 409, "already-exists");
    Answer unknown = problem(
        post("/teams", "{'teamId':'x','name':'X','parentTeamId':'nowhere'}"),
        422,
        "unknown-reference");
    assertThat(unknown.member("field")).isEqualTo("parentTeamId");
  }

  @Test
  void movesATeamAndKeepsTheReasonForTheTeam() {
    post("/teams", "{'teamId':'mover','name':'Mover'}");
    post("/teams", "{'teamId':'above','name':'Above'}");

    changed(post("/teams/mover/moves", """
        {'parentTeamId':'above','effectiveOn':'2026-04-01','reason':'New region'}"""));

    assertThat(lastStored(ORGANIZATION)).isInstanceOfSatisfying(TeamMoved.class, moved -> {
      assertThat(moved.effectiveOn()).isEqualTo("2026-04-01");
      assertSays(moved.reason(), "team-mover", "New region");
    });
    changed(post("/teams/mover/moves", "{'parentTeamId':null,'effectiveOn':'2026-05-01'}"));
    problem(post("/teams/nowhere/moves", "{'effectiveOn':'2026-05-01'}"), 404, "not-found");
    problem(
        post("/teams/above/moves", "{'parentTeamId':'above','effectiveOn':'2026-05-01'}"),
        409,
        "team-cycle");
  }

  @Test
  void keepsNamesInTheDirectoryAndOutOfTheEvents() {
    RepId repId = new RepId("n1");

    made(post("/reps", """
        {'repId':'n1','name':'Ada Lovelace','userName':'ada','hiredOn':'2026-01-01'}"""), "/reps/n1");

    assertThat(directory.find(repId)).contains(new Person("Ada Lovelace", "ada"));
    assertThat(lastStored(ORGANIZATION))
        .isEqualTo(new RepHired(repId, null, null, LocalDate.parse("2026-01-01")));
  }

  @Test
  void renamesWhoIsHiredAgainWithTheSameFactsAndNobodyElse() {
    RepId repId = new RepId("n2");
    post("/reps", "{'repId':'n2','name':'Grace','hiredOn':'2026-01-01'}");

    changed(post("/reps", "{'repId':'n2','name':'Grace Hopper','hiredOn':'2026-01-01'}"));
    unchanged(post("/reps", "{'repId':'n2','name':'Grace Hopper','hiredOn':'2026-01-01'}"));
    problem(
        post("/reps", "{'repId':'n2','name':'Impostor','hiredOn':'2026-02-01'}"),
        409,
        "already-exists");

    assertThat(directory.find(repId)).contains(new Person("Grace Hopper", null));
  }

  @Test
  void bringsALostNameBackWhenTheRequestIsRepeated() {
    RepId repId = new RepId("n3");
    String hire = "{'repId':'n3','name':'Mary','hiredOn':'2026-01-01'}";
    post("/reps", hire, "Idempotency-Key", "hire-n3");
    directory.forget(repId);

    Answer repeat = made(post("/reps", hire, "Idempotency-Key", "hire-n3"), "/reps/n3");
    assertThat(repeat.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(directory.find(repId)).contains(new Person("Mary", null));

    directory.put(repId, new Person("Mary Jackson", null));
    post("/reps", hire, "Idempotency-Key", "hire-n3");
    assertThat(directory.find(repId)).contains(new Person("Mary Jackson", null));
  }

  @Test
  void transfersARepAndKeepsTheReasonForTheRep() {
    post("/teams", "{'teamId':'goal','name':'Goal'}");
    post("/reps", "{'repId':'t1','name':'T One','hiredOn':'2026-01-01'}");
    post("/reps", "{'repId':'t2','name':'T Two','hiredOn':'2026-01-01'}");

    changed(post("/reps/t1/transfers", """
        {'toTeamId':'goal','managerId':'t2','effectiveOn':'2026-03-01','reason':'Asked to move'}"""));

    assertThat(lastStored(ORGANIZATION)).isInstanceOfSatisfying(RepTransferred.class, moved -> {
      assertThat(moved.toTeamId()).isEqualTo(new TeamId("goal"));
      assertThat(moved.managerId()).isEqualTo(new RepId("t2"));
      assertSays(moved.reason(), "rep-t1", "Asked to move");
    });
    problem(post("/reps/nobody/transfers", """
            {'toTeamId':'goal','effectiveOn':'2026-03-01','reason':'x'}"""), 404, "not-found");
    problem(post("/reps/t1/transfers", """
            {'toTeamId':'goal','effectiveOn':'2025-03-01','reason':'x'}"""), 409, "rep-not-employed");
  }

  @Test
  void recordsADeparture() {
    post("/reps", "{'repId':'d1','name':'D One','hiredOn':'2026-01-01'}");

    changed(post("/reps/d1/departure", "{'lastDay':'2026-06-30','reason':'Retires'}"));

    assertThat(lastStored(ORGANIZATION)).isInstanceOfSatisfying(RepDeparted.class, left -> {
      assertThat(left.effectiveOn()).isEqualTo("2026-07-01");
      assertSays(left.reason(), "rep-d1", "Retires");
    });
    unchanged(post("/reps/d1/departure", "{'lastDay':'2026-06-30','reason':'Retires'}"));
  }

  @Test
  void listsTheTerritoriesThatADepartureLeavesInTheRepsHands() {
    post("/reps", "{'repId':'d1','name':'D One','hiredOn':'2026-01-01'}");
    post("/reps", "{'repId':'d2','name':'D Two','hiredOn':'2026-01-01'}");
    hold("left-1", "{'repId':'d2','from':'2026-01-01','role':'PRIMARY'}");
    hold("left-2", "{'repId':'d2','from':'2026-08-01','until':'2026-12-31','role':'CO'}");
    hold("left-3", "{'repId':'d2','from':'2026-01-01','until':'2026-06-30','role':'PRIMARY'}");
    hold("left-4", "{'repId':'d1','from':'2026-01-01','role':'PRIMARY'}");

    Answer answer = changed(post("/reps/d2/departure", """
        {'lastDay':'2026-06-30','reason':'Retires'}"""));

    assertThat(answer.member("lastDay")).isEqualTo("2026-06-30");
    assertThat(answer.json().path("leftOpen").toString().replace('"', '\''))
        .isEqualTo("[{'territoryId':'left-1','role':'PRIMARY','from':'2026-07-01','until':null},"
            + "{'territoryId':'left-2','role':'CO','from':'2026-08-01','until':'2026-12-31'}]");
    assertThat(stored("territory-left-1")).hasSize(2);
  }

  private void hold(String territoryId, String assignment) {
    post("/territories", "{'territoryId':'%1$s','name':'%1$s'}".formatted(territoryId));
    changed(post("/territories/" + territoryId + "/assignments", assignment));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/teams | {'name':'North'} | teamId | a string",
        "/teams | {'teamId':'house','name':'N'} | teamId | another id than that of the house",
        "/reps | {'repId':'house','name':'R','hiredOn':'2026-01-01'} | repId | another id than",
        "/teams | {'teamId':'n','name':' '} | name | 1 to 200 printable",
        "/teams/north/moves | {'parentTeamId':'x'} | effectiveOn | a date",
        "/reps | {'repId':'r','hiredOn':'2026-01-01'} | name | a string",
        "/reps | {'repId':'r','name':'','hiredOn':'2026-01-01'} | name | 1 to 200 printable",
        "/reps | {'repId':'r','name':'R','hiredOn':'2026-13-01'} | hiredOn | a date",
        "/reps | {'repId':'r','name':'R','hiredOn':'2026-01-01','managerId':'r'} | managerId | another rep",
        "/reps | {'repId':'r','name':'R','hiredOn':'2026-01-01','userName':' '} | userName | 1 to 200",
        "/reps/t1/transfers | {'toTeamId':'g','effectiveOn':'2026-01-01'} | reason | a string",
        "/reps/t1/departure | {'lastDay':'2026-01-01','reason':''} | reason | 1 to 2000 printable"
      })
  void refusesBadInputByFieldAndExpectation(
      String path, String body, String field, String expected) {
    Answer answer = problem(post(path, body), 400, "invalid-value");

    assertThat(answer.member("field")).isEqualTo(field);
    assertThat(answer.member("expected")).startsWith(expected);
  }
}
