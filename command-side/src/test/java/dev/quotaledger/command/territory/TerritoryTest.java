package dev.quotaledger.command.territory;

import static dev.quotaledger.command.RefusedWith.refusedWith;

import dev.quotaledger.api.AlertId;
import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.PersonalText;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryCommand;
import dev.quotaledger.api.TerritoryCommand.AssignTerritory;
import dev.quotaledger.api.TerritoryCommand.DefineTerritory;
import dev.quotaledger.api.TerritoryCommand.ReallocateTerritory;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.command.References;
import dev.quotaledger.model.AlertState;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Holders;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.PlanOutline;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a territory decides; tests name the invariant of {@link Territory}. Reps a, b and c exist. */
class TerritoryTest {

  private static final TerritoryId NORTH = new TerritoryId("north");
  private static final Money MILLION = Money.of("1000000.00", "USD");
  private static final PersonalText REASON = new PersonalText("rep-a", "Zm9vYmFy");
  private static final List<DateRange> NEVER = List.of();

  @Nested
  class Defining {

    @Test
    void recordsItOnce() {
      given()
          .when(new DefineTerritory(NORTH, "North", MILLION))
          .expectEvents(new TerritoryDefined(NORTH, "North", MILLION, DateRange.ALWAYS))
          .expectResultMessagePayload(0L);
    }

    @Test
    void recordsNothingTheSecondTime() { // 7
      given(new TerritoryDefined(NORTH, "North", MILLION, DateRange.ALWAYS))
          .when(new DefineTerritory(NORTH, "North", Money.of("1000000", "USD")))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void refusesOtherFactsUnderTheSameName() { // 7
      Refusal exists = new Refusal.AlreadyExists("territory", "north");
      refuses(given(defined()), new DefineTerritory(NORTH, "North", MILLION), exists);
      refuses(given(defined()), new DefineTerritory(NORTH, "Far North", null), exists);
    }
  }

  @Nested
  class Assigning {

    @Test
    void givesItToAPrimaryHolder() { // 1
      given(defined())
          .when(assign("a", HolderRole.PRIMARY, "2026-01-01", null))
          .expectEvents(assigned("a", HolderRole.PRIMARY, "2026-01-01", null));
    }

    @Test
    void fillsExactlyTheVacantDays() { // 1
      given(
              defined(),
              assigned("a", HolderRole.PRIMARY, "2026-01-01", "2026-04-01"),
              assigned("b", HolderRole.PRIMARY, "2026-07-01", null))
          .when(assign("c", HolderRole.PRIMARY, "2026-04-01", "2026-07-01"))
          .expectEvents(assigned("c", HolderRole.PRIMARY, "2026-04-01", "2026-07-01"));
    }

    @Test
    void refusesADayThatAnotherHolds() { // 1
      var held = new Refusal.TerritoryHeld(NORTH, rep("a"), day("2026-04-01"));
      var byA = assigned("a", HolderRole.PRIMARY, "2026-04-01", "2026-07-01");
      refuses(given(defined(), byA), assign("b", HolderRole.PRIMARY, "2026-01-01", null), held);
      refuses(
          given(defined(), byA), assign("b", HolderRole.PRIMARY, "2026-03-31", "2026-04-02"), held);
      refuses(
          given(defined(), byA),
          assign("b", HolderRole.PRIMARY, "2026-06-30", null),
          new Refusal.TerritoryHeld(NORTH, rep("a"), day("2026-06-30")));
    }

    @Test
    void refusesADayThatTheSameRepHolds() { // 2
      refuses(
          given(defined(), assigned("a", HolderRole.PRIMARY, "2026-01-01", null)),
          assign("a", HolderRole.PRIMARY, "2026-03-01", null),
          new Refusal.TerritoryHeld(NORTH, rep("a"), day("2026-03-01")));
    }

    @Test
    void refusesADayThatAReallocationGaveAway() { // 1
      refuses(
          given(
              defined(),
              assigned("a", HolderRole.PRIMARY, "2026-01-01", "2026-04-01"),
              reallocated(null, "b", "2026-04-01", null, NEVER, NEVER)),
          assign("a", HolderRole.PRIMARY, "2026-05-01", null),
          new Refusal.TerritoryHeld(NORTH, rep("b"), day("2026-05-01")));
    }

    @Test
    void takesDaysThatAReallocationLeftVacant() { // 1
      given(
              defined(),
              assigned("a", HolderRole.PRIMARY, "2026-01-01", null),
              reallocated("a", null, "2026-04-01", null, NEVER, NEVER))
          .when(assign("b", HolderRole.PRIMARY, "2026-04-01", null))
          .expectEvents(assigned("b", HolderRole.PRIMARY, "2026-04-01", null));
    }

    @Test
    void putsAnyNumberBesideThePrimaryHolder() { // 2
      given(
              defined(),
              assigned("a", HolderRole.PRIMARY, "2026-01-01", null),
              assigned("b", HolderRole.CO, "2026-01-01", null))
          .when(assign("c", HolderRole.CO, "2026-01-01", "2026-07-01"))
          .expectEvents(assigned("c", HolderRole.CO, "2026-01-01", "2026-07-01"));
    }

