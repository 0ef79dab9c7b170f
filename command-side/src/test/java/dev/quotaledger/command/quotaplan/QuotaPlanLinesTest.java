package dev.quotaledger.command.quotaplan;

import static dev.quotaledger.command.RefusedWith.refusedWith;
import static dev.quotaledger.command.quotaplan.PlanExample.FISCAL;
import static dev.quotaledger.command.quotaplan.PlanExample.NEW_YEAR;
import static dev.quotaledger.command.quotaplan.PlanExample.PLAN;
import static dev.quotaledger.command.quotaplan.PlanExample.REASON;
import static dev.quotaledger.command.quotaplan.PlanExample.adjust;
import static dev.quotaledger.command.quotaplan.PlanExample.day;
import static dev.quotaledger.command.quotaplan.PlanExample.forProduct;
import static dev.quotaledger.command.quotaplan.PlanExample.given;
import static dev.quotaledger.command.quotaplan.PlanExample.givenOpen;
import static dev.quotaledger.command.quotaplan.PlanExample.inNorth;
import static dev.quotaledger.command.quotaplan.PlanExample.line;
import static dev.quotaledger.command.quotaplan.PlanExample.period;
import static dev.quotaledger.command.quotaplan.PlanExample.recordsNothing;
import static dev.quotaledger.command.quotaplan.PlanExample.refuses;
import static dev.quotaledger.command.quotaplan.PlanExample.rep;
import static dev.quotaledger.command.quotaplan.PlanExample.set;
import static dev.quotaledger.command.quotaplan.PlanExample.usd;
import static dev.quotaledger.command.quotaplan.PlanExample.wasAdjusted;
import static dev.quotaledger.command.quotaplan.PlanExample.wasSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.quotaledger.api.InvalidValue;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetQuotas;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.runtime.MessageMetadata;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What a plan decides about its lines; tests name the invariant of {@link QuotaPlan}. */
class QuotaPlanLinesTest {

  private static final QuotaLineKey MARCH = line("a", "2026-03");

  @Nested
  class Setting {

    @Test
    void recordsALineFromTheDayOn() { // 7
      givenOpen()
          .when(new SetQuota(PLAN, MARCH, new BigDecimal("80000"), REASON, day("2026-02-01")))
          .expectEvents(
              new QuotaSet(PLAN, MARCH, null, usd("80000.00"), day("2026-02-01"), REASON));
    }

    @Test
    void holdsFromTheFirstDayOfTheOutermostPeriodWithoutADay() {
      givenOpen()
          .when(set(MARCH, "10", null))
          .expectEvents(wasSet(MARCH, null, "10", "2026-01-01"));
      QuotaLineKey quarter = line("a", "2027-Q3");
      givenOpen()
          .when(set(quarter, "10", null))
          .expectEvents(wasSet(quarter, null, "10", "2027-01-01"));
      QuotaLineKey year = line("a", "2027");
      givenOpen().when(set(year, "10", null)).expectEvents(wasSet(year, null, "10", "2027-01-01"));
    }

    @Test
    void takesChangesOfAPlanInForce() { // 4
      givenOpen(new PlanPublished(PLAN, NEW_YEAR))
          .when(set(MARCH, "10", null))
          .expectEvents(wasSet(MARCH, "10"));
    }

    @Test
    void takesATeamAndTheHouse() { // 10
      QuotaLineKey team =
          new QuotaLineKey(Subject.team(new TeamId("sales")), null, null, period("2026"));
      givenOpen().when(set(team, "10", null)).expectEvents(wasSet(team, "10"));
      QuotaLineKey house = inNorth(Subject.house(), "2026");
      givenOpen().when(set(house, "10", null)).expectEvents(wasSet(house, "10"));
    }

    @Test
    void saysWhatHeldOnThatDay() {
      Object[] facts = {
        wasSet(MARCH, "80000"),
        wasAdjusted(MARCH, "-10000", "80000", "70000", "2026-08-15"),
        wasSet(MARCH, "70000", "90000", "2026-10-01")
      };
      givenOpen(facts)
          .when(set(MARCH, "1", "2025-12-31"))
          .expectEvents(wasSet(MARCH, null, "1", "2025-12-31"));
      givenOpen(facts)
          .when(set(MARCH, "84000", "2026-08-14"))
          .expectEvents(wasSet(MARCH, "80000", "84000", "2026-08-14"));
      givenOpen(facts)
          .when(set(MARCH, "84000", "2026-08-15"))
          .expectEvents(wasSet(MARCH, "70000", "84000", "2026-08-15"));
      givenOpen(facts)
          .when(set(MARCH, "84000", "2026-10-01"))
          .expectEvents(wasSet(MARCH, "90000", "84000", "2026-10-01"));
    }

