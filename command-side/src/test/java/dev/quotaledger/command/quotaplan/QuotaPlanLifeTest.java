package dev.quotaledger.command.quotaplan;

import static dev.quotaledger.command.RefusedWith.refusedWith;
import static dev.quotaledger.command.quotaplan.PlanExample.FISCAL;
import static dev.quotaledger.command.quotaplan.PlanExample.NEW_YEAR;
import static dev.quotaledger.command.quotaplan.PlanExample.NORTH;
import static dev.quotaledger.command.quotaplan.PlanExample.PLAN;
import static dev.quotaledger.command.quotaplan.PlanExample.REASON;
import static dev.quotaledger.command.quotaplan.PlanExample.USD;
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
import static dev.quotaledger.command.quotaplan.PlanExample.usdOrNone;
import static dev.quotaledger.command.quotaplan.PlanExample.wasAdjusted;
import static dev.quotaledger.command.quotaplan.PlanExample.wasSet;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand.AbandonRevision;
import dev.quotaledger.api.QuotaPlanCommand.ApprovePlan;
import dev.quotaledger.api.QuotaPlanCommand.ClosePlan;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.PublishPlan;
import dev.quotaledger.api.QuotaPlanCommand.RejectPlan;
import dev.quotaledger.api.QuotaPlanCommand.StartRevision;
import dev.quotaledger.api.QuotaPlanCommand.SubmitPlan;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanApproved;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.PlanRejected;
import dev.quotaledger.api.QuotaPlanEvent.PlanSubmitted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.RevisionAbandoned;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.Refusal.PublicationBlocked;
import dev.quotaledger.api.Refusal.PublicationBlocked.Blocker;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.runtime.MessageMetadata;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.TestExecutor;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** How a plan is approved, published and revised; tests name the invariant of {@link QuotaPlan}. */
class QuotaPlanLifeTest {

  private static final QuotaLineKey Q3 = line("a", "2026-Q3");
  private static final Map<String, String> OPS = Map.of(MessageMetadata.ACTOR, "ops");
  private static final Map<String, String> BOSS = Map.of(MessageMetadata.ACTOR, "boss");

  @Nested
  class NeedingApproval {

