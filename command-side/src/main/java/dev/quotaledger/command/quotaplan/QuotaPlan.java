package dev.quotaledger.command.quotaplan;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.quotaledger.api.Method;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.PlanId;
import dev.quotaledger.api.PlanState;
import dev.quotaledger.api.QuotaLineKey;
import dev.quotaledger.api.QuotaPlanCommand;
import dev.quotaledger.api.QuotaPlanCommand.AbandonRevision;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuota;
import dev.quotaledger.api.QuotaPlanCommand.AdjustQuotas;
import dev.quotaledger.api.QuotaPlanCommand.ApprovePlan;
import dev.quotaledger.api.QuotaPlanCommand.ClosePeriod;
import dev.quotaledger.api.QuotaPlanCommand.ClosePlan;
import dev.quotaledger.api.QuotaPlanCommand.OpenPlan;
import dev.quotaledger.api.QuotaPlanCommand.PublishPlan;
import dev.quotaledger.api.QuotaPlanCommand.RejectPlan;
import dev.quotaledger.api.QuotaPlanCommand.ReopenPeriod;
import dev.quotaledger.api.QuotaPlanCommand.SetQuota;
import dev.quotaledger.api.QuotaPlanCommand.SetQuotas;
import dev.quotaledger.api.QuotaPlanCommand.SetStageProbabilities;
import dev.quotaledger.api.QuotaPlanCommand.StartRevision;
import dev.quotaledger.api.QuotaPlanCommand.SubmitPlan;
import dev.quotaledger.api.QuotaPlanCommand.TransferQuota;
import dev.quotaledger.api.QuotaPlanEvent;
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
import dev.quotaledger.api.QuotaPlanEvent.RevisionAbandoned;
import dev.quotaledger.api.QuotaPlanEvent.RevisionStarted;
import dev.quotaledger.api.QuotaPlanEvent.StageProbabilitiesSet;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.StageProbabilities;
import dev.quotaledger.command.CommandMetadata;
import dev.quotaledger.command.Decider;
import dev.quotaledger.command.References;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Plan;
import dev.quotaledger.model.QuotaLine;
import dev.quotaledger.runtime.MessageMetadata;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * All quota lines of one plan, decided together.
 *
 * <p>A plan is opened as a draft for one calendar and one currency and is published. Lines are set
 * and adjusted while it is drafted and while it is in force. When a territory changes hands, its
 * quota is transferred between two lines of each period, or the plan records why it was not. Periods
 * close as the year goes by, may be opened again, and in the end the plan is closed for good.
 *
 * <p>A plan in force may be revised: what is set then is drafted, and comes into force when the
 * revision is published, all of it or nothing. Adjustments and transfers go on meanwhile. Where a plan
 * was opened so that it needs approval, it is submitted before it is published, and so is each
 * revision; somebody else approves it or sends it back, and between revisions nothing is set.
 *
 * <ol>
 *   <li>A transfer conserves the plan's total to the minor unit, and moves all that it concerns or
 *       nothing.
 *   <li>Nobody sets or adjusts their own quota, nor publishes a revision that does.
 *   <li>A closed period, one that contains it included, takes no change.
 *   <li>Lines change only while the plan is a draft or in force; a closed plan never changes.
 *   <li>Lines of one subject, territory and product line sit on one period level only.
 *   <li>A subject has no line without a product line beside others with one, in one territory.
 *   <li>Amounts are whole minor units of the plan's currency; no set or adjustment takes a line
 *       below zero on its effective date or later.
 *   <li>A plan has at most 10,000 lines.
 *   <li>Setting what already holds, closing what is closed, and a transfer that was seen before
 *       record nothing.
 *   <li>A line names an existing rep or team, an existing territory and a period of the calendar.
 *   <li>How likely deals are won holds from a day until the next day from which it was said
 *       otherwise; it is said at most 1,000 times.
 *   <li>What needs approval is published only after somebody approved it who had not submitted it, and
 *       what was approved is what is published.
 *   <li>What is drafted changes no line before its revision is published; a revision of which one line
 *       cannot come into force is not published. It has at most 10,000 drafts.
 * </ol>
 */
