package dev.quotaledger.query.audit;

import dev.quotaledger.api.CalendarId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanEvent;
import dev.quotaledger.api.QuotaPlanEvent.Move;
import dev.quotaledger.api.QuotaPlanEvent.PeriodClosed;
import dev.quotaledger.api.QuotaPlanEvent.PeriodReopened;
import dev.quotaledger.api.QuotaPlanEvent.PlanApproved;
import dev.quotaledger.api.QuotaPlanEvent.PlanClosed;
import dev.quotaledger.api.QuotaPlanEvent.PlanOpened;
import dev.quotaledger.api.QuotaPlanEvent.PlanPublished;
import dev.quotaledger.api.QuotaPlanEvent.PlanRejected;
import dev.quotaledger.api.QuotaPlanEvent.PlanSubmitted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaAdjusted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaDrafted;
import dev.quotaledger.api.QuotaPlanEvent.QuotaSet;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferDeclined;
import dev.quotaledger.api.QuotaPlanEvent.QuotaTransferred;
import dev.quotaledger.api.QuotaPlanEvent.RevisionAbandoned;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.model.LineFact;
import dev.quotaledger.model.LineFact.Kind;
import dev.quotaledger.model.PlanLife;
import dev.quotaledger.model.QuotaLine;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** What the events of the plan stand on. */
final class PlanInvariants {

  private final Grounds grounds;
  private final Findings findings;

  PlanInvariants(Grounds grounds, Findings findings) {
    this.grounds = grounds;
    this.findings = findings;
  }

  void check(QuotaPlanEvent event) {
    boolean stands = event instanceof PlanOpened || grounds.isPlanOpen();
    findings.require(
        stands, Invariant.PLAN_OPENED, "planId", "The plan would not have been opened.");
    if (stands) {
      checkStanding(event);
    }
  }

  private void checkStanding(QuotaPlanEvent event) {
    PlanLife life = grounds.plan().life();
    switch (event) {
      case PlanOpened e -> {
        findings.team("teamId", e.teamId());
        calendar(e.calendarId());
      }
      case QuotaSet e -> {
        line(e.line());
        findings.before(e.line().toString(), e.before(), amount(e.line(), e.effectiveOn()));
        notBelowZero(e.line(), Kind.SET, e.after(), e.effectiveOn());
      }
      case QuotaAdjusted e -> adjusted(e);
      case QuotaTransferred e -> transferred(e);
      case QuotaTransferDeclined e -> cause(e.transferId());
      case PeriodClosed e -> {
        period(e.periodId());
        open(e.periodId());
      }
      case PeriodReopened e ->
        findings.require(
            grounds.plan().closedPeriods().contains(e.periodId()),
            Invariant.PERIOD_CLOSED,
            e.periodId().value(),
            e.periodId().value() + " would not be closed.");
      case StageProbabilitiesSet e ->
        findings.before(
            "probabilities", e.before(), grounds.plan().probabilities().at(e.effectiveOn()));
      case PlanSubmitted _ -> inState(life.isSubmittable(), "be submitted");
      case PlanApproved _ -> inState(life.state() == PlanState.IN_REVIEW, "be approved");
      case PlanRejected _ -> inState(life.isRejectable(), "be rejected");
      case PlanPublished _ -> inState(life.isPublishable(), "be published");
      case RevisionStarted _ -> inState(life.state() == PlanState.PUBLISHED, "be revised");
      case RevisionAbandoned _ -> inState(life.isRevised(), "give up a revision");
      case QuotaDrafted e -> {
        inState(life.isRevised(), "draft a line");
        line(e.line());
        findings.before(e.line().toString(), e.before(), amount(e.line(), e.effectiveOn()));
      }
      case PlanClosed _ -> {}
    }
  }

  private void inState(boolean holds, String attempted) {
    PlanState state = grounds.plan().state();
    findings.require(
        holds,
        Invariant.PLAN_IN_STATE,
        state.name(),
        "It would be %s: it could not %s.".formatted(state, attempted));
  }

  private void adjusted(QuotaAdjusted event) {
    line(event.line());
    findings.require(
        !grounds.plan().line(event.line()).facts().isEmpty(),
        Invariant.LINE_EXISTS,
        event.line().toString(),
        event.line() + " would never have been set.");
    findings.before(
        event.line().toString(), event.before(), amount(event.line(), event.effectiveOn()));
    notBelowZero(event.line(), Kind.DELTA, event.delta(), event.effectiveOn());
  }

  private void transferred(QuotaTransferred event) {
    cause(event.transferId());
    findings.territory("territoryId", event.territoryId());
    findings.subject("to", event.to());
    event.moves().forEach(move -> moved(event, move));
  }

  private void moved(QuotaTransferred event, Move move) {
    QuotaLineKey from = event.fromLine(move);
    QuotaLineKey to = event.toLine(move);
    period(move.periodId());
    open(move.periodId());
    Money nothing = move.amount().minus(move.amount());
    Money has = grounds.plan().line(from).amountOn(event.effectiveOn()).orElse(nothing);
    findings.require(
        !has.minus(move.amount()).isNegative(),
        Invariant.GIVER_HAS_QUOTA,
        from.toString(),
        "%s would give %s of %s.".formatted(from, move.amount(), has));
    findings.before(from.toString(), move.fromBefore(), has);
    findings.before(to.toString(), move.toBefore(), amount(to, event.effectiveOn()));
  }

  private void line(QuotaLineKey line) {
    findings.subject("subject.id", line.subject());
    findings.territory("territoryId", line.territoryId());
    period(line.periodId());
    open(line.periodId());
  }

  private void calendar(CalendarId calendarId) {
    findings.require(
        grounds.hasCalendar(calendarId),
        Invariant.CALENDAR_EXISTS,
        "calendarId",
        "There would be no " + calendarId + ".");
  }

  private void period(PeriodId periodId) {
    findings.require(
        grounds.calendar().period(periodId).isPresent(),
        Invariant.PERIOD_EXISTS,
        periodId.value(),
        "There would be no period " + periodId.value() + ".");
  }

  private void open(PeriodId periodId) {
    findings.require(
        !grounds.calendar().isWithinAny(periodId, grounds.plan().closedPeriods()),
        Invariant.PERIOD_OPEN,
        periodId.value(),
        periodId.value() + " would be closed.");
  }

  private void cause(String transferId) {
    findings.require(
        grounds.hasReallocation(transferId),
        Invariant.TRANSFER_HAS_CAUSE,
        "transferId",
        "No territory would have been reallocated by " + transferId + ".");
  }

  private void notBelowZero(QuotaLineKey key, Kind kind, Money amount, LocalDate from) {
    QuotaLine changed =
        grounds.plan().line(key).with(new LineFact(kind, amount, from, Long.MAX_VALUE));
    changed
        .changesFrom(from)
        .filter(day -> changed.amountOn(day).filter(Money::isNegative).isPresent())
        .min(LocalDate::compareTo)
        .ifPresent(day -> findings.require(
            false,
            Invariant.NOT_BELOW_ZERO,
            key.toString(),
            "%s would be %s on %s.".formatted(key, changed.amountOn(day).orElseThrow(), day)));
  }

  private @Nullable Money amount(QuotaLineKey key, LocalDate day) {
    return grounds.plan().line(key).amountOn(day).orElse(null);
  }
}
