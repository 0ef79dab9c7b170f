package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.ACCOUNT;
import static dev.quotaledger.published.Forms.CURRENCY;
import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.DEAL;
import static dev.quotaledger.published.Forms.EXACT;
import static dev.quotaledger.published.Forms.FLAG;
import static dev.quotaledger.published.Forms.LEAD;
import static dev.quotaledger.published.Forms.MOMENT;
import static dev.quotaledger.published.Forms.MONEY;
import static dev.quotaledger.published.Forms.PERSONAL_TEXT;
import static dev.quotaledger.published.Forms.PRODUCT_LINE;
import static dev.quotaledger.published.Forms.REP;
import static dev.quotaledger.published.Forms.SHARES;
import static dev.quotaledger.published.Forms.SOURCE_VERSION;
import static dev.quotaledger.published.Forms.TERRITORY;
import static dev.quotaledger.published.Forms.TEXT;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.DealEvent.Classification;
import dev.quotaledger.api.DealEvent.DealAmountChanged;
import dev.quotaledger.api.DealEvent.DealCloseDateChanged;
import dev.quotaledger.api.DealEvent.DealConfirmed;
import dev.quotaledger.api.DealEvent.DealCreditSplitChanged;
import dev.quotaledger.api.DealEvent.DealExpectedCloseChanged;
import dev.quotaledger.api.DealEvent.DealHistoryRecorded;
import dev.quotaledger.api.DealEvent.DealLost;
import dev.quotaledger.api.DealEvent.DealOpened;
import dev.quotaledger.api.DealEvent.DealOwnerChanged;
import dev.quotaledger.api.DealEvent.DealReclassified;
import dev.quotaledger.api.DealEvent.DealReopened;
import dev.quotaledger.api.DealEvent.DealStageChanged;
import dev.quotaledger.api.DealEvent.DealVoided;
import dev.quotaledger.api.DealEvent.DealWon;
import dev.quotaledger.api.DealEvent.ForecastCategoryOverridden;
import dev.quotaledger.api.DealFacts;
import dev.quotaledger.api.DealStage;
import dev.quotaledger.api.ForecastCategory;
import java.util.List;

/** The events of deals. */
final class DealEvents {

  private static final Form<DealStage> STAGE = Forms.oneOf(DealStage.class);

  private static final Form<DealFacts> FACTS = Shape.of(
      DealFacts.class,
      field("source", DealFacts::source, TEXT),
      optional("repId", DealFacts::repId, REP),
      field("splits", DealFacts::splits, SHARES),
      optional("territoryId", DealFacts::territoryId, TERRITORY),
      optional("accountId", DealFacts::accountId, ACCOUNT),
      optional("productLine", DealFacts::productLine, PRODUCT_LINE),
      field("stage", DealFacts::stage, STAGE),
      optional("amount", DealFacts::amount, MONEY),
      optional("createdOn", DealFacts::createdOn, DATE),
      optional("expectedCloseOn", DealFacts::expectedCloseOn, DATE),
      optional("closedOn", DealFacts::closedOn, DATE),
      optional("leadId", DealFacts::leadId, LEAD));

  private static final Form<Classification> CLASSIFICATION = Shape.of(
      Classification.class,
      optional("territoryId", Classification::territoryId, TERRITORY),
      optional("accountId", Classification::accountId, ACCOUNT),
      optional("productLine", Classification::productLine, PRODUCT_LINE),
      optional("leadId", Classification::leadId, LEAD),
      optional("createdOn", Classification::createdOn, DATE));