    @Test
    void leavesLaterDifferencesOnTop() {
      Object[] facts = {
        wasSet(MARCH, "80000"),
        wasAdjusted(MARCH, "-10000", "80000", "70000", "2026-08-15"),
        wasSet(MARCH, "80000", "84000", "2026-03-01")
      };
      assertWorth(MARCH, "80000", "2026-02-28", facts);
      assertWorth(MARCH, "84000", "2026-03-01", facts);
      assertWorth(MARCH, "84000", "2026-08-14", facts);
      assertWorth(MARCH, "74000", "2026-08-15", facts);
    }

    @Test
    void wipesDifferencesUpToItsDay() {
      Object[] facts = {
        wasSet(MARCH, "80000"),
        wasAdjusted(MARCH, "-10000", "80000", "70000", "2026-08-15"),
        wasSet(MARCH, "70000", "84000", "2026-08-15")
      };
      assertWorth(MARCH, "80000", "2026-08-14", facts);
      assertWorth(MARCH, "84000", "2026-08-15", facts);
    }

    @Test
    void keepsDifferencesThatAreRecordedLater() {
      Object[] facts = {
        wasSet(MARCH, "80000"),
        wasSet(MARCH, "80000", "84000", "2026-08-15"),
        wasAdjusted(MARCH, "-10000", "80000", "70000", "2026-03-01")
      };
      assertWorth(MARCH, "70000", "2026-08-14", facts);
      assertWorth(MARCH, "74000", "2026-08-15", facts);
    }

    @Test
    void holdsUntilTheNextSetInEffectiveOrder() {
      Object[] facts = {
        wasSet(MARCH, "80000"),
        wasSet(MARCH, "80000", "90000", "2026-08-15"),
        wasSet(MARCH, "80000", "70000", "2026-03-01")
      };
      assertWorth(MARCH, "70000", "2026-08-14", facts);
      assertWorth(MARCH, "90000", "2026-08-15", facts);
    }

    @Test
    void recordsNothingWhenItHolds() { // 9
      recordsNothing(givenOpen(wasSet(MARCH, "80000")), set(MARCH, "80000.00", null));
      recordsNothing(givenOpen(wasSet(MARCH, "80000")), set(MARCH, "80000", "2026-01-01"));
      recordsNothing(
          givenOpen(
              wasSet(MARCH, "80000"), wasAdjusted(MARCH, "-10000", "80000", "70000", "2026-01-01")),
          set(MARCH, "70000", null));
    }

    @Test
    void recordsWhatHeldOnlyByAnEarlierOneSinceItOutlivesThat() { // 9
      givenOpen(wasSet(MARCH, "80000"))
          .when(set(MARCH, "80000", "2026-03-01"))
          .expectEvents(wasSet(MARCH, "80000", "80000", "2026-03-01"));
      Object[] facts = {
        wasSet(MARCH, "80000"),
        wasSet(MARCH, "80000", "80000", "2026-03-01"),
        wasSet(MARCH, "80000", "1", "2026-01-01")
      };
      assertWorth(MARCH, "80000", "2026-03-01", facts);
    }

    @Test
    void takesZero() { // 7
      givenOpen().when(set(MARCH, "0", null)).expectEvents(wasSet(MARCH, "0.00"));
      givenOpen(wasSet(MARCH, "0.00"))
          .when(adjust(MARCH, "1", null))
          .expectEvents(wasAdjusted(MARCH, "1", "0", "1", "2026-01-01"));
    }

    @Test
    void refusesLessThanZero() { // 7
      refuses(
          givenOpen(),
          set(MARCH, "-0.01", "2026-02-01"),
          new Refusal.NegativeQuota(MARCH, day("2026-02-01"), usd("-0.01")));
    }

    @Test
    void refusesLessThanALaterDifferenceTakesAway() { // 7
      Object[] facts = {
        wasSet(MARCH, "80000"), wasAdjusted(MARCH, "-10000", "80000", "70000", "2026-08-15")
      };
      refuses(
          givenOpen(facts),
          set(MARCH, "9999.99", "2026-03-01"),
          new Refusal.NegativeQuota(MARCH, day("2026-08-15"), usd("-0.01")));
      givenOpen(facts)
          .when(set(MARCH, "10000", "2026-03-01"))
          .expectEvents(wasSet(MARCH, "80000", "10000", "2026-03-01"));
    }

