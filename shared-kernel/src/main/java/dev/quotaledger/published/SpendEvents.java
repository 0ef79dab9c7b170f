package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.MONEY;
import static dev.quotaledger.published.Forms.PERSONAL_TEXT;
import static dev.quotaledger.published.Forms.PRODUCT_LINE;
import static dev.quotaledger.published.Forms.TEAM;
import static dev.quotaledger.published.Forms.TEXT;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.SpendEvent.SpendCorrected;
import dev.quotaledger.api.SpendEvent.SpendRecorded;
import dev.quotaledger.api.SpendEvent.SpendVoided;
import dev.quotaledger.api.SpendFacts;
import dev.quotaledger.api.SpendId;
import java.util.List;

/** The events of amounts spent to win customers. */
final class SpendEvents {

  private static final Form<SpendId> SPEND = Forms.text(SpendId::value, SpendId::new, "");

  private static final Form<SpendFacts> FACTS = Shape.of(
      SpendFacts.class,
      field("category", SpendFacts::category, TEXT),
      optional("channel", SpendFacts::channel, TEXT),
      field("amount", SpendFacts::amount, MONEY),
      field("from", SpendFacts::from, DATE),
      field("until", SpendFacts::until, DATE),
      optional("teamId", SpendFacts::teamId, TEAM),
      optional("productLine", SpendFacts::productLine, PRODUCT_LINE));

  private static final PublishedType<SpendRecorded> SPEND_RECORDED = type(
          "spend.recorded", 1, SpendRecorded.class, "An amount was spent.")
      .about(
          e -> "spend/" + e.spendId().value(),
          field("spendId", SpendRecorded::spendId, SPEND),
          field("facts", SpendRecorded::facts, FACTS),
          field("effectiveOn", SpendRecorded::effectiveOn, DATE));

  private static final PublishedType<SpendCorrected> SPEND_CORRECTED = type(
          "spend.corrected",
          1,
          SpendCorrected.class,
          "Something about a spent amount was corrected.")
      .about(
          e -> "spend/" + e.spendId().value(),
          field("spendId", SpendCorrected::spendId, SPEND),
          field("before", SpendCorrected::before, FACTS),
          field("after", SpendCorrected::after, FACTS),
          field("effectiveOn", SpendCorrected::effectiveOn, DATE),
          optional("reason", SpendCorrected::reason, PERSONAL_TEXT));

  private static final PublishedType<SpendVoided> SPEND_VOIDED = type(
          "spend.voided",
          1,
          SpendVoided.class,
          "An amount should never have been; it is taken back from its first day on.")
      .about(
          e -> "spend/" + e.spendId().value(),
          field("spendId", SpendVoided::spendId, SPEND),
          field("effectiveOn", SpendVoided::effectiveOn, DATE),
          optional("reason", SpendVoided::reason, PERSONAL_TEXT));

  private SpendEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(SPEND_RECORDED, SPEND_CORRECTED, SPEND_VOIDED);
  }
}