@Revision("3")
final class QuotaPlan extends Decider {

  @AggregateIdentifier
  private @Nullable PlanId planId;

  private final Plan plan = new Plan();

  /** Who submitted the plan or its revision last; null before the first time. */
  private @Nullable Submitter submitter;

  /**
   * Who submitted something.
   *
   * @param actor the user's name; null when unknown
   * @param rep the rep whom the user is; null for anybody else
   */
  record Submitter(@Nullable String actor, @Nullable String rep) {

    static Submitter of(MetaData metadata) {
      return new Submitter(
          CommandMetadata.get(metadata, MessageMetadata.ACTOR).orElse(null),
          CommandMetadata.get(metadata, MessageMetadata.ACTOR_REP).orElse(null));
    }

    /** One person may have several names, but is one rep; who is unknown may be anybody. */
    boolean mayBe(Submitter other) {
      return Objects.equals(actor, other.actor) || (rep != null && rep.equals(other.rep));
    }
  }

  /** For Axon, which folds the events into it. */
  QuotaPlan() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(OpenPlan command, References references) {
    Plan.Header asked =
        new Plan.Header(command.name(), command.calendarId(), command.currency(), command.teamId());
    if (planId != null) {
      if (!plan.header().equals(asked) || plan.life().approval() != command.approval()) {
        throw new Refusal.AlreadyExists("plan", command.planId().value()).asException();
      }
      return;
    }
    if (command.teamId() != null
        && references.organization().team(command.teamId()).isEmpty()) {
      throw new Refusal.UnknownReference("teamId", command.teamId().value()).asException();
    }
    Calendar calendar = references
        .calendar(command.calendarId())
        .orElseThrow(() ->
            new Refusal.UnknownReference("calendarId", command.calendarId().value()).asException());
    apply(new PlanOpened(
        command.planId(),
        command.name(),
        command.calendarId(),
        command.currency(),
        command.teamId(),
        calendar.outermost().getFirst().firstDay(),
        command.approval() ? true : null));
  }

  @CommandHandler
  void decide(SubmitPlan command, References references) {
    require(plan.life().isSubmittable(), "be submitted");
    apply(new PlanSubmitted(
        command.planId(), plan.life().begun(), firstDay(references), command.comment()));
  }

  @CommandHandler
  void decide(ApprovePlan command, References references, MetaData metadata) {
    require(plan.state() == PlanState.IN_REVIEW, "be approved");
    if (submitter == null || submitter.mayBe(Submitter.of(metadata))) {
      throw new Refusal.OwnSubmission(command.planId(), plan.life().begun()).asException();
    }
    apply(new PlanApproved(
        command.planId(), plan.life().begun(), firstDay(references), command.comment()));
  }

  @CommandHandler
  void decide(RejectPlan command, References references) {
    require(plan.life().isRejectable(), "be rejected");
    apply(new PlanRejected(
        command.planId(), plan.life().begun(), firstDay(references), command.comment()));
  }

  @CommandHandler
  void decide(PublishPlan command, References references, MetaData metadata) {
    require(plan.life().isPublishable(), "be published");
    Publication publication = new Publication(command.planId(), plan, calendar(references));
    publication.require(CommandMetadata.actorRep(metadata).orElse(null));
    LineRules rules = rules(references, metadata);
    publication.sets().forEach(set -> set(set, rules));
    int number = plan.life().begun();
    apply(new PlanPublished(command.planId(), firstDay(references), number == 1 ? null : number));
  }

  @CommandHandler
  void decide(StartRevision command, References references) {
    require(plan.state() == PlanState.PUBLISHED, "be revised");
    apply(new RevisionStarted(
        command.planId(), plan.life().begun() + 1, firstDay(references), command.reason()));
  }