    @Test
    void refusesFractionsOfAMinorUnit() { // 7
      refuses(
          givenOpen(), set(MARCH, "0.001", null), new Refusal.NotInMinorUnits(usd("0.001"), "USD"));
      refuses(
          given(openedIn("JPY")),
          set(MARCH, "0.5", null),
          new Refusal.NotInMinorUnits(Money.of("0.5", "JPY"), "JPY"));
    }

    @Test
    void takesTheMinorUnitOfThePlansCurrency() { // 7
      given(openedIn("KWD"))
          .when(set(MARCH, "0.001", null))
          .expectEvents(new QuotaSet(PLAN, MARCH, null, Money.of("0.001", "KWD"), NEW_YEAR, null));
      given(openedIn("JPY"))
          .when(set(MARCH, "500.00", null))
          .expectEvents(new QuotaSet(PLAN, MARCH, null, Money.of("500", "JPY"), NEW_YEAR, null));
    }

    @Test
    void refusesMoreDecimalsThanMoneyHas() { // 7
      givenOpen()
          .when(set(MARCH, "0.00001", null))
          .expectNoEvents()
          .expectException(InvalidValue.class);
    }

    @Test
    void refusesTheActorsOwnQuota() { // 2
      givenOpen()
          .when(set(MARCH, "10", null), Map.of(MessageMetadata.ACTOR_REP, "a"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.OwnQuota(PLAN, new RepId("a"))));
      givenOpen()
          .when(set(inNorth(rep("a"), "2026"), "10", null), Map.of(MessageMetadata.ACTOR_REP, "a"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.OwnQuota(PLAN, new RepId("a"))));
    }

    @Test
    void takesTheQuotaOfOthersFromARep() { // 2
      givenOpen()
          .when(set(MARCH, "10", null), Map.of(MessageMetadata.ACTOR_REP, "b"))
          .expectEvents(wasSet(MARCH, "10"));
      QuotaLineKey team =
          new QuotaLineKey(Subject.team(new TeamId("a")), null, null, period("2026"));
      givenOpen()
          .when(set(team, "10", null), Map.of(MessageMetadata.ACTOR_REP, "a"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.UnknownReference("subject.id", "a")));
    }

    @Test
    void refusesWhatDoesNotExist() { // 10
      refusesReference(line("nobody", "2026-03"), "subject.id", "nobody");
      refusesReference(
          new QuotaLineKey(Subject.team(new TeamId("none")), null, null, period("2026")),
          "subject.id",
          "none");
      refusesReference(
          new QuotaLineKey(rep("a"), new TerritoryId("west"), null, period("2026")),
          "territoryId",
          "west");
      refusesReference(line("a", "2028-03"), "periodId", "2028-03");
      refuses(
          givenOpen(),
          set(line("a", "2028-03"), "10", "2026-01-01"),
          new Refusal.UnknownReference("periodId", "2028-03"));
    }

    @Test
    void refusesAnotherPeriodLevelOfTheSameSeries() { // 5
      refuses(
          givenOpen(wasSet(MARCH, "10")),
          set(line("a", "2026-Q3"), "10", null),
          new Refusal.PeriodLevelsMixed(period("2026-Q3"), period("2026-03")));
      refuses(
          givenOpen(wasSet(line("a", "2026"), "0")),
          set(line("a", "2027-Q3"), "10", null),
          new Refusal.PeriodLevelsMixed(period("2027-Q3"), period("2026")));
    }

    @Test
    void takesTheSamePeriodLevelAgain() { // 5
      QuotaLineKey other = line("a", "2027-12");
      givenOpen(wasSet(MARCH, "10"))
          .when(set(other, "10", null))
          .expectEvents(wasSet(other, null, "10", "2027-01-01"));
    }

    @Test
    void takesAnotherPeriodLevelOfAnotherSeries() { // 5
      for (QuotaLineKey other : List.of(
          line("b", "2026-Q3"),
          inNorth(rep("a"), "2026-Q3"),
          new QuotaLineKey(rep("a"), new TerritoryId("south"), null, period("2026")))) {
        givenOpen(wasSet(MARCH, "10"))
            .when(set(other, "10", null))
            .expectEvents(wasSet(other, "10"));
      }
      QuotaLineKey gadgets = forProduct("gadgets", line("a", "2026-Q3"));
      givenOpen(wasSet(forProduct("widgets", MARCH), "10"))
          .when(set(gadgets, "10", null))
          .expectEvents(wasSet(gadgets, "10"));
    }

