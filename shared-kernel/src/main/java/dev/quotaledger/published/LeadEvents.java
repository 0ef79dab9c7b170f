package dev.quotaledger.published;

import static dev.quotaledger.published.Forms.DATE;
import static dev.quotaledger.published.Forms.DEAL;
import static dev.quotaledger.published.Forms.LEAD;
import static dev.quotaledger.published.Forms.PERSONAL_TEXT;
import static dev.quotaledger.published.Forms.REP;
import static dev.quotaledger.published.Forms.SOURCE_VERSION;
import static dev.quotaledger.published.Forms.TEXT;
import static dev.quotaledger.published.PublishedType.type;
import static dev.quotaledger.published.Shape.field;
import static dev.quotaledger.published.Shape.optional;

import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadEvent.LeadConfirmed;
import dev.quotaledger.api.LeadEvent.LeadConversionCorrected;
import dev.quotaledger.api.LeadEvent.LeadConverted;
import dev.quotaledger.api.LeadEvent.LeadCorrected;
import dev.quotaledger.api.LeadEvent.LeadCreated;
import dev.quotaledger.api.LeadEvent.LeadDisqualificationCorrected;
import dev.quotaledger.api.LeadEvent.LeadDisqualified;
import dev.quotaledger.api.LeadEvent.LeadQualified;
import dev.quotaledger.api.LeadEvent.LeadReassigned;
import dev.quotaledger.api.LeadEvent.LeadReopened;
import dev.quotaledger.api.LeadEvent.Origin;
import dev.quotaledger.api.LeadFacts;
import dev.quotaledger.api.LeadStatus;
import java.util.List;

/** The events of leads. */
final class LeadEvents {

  private static final Form<LeadStatus> STATUS = Forms.oneOf(LeadStatus.class);

  private static final Form<LeadFacts> FACTS = Shape.of(
      LeadFacts.class,
      field("source", LeadFacts::source, TEXT),
      optional("repId", LeadFacts::repId, REP),
      optional("createdOn", LeadFacts::createdOn, DATE),
      field("status", LeadFacts::status, STATUS),
      optional("convertedDealId", LeadFacts::convertedDealId, DEAL),
      optional("convertedOn", LeadFacts::convertedOn, DATE),
      optional("disqualifiedOn", LeadFacts::disqualifiedOn, DATE));

  private static final Form<Conversion> CONVERSION = Shape.of(
      Conversion.class,
      optional("dealId", Conversion::dealId, DEAL),
      field("convertedOn", Conversion::convertedOn, DATE));

  private static final Form<Origin> ORIGIN = Shape.of(
      Origin.class,
      field("source", Origin::source, TEXT),
      optional("createdOn", Origin::createdOn, DATE));