  private static final PublishedType<DealOpened> DEAL_OPENED = type(
          "deal.opened", 1, DealOpened.class, "A deal became known.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealOpened::dealId, DEAL),
          field("facts", DealOpened::facts, FACTS),
          field("effectiveOn", DealOpened::effectiveOn, DATE),
          optional("sourceVersion", DealOpened::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<DealStageChanged> DEAL_STAGE_CHANGED = type(
          "deal.stage-changed",
          1,
          DealStageChanged.class,
          "An open deal moved to another open stage.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealStageChanged::dealId, DEAL),
          field("before", DealStageChanged::before, STAGE),
          field("after", DealStageChanged::after, STAGE),
          field("effectiveOn", DealStageChanged::effectiveOn, DATE),
          optional("sourceVersion", DealStageChanged::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<DealAmountChanged> DEAL_AMOUNT_CHANGED = type(
          "deal.amount-changed",
          1,
          DealAmountChanged.class,
          "A deal's value changed; either side may be unknown.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealAmountChanged::dealId, DEAL),
          optional("before", DealAmountChanged::before, MONEY),
          optional("after", DealAmountChanged::after, MONEY),
          field("effectiveOn", DealAmountChanged::effectiveOn, DATE),
          optional("sourceVersion", DealAmountChanged::sourceVersion, SOURCE_VERSION),
          optional("reason", DealAmountChanged::reason, PERSONAL_TEXT));

  private static final PublishedType<DealExpectedCloseChanged> DEAL_EXPECTED_CLOSE_CHANGED = type(
          "deal.expected-close-changed",
          1,
          DealExpectedCloseChanged.class,
          "The day on which a deal is expected to close changed.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealExpectedCloseChanged::dealId, DEAL),
          optional("before", DealExpectedCloseChanged::before, DATE),
          optional("after", DealExpectedCloseChanged::after, DATE),
          field("effectiveOn", DealExpectedCloseChanged::effectiveOn, DATE),
          optional("sourceVersion", DealExpectedCloseChanged::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<DealCloseDateChanged> DEAL_CLOSE_DATE_CHANGED = type(
          "deal.close-date-changed",
          1,
          DealCloseDateChanged.class,
          "The day on which a closed deal closed was corrected.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealCloseDateChanged::dealId, DEAL),
          field("before", DealCloseDateChanged::before, DATE),
          field("after", DealCloseDateChanged::after, DATE),
          field("effectiveOn", DealCloseDateChanged::effectiveOn, DATE),
          optional("sourceVersion", DealCloseDateChanged::sourceVersion, SOURCE_VERSION),
          optional("reason", DealCloseDateChanged::reason, PERSONAL_TEXT));

  private static final PublishedType<DealReclassified> DEAL_RECLASSIFIED = type(
          "deal.reclassified", 1, DealReclassified.class, "What a deal belongs to changed.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealReclassified::dealId, DEAL),
          field("before", DealReclassified::before, CLASSIFICATION),
          field("after", DealReclassified::after, CLASSIFICATION),
          field("effectiveOn", DealReclassified::effectiveOn, DATE),
          optional("sourceVersion", DealReclassified::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<DealOwnerChanged> DEAL_OWNER_CHANGED = type(
          "deal.owner-changed",
          1,
          DealOwnerChanged.class,
          "A deal's owner changed; for a won deal this moves no credit.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealOwnerChanged::dealId, DEAL),
          optional("before", DealOwnerChanged::before, REP),
          optional("after", DealOwnerChanged::after, REP),
          field("effectiveOn", DealOwnerChanged::effectiveOn, DATE),
          optional("sourceVersion", DealOwnerChanged::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<DealCreditSplitChanged> DEAL_CREDIT_SPLIT_CHANGED = type(
          "deal.credit-split-changed",
          1,
          DealCreditSplitChanged.class,
          "The shares of a deal's credit changed.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealCreditSplitChanged::dealId, DEAL),
          field("before", DealCreditSplitChanged::before, SHARES),
          field("after", DealCreditSplitChanged::after, SHARES),
          field("lasting", DealCreditSplitChanged::lasting, FLAG),
          field("effectiveOn", DealCreditSplitChanged::effectiveOn, DATE),
          optional("sourceVersion", DealCreditSplitChanged::sourceVersion, SOURCE_VERSION),
          optional("reason", DealCreditSplitChanged::reason, PERSONAL_TEXT));

  private static final PublishedType<DealWon> DEAL_WON = type(
          "deal.won", 1, DealWon.class, "A deal was won: its credit falls on the close date.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealWon::dealId, DEAL),
          field("closedOn", DealWon::closedOn, DATE),
          field("effectiveOn", DealWon::effectiveOn, DATE),
          optional("sourceVersion", DealWon::sourceVersion, SOURCE_VERSION),
          optional("reason", DealWon::reason, PERSONAL_TEXT));

  private static final PublishedType<DealLost> DEAL_LOST = type(
          "deal.lost", 1, DealLost.class, "A deal was lost.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealLost::dealId, DEAL),
          field("closedOn", DealLost::closedOn, DATE),
          field("effectiveOn", DealLost::effectiveOn, DATE),
          optional("sourceVersion", DealLost::sourceVersion, SOURCE_VERSION),
          optional("reason", DealLost::reason, PERSONAL_TEXT));

  private static final PublishedType<DealReopened> DEAL_REOPENED = type(
          "deal.reopened",
          1,
          DealReopened.class,
          "A won or lost deal is open again; the credit for a won one is taken back.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealReopened::dealId, DEAL),
          field("stage", DealReopened::stage, STAGE),
          field("effectiveOn", DealReopened::effectiveOn, DATE),
          optional("sourceVersion", DealReopened::sourceVersion, SOURCE_VERSION),
          optional("reason", DealReopened::reason, PERSONAL_TEXT));

  private static final PublishedType<DealVoided> DEAL_VOIDED = type(
          "deal.voided",
          1,
          DealVoided.class,
          "A deal should never have been; its credit, if any, is taken back.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealVoided::dealId, DEAL),
          field("effectiveOn", DealVoided::effectiveOn, DATE),
          optional("sourceVersion", DealVoided::sourceVersion, SOURCE_VERSION),
          optional("reason", DealVoided::reason, PERSONAL_TEXT));

  private static final PublishedType<DealHistoryRecorded> DEAL_HISTORY_RECORDED = type(
          "deal.history-recorded",
          1,
          DealHistoryRecorded.class,
          "How a deal was at a moment in the past, by a record that its source kept.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealHistoryRecorded::dealId, DEAL),
          field("source", DealHistoryRecorded::source, TEXT),
          optional("changedAt", DealHistoryRecorded::changedAt, MOMENT),
          field("stage", DealHistoryRecorded::stage, STAGE),
          optional("amount", DealHistoryRecorded::amount, EXACT),
          optional("currency", DealHistoryRecorded::currency, CURRENCY),
          optional("expectedCloseOn", DealHistoryRecorded::expectedCloseOn, DATE),
          optional("repId", DealHistoryRecorded::repId, REP),
          field("effectiveOn", DealHistoryRecorded::effectiveOn, DATE));

  private static final PublishedType<ForecastCategoryOverridden> FORECAST_CATEGORY_OVERRIDDEN =
      type(
              "deal.forecast-category-overridden",
              1,
              ForecastCategoryOverridden.class,
              "Somebody said how sure an open deal is, or took that back.")
          .about(
              e -> "deal/" + e.dealId().value(),
              field("dealId", ForecastCategoryOverridden::dealId, DEAL),
              optional(
                  "before",
                  ForecastCategoryOverridden::before,
                  Forms.oneOf(ForecastCategory.class)),
              optional(
                  "after", ForecastCategoryOverridden::after, Forms.oneOf(ForecastCategory.class)),
              field("effectiveOn", ForecastCategoryOverridden::effectiveOn, DATE),
              optional("reason", ForecastCategoryOverridden::reason, PERSONAL_TEXT));

  private static final PublishedType<DealConfirmed> DEAL_CONFIRMED = type(
          "deal.confirmed",
          1,
          DealConfirmed.class,
          "The source has a newer version in which nothing that is recorded differs.")
      .about(
          e -> "deal/" + e.dealId().value(),
          field("dealId", DealConfirmed::dealId, DEAL),
          field("effectiveOn", DealConfirmed::effectiveOn, DATE),
          optional("sourceVersion", DealConfirmed::sourceVersion, SOURCE_VERSION));

  private DealEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(
        DEAL_OPENED,
        DEAL_STAGE_CHANGED,
        DEAL_AMOUNT_CHANGED,
        DEAL_EXPECTED_CLOSE_CHANGED,
        DEAL_CLOSE_DATE_CHANGED,
        DEAL_RECLASSIFIED,
        DEAL_OWNER_CHANGED,
        DEAL_CREDIT_SPLIT_CHANGED,
        DEAL_WON,
        DEAL_LOST,
        DEAL_REOPENED,
        DEAL_VOIDED,
        DEAL_HISTORY_RECORDED,
        FORECAST_CATEGORY_OVERRIDDEN,
        DEAL_CONFIRMED);
  }
}