    @Test
    void refusesALineWithAProductLineBesideOneWithout() { // 6
      QuotaLineKey widgets = forProduct("widgets", line("a", "2027-03"));
      refuses(
          givenOpen(wasSet(MARCH, "10")),
          set(widgets, "10", null),
          new Refusal.ProductLinesMixed(widgets));
    }

    @Test
    void refusesALineWithoutAProductLineBesideOneWith() { // 6
      QuotaLineKey all = line("a", "2027-03");
      refuses(
          givenOpen(wasSet(forProduct("widgets", MARCH), "10")),
          set(all, "10", null),
          new Refusal.ProductLinesMixed(all));
    }

    @Test
    void takesALineWithAProductLineBesideOneWithoutInAnotherTerritory() { // 6
      QuotaLineKey widgets = forProduct("widgets", inNorth(rep("a"), "2026-03"));
      givenOpen(wasSet(MARCH, "10"))
          .when(set(widgets, "10", null))
          .expectEvents(wasSet(widgets, "10"));
    }

    @Test
    void needsAPlan() {
      given()
          .when(set(MARCH, "10", null))
          .expectNoEvents()
          .expectException(AggregateNotFoundException.class);
    }

    private void refusesReference(QuotaLineKey line, String field, String id) {
      refuses(givenOpen(), set(line, "10", null), new Refusal.UnknownReference(field, id));
    }
  }

  @Nested
  class SettingMany {

    @Test
    void recordsThemInTheirOrder() {
      QuotaLineKey widgets = forProduct("widgets", inNorth(rep("b"), "2026-Q1"));
      givenOpen(wasSet(MARCH, "5"))
          .when(many(set(widgets, "20", "2026-02-01"), set(MARCH, "10", null)))
          .expectEvents(
              wasSet(widgets, null, "20", "2026-02-01"), wasSet(MARCH, "5", "10", "2026-01-01"));
    }

    @Test
    void recordsOnlyWhatDoesNotHold() { // 9
      givenOpen(wasSet(MARCH, "10"))
          .when(many(set(MARCH, "10", null), set(line("b", "2026-03"), "10", null)))
          .expectEvents(wasSet(line("b", "2026-03"), "10"));
      recordsNothing(givenOpen(wasSet(MARCH, "10")), many(set(MARCH, "10", null)));
    }

    @Test
    void takesOneLineTwice() {
      givenOpen()
          .when(
              many(set(MARCH, "10", null), set(MARCH, "20", "2026-03-01"), set(MARCH, "20", null)))
          .expectEvents(
              wasSet(MARCH, "10"),
              wasSet(MARCH, "10", "20", "2026-03-01"),
              wasSet(MARCH, "10", "20", "2026-01-01"));
    }

    @Test
    void refusesAllWhenOneIsRefused() {
      refusesAllWith(set(MARCH, "-1", null), negative());
      refusesAllWith(set(MARCH, "0.001", null), new Refusal.NotInMinorUnits(usd("0.001"), "USD"));
      refusesAllWith(
          set(line("nobody", "2026-03"), "1", null),
          new Refusal.UnknownReference("subject.id", "nobody"));
      refusesAllWith(
          set(line("a", "2026-12"), "1", null), new Refusal.PeriodClosed(PLAN, period("2026-12")));
      givenOpen()
          .when(
              many(set(line("b", "2026-03"), "10", null), set(MARCH, "10", null)),
              Map.of(MessageMetadata.ACTOR_REP, "a"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.OwnQuota(PLAN, new RepId("a"))));
    }

    @Test
    void refusesPeriodLevelsThatItWouldMix() { // 5
      refuses(
          givenOpen(),
          many(set(MARCH, "10", null), set(line("a", "2026-Q3"), "10", null)),
          new Refusal.PeriodLevelsMixed(period("2026-Q3"), period("2026-03")));
    }

    @Test
    void refusesProductLinesThatItWouldMix() { // 6
      QuotaLineKey widgets = forProduct("widgets", line("a", "2026-04"));
      refuses(
          givenOpen(),
          many(set(MARCH, "10", null), set(widgets, "10", null)),
          new Refusal.ProductLinesMixed(widgets));
    }

