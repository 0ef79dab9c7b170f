package dev.quotaledger.model;

import static dev.quotaledger.api.DealExample.aDeal;
import static dev.quotaledger.api.DealExample.share;
import static dev.quotaledger.model.DealStory.noon;
import static dev.quotaledger.model.DealStory.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.quotaledger.api.Money;
import dev.quotaledger.api.TerritoryId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.api.MapAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * The credit of a deal that was won on 31 March, as of a business date and as known at a moment.
 * Corrections are recorded on 20 April unless a test says otherwise.
 */
class DealCreditTest {

  private static final String BEFORE = "2026-03-30";
  private static final String CLOSED = "2026-03-31";
  private static final String MIDST = "2026-04-05";
  private static final String CHANGED = "2026-04-10";
  private static final String LATER = "2026-06-30";

  @Nested
  class Winning {

    @Test
    void creditsTheOwnerFromTheCloseDateOn() {
      DealStory story = won();
      assertCredited(story, BEFORE).isEmpty();
      assertCredited(story, CLOSED).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertCredited(story, null).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
    }

    @Test
    void isNotKnownBeforeItIsRecorded() {
      DealStory story = won();
      assertThat(creditedKnown(story, CLOSED, noon("2026-04-01").minusNanos(1))).isEmpty();
      assertKnown(story, CLOSED, "2026-04-01").containsEntry("rep-275 2026-03-31", "1000.00");
    }

    @Test
    void creditsNothingWithoutAnAmountUntilThereIsOne() {
      DealStory story = opened(aDeal().worth(null)).won(CLOSED);
      assertThat(story.credit().facts()).isEmpty();
      assertCredited(story.worth("10.00", CLOSED), CLOSED)
          .containsOnly(Map.entry("rep-275 2026-03-31", "10.00"));
    }

    @Test
    void creditsANegativeAmountAsACreditNote() {
      assertCredited(opened(aDeal().worth("-250.50")).won(CLOSED), CLOSED)
          .containsOnly(Map.entry("rep-275 2026-03-31", "-250.50"));
    }

    @Test
    void creditsByTheSharesToTheLastDecimal() {
      DealStory story = opened(
              aDeal().worth("20565.6206").split(share("275", "60"), share("276", "40")))
          .won(CLOSED);
      assertCredited(story, CLOSED)
          .containsOnly(
              Map.entry("rep-275 2026-03-31", "12339.3724"),
              Map.entry("rep-276 2026-03-31", "8226.2482"));
    }

    @Test
    void creditsTheTerritoryOfADealWithoutAnOwner() {
      DealStory story = opened(aDeal().of(null).in("4")).won(CLOSED);
      assertCredited(story, CLOSED).containsOnly(Map.entry("territory-4 2026-03-31", "1000.00"));
    }

    @Test
    void creditsTheHouseForADealThatNamesNobody() {
      DealStory story = opened(aDeal().of(null)).won(CLOSED);
      assertCredited(story, CLOSED).containsOnly(Map.entry("house 2026-03-31", "1000.00"));
    }

    @Test
    void keepsWhatTheDealBelongsTo() {
      CreditFact fact = opened(aDeal().in("4")).won(CLOSED).credit().facts().getFirst();
      assertThat(fact.territoryId()).isEqualTo(new TerritoryId("4"));
      assertThat(fact.target()).hasToString("rep-275");
      assertThat(fact.reversal()).isFalse();
      assertThat(fact.sequence()).isEqualTo(1);
    }

    @Test
    void losingCreditsNothing() {
      DealStory story = opened(aDeal()).lost(day(CLOSED), day(CLOSED));
      assertThat(story.credit().facts()).isEmpty();
    }
  }

  @Nested
  class ChangingTheAmount {

    @Test
    void correctsItFromTheCloseDateAndIsUnknownBeforeItIsRecorded() {
      DealStory story = corrected().worth("1500.00", CLOSED);
      assertCredited(story, BEFORE).isEmpty();
      assertCredited(story, CLOSED).containsOnly(Map.entry("rep-275 2026-03-31", "1500.00"));
      assertKnown(story, CLOSED, "2026-04-19").containsEntry("rep-275 2026-03-31", "1000.00");
      assertKnown(story, null, "2026-04-19").containsEntry("rep-275 2026-03-31", "1000.00");
      assertKnown(story, CLOSED, "2026-04-20").containsEntry("rep-275 2026-03-31", "1500.00");
    }