    @Test
    void refusesACoHolderASecondTimeOnADay() { // 2
      refuses(
          given(
              defined(),
              assigned("b", HolderRole.CO, "2026-04-01", "2026-07-01"),
              assigned("b", HolderRole.CO, "2026-01-01", "2026-02-01")),
          assign("b", HolderRole.CO, "2026-01-31", null),
          new Refusal.TerritoryHeld(NORTH, rep("b"), day("2026-01-31")));
    }

    @Test
    void takesACoHolderAgainOnOtherDays() { // 2
      given(defined(), assigned("b", HolderRole.CO, "2026-01-01", "2026-02-01"))
          .when(assign("b", HolderRole.CO, "2026-02-01", null))
          .expectEvents(assigned("b", HolderRole.CO, "2026-02-01", null));
    }

    @Test
    void recordsNothingTheSecondTime() { // 7
      given(
              defined(),
              assigned("a", HolderRole.PRIMARY, "2026-01-01", null),
              assigned("b", HolderRole.CO, "2026-01-01", null))
          .when(assign("b", HolderRole.CO, "2026-01-01", null))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void recordsNothingTheSecondTimeEvenIfTheDaysWereGivenAwaySince() { // 7
      given(
              defined(),
              assigned("a", HolderRole.PRIMARY, "2026-01-01", null),
              reallocated("a", "b", "2026-04-01", null, NEVER, NEVER))
          .when(assign("a", HolderRole.PRIMARY, "2026-01-01", null))
          .expectSuccessfulHandlerExecution()
          .expectNoEvents();
    }

    @Test
    void refusesAnUnknownRep() { // 3
      refuses(
          given(defined()),
          assign("nobody", HolderRole.CO, "2026-01-01", null),
          new Refusal.UnknownReference("repId", "nobody"));
    }

    @Test
    void needsATerritory() {
      given()
          .when(assign("a", HolderRole.PRIMARY, "2026-01-01", null))
          .expectNoEvents()
          .expectException(AggregateNotFoundException.class);
    }
  }

  @Nested
  class Reallocating {

    private final TerritoryAssigned heldByA = assigned("a", HolderRole.PRIMARY, "2026-01-01", null);

    @Test
    void givesItFromOneRepToAnother() { // 5
      given(defined(), heldByA)
          .when(new ReallocateTerritory(
              NORTH, rep("a"), rep("b"), day("2026-08-10"), QuotaMove.PRORATE_BY_DAYS, REASON))
          .expectEvents(new TerritoryReallocated(
              NORTH,
              rep("a"),
              rep("b"),
              day("2026-08-10"),
              null,
              QuotaMove.PRORATE_BY_DAYS,
              List.of(days("2026-01-01", null)),
              NEVER,
              REASON));
    }

    @Test
    void tellsWhichDaysEachSideHeldBefore() {
      given(
              defined(),
              heldByA,
              reallocated("a", "b", "2026-03-01", "2026-04-01", NEVER, NEVER),
              reallocated("a", "b", "2026-08-10", null, NEVER, NEVER))
          .when(reallocate("b", "a", "2026-08-31"))
          .expectEvents(reallocated(
              "b",
              "a",
              "2026-08-31",
              null,
              List.of(days("2026-03-01", "2026-04-01"), days("2026-08-10", null)),
              List.of(days("2026-01-01", "2026-03-01"), days("2026-04-01", "2026-08-10"))));
    }

    @Test
    void endsABackdatedOneAtTheNextRecordedChange() { // 6
      given(defined(), heldByA, reallocated("a", "b", "2026-08-10", null, NEVER, NEVER))
          .when(reallocate("a", "c", "2026-03-01"))
          .expectEvents(reallocated(
              "a",
              "c",
              "2026-03-01",
              "2026-08-10",
              List.of(days("2026-01-01", "2026-08-10")),
              NEVER));
    }

    @Test
    void passesOverARecordedChangeThatChangesNothing() { // 6
      given(
              defined(),
              assigned("a", HolderRole.PRIMARY, "2026-01-01", "2026-03-01"),
              assigned("a", HolderRole.PRIMARY, "2026-03-01", "2026-07-01"))
          .when(reallocate("a", "b", "2026-02-01"))
          .expectEvents(reallocated(
              "a",
              "b",
              "2026-02-01",
              "2026-07-01",
              List.of(days("2026-01-01", "2026-07-01")),
              NEVER));
    }

    @Test
    void leavesItVacant() {
      given(defined(), assigned("a", HolderRole.PRIMARY, "2026-01-01", "2026-07-01"))
          .when(reallocate("a", null, "2026-03-01"))
          .expectEvents(reallocated(
              "a",
              null,
              "2026-03-01",
              "2026-07-01",
              List.of(days("2026-01-01", "2026-07-01")),
              List.of(
                  new DateRange(DateRange.ALWAYS, day("2026-01-01")), days("2026-07-01", null))));
    }