    @Test
    void takesUpToAThousandLinesOfThePlan() {
      SetQuota one = set(MARCH, "10", null);
      givenOpen()
          .when(new SetQuotas(PLAN, Collections.nCopies(1_000, one)))
          .expectEvents(wasSet(MARCH, "10"));
      assertInvalid(PLAN, Collections.nCopies(1_001, one));
      assertInvalid(PLAN, List.of());
      assertInvalid(new PlanId("fy27"), List.of(one));
    }

    @Test
    void fillsThePlanUpToTenThousandLines() { // 8
      QuotaLineKey last = houseLine(9_999);
      givenOpen(lines(9_999))
          .when(many(set(houseLine(0), "2", null), set(last, "1", null), set(last, "2", null)))
          .expectEvents(
              wasSet(houseLine(0), "1", "2", "2026-01-01"),
              wasSet(last, "1"),
              wasSet(last, "1", "2", "2026-01-01"));
    }

    @Test
    void refusesMoreThanTenThousandLines() { // 8
      refuses(
          givenOpen(lines(9_999)),
          many(set(houseLine(9_999), "1", null), set(houseLine(10_000), "1", null)),
          new Refusal.TooManyLines(PLAN, 10_000));
    }

    private void refusesAllWith(SetQuota refused, Refusal refusal) {
      Object december = new PeriodClosed(PLAN, period("2026-12"), day("2026-12-31"), null);
      refuses(
          givenOpen(december),
          many(set(line("b", "2026-03"), "10", null), refused, set(line("c", "2026"), "1", null)),
          refusal);
    }

    private Refusal negative() {
      return new Refusal.NegativeQuota(MARCH, NEW_YEAR, usd("-1"));
    }

    private void assertInvalid(PlanId planId, List<SetQuota> quotas) {
      assertThatExceptionOfType(InvalidValue.class)
          .isThrownBy(() -> new SetQuotas(planId, quotas))
          .satisfies(e -> assertThat(e.field()).isEqualTo("quotas"));
    }

    private QuotaPlanCommand many(SetQuota... quotas) {
      return new SetQuotas(PLAN, List.of(quotas));
    }

    private Object[] lines(int count) {
      return IntStream.range(0, count).mapToObj(i -> wasSet(houseLine(i), "1")).toArray();
    }

    private QuotaLineKey houseLine(int number) {
      return forProduct(
          "product " + number, new QuotaLineKey(Subject.house(), null, null, period("2026")));
    }
  }

  @Nested
  class Adjusting {

    @Test
    void addsToWhatWasSet() { // 7
      givenOpen(wasSet(MARCH, "80000"))
          .when(new AdjustQuota(PLAN, MARCH, new BigDecimal("-10000"), REASON, day("2026-08-15")))
          .expectEvents(new QuotaAdjusted(
              PLAN,
              MARCH,
              usd("-10000"),
              usd("80000"),
              usd("70000"),
              day("2026-08-15"),
              REASON,
              null));
    }

    @Test
    void holdsFromTheFirstDayOfTheOutermostPeriodWithoutADay() {
      givenOpen(wasSet(MARCH, "80000"))
          .when(adjust(MARCH, "5", null))
          .expectEvents(wasAdjusted(MARCH, "5", "80000", "80005", "2026-01-01"));
      QuotaLineKey quarter = line("a", "2027-Q3");
      givenOpen(wasSet(quarter, "80000"))
          .when(adjust(quarter, "5", null))
          .expectEvents(wasAdjusted(quarter, "5", "80000", "80005", "2027-01-01"));
    }

    @Test
    void addsToOtherDifferences() {
      Object[] facts = {
        wasSet(MARCH, "80000"),
        wasAdjusted(MARCH, "-10000", "80000", "70000", "2026-08-15"),
        wasAdjusted(MARCH, "500", "80000", "80500", "2026-03-01")
      };
      assertWorth(MARCH, "80500", "2026-08-14", facts);
      assertWorth(MARCH, "70500", "2026-08-15", facts);
    }

    @Test
    void countsFromNothingBeforeTheLineBegan() {
      givenOpen(wasSet(MARCH, null, "80000", "2026-03-01"))
          .when(adjust(MARCH, "5", "2026-02-01"))
          .expectEvents(wasAdjusted(MARCH, "5", null, "5", "2026-02-01"));
      refuses(
          givenOpen(wasSet(MARCH, null, "80000", "2026-03-01")),
          adjust(MARCH, "-5", "2026-02-01"),
          new Refusal.NegativeQuota(MARCH, day("2026-02-01"), usd("-5")));
    }

