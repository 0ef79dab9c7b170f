package dev.quotaledger.model;

import dev.quotaledger.api.AccountId;
import dev.quotaledger.api.Money;
import dev.quotaledger.api.ProductLine;
import dev.quotaledger.api.TerritoryId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A grant of credit or its reversal, keyed by what the deal says and never by what follows from it.
 *
 * @param target whom the deal names
 * @param creditOn the credit date, which decides the period
 * @param amount what is credited; a reversal has the opposite sign of its grant
 * @param reversal whether it takes a grant back
 * @param territoryId the deal's territory; null when it names none
 * @param productLine the deal's product line; null when it names none
 * @param accountId the deal's account; null when it names none
 * @param effectiveOn the business date from which it counts, not before the credit date
 * @param recordedFrom when it was recorded
 * @param recordedTo when a later correction replaced it; null while it stands
 * @param sequence the place in the deal's stream of the event that recorded it
 */
public record CreditFact(
    CreditTarget target,
    LocalDate creditOn,
    Money amount,
    boolean reversal,
    @Nullable TerritoryId territoryId,
    @Nullable ProductLine productLine,
    @Nullable AccountId accountId,
    LocalDate effectiveOn,
    Instant recordedFrom,
    @Nullable Instant recordedTo,
    long sequence) {

  /** Whether it stands today. */
  public boolean stands() {
    return recordedTo == null;
  }

  /**
   * Whether it counts in a figure.
   *
   * @param asOf the business date of the figure; null for no cut
   * @param knownAt the moment at which it is known; null for no cut
   */
  public boolean counts(@Nullable LocalDate asOf, @Nullable Instant knownAt) {
    boolean known = knownAt == null
        ? recordedTo == null
        : !recordedFrom.isAfter(knownAt) && (recordedTo == null || recordedTo.isAfter(knownAt));
    return known && (asOf == null || !effectiveOn.isAfter(asOf));
  }

  /** What takes it back, be it a grant or a reversal, where that was recorded at the moment. */
  public CreditFact takenBackAt(Instant moment) {
    return new CreditFact(
        target,
        creditOn,
        amount.negated(),
        !reversal,
        territoryId,
        productLine,
        accountId,
        effectiveOn,
        moment,
        null,
        sequence);
  }

  CreditFact replacedAt(Instant moment) {
    return new CreditFact(
        target,
        creditOn,
        amount,
        reversal,
        territoryId,
        productLine,
        accountId,
        effectiveOn,
        recordedFrom,
        moment,
        sequence);
  }

  /** What takes this grant back on the day. */
  CreditFact reversedOn(LocalDate day, Instant moment, long by) {
    return new CreditFact(
        target,
        creditOn,
        amount.negated(),
        true,
        territoryId,
        productLine,
        accountId,
        day,
        moment,
        null,
        by);
  }
}
