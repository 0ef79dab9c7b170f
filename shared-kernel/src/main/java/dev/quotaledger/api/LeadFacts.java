package dev.quotaledger.api;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A lead as its source has it.
 *
 * @param source what it came from, such as {@code web} or {@code referral}: 1 to 100 characters
 * @param repId the rep who works it; null for nobody
 * @param createdOn the day on which it came in; null when not known
 * @param status how far it is
 * @param convertedDealId the deal that it became; ignored unless it is converted, and null even
 *     then when the source names none. The deal need not be known yet.
 * @param convertedOn the day on which it became a deal; required when it is converted, ignored
 *     otherwise
 * @param disqualifiedOn the day on which it was given up; required when it is disqualified, ignored
 *     otherwise
 */
public record LeadFacts(
    String source,
    @Nullable RepId repId,
    @Nullable LocalDate createdOn,
    LeadStatus status,
    @Nullable DealId convertedDealId,
    @Nullable LocalDate convertedOn,
    @Nullable LocalDate disqualifiedOn) {

  /** Throws {@link InvalidValue} where a field or a combination of fields is not as above. */
  public LeadFacts {
    Text.checkName("source", source, 100);
    convertedDealId = status == LeadStatus.CONVERTED ? convertedDealId : null;
    convertedOn = dayOf(LeadStatus.CONVERTED, status, "convertedOn", convertedOn);
    disqualifiedOn = dayOf(LeadStatus.DISQUALIFIED, status, "disqualifiedOn", disqualifiedOn);
  }

  private static @Nullable LocalDate dayOf(
      LeadStatus closing, LeadStatus status, String field, @Nullable LocalDate day) {
    if (status != closing) {
      return null;
    }
    if (day == null) {
      throw new InvalidValue(field, "a date, because the status is " + status, "nothing");
    }
    return day;
  }
}