    @Test
    void recordsItAgainEachTime() {
      givenOpen(wasSet(MARCH, "80"), wasAdjusted(MARCH, "5", "80", "85", "2026-01-01"))
          .when(adjust(MARCH, "5", null))
          .expectEvents(wasAdjusted(MARCH, "5", "85", "90", "2026-01-01"));
    }

    @Test
    void takesAllThatIsThere() { // 7
      givenOpen(wasSet(MARCH, "80"))
          .when(adjust(MARCH, "-80", "2026-03-01"))
          .expectEvents(wasAdjusted(MARCH, "-80", "80", "0.00", "2026-03-01"));
    }

    @Test
    void refusesMoreThanIsThereOnItsDay() { // 7
      refuses(
          givenOpen(wasSet(MARCH, "80"), wasSet(MARCH, "80", "100", "2026-08-01")),
          adjust(MARCH, "-80.01", "2026-03-01"),
          new Refusal.NegativeQuota(MARCH, day("2026-03-01"), usd("-0.01")));
    }

    @Test
    void refusesMoreThanIsThereLater() { // 7
      refuses(
          givenOpen(wasSet(MARCH, "80"), wasSet(MARCH, "80", "10", "2026-08-01")),
          adjust(MARCH, "-10.01", "2026-03-01"),
          new Refusal.NegativeQuota(MARCH, day("2026-08-01"), usd("-0.01")));
      refuses(
          givenOpen(wasSet(MARCH, "80"), wasAdjusted(MARCH, "-70", "80", "10", "2026-08-01")),
          adjust(MARCH, "-10.01", "2026-03-01"),
          new Refusal.NegativeQuota(MARCH, day("2026-08-01"), usd("-0.01")));
    }

    @Test
    void refusesNothing() { // 7
      refuses(
          givenOpen(wasSet(MARCH, "80")),
          adjust(MARCH, "0.00", null),
          new Refusal.NothingToAdjust());
    }

    @Test
    void refusesFractionsOfAMinorUnit() { // 7
      refuses(
          givenOpen(wasSet(MARCH, "80")),
          adjust(MARCH, "-0.001", null),
          new Refusal.NotInMinorUnits(usd("-0.001"), "USD"));
    }

    @Test
    void refusesALineThatWasNeverSet() {
      refuses(
          givenOpen(wasSet(line("a", "2026-04"), "80"), wasSet(line("b", "2026-03"), "80")),
          adjust(MARCH, "5", null),
          new Refusal.NoSuchLine(MARCH));
    }

    @Test
    void refusesTheActorsOwnQuota() { // 2
      givenOpen(wasSet(MARCH, "80"))
          .when(adjust(MARCH, "5", null), Map.of(MessageMetadata.ACTOR_REP, "a"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.OwnQuota(PLAN, new RepId("a"))));
      givenOpen(wasSet(MARCH, "80"))
          .when(adjust(MARCH, "5", null), Map.of(MessageMetadata.ACTOR_REP, "b"))
          .expectEvents(wasAdjusted(MARCH, "5", "80", "85", "2026-01-01"));
    }

    @Test
    void refusesWhatDoesNotExist() { // 10
      refusesReference(line("nobody", "2026-03"), "subject.id", "nobody");
      refusesReference(
          new QuotaLineKey(rep("a"), new TerritoryId("west"), null, period("2026")),
          "territoryId",
          "west");
      refusesReference(line("a", "2028-03"), "periodId", "2028-03");
    }

    @Test
    void needsAPlan() {
      given()
          .when(adjust(MARCH, "5", null))
          .expectNoEvents()
          .expectException(AggregateNotFoundException.class);
    }

    private void refusesReference(QuotaLineKey line, String field, String id) {
      refuses(givenOpen(), adjust(line, "10", null), new Refusal.UnknownReference(field, id));
    }
  }

  /** The next adjustment says what the line was worth on its day. */
  private static void assertWorth(QuotaLineKey line, String amount, String day, Object... facts) {
    String after = new BigDecimal(amount).add(BigDecimal.ONE).toString();
    givenOpen(facts)
        .when(adjust(line, "1", day))
        .expectEvents(wasAdjusted(line, "1", amount, after, day));
  }

  private static PlanOpened openedIn(String currency) {
    return new PlanOpened(
        PLAN, "Fiscal 2026", FISCAL, Currency.getInstance(currency), null, NEW_YEAR);
  }
}