    @Test
    void keepsTheOldOneUntilTheDayThatTheSourceNames() {
      DealStory story = corrected().worth("1500.00", CHANGED);
      assertCredited(story, MIDST).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertCredited(story, CHANGED).containsOnly(Map.entry("rep-275 2026-03-31", "1500.00"));
      assertKnown(story, CHANGED, "2026-04-19").containsEntry("rep-275 2026-03-31", "1000.00");
    }

    @Test
    void listsTheReversalBesideTheGrants() {
      assertThat(corrected().worth("1500.00", CHANGED).credit().facts())
          .extracting(CreditFact::reversal, fact -> fact.amount().toPlainString())
          .containsExactly(
              tuple(false, "1000.00"), tuple(true, "-1000.00"), tuple(false, "1500.00"));
    }

    @Test
    void replacesALaterChangeByAnEarlierOneThatIsRecordedLater() {
      DealStory story = corrected().worth("1500.00", CHANGED).worth("1200.00", MIDST);
      assertCredited(story, CLOSED).containsEntry("rep-275 2026-03-31", "1000.00");
      assertCredited(story, MIDST).containsEntry("rep-275 2026-03-31", "1200.00");
      assertCredited(story, LATER).containsOnly(Map.entry("rep-275 2026-03-31", "1200.00"));
    }

    @Test
    void addsUpOverSeveralDays() {
      DealStory story =
          corrected().worth("1500.00", CHANGED).worth("1700.00", "2026-05-01").worth(null, LATER);
      assertCredited(story, CLOSED).containsEntry("rep-275 2026-03-31", "1000.00");
      assertCredited(story, CHANGED).containsEntry("rep-275 2026-03-31", "1500.00");
      assertCredited(story, "2026-05-01").containsEntry("rep-275 2026-03-31", "1700.00");
      assertCredited(story, LATER).isEmpty();
    }

    @Test
    void takesAnotherCurrency() {
      DealStory story = corrected().worth(Money.of("900", "EUR"), day(CLOSED));
      assertThat(story.credit().facts())
          .filteredOn(CreditFact::stands)
          .extracting(CreditFact::amount)
          .containsExactly(Money.of("900", "EUR"));
    }

    @Test
    void leavesNoTraceOfWhatStoodForNoTime() {
      DealStory story = won().worth("1500.00", CLOSED);
      assertThat(story.credit().facts())
          .extracting(fact -> fact.amount().toPlainString())
          .containsExactly("1500.00");
      assertKnown(story, CLOSED, "2026-04-01").containsEntry("rep-275 2026-03-31", "1500.00");
    }
  }

  @Nested
  class OpeningAgain {

    @Test
    void takesTheCreditBackFromTheCloseDate() {
      DealStory story = corrected().reopened(CLOSED);
      assertCredited(story, CLOSED).isEmpty();
      assertCredited(story, null).isEmpty();
      assertKnown(story, CLOSED, "2026-04-19").containsEntry("rep-275 2026-03-31", "1000.00");
    }

    @Test
    void takesTheCreditBackOnTheDayThatTheSourceNames() {
      DealStory story = corrected().reopened(CHANGED);
      assertCredited(story, MIDST).containsEntry("rep-275 2026-03-31", "1000.00");
      assertCredited(story, CHANGED).isEmpty();
    }

    @Test
    void creditsTheNewOwnerOnTheNewCloseDateWhenItIsWonAgain() {
      DealStory story = corrected()
          .reopened(CHANGED)
          .owner("276", CHANGED)
          .worth("1200.00", CHANGED)
          .recordedOn("2026-05-20")
          .won("2026-05-15");
      assertCredited(story, MIDST).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertCredited(story, "2026-05-14").isEmpty();
      assertCredited(story, LATER).containsOnly(Map.entry("rep-276 2026-05-15", "1200.00"));
      assertKnown(story, LATER, "2026-05-19").isEmpty();
    }

    @Test
    void leavesNoGapWhenItIsWonAgainOnTheSameDay() {
      DealStory story = corrected().reopened(CHANGED).won(CLOSED);
      assertCredited(story, MIDST).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertCredited(story, LATER).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
    }

    @Test
    void andLosingAfterTheWinTakeTheCreditBackAlike() {
      DealStory story = corrected().lost(day("2026-04-15"), day(CLOSED));
      assertCredited(story, CLOSED).isEmpty();
      assertKnown(story, CLOSED, "2026-04-19").containsEntry("rep-275 2026-03-31", "1000.00");
    }
  }

