package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.CALENDAR;
import static dev.quotaledger.published.Forms.COUNT;
import static dev.quotaledger.published.Forms.CURRENCY;
import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.FLAG;
import static dev.quotaledger.published.Forms.LINE;
import static dev.quotaledger.published.Forms.METHOD;
import static dev.quotaledger.published.Forms.MONEY;
import static dev.quotaledger.published.Forms.NUMBER;
import static dev.quotaledger.published.Forms.PERIOD;
import static dev.quotaledger.published.Forms.PERSONAL_TEXT;
import static dev.quotaledger.published.Forms.PLAN;
import static dev.quotaledger.published.Forms.PRODUCT_LINE;
import static dev.quotaledger.published.Forms.SUBJECT;
import static dev.quotaledger.published.Forms.TEAM;
import static dev.quotaledger.published.Forms.TERRITORY;
import static dev.quotaledger.published.Forms.TEXT;
import static dev.quotaledger.published.Forms.WHOLE;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.DealStage;
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
import dev.quotaledger.api.StageProbabilities;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The events of quota plans. */
final class PlanEvents {

  private static final Form<Move> MOVE = Shape.of(
      Move.class,
      optional("productLine", Move::productLine, PRODUCT_LINE),
      field("periodId", Move::periodId, PERIOD),
      field("amount", Move::amount, MONEY),
      field("daysMoved", Move::daysMoved, WHOLE),
      field("daysHeld", Move::daysHeld, WHOLE),
      field("fromBefore", Move::fromBefore, MONEY),
      field("fromAfter", Move::fromAfter, MONEY),
      optional("toBefore", Move::toBefore, MONEY),
      field("toAfter", Move::toAfter, MONEY));

  /** A probability for each open stage, by its name. */
  private static final Form<StageProbabilities> PROBABILITIES = new Form<>() {
    @Override
    public Object write(StageProbabilities value) {
      Map<String, Object> tree = new LinkedHashMap<>();
      value.byStage().forEach((stage, probability) -> tree.put(stage.name(), probability));
      return tree;
    }

    @Override
    public StageProbabilities read(Object tree) {
      Map<DealStage, BigDecimal> byStage = new EnumMap<>(DealStage.class);
      Map<?, ?> object = Forms.cast(Map.class, tree);
      object.forEach((stage, probability) ->
          byStage.put(DealStage.valueOf((String) stage), NUMBER.read(probability)));
      return new StageProbabilities(byStage);
    }

    @Override
    public Map<String, Object> schema() {
      return Json.object("type", "object", "additionalProperties", NUMBER.schema());
    }
  };

  private static final PublishedType<PlanOpened> OPENED = type(
          "plan.opened", 1, PlanOpened.class, "A plan was opened as a draft.")
      .about(
          PlanEvents::plan,
          field("planId", PlanOpened::planId, PLAN),
          field("name", PlanOpened::name, TEXT),
          field("calendarId", PlanOpened::calendarId, CALENDAR),
          field("currency", PlanOpened::currency, CURRENCY),
          optional("teamId", PlanOpened::teamId, TEAM),
          field("effectiveOn", PlanOpened::effectiveOn, DATE),
          optional("approval", PlanOpened::approval, FLAG));

  private static final PublishedType<PlanSubmitted> SUBMITTED = type(
          "plan.submitted",
          1,
          PlanSubmitted.class,
          "A drafted plan, or the revision of one, was submitted for approval.")
      .about(
          PlanEvents::plan,
          field("planId", PlanSubmitted::planId, PLAN),
          field("revision", PlanSubmitted::revision, COUNT),
          field("effectiveOn", PlanSubmitted::effectiveOn, DATE),
          optional("comment", PlanSubmitted::comment, PERSONAL_TEXT));

  private static final PublishedType<PlanApproved> APPROVED = type(
          "plan.approved", 1, PlanApproved.class, "What was submitted was approved.")
      .about(
          PlanEvents::plan,
          field("planId", PlanApproved::planId, PLAN),
          field("revision", PlanApproved::revision, COUNT),
          field("effectiveOn", PlanApproved::effectiveOn, DATE),
          optional("comment", PlanApproved::comment, PERSONAL_TEXT));

