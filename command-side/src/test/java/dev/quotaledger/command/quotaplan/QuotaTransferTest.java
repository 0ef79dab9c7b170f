package dev.quotaledger.command.quotaplan;

import static dev.quotaledger.command.quotaplan.PlanExample.FISCAL;
import static dev.quotaledger.command.quotaplan.PlanExample.NEW_YEAR;
import static dev.quotaledger.command.quotaplan.PlanExample.NORTH;
import static dev.quotaledger.command.quotaplan.PlanExample.PLAN;
import static dev.quotaledger.command.quotaplan.PlanExample.REASON;
import static dev.quotaledger.command.quotaplan.PlanExample.adjust;
import static dev.quotaledger.command.quotaplan.PlanExample.day;
import static dev.quotaledger.command.quotaplan.PlanExample.dayOrNone;
import static dev.quotaledger.command.quotaplan.PlanExample.forProduct;
import static dev.quotaledger.command.quotaplan.PlanExample.given;
import static dev.quotaledger.command.quotaplan.PlanExample.givenOpen;
import static dev.quotaledger.command.quotaplan.PlanExample.inNorth;
import static dev.quotaledger.command.quotaplan.PlanExample.line;
import static dev.quotaledger.command.quotaplan.PlanExample.opened;
import static dev.quotaledger.command.quotaplan.PlanExample.period;
import static dev.quotaledger.command.quotaplan.PlanExample.recordsNothing;
import static dev.quotaledger.command.quotaplan.PlanExample.rep;
import static dev.quotaledger.command.quotaplan.PlanExample.usd;
import static dev.quotaledger.command.quotaplan.PlanExample.usdOrNone;
import static dev.quotaledger.command.quotaplan.PlanExample.wasAdjusted;
import static dev.quotaledger.command.quotaplan.PlanExample.wasSet;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.CalendarEvent.CalendarDefined;
import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Method;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.QuotaPlanCommand.TransferQuota;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Plan;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What a plan makes of a territory that changed hands; tests name the invariant of {@link
 * QuotaPlan}. The territory is north, and rep a has held it for ever unless a test says otherwise.
 */
class QuotaTransferTest {

  private static final Subject A = rep("a");
  private static final Subject B = rep("b");
  private static final Subject HOUSE = Subject.house();

  /** Its 92 days begin on 1 July; day 41 is 10 August, and day 62 is 31 August. */
  private static final String QUARTER = "2026-Q3";

  private static final String DAY_41 = "2026-08-10";
  private static final String DAY_62 = "2026-08-31";
  private static final List<DateRange> ALWAYS = List.of(DateRange.startingOn(DateRange.ALWAYS));

  @Nested
  class Prorating {