    @Test
    void isSaidWhenThePlanIsOpened() {
      given()
          .when(new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, null, true))
          .expectEvents(opened());
      recordsNothing(givenApproval(), new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, null, true));
      refuses(
          givenApproval(),
          new OpenPlan(PLAN, "Fiscal 2026", FISCAL, USD, null, false),
          new Refusal.AlreadyExists("plan", "fy26"));
    }

    @Test
    void forbidsPublishingWhatNobodyApproved() { // 12
      refuses(givenApproval(), new PublishPlan(PLAN), wrong(PlanState.DRAFT, "be published"));
      refuses(
          givenApproval(submitted(1)),
          new PublishPlan(PLAN),
          wrong(PlanState.IN_REVIEW, "be published"));
      refuses(
          givenApproval(submitted(1), approved(1), rejected(1)),
          new PublishPlan(PLAN),
          wrong(PlanState.DRAFT, "be published"));
      refuses(
          givenApproval(published(null), started(2)),
          new PublishPlan(PLAN),
          wrong(PlanState.REVISING, "be published"));
    }

    @Test
    void goesFromSubmissionOverApprovalToPublication() { // 12
      givenApproval()
          .when(new SubmitPlan(PLAN, REASON), OPS)
          .expectEvents(new PlanSubmitted(PLAN, 1, NEW_YEAR, REASON));
      givenApproval(submitted(1)).when(new ApprovePlan(PLAN, null), BOSS).expectEvents(approved(1));
      givenApproval(submitted(1), approved(1))
          .when(new PublishPlan(PLAN))
          .expectEvents(published(null));
    }

    @Test
    void letsNobodyApproveWhatTheySubmitted() { // 12
      refusesApprovalBy(OPS, by(OPS, submitted(1)));
      refusesApprovalBy(Map.of(), submitted(1));
      Map<String, String> rep =
          Map.of(MessageMetadata.ACTOR, "ann@sso", MessageMetadata.ACTOR_REP, "a");
      Map<String, String> alias =
          Map.of(MessageMetadata.ACTOR, "ann", MessageMetadata.ACTOR_REP, "a");
      refusesApprovalBy(alias, by(rep, submitted(1)));
      refusesApprovalBy(BOSS, by(OPS, submitted(1)), by(BOSS, rejected(1)), by(BOSS, submitted(1)));
      givenApproval(by(BOSS, submitted(1)), by(OPS, rejected(1)), by(OPS, submitted(1)))
          .when(new ApprovePlan(PLAN, null), BOSS)
          .expectEvents(approved(1));
    }

    private void refusesApprovalBy(Map<String, String> approver, Object... events) {
      givenApproval(events)
          .when(new ApprovePlan(PLAN, null), approver)
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.OwnSubmission(PLAN, 1)));
    }

    @Test
    void sendsBackWhatIsRejected() { // 12
      RejectPlan reject = new RejectPlan(PLAN, REASON);
      givenApproval(submitted(1)).when(reject).expectEvents(rejected(1));
      givenApproval(submitted(1), approved(1)).when(reject).expectEvents(rejected(1));
      givenApproval(submitted(1), rejected(1))
          .when(set(Q3, "5.00", null))
          .expectEvents(wasSet(Q3, "5.00"));
      givenApproval(published(null), started(2), submitted(2), rejected(2))
          .when(set(Q3, "5.00", null))
          .expectEvents(drafted(2, Q3, null, "5.00"));
      refuses(givenApproval(), reject, wrong(PlanState.DRAFT, "be rejected"));
      refuses(givenApproval(published(null)), reject, wrong(PlanState.PUBLISHED, "be rejected"));
    }

    @Test
    void keepsTheLinesAsTheyWereSubmitted() { // 4, 12
      var line = wasSet(Q3, "100.00");
      String change = "take a change of its lines";
      refuses(
          givenApproval(line, submitted(1)),
          set(Q3, "5.00", null),
          wrong(PlanState.IN_REVIEW, change));
      refuses(
          givenApproval(line, submitted(1)),
          adjust(Q3, "5.00", null),
          wrong(PlanState.IN_REVIEW, change));
      refuses(
          givenApproval(line, submitted(1), approved(1)),
          set(Q3, "5.00", null),
          wrong(PlanState.APPROVED, change));
      refuses(
          givenApproval(line, published(null), started(2), submitted(2)),
          set(Q3, "5.00", null),
          wrong(PlanState.IN_REVIEW, "set lines while its revision is reviewed: adjust them"));
    }

    @Test
    void leavesToAPlanInForceAdjustmentsOnly() { // 12
      var line = wasSet(Q3, "100.00");
      refuses(
          givenApproval(line, published(null)),
          set(Q3, "5.00", null),
          wrong(PlanState.PUBLISHED, "set lines: adjust them, or start a revision"));
      givenApproval(line, published(null))
          .when(adjust(Q3, "5.00", null))
          .expectEvents(wasAdjusted(Q3, "5.00", "100.00", "105.00", "2026-01-01"));
    }

    @Test
    void isTheOnlyReasonToSubmit() {
      refuses(givenOpen(), new SubmitPlan(PLAN, null), wrong(PlanState.DRAFT, "be submitted"));
      refuses(
          givenApproval(submitted(1)),
          new SubmitPlan(PLAN, null),
          wrong(PlanState.IN_REVIEW, "be submitted"));
      refuses(givenApproval(), new ApprovePlan(PLAN, null), wrong(PlanState.DRAFT, "be approved"));
    }
  }

  @Nested
  class Revising {

    @Test
    void isNumberedFromTwoAndNeverTwiceTheSame() { // 13
      StartRevision start = new StartRevision(PLAN, REASON);
      givenOpen(published(null)).when(start).expectEvents(started(2));
      givenOpen(published(null), started(2), abandoned(2)).when(start).expectEvents(started(3));
      givenOpen(published(null), started(2), published(2)).when(start).expectEvents(started(3));
    }

    @Test
    void beginsAndEndsWithAPlanInForce() { // 13
      StartRevision start = new StartRevision(PLAN, REASON);
      refuses(givenOpen(), start, wrong(PlanState.DRAFT, "be revised"));
      refuses(givenRevised(), start, wrong(PlanState.REVISING, "be revised"));
      AbandonRevision abandon = new AbandonRevision(PLAN, REASON);
      givenRevised().when(abandon).expectEvents(abandoned(2));
      givenApproval(published(null), started(2), submitted(2), approved(2))
          .when(abandon)
          .expectEvents(abandoned(2));
      refuses(givenOpen(), abandon, wrong(PlanState.DRAFT, "give up a revision"));
      refuses(
          givenOpen(published(null)), abandon, wrong(PlanState.PUBLISHED, "give up a revision"));
      givenRevised()
          .when(new ClosePlan(PLAN, null))
          .expectEvents(new PlanClosed(PLAN, NEW_YEAR, null));
    }

    @Test
    void draftsWhatIsSetBesideWhatIsInForce() { // 13
      givenRevised().when(set(Q3, "120.00", null)).expectEvents(drafted(2, Q3, "100.00", "120.00"));
      givenRevised(drafted(2, Q3, "100.00", "120.00"))
          .when(adjust(Q3, "5.00", null))
          .expectEvents(wasAdjusted(Q3, "5.00", "100.00", "105.00", "2026-01-01"));
    }

    @Test
    void draftsAnewInsteadOfWhatWasDrafted() { // 13
      givenRevised(drafted(2, Q3, "100.00", "120.00"), drafted(2, Q3, "100.00", "130.00"))
          .when(new PublishPlan(PLAN))
          .expectEvents(wasSet(Q3, "100.00", "130.00", "2026-01-01"), published(2));
      givenRevised(drafted(2, Q3, "100.00", "120.00"))
          .when(set(Q3, "100.00", null))
          .expectEvents(drafted(2, Q3, "100.00", "100.00"));
    }

    @Test
    void recordsNothingWhereNothingWouldChange() { // 9
      recordsNothing(givenRevised(), set(Q3, "100.00", null));
      recordsNothing(givenRevised(drafted(2, Q3, "100.00", "120.00")), set(Q3, "120.00", null));
    }

    @Test
    void obeysTheRulesOfLines() { // 2, 3, 5, 6, 7
      givenRevised()
          .when(set(Q3, "1.00", null), Map.of(MessageMetadata.ACTOR_REP, "a"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.OwnQuota(PLAN, new RepId("a"))));
      refuses(
          givenRevised(closed("2026-Q3")),
          set(Q3, "1.00", null),
          new Refusal.PeriodClosed(PLAN, period("2026-Q3")));
      refuses(
          givenRevised(drafted(2, line("b", "2026-Q3"), null, "1.00")),
          set(line("b", "2026-08"), "1.00", null),
          new Refusal.PeriodLevelsMixed(period("2026-08"), period("2026-Q3")));
      QuotaLineKey bikes = forProduct("bikes", line("b", "2026-Q3"));
      refuses(
          givenRevised(drafted(2, line("b", "2026-Q3"), null, "1.00")),
          set(bikes, "1.00", null),
          new Refusal.ProductLinesMixed(bikes));
    }

    @Test
    void looksAtAllThatIsDraftedOfALine() { // 7
      var less = wasAdjusted(Q3, "-50.00", "100.00", "50.00", "2026-03-01");
      refuses(
          givenRevised(less),
          set(Q3, "30.00", null),
          new Refusal.NegativeQuota(Q3, day("2026-03-01"), usd("-20.00")));
      var march = drafted(2, Q3, "50.00", "40.00", "2026-03-01");
      givenRevised(less, march)
          .when(set(Q3, "30.00", null))
          .expectEvents(drafted(2, Q3, "100.00", "30.00"));
    }
  }

  @Nested
  class Publishing {

    @Test
    void setsWhatIsDraftedInAStableOrder() { // 13
      QuotaLineKey b = line("b", "2026-Q3");
      givenRevised(
              drafted(2, b, null, "7.00"),
              drafted(2, Q3, "100.00", "120.00"),
              drafted(2, Q3, "100.00", "90.00", "2026-08-01"))
          .when(new PublishPlan(PLAN))
          .expectEvents(
              wasSet(Q3, "100.00", "90.00", "2026-08-01"),
              wasSet(Q3, "100.00", "120.00", "2026-01-01"),
              wasSet(b, "7.00"),
              published(2));
    }

    @Test
    void saysWhatWasInForceJustBefore() { // 13
      givenRevised(
              drafted(2, Q3, "100.00", "120.00"),
              wasAdjusted(Q3, "5.00", "100.00", "105.00", "2026-01-01"))
          .when(new PublishPlan(PLAN))
          .expectEvents(wasSet(Q3, "105.00", "120.00", "2026-01-01"), published(2));
    }

    @Test
    void recordsNothingOfWhatIsInForceAlready() { // 9
      givenRevised(drafted(2, Q3, "100.00", "120.00"), drafted(2, Q3, "100.00", "100.00"))
          .when(new PublishPlan(PLAN))
          .expectEvents(published(2));
    }

    @Test
    void leavesNothingOfWhatWasAbandoned() { // 13
      givenRevised(drafted(2, Q3, "100.00", "120.00"), abandoned(2), started(3))
          .when(new PublishPlan(PLAN))
          .expectEvents(published(3));
      recordsNothing(
          givenRevised(drafted(2, Q3, "100.00", "120.00"), abandoned(2), started(3)),
          set(Q3, "100.00", null));
    }

    @Test
    void letsNobodyPutTheirOwnQuotaInForce() { // 2
      givenRevised(drafted(2, Q3, "100.00", "120.00"))
          .when(new PublishPlan(PLAN), Map.of(MessageMetadata.ACTOR_REP, "a"))
          .expectNoEvents()
          .expectException(refusedWith(new Refusal.OwnQuota(PLAN, new RepId("a"))));
    }

    @Test
    void namesEveryLineThatBlocksIt() { // 3, 5, 7, 13
      QuotaLineKey negative = line("b", "2026-Q4");
      QuotaLineKey monthly = inNorth(rep("c"), "2026-08");
      TestExecutor<QuotaPlan> given = givenRevised(
          wasSet(negative, "50.00"),
          wasSet(inNorth(rep("a"), "2026-Q4"), "9.00"),
          drafted(2, Q3, "100.00", "120.00"),
          drafted(2, negative, "50.00", "10.00"),
          drafted(2, monthly, null, "3.00"),
          drafted(2, line("b", "2027-Q1"), null, "8.00"),
          closed("2026-Q3"),
          wasAdjusted(negative, "-20.00", "50.00", "30.00", "2026-11-01"),
          moved(rep("a"), rep("c"), "2026-Q4"));
      Refusal mixed = new Refusal.PeriodLevelsMixed(period("2026-08"), period("2026-Q4"));
      Refusal q3 = new Refusal.PeriodClosed(PLAN, period("2026-Q3"));
      Refusal august = new Refusal.PeriodClosed(PLAN, period("2026-08"));
      Refusal below = new Refusal.NegativeQuota(negative, day("2026-11-01"), usd("-10.00"));
      refuses(
          given,
          new PublishPlan(PLAN),
          new PublicationBlocked(
              PLAN,
              2,
              4,
              List.of(
                  Blocker.of(Q3, q3),
                  Blocker.of(negative, below),
                  Blocker.of(monthly, august),
                  Blocker.of(monthly, mixed))));
    }
  }

  private static TestExecutor<QuotaPlan> givenApproval(Object... events) {
    return given(Stream.concat(Stream.of(opened()), Arrays.stream(events)).toArray());
  }

  /** A plan without approval, in its second revision, with 100 for rep a in the third quarter. */
  private static TestExecutor<QuotaPlan> givenRevised(Object... events) {
    return givenOpen(Stream.concat(
            Stream.of(wasSet(Q3, "100.00"), published(null), started(2)), Arrays.stream(events))
        .toArray());
  }

  private static PlanOpened opened() {
    return new PlanOpened(PLAN, "Fiscal 2026", FISCAL, USD, null, NEW_YEAR, true);
  }

  private static PlanSubmitted submitted(int revision) {
    return new PlanSubmitted(PLAN, revision, NEW_YEAR, null);
  }

  private static PlanApproved approved(int revision) {
    return new PlanApproved(PLAN, revision, NEW_YEAR, null);
  }

  private static PlanRejected rejected(int revision) {
    return new PlanRejected(PLAN, revision, NEW_YEAR, REASON);
  }

  private static PlanPublished published(@Nullable Integer revision) {
    return new PlanPublished(PLAN, NEW_YEAR, revision);
  }

  private static RevisionStarted started(int revision) {
    return new RevisionStarted(PLAN, revision, NEW_YEAR, REASON);
  }

  private static RevisionAbandoned abandoned(int revision) {
    return new RevisionAbandoned(PLAN, revision, NEW_YEAR, REASON);
  }

  private static QuotaDrafted drafted(
      int revision, QuotaLineKey line, @Nullable String before, String after) {
    return drafted(
        revision, line, before, after, line.periodId().value().substring(0, 4) + "-01-01");
  }

  private static QuotaDrafted drafted(
      int revision, QuotaLineKey line, @Nullable String before, String after, String effectiveOn) {
    return new QuotaDrafted(
        PLAN, revision, line, usdOrNone(before), usd(after), day(effectiveOn), null);
  }

  private static PeriodClosed closed(String periodId) {
    return new PeriodClosed(PLAN, period(periodId), day("2026-09-30"), null);
  }

  private static QuotaTransferred moved(Subject from, Subject to, String periodId) {
    return new QuotaTransferred(
        PLAN,
        "transfer",
        NORTH,
        from,
        to,
        new Method("WHOLE_PERIODS", 1),
        List.of(new Move(
            null,
            period(periodId),
            usd("9.00"),
            92,
            92,
            usd("9.00"),
            usd("0.00"),
            null,
            usd("9.00"))),
        NEW_YEAR,
        null);
  }

  private static Refusal wrong(PlanState state, String attempted) {
    return new Refusal.PlanInWrongState(PLAN, state, attempted);
  }

  private static Object by(Map<String, String> actor, Object event) {
    return new GenericEventMessage<>(event, actor);
  }
}