  private static final PublishedType<PlanRejected> REJECTED = type(
          "plan.rejected",
          1,
          PlanRejected.class,
          "What was submitted goes back to be drawn up again.")
      .about(
          PlanEvents::plan,
          field("planId", PlanRejected::planId, PLAN),
          field("revision", PlanRejected::revision, COUNT),
          field("effectiveOn", PlanRejected::effectiveOn, DATE),
          field("comment", PlanRejected::comment, PERSONAL_TEXT));

  private static final PublishedType<PlanPublished> PUBLISHED = type(
          "plan.published", 1, PlanPublished.class, "A plan came into force, or a revision of it.")
      .about(
          PlanEvents::plan,
          field("planId", PlanPublished::planId, PLAN),
          field("effectiveOn", PlanPublished::effectiveOn, DATE),
          optional("revision", PlanPublished::revision, COUNT));

  private static final PublishedType<RevisionStarted> REVISION_STARTED = type(
          "plan.revision-started",
          1,
          RevisionStarted.class,
          "A revision of a plan in force was begun; the plan goes on being in force.")
      .about(
          PlanEvents::plan,
          field("planId", RevisionStarted::planId, PLAN),
          field("revision", RevisionStarted::revision, COUNT),
          field("effectiveOn", RevisionStarted::effectiveOn, DATE),
          field("reason", RevisionStarted::reason, PERSONAL_TEXT));

  private static final PublishedType<RevisionAbandoned> REVISION_ABANDONED = type(
          "plan.revision-abandoned",
          1,
          RevisionAbandoned.class,
          "A revision was given up with all that was drafted in it.")
      .about(
          PlanEvents::plan,
          field("planId", RevisionAbandoned::planId, PLAN),
          field("revision", RevisionAbandoned::revision, COUNT),
          field("effectiveOn", RevisionAbandoned::effectiveOn, DATE),
          field("reason", RevisionAbandoned::reason, PERSONAL_TEXT));

  private static final PublishedType<PlanClosed> CLOSED = type(
          "plan.closed", 1, PlanClosed.class, "A plan ended.")
      .about(
          PlanEvents::plan,
          field("planId", PlanClosed::planId, PLAN),
          field("effectiveOn", PlanClosed::effectiveOn, DATE),
          optional("reason", PlanClosed::reason, PERSONAL_TEXT));

  private static final PublishedType<QuotaSet> QUOTA_SET = type(
          "quota.set", 1, QuotaSet.class, "A line's amount was fixed from a date on.")
      .about(
          PlanEvents::plan,
          field("planId", QuotaSet::planId, PLAN),
          field("line", QuotaSet::line, LINE),
          optional("before", QuotaSet::before, MONEY),
          field("after", QuotaSet::after, MONEY),
          field("effectiveOn", QuotaSet::effectiveOn, DATE),
          optional("reason", QuotaSet::reason, PERSONAL_TEXT));

  private static final PublishedType<QuotaDrafted> QUOTA_DRAFTED = type(
          "quota.drafted",
          1,
          QuotaDrafted.class,
          "What a revision will set a line to from a date on; nothing changes until it is published.")
      .about(
          PlanEvents::plan,
          field("planId", QuotaDrafted::planId, PLAN),
          field("revision", QuotaDrafted::revision, COUNT),
          field("line", QuotaDrafted::line, LINE),
          optional("before", QuotaDrafted::before, MONEY),
          field("after", QuotaDrafted::after, MONEY),
          field("effectiveOn", QuotaDrafted::effectiveOn, DATE),
          optional("reason", QuotaDrafted::reason, PERSONAL_TEXT));

  private static final PublishedType<QuotaAdjusted> QUOTA_ADJUSTED = type(
          "quota.adjusted",
          1,
          QuotaAdjusted.class,
          "A line was changed by an amount, on top of what was set.")
      .about(
          PlanEvents::plan,
          field("planId", QuotaAdjusted::planId, PLAN),
          field("line", QuotaAdjusted::line, LINE),
          field("delta", QuotaAdjusted::delta, MONEY),
          optional("before", QuotaAdjusted::before, MONEY),
          field("after", QuotaAdjusted::after, MONEY),
          field("effectiveOn", QuotaAdjusted::effectiveOn, DATE),
          optional("reason", QuotaAdjusted::reason, PERSONAL_TEXT),
          optional("method", QuotaAdjusted::method, METHOD));