    @Test
    void movesTheShareOfTheDaysThatChangeHands() { // 1
      givenOpen(wasSet(inNorth(A, QUARTER), "33333.33"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(transferred(
              fromAToB(DAY_41),
              move(QUARTER, "18840.58", 52, 92, "33333.33", "14492.75", null, "18840.58")));
    }

    @Test
    void movesBackTheShareOfTheDaysThatTheGiverGot() { // 1
      TerritoryReallocated back = reallocated(
          "b", "a", DAY_62, null, QuotaMove.PRORATE_BY_DAYS, List.of(days(DAY_41, null)));
      givenOpen(
              wasSet(inNorth(A, QUARTER), "33333.33"),
              transferred(
                  fromAToB(DAY_41),
                  move(QUARTER, "18840.58", 52, 92, "33333.33", "14492.75", null, "18840.58")))
          .when(new TransferQuota(PLAN, "transfer-2", back))
          .expectEvents(transferred(
              "transfer-2",
              back,
              move(QUARTER, "11231.88", 31, 52, "18840.58", "7608.70", "14492.75", "25724.63")));
    }

    @Test
    void countsAllDaysOfThePeriodOnWhichTheGiverHeldIt() { // 1
      TerritoryReallocated again = reallocated(
          "a",
          "c",
          "2026-09-01",
          null,
          QuotaMove.PRORATE_BY_DAYS,
          List.of(days("2026-01-01", "2026-07-11"), days("2026-08-12", null)));
      givenOpen(wasSet(inNorth(A, QUARTER), "60.00"))
          .when(transfer(again))
          .expectEvents(
              transferred(again, move(QUARTER, "30.00", 30, 60, "60.00", "30.00", null, "30.00")));
    }

    @Test
    void rounds() { // 1
      assertMoved("0.03", 2, 92, "0.00");
      assertMoved("1.00", 61, 92, "0.66");
      assertMoved("1.00", 62, 92, "0.67");
      assertMoved("1.00", 91, 92, "0.99");
    }

    @Test
    void leavesAnOddMinorUnitToTheGiverWhenTheSharesAreEqual() { // 1
      assertMoved("0.01", 46, 92, "0.00");
      assertMoved("0.03", 46, 92, "0.01");
    }

    @Test
    void movesAPeriodThatBeginsOnTheDayWhole() { // 1
      givenOpen(wasSet(inNorth(A, QUARTER), "10.01"))
          .when(transfer(fromAToB("2026-07-01")))
          .expectEvents(transferred(
              fromAToB("2026-07-01"),
              move(QUARTER, "10.01", 92, 92, "10.01", "0.00", null, "10.01")));
    }

    @Test
    void movesLaterPeriodsWholeAndEarlierOnesNot() { // 1
      givenOpen(
              wasSet(inNorth(A, "2026-07"), "31.00"),
              wasSet(inNorth(A, "2026-08"), "31.00"),
              wasSet(inNorth(A, "2026-09"), "31.00"),
              wasSet(inNorth(A, "2027-01"), "31.00"))
          .when(transfer(fromAToB("2026-08-31")))
          .expectEvents(transferred(
              fromAToB("2026-08-31"),
              move("2026-08", "1.00", 1, 31, "31.00", "30.00", null, "1.00"),
              move("2026-09", "31.00", 30, 30, "31.00", "0.00", null, "31.00"),
              move("2027-01", "31.00", 31, 31, "31.00", "0.00", null, "31.00")));
    }

    @Test
    void endsABackdatedMoveAtTheNextRecordedChangeOfHolder() { // 1
      TerritoryReallocated backdated = reallocated(
          "a",
          "b",
          "2026-06-21",
          "2026-08-02",
          QuotaMove.PRORATE_BY_DAYS,
          List.of(days("2026-01-01", "2026-08-02")));
      givenOpen(
              wasSet(inNorth(A, "2026-05"), "31.00"),
              wasSet(inNorth(A, "2026-06"), "30.00"),
              wasSet(inNorth(A, "2026-07"), "31.00"),
              wasSet(inNorth(A, "2026-08"), "1.00"),
              wasSet(inNorth(A, "2026-09"), "31.00"))
          .when(transfer(backdated))
          .expectEvents(transferred(
              backdated,
              move("2026-06", "10.00", 10, 30, "30.00", "20.00", null, "10.00"),
              move("2026-07", "31.00", 31, 31, "31.00", "0.00", null, "31.00"),
              move("2026-08", "1.00", 1, 1, "1.00", "0.00", null, "1.00")));
    }

    @Test
    void movesEachProductLineOfThePeriod() { // 1
      QuotaLineKey widgets = forProduct("widgets", inNorth(A, QUARTER));
      QuotaLineKey gadgets = forProduct("gadgets", inNorth(A, QUARTER));
      givenOpen(wasSet(widgets, "92.00"), wasSet(gadgets, "9.20"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(transferred(
              fromAToB(DAY_41),
              ofProduct("widgets", move(QUARTER, "52.00", 52, 92, "92.00", "40.00", null, "52.00")),
              ofProduct("gadgets", move(QUARTER, "5.20", 52, 92, "9.20", "4.00", null, "5.20"))));
    }

    private void assertMoved(String total, int daysMoved, int daysHeld, String moved) {
      String from = day("2026-10-01").minusDays(daysMoved).toString();
      Plan plan = planAfter(transferOf(inNorth(A, QUARTER), total, fromAToB(from)));
      assertThat(plan.line(inNorth(B, QUARTER)).amount().orElse(usd("0.00")))
          .as("%s of %d of %d days", total, daysMoved, daysHeld)
          .isEqualTo(usd(moved));
      assertThat(plan.line(inNorth(A, QUARTER)).amount()).contains(usd(total).minus(usd(moved)));
    }
  }

  @Nested
  class MovingWholePeriods {

    @Test
    void movesThoseThatBeginOnOrAfterTheDay() { // 1
      TerritoryReallocated cause =
          reallocated("a", "b", "2026-09-01", null, QuotaMove.WHOLE_PERIODS, ALWAYS);
      givenOpen(
              wasSet(inNorth(A, "2026-08"), "31.00"),
              wasSet(inNorth(A, "2026-09"), "30.00"),
              wasSet(inNorth(A, "2026-10"), "31.00"))
          .when(transfer(cause))
          .expectEvents(transferred(
              cause,
              move("2026-09", "30.00", 30, 30, "30.00", "0.00", null, "30.00"),
              move("2026-10", "31.00", 31, 31, "31.00", "0.00", null, "31.00")));
    }

    @Test
    void leavesThePeriodThatContainsTheDay() { // 1
      TerritoryReallocated cause =
          reallocated("a", "b", "2026-08-02", null, QuotaMove.WHOLE_PERIODS, ALWAYS);
      givenOpen(wasSet(inNorth(A, "2026-08"), "31.00"), wasSet(inNorth(A, "2026-09"), "30.00"))
          .when(transfer(cause))
          .expectEvents(
              transferred(cause, move("2026-09", "30.00", 30, 30, "30.00", "0.00", null, "30.00")));
    }

    @Test
    void endsABackdatedMoveAtTheNextRecordedChangeOfHolder() { // 1
      TerritoryReallocated cause = reallocated(
          "a",
          "b",
          "2026-08-02",
          "2026-10-01",
          QuotaMove.WHOLE_PERIODS,
          List.of(days("2026-01-01", "2026-10-01")));
      givenOpen(
              wasSet(inNorth(A, "2026-08"), "31.00"),
              wasSet(inNorth(A, "2026-09"), "30.00"),
              wasSet(inNorth(A, "2026-10"), "31.00"))
          .when(transfer(cause))
          .expectEvents(
              transferred(cause, move("2026-09", "30.00", 30, 30, "30.00", "0.00", null, "30.00")));
    }
  }

  @Nested
  class Keeping {

    @Test
    void movesNothing() { // 1
      recordsNothing(
          givenOpen(wasSet(inNorth(A, QUARTER), "92.00"), wasSet(inNorth(A, "2026-Q4"), "92.00")),
          transfer(reallocated("a", "b", "2026-08-10", null, QuotaMove.KEEP, ALWAYS)));
    }

    @Test
    void movesNothingInAClosedPeriodEither() { // 3
      recordsNothing(
          givenOpen(wasSet(inNorth(A, QUARTER), "92.00"), closed(QUARTER)),
          transfer(reallocated("a", "b", "2026-08-10", null, QuotaMove.KEEP, ALWAYS)));
    }
  }

  @Nested
  class TheVacancy {

    @Test
    void receivesOnTheHousesLineOfTheTerritory() { // 1
      TerritoryReallocated left =
          reallocated("a", null, DAY_41, null, QuotaMove.PRORATE_BY_DAYS, ALWAYS);
      QuotaLineKey elsewhere =
          new QuotaLineKey(HOUSE, new TerritoryId("south"), null, period(QUARTER));
      Plan plan = planAfter(
          wasSet(inNorth(A, QUARTER), "92.00"),
          wasSet(inNorth(HOUSE, QUARTER), "1.00"),
          wasSet(elsewhere, "1.00"),
          transferred(left, move(QUARTER, "52.00", 52, 92, "92.00", "40.00", "1.00", "53.00")));
      assertThat(plan.line(inNorth(HOUSE, QUARTER)).amount()).contains(usd("53.00"));
      assertThat(plan.line(elsewhere).amount()).contains(usd("1.00"));
      givenOpen(
              wasSet(inNorth(A, QUARTER), "92.00"),
              wasSet(inNorth(HOUSE, QUARTER), "1.00"),
              wasSet(elsewhere, "1.00"))
          .when(transfer(left))
          .expectEvents(
              transferred(left, move(QUARTER, "52.00", 52, 92, "92.00", "40.00", "1.00", "53.00")));
    }

    @Test
    void givesFromTheHousesLineOfTheTerritory() { // 1
      TerritoryReallocated filled = reallocated(
          null, "b", DAY_62, null, QuotaMove.PRORATE_BY_DAYS, List.of(days(DAY_41, null)));
      QuotaLineKey elsewhere =
          new QuotaLineKey(HOUSE, new TerritoryId("south"), null, period(QUARTER));
      givenOpen(
              wasSet(elsewhere, "7.00"),
              wasSet(new QuotaLineKey(HOUSE, null, null, period(QUARTER)), "9.00"),
              wasSet(inNorth(HOUSE, QUARTER), "52.00"))
          .when(transfer(filled))
          .expectEvents(
              transferred(filled, move(QUARTER, "31.00", 31, 52, "52.00", "21.00", null, "31.00")));
    }
  }

  @Nested
  class WhatMoves {

    @Test
    void isOnlyTheGiversLinesOfTheTerritory() { // 1
      givenOpen(
              wasSet(line("a", QUARTER), "92.00"),
              wasSet(new QuotaLineKey(A, new TerritoryId("south"), null, period(QUARTER)), "92.00"),
              wasSet(inNorth(rep("c"), QUARTER), "92.00"),
              wasSet(inNorth(A, QUARTER), "9.20"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(transferred(
              fromAToB(DAY_41), move(QUARTER, "5.20", 52, 92, "9.20", "4.00", null, "5.20")));
    }

    @Test
    void isNothingInAPlanWithoutSuchLines() { // 1
      recordsNothing(givenOpen(), transfer(fromAToB(DAY_41)));
      recordsNothing(
          givenOpen(
              wasSet(line("a", QUARTER), "92.00"),
              wasSet(new QuotaLineKey(A, new TerritoryId("south"), null, period(QUARTER)), "92.00"),
              wasSet(inNorth(B, QUARTER), "92.00")),
          transfer(fromAToB(DAY_41)));
    }

    @Test
    void isNothingFromALineOfZero() { // 1
      recordsNothing(givenOpen(wasSet(inNorth(A, QUARTER), "0.00")), transfer(fromAToB(DAY_41)));
    }

    @Test
    void staysAsALineOfZeroWhenAllOfItMoved() { // 1
      Object[] moved = transferOf(inNorth(A, QUARTER), "92.00", fromAToB("2026-07-01"));
      Plan plan = planAfter(moved);
      assertThat(plan.lines()).extracting(Plan.Line::key).contains(inNorth(A, QUARTER));
      assertThat(plan.line(inNorth(A, QUARTER)).amount()).contains(usd("0.00"));
      givenOpen(moved)
          .when(adjust(inNorth(A, QUARTER), "1", "2026-07-01"))
          .expectEvents(wasAdjusted(inNorth(A, QUARTER), "1", "0.00", "1", "2026-07-01"));
    }

    @Test
    void takesEffectOnTheReallocationsDayForEveryLine() { // 1
      Plan plan = planAfter(
          wasSet(inNorth(A, "2026-08"), "31.00"),
          wasSet(inNorth(A, "2026-12"), "31.00"),
          transferred(
              fromAToB("2026-08-31"),
              move("2026-08", "1.00", 1, 31, "31.00", "30.00", null, "1.00"),
              move("2026-12", "31.00", 31, 31, "31.00", "0.00", null, "31.00")));
      assertWorth(plan, inNorth(A, "2026-08"), "2026-08-30", "31.00");
      assertWorth(plan, inNorth(A, "2026-08"), "2026-08-31", "30.00");
      assertWorth(plan, inNorth(A, "2026-12"), "2026-08-30", "31.00");
      assertWorth(plan, inNorth(A, "2026-12"), "2026-08-31", "0.00");
      assertWorth(plan, inNorth(B, "2026-12"), "2026-08-30", null);
      assertWorth(plan, inNorth(B, "2026-12"), "2026-08-31", "31.00");
    }

    @Test
    void countsAllThatIsRecordedOfALine() { // 1
      TerritoryReallocated cause = fromAToB("2026-07-01");
      givenOpen(
              wasSet(inNorth(A, QUARTER), "92.00"),
              wasAdjusted(inNorth(A, QUARTER), "8.00", "92.00", "100.00", "2026-05-01"),
              wasSet(inNorth(A, QUARTER), "100.00", "70.00", "2026-09-01"),
              wasSet(inNorth(B, QUARTER), "5.00"),
              wasSet(inNorth(B, QUARTER), "5.00", "6.00", "2026-09-01"))
          .when(transfer(cause))
          .expectEvents(transferred(
              cause, move(QUARTER, "70.00", 92, 92, "100.00", "30.00", "5.00", "75.00")));
    }

    @Test
    void keepsBothSidesOnTopOfASetThatWasRecordedBefore() { // 1
      Plan plan = planAfter(
          wasSet(inNorth(A, QUARTER), "100.00"),
          wasSet(inNorth(A, QUARTER), "100.00", "70.00", "2026-09-01"),
          wasSet(inNorth(B, QUARTER), null, "6.00", "2026-09-01"),
          transferred(
              fromAToB("2026-07-01"),
              move(QUARTER, "70.00", 92, 92, "100.00", "30.00", null, "70.00")));
      assertWorth(plan, inNorth(A, QUARTER), "2026-08-31", "30.00");
      assertWorth(plan, inNorth(A, QUARTER), "2026-09-01", "0.00");
      assertWorth(plan, inNorth(B, QUARTER), "2026-08-31", "70.00");
      assertWorth(plan, inNorth(B, QUARTER), "2026-09-01", "76.00");
    }

    @Test
    void isWipedBySetsThatAreRecordedLaterOnlyFromTheirDayOn() {
      Object[] moved = transferOf(inNorth(A, QUARTER), "100.00", fromAToB("2026-07-01"));
      Plan plan = planAfter(Stream.concat(
              Arrays.stream(moved),
              Stream.of(
                  wasSet(inNorth(A, QUARTER), "0.00", "110.00", "2026-06-30"),
                  wasSet(inNorth(B, QUARTER), "100.00", "40.00", "2026-07-02")))
          .toArray());
      assertWorth(plan, inNorth(A, QUARTER), "2026-06-30", "110.00");
      assertWorth(plan, inNorth(A, QUARTER), "2026-07-01", "10.00");
      assertWorth(plan, inNorth(B, QUARTER), "2026-07-01", "100.00");
      assertWorth(plan, inNorth(B, QUARTER), "2026-07-02", "40.00");
    }

    @Test
    void isTakenByADraftAndAPlanInForce() { // 4
      givenOpen(wasSet(inNorth(A, QUARTER), "9.20"), new PlanPublished(PLAN, NEW_YEAR))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(transferred(
              fromAToB(DAY_41), move(QUARTER, "5.20", 52, 92, "9.20", "4.00", null, "5.20")));
    }

    @Test
    void needsAPlan() {
      given()
          .when(transfer(fromAToB(DAY_41)))
          .expectNoEvents()
          .expectException(AggregateNotFoundException.class);
    }
  }

  @Nested
  class Declining {

    @Test
    void refusesAllWhenOnePeriodIsClosed() { // 1, 3
      givenOpen(
              wasSet(inNorth(A, QUARTER), "92.00"),
              wasSet(inNorth(A, "2026-Q4"), "92.00"),
              wasSet(inNorth(A, "2027-Q1"), "92.00"),
              closed("2026-Q4"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(declined(fromAToB(DAY_41), "period-closed", "2026-Q4"));
    }

    @Test
    void refusesAPeriodWithinAClosedOne() { // 3
      givenOpen(wasSet(inNorth(A, "2026-08"), "92.00"), closed("2026"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(declined(fromAToB(DAY_41), "period-closed", "2026-08"));
    }

    @Test
    void mindsNoClosedPeriodInWhichNothingMoves() { // 3
      givenOpen(
              wasSet(inNorth(A, "2026-Q2"), "92.00"),
              wasSet(inNorth(A, QUARTER), "9.20"),
              closed("2026-Q2"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(transferred(
              fromAToB(DAY_41), move(QUARTER, "5.20", 52, 92, "9.20", "4.00", null, "5.20")));
    }

    @Test
    void takesAPeriodThatWasOpenedAgain() { // 3
      givenOpen(
              wasSet(inNorth(A, QUARTER), "9.20"),
              closed(QUARTER),
              new PeriodReopened(PLAN, period(QUARTER), day("2026-09-30"), null))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(transferred(
              fromAToB(DAY_41), move(QUARTER, "5.20", 52, 92, "9.20", "4.00", null, "5.20")));
    }

    @Test
    void refusesAReceiverWithLinesOnAnotherPeriodLevel() { // 5
      givenOpen(wasSet(inNorth(A, QUARTER), "92.00"), wasSet(inNorth(B, "2027"), "1.00"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(declined(fromAToB(DAY_41), "period-levels-mixed", QUARTER));
    }

    @Test
    void refusesAReceiverWithOtherUseOfProductLines() { // 6
      givenOpen(
              wasSet(forProduct("widgets", inNorth(A, QUARTER)), "92.00"),
              wasSet(inNorth(B, "2026-Q1"), "1.00"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(declined(fromAToB(DAY_41), "product-lines-mixed", QUARTER));
      givenOpen(
              wasSet(inNorth(A, QUARTER), "92.00"),
              wasSet(forProduct("widgets", inNorth(B, "2026-Q1")), "1.00"))
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(declined(fromAToB(DAY_41), "product-lines-mixed", QUARTER));
    }

    @Test
    void refusesMoreThanAThousandLinesAtOnce() { // 8
      Object[] lines = products(1_001, QUARTER);
      givenOpen(lines)
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(declined(fromAToB(DAY_41), "too-many-lines", null));
    }

    @Test
    void takesAThousandLinesAtOnce() { // 8
      assertThat(decision(fromAToB(DAY_41), products(1_000, QUARTER)))
          .isInstanceOfSatisfying(
              QuotaTransferred.class, event -> assertThat(event.moves()).hasSize(1_000));
    }

    @Test
    void refusesNewLinesBeyondTenThousand() { // 8
      Object[] full = Stream.concat(
              Stream.of(wasSet(inNorth(A, QUARTER), "92.00")),
              IntStream.range(0, 9_999)
                  .mapToObj(i -> wasSet(forProduct("product " + i, line("c", "2026")), "1.00")))
          .toArray();
      givenOpen(full)
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(declined(fromAToB(DAY_41), "too-many-lines", null));
    }

    @Test
    void takesLinesThatAreThereInAFullPlan() { // 8
      Object[] full = Stream.concat(
              Stream.of(wasSet(inNorth(A, QUARTER), "9.20"), wasSet(inNorth(B, QUARTER), "0.00")),
              IntStream.range(0, 9_998)
                  .mapToObj(i -> wasSet(forProduct("product " + i, line("c", "2026")), "1.00")))
          .toArray();
      givenOpen(full)
          .when(transfer(fromAToB(DAY_41)))
          .expectEvents(transferred(
              fromAToB(DAY_41), move(QUARTER, "5.20", 52, 92, "9.20", "4.00", "0.00", "5.20")));
    }

    @Test
    void saysOfAPlanInTheWrongStateThatItIs() { // 4
      assertThat(decision(
              fromAToB(DAY_41),
              wasSet(inNorth(A, QUARTER), "92.00"),
              new PlanClosed(PLAN, NEW_YEAR, null)))
          .isEqualTo(declined(fromAToB(DAY_41), "plan-in-wrong-state", null));
    }

    @Test
    void recordsNothingInAClosedPlan() { // 4
      recordsNothing(
          givenOpen(wasSet(inNorth(A, QUARTER), "92.00"), new PlanClosed(PLAN, NEW_YEAR, null)),
          transfer(fromAToB(DAY_41)));
    }

    private Object[] products(int count, String period) {
      return IntStream.range(0, count)
          .mapToObj(i -> wasSet(forProduct("product " + i, inNorth(A, period)), "92.00"))
          .toArray();
    }
  }

  @Nested
  class Repeating {

    @Test
    void recordsNothingAfterItWasTaken() { // 9
      recordsNothing(
          givenOpen(transferOf(inNorth(A, QUARTER), "92.00", fromAToB(DAY_41))),
          transfer(fromAToB(DAY_41)));
    }

    @Test
    void recordsNothingAfterItWasDeclined() { // 9
      recordsNothing(
          givenOpen(
              wasSet(inNorth(A, QUARTER), "92.00"),
              closed(QUARTER),
              declined(fromAToB(DAY_41), "period-closed", QUARTER),
              new PeriodReopened(PLAN, period(QUARTER), day("2026-09-30"), null)),
          transfer(fromAToB(DAY_41)));
    }

    @Test
    void recordsAnotherTransferOfTheSameTerritory() { // 9
      givenOpen(
              wasSet(inNorth(A, QUARTER), "92.00"),
              closed(QUARTER),
              declined(fromAToB(DAY_41), "period-closed", QUARTER))
          .when(new TransferQuota(PLAN, "transfer-2", fromAToB(DAY_41)))
          .expectEvents(new QuotaTransferDeclined(
              PLAN,
              "transfer-2",
              NORTH,
              A,
              B,
              "period-closed",
              period(QUARTER),
              day(DAY_41),
              REASON));
    }
  }

  /** The line set, and what the plan recorded of the reallocation. */
  private static Object[] transferOf(QuotaLineKey line, String amount, TerritoryReallocated cause) {
    QuotaSet set = wasSet(line, amount);
    return Stream.concat(Stream.of(set), Stream.ofNullable(decision(cause, set)))
        .toArray();
  }

  private static @Nullable QuotaPlanEvent decision(TerritoryReallocated cause, Object... facts) {
    Calendar calendar = new Calendar();
    calendar.evolve(new CalendarDefined(FISCAL, ZoneOffset.UTC, PlanExample.periods(2026)));
    return new Transfer(transfer(cause), planAfter(facts), calendar).decide().orElse(null);
  }

  private static Plan planAfter(Object... facts) {
    Plan plan = new Plan();
    plan.evolve(opened(), 0);
    for (int i = 0; i < facts.length; i++) {
      plan.evolve((QuotaPlanEvent) facts[i], i + 1);
    }
    return plan;
  }

  private static void assertWorth(
      Plan plan, QuotaLineKey line, String day, @Nullable String amount) {
    assertThat(plan.line(line).amountOn(day(day)).orElse(null))
        .as("%s on %s", line, day)
        .isEqualTo(usdOrNone(amount));
  }

  private static TransferQuota transfer(TerritoryReallocated cause) {
    return new TransferQuota(PLAN, "transfer-1", cause);
  }

  private static TerritoryReallocated fromAToB(String effectiveOn) {
    return reallocated("a", "b", effectiveOn, null, QuotaMove.PRORATE_BY_DAYS, ALWAYS);
  }

  private static TerritoryReallocated reallocated(
      @Nullable String from,
      @Nullable String to,
      String effectiveOn,
      @Nullable String until,
      QuotaMove quota,
      List<DateRange> fromHeld) {
    return new TerritoryReallocated(
        NORTH,
        from == null ? null : new RepId(from),
        to == null ? null : new RepId(to),
        day(effectiveOn),
        dayOrNone(until),
        quota,
        fromHeld,
        List.of(),
        REASON);
  }

  private static QuotaTransferred transferred(TerritoryReallocated cause, Move... moves) {
    return transferred("transfer-1", cause, moves);
  }

  private static QuotaTransferred transferred(
      String transferId, TerritoryReallocated cause, Move... moves) {
    return new QuotaTransferred(
        PLAN,
        transferId,
        NORTH,
        Subject.holder(cause.fromRepId()),
        Subject.holder(cause.toRepId()),
        new Method(cause.quota().name(), 1),
        List.of(moves),
        cause.effectiveOn(),
        REASON);
  }

  private static QuotaTransferDeclined declined(
      TerritoryReallocated cause, String code, @Nullable String periodId) {
    return new QuotaTransferDeclined(
        PLAN,
        "transfer-1",
        NORTH,
        Subject.holder(cause.fromRepId()),
        Subject.holder(cause.toRepId()),
        code,
        periodId == null ? null : period(periodId),
        cause.effectiveOn(),
        REASON);
  }

  private static Move move(
      String periodId,
      String amount,
      long daysMoved,
      long daysHeld,
      String fromBefore,
      String fromAfter,
      @Nullable String toBefore,
      String toAfter) {
    return new Move(
        null,
        period(periodId),
        usd(amount),
        daysMoved,
        daysHeld,
        usd(fromBefore),
        usd(fromAfter),
        usdOrNone(toBefore),
        usd(toAfter));
  }

  private static Move ofProduct(String productLine, Move move) {
    return new Move(
        new ProductLine(productLine),
        move.periodId(),
        move.amount(),
        move.daysMoved(),
        move.daysHeld(),
        move.fromBefore(),
        move.fromAfter(),
        move.toBefore(),
        move.toAfter());
  }

  private static PeriodClosed closed(String periodId) {
    return new PeriodClosed(PLAN, period(periodId), day("2026-12-31"), null);
  }

  private static DateRange days(String from, @Nullable String until) {
    return new DateRange(day(from), dayOrNone(until));
  }
}