    @Test
    void fillsAVacancy() { // 4
      given(defined(), heldByA)
          .when(reallocate(null, "b", "2025-06-01"))
          .expectEvents(reallocated(
              null,
              "b",
              "2025-06-01",
              "2026-01-01",
              List.of(new DateRange(DateRange.ALWAYS, day("2026-01-01"))),
              NEVER));
    }

    @Test
    void refusesAGiverWhoDoesNotHoldIt() { // 4
      refuses(
          given(defined(), heldByA),
          reallocate("b", "c", "2026-03-01"),
          new Refusal.NotTheHolder(NORTH, rep("b"), rep("a"), day("2026-03-01")));
    }

    @Test
    void refusesAGiverOfAVacantTerritory() { // 4
      refuses(
          given(defined(), heldByA),
          reallocate("a", "b", "2025-12-31"),
          new Refusal.NotTheHolder(NORTH, rep("a"), null, day("2025-12-31")));
    }

    @Test
    void refusesAVacancyWhereSomebodyHoldsIt() { // 4
      refuses(
          given(defined(), heldByA),
          reallocate(null, "b", "2026-01-01"),
          new Refusal.NotTheHolder(NORTH, null, rep("a"), day("2026-01-01")));
    }

    @Test
    void refusesACoHolderAsTheGiver() { // 4
      refuses(
          given(defined(), assigned("b", HolderRole.CO, "2026-01-01", null)),
          reallocate("b", "c", "2026-03-01"),
          new Refusal.NotTheHolder(NORTH, rep("b"), null, day("2026-03-01")));
    }

    @Test
    void refusesToGiveItToItsGiver() { // 5
      refuses(
          given(defined(), heldByA),
          reallocate("a", "a", "2026-03-01"),
          new Refusal.SameHolder(NORTH));
      refuses(
          given(defined()), reallocate(null, null, "2026-03-01"), new Refusal.SameHolder(NORTH));
    }

    @Test
    void refusesAnUnknownReceiver() { // 3
      refuses(
          given(defined(), heldByA),
          reallocate("a", "nobody", "2026-03-01"),
          new Refusal.UnknownReference("toRepId", "nobody"));
    }

    @Test
    void needsATerritory() {
      given()
          .when(reallocate(null, "a", "2026-03-01"))
          .expectNoEvents()
          .expectException(AggregateNotFoundException.class);
    }
  }

  private static TestExecutor<Territory> given(Object... events) {
    var fixture = new AggregateTestFixture<>(Territory.class);
    fixture.registerInjectableResource(new RepsABC());
    return events.length == 0 ? fixture.givenNoPriorActivity() : fixture.given(events);
  }

  private static void refuses(
      TestExecutor<Territory> given, TerritoryCommand command, Refusal expected) {
    given.when(command).expectNoEvents().expectException(refusedWith(expected));
  }

  private static TerritoryDefined defined() {
    return new TerritoryDefined(NORTH, "North", null, DateRange.ALWAYS);
  }

  private static AssignTerritory assign(
      String rep, HolderRole role, String from, @Nullable String until) {
    return new AssignTerritory(NORTH, rep(rep), days(from, until), role);
  }

  private static TerritoryAssigned assigned(
      String rep, HolderRole role, String from, @Nullable String until) {
    return new TerritoryAssigned(NORTH, rep(rep), role, day(from), dayOrNone(until));
  }

  private static ReallocateTerritory reallocate(
      @Nullable String from, @Nullable String to, String effectiveOn) {
    return new ReallocateTerritory(
        NORTH, repOrNone(from), repOrNone(to), day(effectiveOn), QuotaMove.KEEP, null);
  }

  private static TerritoryReallocated reallocated(
      @Nullable String from,
      @Nullable String to,
      String effectiveOn,
      @Nullable String until,
      List<DateRange> fromHeld,
      List<DateRange> toHeld) {
    return new TerritoryReallocated(
        NORTH,
        repOrNone(from),
        repOrNone(to),
        day(effectiveOn),
        dayOrNone(until),
        QuotaMove.KEEP,
        fromHeld,
        toHeld,
        null);
  }

  private static DateRange days(String from, @Nullable String until) {
    return new DateRange(day(from), dayOrNone(until));
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

  private static @Nullable LocalDate dayOrNone(@Nullable String day) {
    return day == null ? null : day(day);
  }

  private static final class RepsABC implements References {

    @Override
    public Organization organization() {
      Organization organization = new Organization();
      for (String id : List.of("a", "b", "c")) {
        organization.evolve(new RepHired(rep(id), null, null, day("2020-01-01")));
      }
      return organization;
    }

    @Override
    public Optional<PlanOutline> plan(PlanId planId) {
      return Optional.empty();
    }

    @Override
    public Optional<Calendar> calendar(CalendarId calendarId) {
      return Optional.empty();
    }

    @Override
    public Optional<Holders> territory(TerritoryId territoryId) {
      return Optional.empty();
    }

    @Override
    public Optional<AlertState> alert(AlertId alertId) {
      return Optional.empty();
    }
  }
}