  private static final PublishedType<QuotaTransferred> QUOTA_TRANSFERRED = type(
          "quota.transferred",
          1,
          QuotaTransferred.class,
          "Quota moved with a territory; the plan's total is unchanged.")
      .about(
          PlanEvents::plan,
          field("planId", QuotaTransferred::planId, PLAN),
          field("transferId", QuotaTransferred::transferId, TEXT),
          field("territoryId", QuotaTransferred::territoryId, TERRITORY),
          field("from", QuotaTransferred::from, SUBJECT),
          field("to", QuotaTransferred::to, SUBJECT),
          field("method", QuotaTransferred::method, METHOD),
          field("moves", QuotaTransferred::moves, Forms.listOf(MOVE)),
          field("effectiveOn", QuotaTransferred::effectiveOn, DATE),
          optional("reason", QuotaTransferred::reason, PERSONAL_TEXT));

  private static final PublishedType<QuotaTransferDeclined> QUOTA_TRANSFER_DECLINED = type(
          "quota.transfer-declined",
          1,
          QuotaTransferDeclined.class,
          "A plan could not take a transfer of quota; its lines are as before.")
      .about(
          PlanEvents::plan,
          field("planId", QuotaTransferDeclined::planId, PLAN),
          field("transferId", QuotaTransferDeclined::transferId, TEXT),
          field("territoryId", QuotaTransferDeclined::territoryId, TERRITORY),
          field("from", QuotaTransferDeclined::from, SUBJECT),
          field("to", QuotaTransferDeclined::to, SUBJECT),
          field("code", QuotaTransferDeclined::code, TEXT),
          optional("periodId", QuotaTransferDeclined::periodId, PERIOD),
          field("effectiveOn", QuotaTransferDeclined::effectiveOn, DATE),
          optional("reason", QuotaTransferDeclined::reason, PERSONAL_TEXT));

  private static final PublishedType<PeriodClosed> PERIOD_CLOSED = type(
          "plan.period-closed",
          1,
          PeriodClosed.class,
          "A period, with all within it, was closed: it takes no more change.")
      .about(
          PlanEvents::plan,
          field("planId", PeriodClosed::planId, PLAN),
          field("periodId", PeriodClosed::periodId, PERIOD),
          field("effectiveOn", PeriodClosed::effectiveOn, DATE),
          optional("reason", PeriodClosed::reason, PERSONAL_TEXT));

  private static final PublishedType<PeriodReopened> PERIOD_REOPENED = type(
          "plan.period-reopened", 1, PeriodReopened.class, "A closed period was opened again.")
      .about(
          PlanEvents::plan,
          field("planId", PeriodReopened::planId, PLAN),
          field("periodId", PeriodReopened::periodId, PERIOD),
          field("effectiveOn", PeriodReopened::effectiveOn, DATE),
          optional("reason", PeriodReopened::reason, PERSONAL_TEXT));

  private static final PublishedType<StageProbabilitiesSet> PROBABILITIES_SET = type(
          "plan.stage-probabilities-set",
          1,
          StageProbabilitiesSet.class,
          "Somebody said how likely deals of each stage are won, or that it is learned again.")
      .about(
          PlanEvents::plan,
          field("planId", StageProbabilitiesSet::planId, PLAN),
          field("version", StageProbabilitiesSet::version, COUNT),
          optional("before", StageProbabilitiesSet::before, PROBABILITIES),
          optional("after", StageProbabilitiesSet::after, PROBABILITIES),
          field("effectiveOn", StageProbabilitiesSet::effectiveOn, DATE),
          optional("reason", StageProbabilitiesSet::reason, PERSONAL_TEXT));

  private PlanEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(
        OPENED,
        SUBMITTED,
        APPROVED,
        REJECTED,
        PUBLISHED,
        REVISION_STARTED,
        REVISION_ABANDONED,
        CLOSED,
        QUOTA_SET,
        QUOTA_DRAFTED,
        QUOTA_ADJUSTED,
        QUOTA_TRANSFERRED,
        QUOTA_TRANSFER_DECLINED,
        PERIOD_CLOSED,
        PERIOD_REOPENED,
        PROBABILITIES_SET);
  }

  private static String plan(QuotaPlanEvent event) {
    return "plan/" + event.planId().value();
  }
}