  private static final PublishedType<LeadCreated> LEAD_CREATED = type(
          "lead.created", 1, LeadCreated.class, "A lead came in.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadCreated::leadId, LEAD),
          field("facts", LeadCreated::facts, FACTS),
          field("effectiveOn", LeadCreated::effectiveOn, DATE),
          optional("sourceVersion", LeadCreated::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<LeadQualified> LEAD_QUALIFIED = type(
          "lead.qualified", 1, LeadQualified.class, "A new lead was found worth selling to.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadQualified::leadId, LEAD),
          field("effectiveOn", LeadQualified::effectiveOn, DATE),
          optional("sourceVersion", LeadQualified::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<LeadDisqualified> LEAD_DISQUALIFIED = type(
          "lead.disqualified", 1, LeadDisqualified.class, "A lead was given up.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadDisqualified::leadId, LEAD),
          field("disqualifiedOn", LeadDisqualified::disqualifiedOn, DATE),
          field("effectiveOn", LeadDisqualified::effectiveOn, DATE),
          optional("sourceVersion", LeadDisqualified::sourceVersion, SOURCE_VERSION),
          optional("reason", LeadDisqualified::reason, PERSONAL_TEXT));

  private static final PublishedType<LeadConverted> LEAD_CONVERTED = type(
          "lead.converted", 1, LeadConverted.class, "A lead became a deal.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadConverted::leadId, LEAD),
          field("conversion", LeadConverted::conversion, CONVERSION),
          field("effectiveOn", LeadConverted::effectiveOn, DATE),
          optional("sourceVersion", LeadConverted::sourceVersion, SOURCE_VERSION),
          optional("reason", LeadConverted::reason, PERSONAL_TEXT));

  private static final PublishedType<LeadReopened> LEAD_REOPENED = type(
          "lead.reopened", 1, LeadReopened.class, "A lead is less far than it was.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadReopened::leadId, LEAD),
          field("status", LeadReopened::status, STATUS),
          field("effectiveOn", LeadReopened::effectiveOn, DATE),
          optional("sourceVersion", LeadReopened::sourceVersion, SOURCE_VERSION),
          optional("reason", LeadReopened::reason, PERSONAL_TEXT));

  private static final PublishedType<LeadReassigned> LEAD_REASSIGNED = type(
          "lead.reassigned",
          1,
          LeadReassigned.class,
          "Another rep works a lead; either side may be nobody.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadReassigned::leadId, LEAD),
          optional("before", LeadReassigned::before, REP),
          optional("after", LeadReassigned::after, REP),
          field("effectiveOn", LeadReassigned::effectiveOn, DATE),
          optional("sourceVersion", LeadReassigned::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<LeadCorrected> LEAD_CORRECTED = type(
          "lead.corrected",
          1,
          LeadCorrected.class,
          "Where a lead came from, or when, was corrected.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadCorrected::leadId, LEAD),
          field("before", LeadCorrected::before, ORIGIN),
          field("after", LeadCorrected::after, ORIGIN),
          field("effectiveOn", LeadCorrected::effectiveOn, DATE),
          optional("sourceVersion", LeadCorrected::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<LeadConversionCorrected> LEAD_CONVERSION_CORRECTED = type(
          "lead.conversion-corrected",
          1,
          LeadConversionCorrected.class,
          "The deal that a lead became, or the day, was corrected.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadConversionCorrected::leadId, LEAD),
          field("before", LeadConversionCorrected::before, CONVERSION),
          field("after", LeadConversionCorrected::after, CONVERSION),
          field("effectiveOn", LeadConversionCorrected::effectiveOn, DATE),
          optional("sourceVersion", LeadConversionCorrected::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<LeadDisqualificationCorrected>
      LEAD_DISQUALIFICATION_CORRECTED = type(
              "lead.disqualification-corrected",
              1,
              LeadDisqualificationCorrected.class,
              "The day on which a lead was given up was corrected.")
          .about(
              e -> "lead/" + e.leadId().value(),
              field("leadId", LeadDisqualificationCorrected::leadId, LEAD),
              field("before", LeadDisqualificationCorrected::before, DATE),
              field("after", LeadDisqualificationCorrected::after, DATE),
              field("effectiveOn", LeadDisqualificationCorrected::effectiveOn, DATE),
              optional(
                  "sourceVersion", LeadDisqualificationCorrected::sourceVersion, SOURCE_VERSION));

  private static final PublishedType<LeadConfirmed> LEAD_CONFIRMED = type(
          "lead.confirmed",
          1,
          LeadConfirmed.class,
          "The source has a newer version in which nothing that is recorded differs.")
      .about(
          e -> "lead/" + e.leadId().value(),
          field("leadId", LeadConfirmed::leadId, LEAD),
          field("effectiveOn", LeadConfirmed::effectiveOn, DATE),
          optional("sourceVersion", LeadConfirmed::sourceVersion, SOURCE_VERSION));

  private LeadEvents() {}

  static List<PublishedType<?>> all() {
    return List.of(
        LEAD_CREATED,
        LEAD_QUALIFIED,
        LEAD_DISQUALIFIED,
        LEAD_CONVERTED,
        LEAD_REOPENED,
        LEAD_REASSIGNED,
        LEAD_CORRECTED,
        LEAD_CONVERSION_CORRECTED,
        LEAD_DISQUALIFICATION_CORRECTED,
        LEAD_CONFIRMED);
  }
}
