package dev.quotaledger.command.organization;

import static dev.quotaledger.command.RefusedWith.refusedWith;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.OrganizationCommand;
import dev.quotaledger.api.OrganizationCommand.CreateTeam;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.OrganizationCommand.MoveTeam;
import dev.quotaledger.api.OrganizationCommand.RecordDeparture;
import dev.quotaledger.api.OrganizationCommand.TransferRep;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.CommandMetadata;
import dev.quotaledger.runtime.MessageMetadata;
import java.time.LocalDate;
import java.util.Map;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the organisation decides; tests name the invariant of {@link SalesOrganization}. */
class SalesOrganizationTest {

  private static final PersonalText REASON = new PersonalText("rep-275", "Zm9vYmFy");

  @Nested
  class CreatingATeam {

    @Test
    void beginsTheOrganisation() {
      given()
          .when(new CreateTeam(team("sales"), "Sales", null, DateRange.ALWAYS))
          .expectEvents(new TeamCreated(team("sales"), "Sales", null, DateRange.ALWAYS))
          .expectResultMessagePayload(0L);
    }

    @Test
    void placesItBelowAnExistingOne() { // 3
      given(created("sales", null))
          .when(new CreateTeam(team("north"), "North", team("sales"), day("2026-01-01")))
          .expectEvents(new TeamCreated(team("north"), "North", team("sales"), day("2026-01-01")));
    }

    @Test
    void refusesAnUnknownParent() { // 3
      refuses(
          given(created("sales", null)),
          new CreateTeam(team("north"), "North", team("nowhere"), DateRange.ALWAYS),
          new Refusal.UnknownReference("parentTeamId", "nowhere"));
    }

    @Test
    void refusesOneBelowItself() { // 1, 3
      refuses(
          given(),
          new CreateTeam(team("sales"), "Sales", team("sales"), DateRange.ALWAYS),
          new Refusal.UnknownReference("parentTeamId", "sales"));
    }

    @Test
    void recordsNothingTheSecondTime() { // 7
      given(created("sales", null), created("north", "sales"))
          .when(create("north", "sales"))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents()
          .expectResultMessagePayload(1L);
    }

    @Test
    void recordsNothingTheSecondTimeEvenIfItMovedInBetween() { // 7
      given(
              created("sales", null),
              created("north", "sales"),
              moved("north", null, DateRange.ALWAYS))
          .when(create("north", "sales"))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void refusesOtherFactsUnderTheSameName() { // 7
      Refusal exists = new Refusal.AlreadyExists("team", "north");
      refuses(
          given(created("sales", null), created("north", "sales")), create("north", null), exists);
      refuses(
          given(created("north", null)),
          new CreateTeam(team("north"), "North Pole", null, DateRange.ALWAYS),
          exists);
      refuses(
          given(created("north", null)),
          new CreateTeam(team("north"), "north", null, day("2026-01-01")),
          exists);
    }
  }

  @Nested
  class MovingATeam {

    @Test
    void putsItUnderAnother() {
      given(created("sales", null), created("north", null))
          .when(new MoveTeam(team("north"), team("sales"), day("2026-04-01"), REASON))
          .expectEvents(new TeamMoved(team("north"), team("sales"), day("2026-04-01"), REASON));
    }

    @Test
    void putsItAtTheTop() {
      given(created("sales", null), created("north", "sales"))
          .when(move("north", null, "2026-04-01"))
          .expectEvents(moved("north", null, day("2026-04-01")));
    }

