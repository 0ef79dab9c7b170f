package dev.quotaledger.query.pipeline;

import dev.quotaledger.api.DealId;
import dev.quotaledger.api.LeadEvent.Conversion;
import dev.quotaledger.api.LeadId;
import dev.quotaledger.api.LeadStatus;
import dev.quotaledger.api.RepId;
import dev.quotaledger.model.CreditTarget;
import dev.quotaledger.model.LeadState;
import dev.quotaledger.model.attainment.Belonging;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A lead as a view has it.
 *
 * @param repId the rep who works it; null for nobody
 * @param source where it came from
 * @param openedOn the day on which it came in
 * @param status how far it is
 * @param dealId the deal that it became, as the lead's source says it; null when it names none
 * @param convertedOn when it became a deal; null when it did not
 */
public record LeadRow(
    LeadId leadId,
    @Nullable RepId repId,
    String source,
    LocalDate openedOn,
    LeadStatus status,
    @Nullable DealId dealId,
    @Nullable LocalDate convertedOn) {

  static LeadRow of(LeadId leadId, LeadState lead) {
    Conversion conversion = lead.conversion();
    return new LeadRow(
        leadId,
        lead.repId(),
        lead.origin().source(),
        lead.openedOn(),
        lead.status(),
        conversion == null ? null : conversion.dealId(),
        conversion == null ? null : conversion.convertedOn());
  }

  /** To whom it belongs, by the day on which it came in. */
  public Belonging belonging() {
    return new Belonging(CreditTarget.of(repId, null), openedOn, null, null, source);
  }
}