  @Nested
  class Voiding {

    @Test
    void takesTheCreditBackFromTheCloseDate() {
      DealStory story = corrected().voided(CLOSED);
      assertCredited(story, CLOSED).isEmpty();
      assertKnown(story, CLOSED, "2026-04-19").containsEntry("rep-275 2026-03-31", "1000.00");
    }

    @Test
    void takesTheCreditBackOnTheDayNamed() {
      DealStory story = corrected().voided(CHANGED);
      assertCredited(story, MIDST).containsEntry("rep-275 2026-03-31", "1000.00");
      assertCredited(story, CHANGED).isEmpty();
    }
  }

  @Nested
  class SplittingAfterTheWin {

    @Test
    void movesCreditFromTheCloseDateOn() {
      DealStory story = corrected().split(CLOSED, share("276", "75"), share("277", "25"));
      assertCredited(story, CLOSED)
          .containsOnly(
              Map.entry("rep-276 2026-03-31", "750.00"), Map.entry("rep-277 2026-03-31", "250.00"));
      assertKnown(story, CLOSED, "2026-04-19")
          .containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
    }

    @Test
    void movesItBackWhenItIsNoLongerSplit() {
      DealStory story = corrected()
          .split(CLOSED, share("276", "100"))
          .recordedOn("2026-05-01")
          .split(CHANGED);
      assertCredited(story, MIDST).containsOnly(Map.entry("rep-276 2026-03-31", "1000.00"));
      assertCredited(story, CHANGED).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
    }

    @Test
    void intoTheSharesThatStandAlreadyMovesNothing() {
      DealStory story = corrected().split(CLOSED, share("276", "50"), share("277", "50"));
      int facts = story.credit().facts().size();
      story.recordedOn("2026-05-01").split(CLOSED, share("277", "50"), share("276", "50"));
      assertThat(story.credit().facts()).hasSize(facts);
    }
  }

  @Nested
  class MovingTheCloseDate {

    @Test
    void earlierCreditsFromTheEarlierDateOn() {
      DealStory story = corrected().closeDate("2026-02-15", "2026-02-15");
      assertCredited(story, "2026-02-14").isEmpty();
      assertCredited(story, "2026-02-15").containsOnly(Map.entry("rep-275 2026-02-15", "1000.00"));
      assertCredited(story, LATER).containsOnly(Map.entry("rep-275 2026-02-15", "1000.00"));
      assertKnown(story, LATER, "2026-04-19")
          .containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
    }

    @Test
    void laterCreditsNothingUntilTheLaterDate() {
      DealStory story = corrected().closeDate("2026-04-15", CLOSED);
      assertCredited(story, "2026-04-14").isEmpty();
      assertCredited(story, "2026-04-15").containsOnly(Map.entry("rep-275 2026-04-15", "1000.00"));
    }

    @Test
    void onTheDayThatTheSourceNamesKeepsTheOldOneUntilThen() {
      DealStory story = corrected().closeDate("2026-04-15", "2026-04-18");
      assertCredited(story, "2026-04-17").containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertCredited(story, "2026-04-18").containsOnly(Map.entry("rep-275 2026-04-15", "1000.00"));
    }

    @Test
    void thereAndBackCreditsAsAtFirst() {
      DealStory story = corrected()
          .closeDate("2026-04-15", CLOSED)
          .recordedOn("2026-05-01")
          .closeDate(CLOSED, CLOSED);
      assertCredited(story, CLOSED).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertCredited(story, LATER).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertKnown(story, CLOSED, "2026-04-30").isEmpty();
    }

    @Test
    void keepsTheCreditedOwner() {
      DealStory story = corrected().owner("276", CLOSED).closeDate("2026-04-15", CLOSED);
      assertCredited(story, LATER).containsOnly(Map.entry("rep-275 2026-04-15", "1000.00"));
    }
  }

  @Nested
  class ChangingTheOwner {

    @Test
    void afterTheWinMovesNoCredit() {
      DealStory story = corrected().owner("276", CLOSED).worth("1500.00", CLOSED);
      assertCredited(story, LATER).containsOnly(Map.entry("rep-275 2026-03-31", "1500.00"));
      assertThat(story.state().repId()).hasToString("rep-276");
    }

