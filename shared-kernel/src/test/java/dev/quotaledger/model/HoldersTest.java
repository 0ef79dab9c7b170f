package dev.quotaledger.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryDefined;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Holders.CoHolding;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HoldersTest {

  private static final TerritoryId NORDICS = new TerritoryId("nordics");
  private static final RepId ANA = new RepId("ana");
  private static final RepId BEN = new RepId("ben");
  private static final RepId CARL = new RepId("carl");

  @Test
  void aTerritoryIsVacantUntilItIsAssignedAndAfterThat() {
    Holders holders = fold(
        new TerritoryDefined(NORDICS, "Nordics", null, DateRange.ALWAYS),
        assigned(ANA, HolderRole.PRIMARY, 10, 20));

    assertThat(holders.primary().at(day(9))).isNull();
    assertThat(holders.primary().at(day(10))).isEqualTo(ANA);
    assertThat(holders.primary().at(day(19))).isEqualTo(ANA);
    assertThat(holders.primary().at(day(20))).isNull();
    assertThat(holders.primary().daysOf(null))
        .containsExactly(new DateRange(DateRange.ALWAYS, day(10)), DateRange.startingOn(day(20)));
  }

  @Test
  void anyNumberOfCoHoldersWorkBesideThePrimaryOne() {
    Holders holders = fold(
        assigned(ANA, HolderRole.PRIMARY, 1, null),
        assigned(BEN, HolderRole.CO, 5, 15),
        assigned(CARL, HolderRole.CO, 10, null));

    assertThat(holders.primary().daysOf(ANA)).containsExactly(DateRange.startingOn(day(1)));
    assertThat(holders.co())
        .containsExactly(
            new CoHolding(BEN, new DateRange(day(5), day(15))),
            new CoHolding(CARL, DateRange.startingOn(day(10))));
  }

  @Test
  void aReallocationThereAndBackGivesEachTheirDays() {
    Holders holders = fold(
        assigned(ANA, HolderRole.PRIMARY, 1, null),
        reallocated(ANA, BEN, 41, null),
        reallocated(BEN, ANA, 62, null));

    assertThat(holders.primary().daysOf(ANA))
        .containsExactly(new DateRange(day(1), day(41)), DateRange.startingOn(day(62)));
    assertThat(holders.primary().daysOf(BEN)).containsExactly(new DateRange(day(41), day(62)));
  }

  @Test
  void aBackDatedReallocationEndsAtTheNextChangeOfHolder() {
    Holders holders = fold(
        assigned(ANA, HolderRole.PRIMARY, 1, null),
        reallocated(ANA, BEN, 60, null),
        reallocated(ANA, CARL, 30, 60));

    assertThat(holders.primary().daysOf(ANA)).containsExactly(new DateRange(day(1), day(30)));
    assertThat(holders.primary().daysOf(CARL)).containsExactly(new DateRange(day(30), day(60)));
    assertThat(holders.primary().daysOf(BEN)).containsExactly(DateRange.startingOn(day(60)));
    assertThat(holders.primary().changeAfter(day(30))).isEqualTo(day(60));
  }

  @Test
  void aTerritoryMayFallVacantAndBeTakenFromNobody() {
    Holders holders = fold(
        assigned(ANA, HolderRole.PRIMARY, 1, null),
        reallocated(ANA, null, 10, null),
        reallocated(null, BEN, 20, null));

    assertThat(holders.primary().at(day(10))).isNull();
    assertThat(holders.primary().firstHeldIn(new DateRange(day(10), day(20)))).isEmpty();
    assertThat(holders.primary().firstHeldIn(DateRange.startingOn(day(10)))).contains(day(20));
    assertThat(holders.primary().at(day(20))).isEqualTo(BEN);
  }

  @Test
  void aVacancyMayBeFilledInBetween() {
    Holders holders = fold(
        assigned(ANA, HolderRole.PRIMARY, 1, 10),
        assigned(ANA, HolderRole.PRIMARY, 30, null),
        assigned(BEN, HolderRole.PRIMARY, 10, 30));

    assertThat(holders.primary().daysOf(ANA))
        .containsExactly(new DateRange(day(1), day(10)), DateRange.startingOn(day(30)));
    assertThat(holders.primary().daysOf(BEN)).containsExactly(new DateRange(day(10), day(30)));
  }

  private static Holders fold(TerritoryEvent... events) {
    Holders holders = Holders.NOBODY;
    for (TerritoryEvent event : events) {
      holders = holders.evolve(event);
    }
    return holders;
  }

  private static TerritoryAssigned assigned(
      RepId rep, HolderRole role, int from, @Nullable Integer until) {
    return new TerritoryAssigned(NORDICS, rep, role, day(from), until == null ? null : day(until));
  }

  private static TerritoryReallocated reallocated(
      @Nullable RepId from, @Nullable RepId to, int day, @Nullable Integer until) {
    return new TerritoryReallocated(
        NORDICS,
        from,
        to,
        day(day),
        until == null ? null : day(until),
        QuotaMove.KEEP,
        List.of(),
        List.of(),
        null);
  }

  private static LocalDate day(int day) {
    return LocalDate.of(2026, 1, 1).plusDays(day - 1L);
  }
}
