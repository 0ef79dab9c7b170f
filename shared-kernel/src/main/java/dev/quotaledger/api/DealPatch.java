package dev.quotaledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of the facts of a deal as its source now has them; those that it does not name stay as they
 * are recorded.
 *
 * @param given which facts it names. One of them without a value is no longer known to the source;
 *     what is not among them is ignored here.
 * @param source never null where it is given
 * @param splits empty when the credit is not split
 * @param stage never null where it is given
 * @param amount in the currency given here, else in that of the deal
 * @param currency never null where it is given
 */
public record DealPatch(
    Set<DealField> given,
    @Nullable String source,
    @Nullable RepId repId,
    List<Share> splits,
    @Nullable TerritoryId territoryId,
    @Nullable AccountId accountId,
    @Nullable ProductLine productLine,
    @Nullable DealStage stage,
    @Nullable BigDecimal amount,
    @Nullable Currency currency,
    @Nullable LocalDate createdOn,
    @Nullable LocalDate expectedCloseOn,
    @Nullable LocalDate closedOn,
    @Nullable LeadId leadId) {

  /** Throws {@link InvalidValue} where a fact is taken back that every deal has. */
  public DealPatch {
    given = Set.copyOf(given);
    splits = List.copyOf(splits);
    requireIfGiven(given, DealField.SOURCE, source);
    requireIfGiven(given, DealField.STAGE, stage);
    requireIfGiven(given, DealField.CURRENCY, currency);
  }

  /**
   * The facts with those of this patch in their place.
   *
   * @throws InvalidValue where they do not go together: a deal that is won has a close date
   */
  public DealFacts onto(DealFacts before) {
    return new DealFacts(
        source == null ? before.source() : source,
        pick(DealField.REP, repId, before.repId()),
        gives(DealField.SPLITS) ? splits : before.splits(),
        pick(DealField.TERRITORY, territoryId, before.territoryId()),
        pick(DealField.ACCOUNT, accountId, before.accountId()),
        pick(DealField.PRODUCT_LINE, productLine, before.productLine()),
        stage == null ? before.stage() : stage,
        money(before.amount()),
        pick(DealField.CREATED_ON, createdOn, before.createdOn()),
        pick(DealField.EXPECTED_CLOSE_ON, expectedCloseOn, before.expectedCloseOn()),
        pick(DealField.CLOSED_ON, closedOn, before.closedOn()),
        pick(DealField.LEAD, leadId, before.leadId()));
  }

  private @Nullable Money money(@Nullable Money before) {
    BigDecimal value = pick(DealField.AMOUNT, amount, before == null ? null : before.amount());
    Currency unit = currency == null && before != null ? before.currency() : currency;
    if (value == null) {
      return null;
    }
    if (unit == null) {
      throw new InvalidValue("currency", "a currency, because the deal has none yet", "nothing");
    }
    return new Money(value, unit);
  }

  private <T> @Nullable T pick(DealField field, @Nullable T after, @Nullable T before) {
    return gives(field) ? after : before;
  }

  private boolean gives(DealField field) {
    return given.contains(field);
  }

  private static void requireIfGiven(
      Set<DealField> given, DealField field, @Nullable Object value) {
    if (given.contains(field) && Objects.isNull(value)) {
      throw new InvalidValue(field.jsonName(), "a value", "null");
    }
  }
}