    @Test
    void ofATerritoryDealAfterTheWinLeavesTheCreditWithTheTerritory() {
      DealStory story = opened(aDeal().of(null).in("4")).won(CLOSED).owner("276", CLOSED);
      assertCredited(story, LATER).containsOnly(Map.entry("territory-4 2026-03-31", "1000.00"));
    }

    @Test
    void beforeTheWinCreditsTheNewOne() {
      DealStory story = opened(aDeal()).owner("276", "2026-02-01").won(CLOSED);
      assertCredited(story, LATER).containsOnly(Map.entry("rep-276 2026-03-31", "1000.00"));
    }
  }

  @Nested
  class Reclassifying {

    @Test
    void movesTheCreditOfATerritoryDeal() {
      DealStory story = opened(aDeal().of(null).in("4"))
          .won(CLOSED)
          .recordedOn("2026-04-20")
          .territory("5", CLOSED);
      assertCredited(story, LATER).containsOnly(Map.entry("territory-5 2026-03-31", "1000.00"));
      assertKnown(story, LATER, "2026-04-19")
          .containsOnly(Map.entry("territory-4 2026-03-31", "1000.00"));
    }

    @Test
    void movesTheCreditOfARepToTheOtherTerritory() {
      DealStory story = corrected().territory("5", CLOSED);
      assertThat(story.credit().facts())
          .filteredOn(CreditFact::stands)
          .extracting(CreditFact::territoryId)
          .containsExactly(new TerritoryId("5"));
      assertCredited(story, LATER).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
    }
  }

  @Nested
  class WhatMovesNoCredit {

    @Test
    void recordsNoFact() {
      DealStory story = corrected();
      int facts = story.credit().facts().size();
      story.expectedClose(day(LATER), day(CLOSED)).confirmed(day(CLOSED)).owner("277", MIDST);
      assertThat(story.credit().facts()).hasSize(facts);
    }

    @Test
    void doesNotCarryALaterAmountBackToTheCloseDate() {
      DealStory story = corrected().worth("1500.00", CHANGED).owner("276", CLOSED);
      assertCredited(story, MIDST).containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertCredited(story, CHANGED).containsOnly(Map.entry("rep-275 2026-03-31", "1500.00"));
    }
  }

  @Nested
  class InTheSameInstant {

    @Test
    void onlyTheOutcomeIsEverKnown() {
      Instant moment = noon("2026-04-20");
      DealStory story = corrected()
          .worth("1500.00", CHANGED)
          .split(CLOSED, share("276", "100"))
          .closeDate("2026-04-02", CLOSED);
      assertThat(creditedKnown(story, LATER, moment.minusNanos(1)))
          .containsOnly(Map.entry("rep-275 2026-03-31", "1000.00"));
      assertThat(creditedKnown(story, LATER, moment))
          .containsOnly(Map.entry("rep-276 2026-04-02", "1500.00"));
      assertThat(story.credit().facts())
          .allSatisfy(fact -> assertThat(fact.recordedFrom()).isNotEqualTo(fact.recordedTo()));
    }
  }

  /** Won on 31 March, recorded on 1 April. */
  private static DealStory won() {
    return opened(aDeal()).recordedOn("2026-04-01").won(CLOSED);
  }

  /** The same; what comes next is recorded on 20 April. */
  private static DealStory corrected() {
    return won().recordedOn("2026-04-20");
  }

  private static MapAssert<String, String> assertCredited(DealStory story, @Nullable String asOf) {
    return assertThat(creditedKnown(story, asOf, null));
  }

  private static MapAssert<String, String> assertKnown(
      DealStory story, @Nullable String asOf, String knownAtNoonOf) {
    return assertThat(creditedKnown(story, asOf, noon(knownAtNoonOf)));
  }

  /** What is credited to whom on which credit date; what sums to nothing is left out. */
  private static Map<String, String> creditedKnown(
      DealStory story, @Nullable String asOf, @Nullable Instant knownAt) {
    Map<String, Money> sums = new TreeMap<>();
    story.credit().facts().stream()
        .filter(fact -> fact.counts(asOf == null ? null : day(asOf), knownAt))
        .forEach(
            fact -> sums.merge(fact.target() + " " + fact.creditOn(), fact.amount(), Money::plus));
    sums.values().removeIf(Money::isZero);
    Map<String, String> credited = new TreeMap<>();
    sums.forEach((key, sum) -> credited.put(key, sum.toPlainString()));
    return credited;
  }

  private static LocalDate day(String day) {
    return LocalDate.parse(day);
  }
}