  @CommandHandler
  void decide(AbandonRevision command, References references) {
    require(plan.life().isRevised(), "give up a revision");
    apply(new RevisionAbandoned(
        command.planId(), plan.life().begun(), firstDay(references), command.reason()));
  }

  @CommandHandler
  void decide(ClosePlan command, References references) {
    require(!plan.life().isClosed(), "be closed");
    apply(new PlanClosed(command.planId(), firstDay(references), command.reason()));
  }

  @CommandHandler
  void decide(SetQuota command, References references, MetaData metadata) {
    decide(new SetQuotas(command.planId(), List.of(command)), references, metadata);
  }

  @CommandHandler
  void decide(SetQuotas command, References references, MetaData metadata) {
    requireChanges();
    require(
        plan.life().takesSets(),
        plan.life().isRevised()
            ? "set lines while its revision is reviewed: adjust them"
            : "set lines: adjust them, or start a revision");
    LineRules rules = rules(references, metadata);
    command.quotas().forEach(quota -> rules.check(quota, plan));
    if (plan.life().isRevised()) {
      requireFewDrafts(command, rules);
      command.quotas().forEach(quota -> draft(quota, rules));
    } else {
      command.quotas().forEach(quota -> set(quota, rules));
    }
  }

  @CommandHandler
  void decide(AdjustQuota command, References references, MetaData metadata) {
    decide(new AdjustQuotas(command.planId(), List.of(command), null), references, metadata);
  }

  @CommandHandler
  void decide(AdjustQuotas command, References references, MetaData metadata) {
    requireChanges();
    LineRules rules = rules(references, metadata);
    command.adjustments().forEach(adjustment -> rules.check(adjustment, plan));
    command.adjustments().forEach(adjustment -> adjust(adjustment, command.method(), rules));
  }

  @CommandHandler
  void decide(TransferQuota command, References references) {
    if (plan.hasSeenTransfer(command.transferId()) || plan.life().isClosed()) {
      return;
    }
    new Transfer(command, plan, calendar(references)).decide().ifPresent(event -> apply(event));
  }

  @CommandHandler
  void decide(SetStageProbabilities command) {
    require(!plan.life().isClosed(), "take probabilities");
    StageProbabilities before = plan.probabilities().at(command.effectiveOn());
    if (Objects.equals(before, command.probabilities())) {
      return;
    }
    int version = plan.probabilitiesVersion() + 1;
    if (version > QuotaPlanCommand.MAX_PROBABILITIES_PER_PLAN) {
      throw new Refusal.TooManyEvents(
              "probabilities of plan",
              command.planId().value(),
              QuotaPlanCommand.MAX_PROBABILITIES_PER_PLAN)
          .asException();
    }
    apply(new StageProbabilitiesSet(
        command.planId(),
        version,
        before,
        command.probabilities(),
        command.effectiveOn(),
        command.reason()));
  }

  @CommandHandler
  void decide(ClosePeriod command, References references) {
    require(!plan.life().isClosed(), "close a period");
    Period period = period(command.periodId(), references);
    if (!LineRules.isClosed(plan, calendar(references), command.periodId())) {
      apply(new PeriodClosed(
          command.planId(), command.periodId(), period.lastDay(), command.reason()));
    }
  }

  @CommandHandler
  void decide(ReopenPeriod command, References references) {
    require(!plan.life().isClosed(), "open a period again");
    Period period = period(command.periodId(), references);
    if (!plan.closedPeriods().contains(command.periodId())) {
      throw new Refusal.PeriodNotClosed(command.planId(), command.periodId()).asException();
    }
    apply(new PeriodReopened(
        command.planId(), command.periodId(), period.lastDay(), command.reason()));
  }

  @EventSourcingHandler
  void evolve(QuotaPlanEvent event, @SequenceNumber long sequence, MetaData metadata) {
    planId = event.planId();
    plan.evolve(event, sequence);
    if (event instanceof PlanSubmitted) {
      submitter = Submitter.of(metadata);
    }
    remember(metadata);
  }