    @Test
    void recordsNothingWhereItIsAlready() { // 7
      given(created("sales", null), created("north", "sales"))
          .when(move("north", "sales", "2026-04-01"))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void refusesAnUnknownTeam() {
      refuses(given(), move("north", null, "2026-04-01"), new Refusal.NotFound("team", "north"));
    }

    @Test
    void refusesAnUnknownParent() { // 3
      refuses(
          given(created("north", null)),
          move("north", "nowhere", "2026-04-01"),
          new Refusal.UnknownReference("parentTeamId", "nowhere"));
    }

    @Test
    void refusesToPutItUnderItself() { // 1
      refuses(
          given(created("north", null)),
          move("north", "north", "2026-04-01"),
          new Refusal.TeamCycle(team("north"), team("north"), day("2026-04-01")));
    }

    @Test
    void refusesToPutItUnderATeamBelow() { // 1
      refuses(
          given(created("a", null), created("b", "a"), created("c", "b")),
          move("a", "c", "2026-04-01"),
          new Refusal.TeamCycle(team("a"), team("c"), day("2026-04-01")));
    }

    @Test
    void refusesABackdatedMoveThatALaterOneWouldCloseToACircle() { // 1
      refuses(
          given(created("a", null), created("b", null), moved("b", "a", day("2026-07-01"))),
          move("a", "b", "2026-04-01"),
          new Refusal.TeamCycle(team("a"), team("b"), day("2026-07-01")));
    }

    @Test
    void allowsABackdatedMoveThatEndsBeforeTheLaterOne() { // 1
      given(
              created("a", null),
              created("b", null),
              created("c", null),
              moved("a", "c", day("2026-07-01")),
              moved("b", "a", day("2026-07-01")))
          .when(move("a", "b", "2026-04-01"))
          .expectEvents(moved("a", "b", day("2026-04-01")));
    }

    @Test
    void allowsTwoTeamsToSwapPlacesOverTime() { // 1
      given(created("a", null), created("b", "a"), moved("b", null, day("2026-04-01")))
          .when(move("a", "b", "2026-04-01"))
          .expectEvents(moved("a", "b", day("2026-04-01")));
    }
  }

  @Nested
  class TakingARepOn {

    @Test
    void placesTheRep() { // 2
      given(created("north", null), hired("274", null, null, "2025-01-01"))
          .when(hire("275", "north", "274", "2026-01-01"))
          .expectEvents(hired("275", "north", "274", "2026-01-01"));
    }

    @Test
    void needsNeitherTeamNorManager() {
      given()
          .when(hire("275", null, null, "2026-01-01"))
          .expectEvents(hired("275", null, null, "2026-01-01"));
    }

    @Test
    void refusesAnUnknownTeam() { // 3
      refuses(
          given(),
          hire("275", "nowhere", null, "2026-01-01"),
          new Refusal.UnknownReference("teamId", "nowhere"));
    }

    @Test
    void refusesAnUnknownManager() { // 3
      refuses(
          given(),
          hire("275", null, "999", "2026-01-01"),
          new Refusal.UnknownReference("managerId", "999"));
    }

