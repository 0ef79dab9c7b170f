package dev.quotaledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Organization.Placement;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OrganizationTest {

  private static final TeamId EMEA = new TeamId("emea");
  private static final TeamId APAC = new TeamId("apac");
  private static final TeamId NORTH = new TeamId("north");
  private static final RepId ANA = new RepId("ana");
  private static final RepId BEN = new RepId("ben");
  private static final RepId CARL = new RepId("carl");

  private final Organization organization = new Organization();

  @Nested
  class Teams {

    @Test
    void moveFromADayOnWithAllBelowThem() {
      TeamId oslo = new TeamId("oslo");
      fold(
          created(EMEA, null, 1),
          created(APAC, null, 1),
          created(NORTH, EMEA, 1),
          created(oslo, NORTH, 1),
          moved(NORTH, APAC, 10));

      assertThat(organization.withAncestors(oslo, day(9))).containsExactly(oslo, NORTH, EMEA);
      assertThat(organization.withAncestors(oslo, day(10))).containsExactly(oslo, NORTH, APAC);
      assertThat(organization.isWithin(oslo, EMEA, day(9))).isTrue();
      assertThat(organization.isWithin(oslo, EMEA, day(10))).isFalse();
      assertThat(organization.treeChanges()).containsExactlyInAnyOrder(day(1), day(10));
    }

    @Test
    void stayWhereABackDatedMovePutThemUntilTheNextMoveThatWasRecordedBefore() {
      fold(
          created(EMEA, null, 1),
          created(APAC, null, 1),
          created(NORTH, EMEA, 1),
          moved(NORTH, null, 20),
          moved(NORTH, APAC, 10));

      assertThat(organization.parentOf(NORTH, day(9))).contains(EMEA);
      assertThat(organization.parentOf(NORTH, day(10))).contains(APAC);
      assertThat(organization.parentOf(NORTH, day(19))).contains(APAC);
      assertThat(organization.parentOf(NORTH, day(20))).isEmpty();
    }

    @Test
    void areBelowWhatWasRecordedLastForADay() {
      fold(
          created(EMEA, null, 1),
          created(APAC, null, 1),
          created(NORTH, EMEA, 1),
          moved(NORTH, null, 10),
          moved(NORTH, APAC, 10));

      assertThat(organization.parentOf(NORTH, day(10))).contains(APAC);
      assertThat(organization.team(NORTH).orElseThrow().createdBelow()).isEqualTo(EMEA);
    }

    /** The decision keeps rings out; a reader of any events ends all the same. */
    @Test
    void inARingAreEachListedOnce() {
      fold(created(EMEA, null, 1), created(NORTH, EMEA, 1), moved(EMEA, NORTH, 5));

      assertThat(organization.withAncestors(NORTH, day(5))).containsExactly(NORTH, EMEA);
    }
  }

  @Nested
  class Reps {

    @Test
    void haveOneTeamAndOneManagerAtATime() {
      fold(
          hired(ANA, NORTH, BEN, 5),
          transferred(ANA, EMEA, CARL, 20),
          transferred(ANA, APAC, null, 10));

      assertThat(placed(ANA, 4)).isNull();
      assertThat(placed(ANA, 5)).isEqualTo(new Placement(NORTH, BEN));
      assertThat(placed(ANA, 9)).isEqualTo(new Placement(NORTH, BEN));
      assertThat(placed(ANA, 10)).isEqualTo(new Placement(APAC, null));
      assertThat(placed(ANA, 19)).isEqualTo(new Placement(APAC, null));
      assertThat(placed(ANA, 20)).isEqualTo(new Placement(EMEA, CARL));
      assertThat(organization.teamOf(ANA, day(10))).contains(APAC);
    }

    @Test
    void whoBelongToNoTeamAreEmployedNevertheless() {
      fold(hired(ANA, null, null, 5));

      assertThat(rep(ANA).isEmployedOn(day(4))).isFalse();
      assertThat(rep(ANA).isEmployedOn(day(5))).isTrue();
      assertThat(organization.teamOf(ANA, day(5))).isEmpty();
    }

    @Test
    void belongNowhereAfterTheirLastDay() {
      fold(hired(ANA, NORTH, BEN, 5), departed(ANA, 20));

      assertThat(placed(ANA, 20)).isEqualTo(new Placement(NORTH, BEN));
      assertThat(placed(ANA, 21)).isNull();
      assertThat(rep(ANA).hiredOn()).isEqualTo(day(5));
    }

    @Test
    void whoLeaveBeforeATransferThatWasRecordedNeverArrive() {
      fold(hired(ANA, NORTH, BEN, 5), transferred(ANA, APAC, BEN, 30), departed(ANA, 20));

      assertThat(placed(ANA, 30)).isNull();
      assertThat(placed(ANA, 99)).isNull();
    }

    @Test
    void whoCameBackStayWhenTheFirstDepartureIsRecordedOnceMoreForAnEarlierDay() {
      fold(
          hired(ANA, NORTH, BEN, 5),
          departed(ANA, 20),
          hired(ANA, APAC, CARL, 40),
          departed(ANA, 15));

      assertThat(placed(ANA, 15)).isEqualTo(new Placement(NORTH, BEN));
      assertThat(placed(ANA, 16)).isNull();
      assertThat(placed(ANA, 39)).isNull();
      assertThat(placed(ANA, 40)).isEqualTo(new Placement(APAC, CARL));
      assertThat(rep(ANA).hiredOn()).isEqualTo(day(40));
    }

    @Test
    void whoLeftAndCameBackTheNextDayWereNeverAway() {
      fold(hired(ANA, NORTH, BEN, 5), departed(ANA, 20), hired(ANA, APAC, BEN, 21));
      fold(departed(ANA, 20));

      assertThat(placed(ANA, 20)).isEqualTo(new Placement(NORTH, BEN));
      assertThat(placed(ANA, 21)).isEqualTo(new Placement(APAC, BEN));
    }

    @Test
    void areKeptWhenTheyHaveLeft() {
      fold(hired(ANA, NORTH, BEN, 5), departed(ANA, 20));

      assertThat(organization.reps()).containsOnlyKeys(ANA);
    }
  }

  @Nested
  class Reporting {

    @Test
    void isByTheManagersOfTheDayHoweverFarBelow() {
      fold(
          hired(CARL, null, null, 1),
          hired(BEN, NORTH, CARL, 1),
          hired(ANA, NORTH, BEN, 1),
          transferred(ANA, APAC, null, 10));

      assertThat(organization.reportsTo(ANA, BEN, day(9))).isTrue();
      assertThat(organization.reportsTo(ANA, CARL, day(9))).isTrue();
      assertThat(organization.reportsTo(ANA, CARL, day(10))).isFalse();
      assertThat(organization.reportsTo(CARL, ANA, day(9))).isFalse();
      assertThat(organization.reportsTo(ANA, ANA, day(9))).isFalse();
      assertThat(organization.changes()).containsExactly(day(1), day(10));
    }

    @Test
    void goesOnForThoseWhoLeftAndPastAManagerWhoLeft() {
      fold(
          hired(CARL, null, null, 1),
          hired(BEN, NORTH, CARL, 1),
          hired(ANA, NORTH, BEN, 1),
          departed(ANA, 10),
          departed(BEN, 20));

      assertThat(organization.reportsTo(ANA, BEN, day(11))).isTrue();
      assertThat(organization.reportsTo(ANA, BEN, day(21))).isFalse();
      assertThat(organization.reportsTo(ANA, CARL, day(21))).isTrue();
      assertThat(organization.managerOf(ANA, day(21))).contains(BEN);
    }

    @Test
    void isToNobodyWhoIsNotThereYet() {
      fold(hired(BEN, NORTH, null, 10), hired(ANA, NORTH, BEN, 5));

      assertThat(organization.reportsTo(ANA, BEN, day(9))).isFalse();
      assertThat(organization.reportsTo(ANA, BEN, day(10))).isTrue();
      assertThat(organization.managerOf(ANA, day(4))).isEmpty();
    }

    /** The decision keeps rings out; a reader of any events ends all the same. */
    @Test
    void endsInARing() {
      fold(hired(ANA, null, BEN, 1), hired(BEN, null, ANA, 1), hired(CARL, null, null, 1));

      assertThat(organization.reportsTo(ANA, CARL, day(1))).isFalse();
    }
  }

  @Test
  void whatHappensToSomebodyUnknownChangesNothing() {
    fold(transferred(ANA, NORTH, null, 1), departed(ANA, 2), moved(NORTH, null, 3));

    assertThat(organization.reps()).isEmpty();
    assertThat(organization.teams()).isEmpty();
  }

  @Test
  void aCopyDoesNotSeeWhatComesLater() {
    fold(created(NORTH, null, 1), hired(ANA, NORTH, null, 1));
    Organization copy = organization.copy();

    fold(
        created(EMEA, null, 1), moved(NORTH, EMEA, 2), departed(ANA, 2), hired(BEN, null, null, 3));

    assertThat(copy.teams()).containsOnlyKeys(NORTH);
    assertThat(copy.parentOf(NORTH, day(2))).isEmpty();
    assertThat(copy.reps()).containsOnlyKeys(ANA);
    assertThat(copy.teamOf(ANA, day(3))).contains(NORTH);
  }

  private void fold(OrganizationEvent... events) {
    List.of(events).forEach(organization::evolve);
  }

  private Organization.Rep rep(RepId repId) {
    return organization.rep(repId).orElseThrow();
  }

  private @Nullable Placement placed(RepId repId, int day) {
    return rep(repId).placements().at(day(day));
  }

  private static TeamCreated created(TeamId team, @Nullable TeamId parent, int day) {
    return new TeamCreated(team, "Team " + team.value(), parent, day(day));
  }

  private static TeamMoved moved(TeamId team, @Nullable TeamId parent, int day) {
    return new TeamMoved(team, parent, day(day), null);
  }

  private static RepHired hired(
      RepId rep, @Nullable TeamId team, @Nullable RepId manager, int day) {
    return new RepHired(rep, team, manager, day(day));
  }

  private static RepTransferred transferred(
      RepId rep, @Nullable TeamId team, @Nullable RepId manager, int day) {
    return new RepTransferred(rep, team, manager, day(day), null);
  }

  private static RepDeparted departed(RepId rep, int lastDay) {
    return new RepDeparted(rep, day(lastDay), day(lastDay + 1), null);
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 1, 1).plusDays(day - 1L);
  }
}