  private void set(SetQuota command, LineRules rules) {
    QuotaLineKey key = command.line();
    LocalDate effectiveOn = rules.effectiveOn(key, command.effectiveOn());
    Money amount = rules.amount(command.amount());
    QuotaLine line = plan.line(key);
    if (!line.isSetTo(amount, effectiveOn)) {
      apply(new QuotaSet(
          command.planId(),
          key,
          line.amountOn(effectiveOn).orElse(null),
          amount,
          effectiveOn,
          command.reason()));
    }
  }

  private void draft(SetQuota command, LineRules rules) {
    QuotaLineKey key = command.line();
    LocalDate effectiveOn = rules.effectiveOn(key, command.effectiveOn());
    if (!isDrafted(command, rules)) {
      apply(new QuotaDrafted(
          command.planId(),
          plan.life().begun(),
          key,
          plan.line(key).amountOn(effectiveOn).orElse(null),
          rules.amount(command.amount()),
          effectiveOn,
          command.reason()));
    }
  }

  /** Whether publishing the revision would set the line to this already, or leave it so. */
  private boolean isDrafted(SetQuota command, LineRules rules) {
    LocalDate effectiveOn = rules.effectiveOn(command.line(), command.effectiveOn());
    Money amount = rules.amount(command.amount());
    return plan.draft(command.line(), effectiveOn)
        .map(draft -> draft.amount().equals(amount))
        .orElseGet(() -> plan.line(command.line()).isSetTo(amount, effectiveOn));
  }

  private void requireFewDrafts(SetQuotas command, LineRules rules) {
    long added = command.quotas().stream()
        .filter(quota -> !isDrafted(quota, rules))
        .map(quota ->
            new DraftedDay(quota.line(), rules.effectiveOn(quota.line(), quota.effectiveOn())))
        .distinct()
        .filter(day -> plan.draft(day.line, day.effectiveOn).isEmpty())
        .count();
    int most = QuotaPlanCommand.MAX_DRAFTS_PER_REVISION;
    if (plan.draftCount() + added > most) {
      throw new Refusal.TooManyEvents("revision of plan", command.planId().value(), most)
          .asException();
    }
  }

  /** What is drafted once. */
  private record DraftedDay(QuotaLineKey line, LocalDate effectiveOn) {}

  private void adjust(AdjustQuota command, @Nullable Method method, LineRules rules) {
    QuotaLineKey key = command.line();
    LocalDate effectiveOn = rules.effectiveOn(key, command.effectiveOn());
    Money delta = rules.amount(command.delta());
    Money before = plan.line(key).amountOn(effectiveOn).orElse(null);
    apply(new QuotaAdjusted(
        command.planId(),
        key,
        delta,
        before,
        before == null ? delta : before.plus(delta),
        effectiveOn,
        command.reason(),
        method));
  }

  private LineRules rules(References references, MetaData metadata) {
    return new LineRules(
        plan.header().currency(),
        plan.revisedLineCount(),
        calendar(references),
        references,
        metadata);
  }

  private void requireChanges() {
    require(plan.life().takesChanges(), "take a change of its lines");
  }

  private void require(boolean allowed, String attempted) {
    if (!allowed) {
      throw new Refusal.PlanInWrongState(id(), plan.state(), attempted).asException();
    }
  }

  private Calendar calendar(References references) {
    return references.calendar(plan.header().calendarId()).orElseThrow();
  }

  private LocalDate firstDay(References references) {
    return calendar(references).outermost().getFirst().firstDay();
  }

  private Period period(PeriodId periodId, References references) {
    return calendar(references)
        .period(periodId)
        .orElseThrow(
            () -> new Refusal.UnknownReference("periodId", periodId.value()).asException());
  }

  private PlanId id() {
    if (planId == null) {
      throw new IllegalStateException("The plan is not open yet");
    }
    return planId;
  }
}