    @Test
    void recordsNothingTheSecondTime() { // 7
      given(created("north", null), hired("275", "north", null, "2026-01-01"))
          .when(hire("275", "north", null, "2026-01-01"))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void recordsNothingTheSecondTimeWhateverHappenedSince() { // 7
      given(
              created("north", null),
              hired("275", "north", null, "2024-01-01"),
              transferred("275", null, null, "2024-01-01"),
              departed("275", "2024-06-30"),
              hired("275", null, null, "2026-01-01"))
          .when(hire("275", "north", null, "2024-01-01"))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void refusesOtherFactsOfOneWhoIsEmployed() { // 6
      Refusal exists = new Refusal.AlreadyExists("rep", "275");
      var employed = hired("275", null, null, "2026-01-01");
      refuses(given(employed), hire("275", null, null, "2026-02-01"), exists);
      refuses(given(employed), hire("275", null, null, "2025-12-31"), exists);
      refuses(
          given(employed, created("north", null)),
          hire("275", "north", null, "2026-01-01"),
          exists);
    }

    @Test
    void takesOneWhoLeftOnAgain() { // 6
      given(hired("275", null, null, "2024-01-01"), departed("275", "2024-06-30"))
          .when(hire("275", null, null, "2024-07-01"))
          .expectEvents(hired("275", null, null, "2024-07-01"));
    }

    @Test
    void refusesOneWhoHasNotLeftYetOnTheDate() { // 6
      refuses(
          given(hired("275", null, null, "2024-01-01"), departed("275", "2024-06-30")),
          hire("275", null, null, "2024-06-30"),
          new Refusal.AlreadyExists("rep", "275"));
    }
  }

  @Nested
  class TransferringARep {

    @Test
    void changesTeamAndManager() { // 2
      given(
              created("north", null),
              hired("274", null, null, "2025-01-01"),
              hired("275", null, null, "2025-01-01"))
          .when(new TransferRep(rep("275"), team("north"), rep("274"), day("2026-01-01"), REASON))
          .expectEvents(
              new RepTransferred(rep("275"), team("north"), rep("274"), day("2026-01-01"), REASON));
    }

    @Test
    void recordsNothingWhereNothingChanges() { // 7
      given(created("north", null), hired("275", "north", null, "2025-01-01"))
          .when(transfer("275", "north", null, "2026-01-01"))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void refusesAnUnknownRep() {
      refuses(
          given(), transfer("275", null, null, "2026-01-01"), new Refusal.NotFound("rep", "275"));
    }

    @Test
    void refusesAnUnknownTeamOrManager() { // 3
      var employed = hired("275", null, null, "2025-01-01");
      refuses(
          given(employed),
          transfer("275", "nowhere", null, "2026-01-01"),
          new Refusal.UnknownReference("toTeamId", "nowhere"));
      refuses(
          given(employed),
          transfer("275", null, "999", "2026-01-01"),
          new Refusal.UnknownReference("managerId", "999"));
    }

    @Test
    void refusesOneWhoIsNotEmployedYet() { // 4
      refuses(
          given(created("north", null), hired("275", null, null, "2025-01-01")),
          transfer("275", "north", null, "2024-12-31"),
          new Refusal.RepNotEmployed(rep("275"), day("2024-12-31")));
    }

    @Test
    void refusesOneWhoHasLeft() { // 4
      refuses(
          given(
              created("north", null),
              hired("275", null, null, "2024-01-01"),
              departed("275", "2024-06-30")),
          transfer("275", "north", null, "2024-07-01"),
          new Refusal.RepNotEmployed(rep("275"), day("2024-07-01")));
    }
  }

  @Nested
  class RecordingADeparture {

    @Test
    void endsTheDayAfterTheLast() { // 5
      given(hired("275", null, null, "2024-01-01"))
          .when(new RecordDeparture(rep("275"), day("2024-06-30"), REASON))
          .expectEvents(new RepDeparted(rep("275"), day("2024-06-30"), day("2024-07-01"), REASON));
    }

    @Test
    void recordsNothingTheSecondTime() { // 7
      given(hired("275", null, null, "2024-01-01"), departed("275", "2024-06-30"))
          .when(depart("275", "2024-06-30"))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void recordsNothingTheSecondTimeEvenOfOneWhoCameBackTheNextDay() { // 5, 7
      given(
              hired("275", null, null, "2024-01-01"),
              departed("275", "2024-06-30"),
              hired("275", null, null, "2024-07-01"))
          .when(depart("275", "2024-06-30"))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void canBeCorrectedToAnEarlierDay() { // 5
      given(
              hired("275", null, null, "2024-01-01"),
              departed("275", "2024-06-30"),
              hired("275", null, null, "2026-01-01"))
          .when(depart("275", "2024-05-31"))
          .expectEvents(departed("275", "2024-05-31"));
    }

    @Test
    void leavesALaterEmploymentAlone() { // 5
      given(
              created("north", null),
              hired("275", null, null, "2024-01-01"),
              departed("275", "2024-06-30"),
              hired("275", null, null, "2026-01-01"),
              departed("275", "2024-05-31"))
          .when(transfer("275", "north", null, "2026-01-01"))
          .expectEvents(transferred("275", "north", null, "2026-01-01"));
    }

    @Test
    void endsLaterTransfersToo() { // 5
      refuses(
          given(
              created("north", null),
              hired("275", null, null, "2024-01-01"),
              transferred("275", "north", null, "2024-09-01"),
              departed("275", "2024-06-30")),
          transfer("275", null, null, "2024-10-01"),
          new Refusal.RepNotEmployed(rep("275"), day("2024-10-01")));
    }

    @Test
    void refusesAnUnknownRep() {
      refuses(given(), depart("275", "2024-06-30"), new Refusal.NotFound("rep", "275"));
    }

    @Test
    void refusesOneWhoIsNotEmployedOnTheLastDay() { // 4
      refuses(
          given(hired("275", null, null, "2024-01-01"), departed("275", "2024-06-30")),
          depart("275", "2024-07-01"),
          new Refusal.RepNotEmployed(rep("275"), day("2024-07-01")));
    }
  }

  @Nested
  class AskingTwice {

    @Test
    void answersARepeatFromTheState() {
      Map<String, String> key =
          Map.of(MessageMetadata.IDEMPOTENCY_KEY, "key", MessageMetadata.IDEMPOTENCY_BODY, "body");
      var message = new GenericDomainEventMessage<>(
          "SalesOrganization", "organization-sales", 0, created("sales", null), key);
      new AggregateTestFixture<>(SalesOrganization.class)
          .given(message)
          .when(create("north", "nowhere"), key)
          .expectSuccessfulHandlerExecution()
          .expectNoEvents()
          .expectResultMessagePayload(0L);
    }

    @Test
    void refusesACommandForAnotherVersion() {
      given(created("sales", null))
          .when(create("north", "sales"), Map.of(CommandMetadata.EXPECTED_VERSION, "3"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.VersionMismatch(3, 0)));
    }
  }

  private static TestExecutor<SalesOrganization> given(Object... events) {
    var fixture = new AggregateTestFixture<>(SalesOrganization.class);
    return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(events);
  }

  private static void refuses(
      TestExecutor<SalesOrganization> given, OrganizationCommand command, Refusal expected) {
    given.when(command).expectNoEvents().expectException(refusedWith(expected));
  }

  private static CreateTeam create(String id, @Nullable String parent) {
    return new CreateTeam(team(id), id, teamOrNone(parent), DateRange.ALWAYS);
  }

  private static TeamCreated created(String id, @Nullable String parent) {
    return new TeamCreated(team(id), id, teamOrNone(parent), DateRange.ALWAYS);
  }

  private static MoveTeam move(String id, @Nullable String parent, String from) {
    return new MoveTeam(team(id), teamOrNone(parent), day(from), null);
  }

  private static TeamMoved moved(String id, @Nullable String parent, LocalDate from) {
    return new TeamMoved(team(id), teamOrNone(parent), from, null);
  }

  private static HireRep hire(
      String id, @Nullable String team, @Nullable String manager, String from) {
    return new HireRep(rep(id), teamOrNone(team), repOrNone(manager), day(from));
  }

  private static RepHired hired(
      String id, @Nullable String team, @Nullable String manager, String from) {
    return new RepHired(rep(id), teamOrNone(team), repOrNone(manager), day(from));
  }

  private static TransferRep transfer(
      String id, @Nullable String team, @Nullable String manager, String from) {
    return new TransferRep(rep(id), teamOrNone(team), repOrNone(manager), day(from), null);
  }

  private static RepTransferred transferred(
      String id, @Nullable String team, @Nullable String manager, String from) {
    return new RepTransferred(rep(id), teamOrNone(team), repOrNone(manager), day(from), null);
  }

  private static RecordDeparture depart(String id, String lastDay) {
    return new RecordDeparture(rep(id), day(lastDay), null);
  }

  private static RepDeparted departed(String id, String lastDay) {
    return new RepDeparted(rep(id), day(lastDay), day(lastDay).plusDays(1), null);
  }

  private static TeamId team(String id) {
    return new TeamId(id);
  }

  private static @Nullable TeamId teamOrNone(@Nullable String id) {
    return id == null ? null : team(id);
  }

  private static RepId rep(String id) {
    return new RepId(id);
  }

  private static @Nullable RepId repOrNone(@Nullable String id) {
    return id == null ? null : rep(id);
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
