package dev.quotaledger.api;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A deal as its source has it.
 *
 * @param source the system that the deal comes from, 1 to 100 characters
 * @param repId the deal's owner; null when it has none
 * @param splits shares of the credit that sum to exactly 100 percent; empty when it is not split
 * @param territoryId the territory that it belongs to; null when the source names none
 * @param accountId the customer; null when the source names none
 * @param productLine what is sold; null when the source names none
 * @param stage where it stands
 * @param amount its value; negative for a credit note; null when not known
 * @param createdOn the day on which it was created; null when not known
 * @param expectedCloseOn the day on which it is expected to close; null when not known
 * @param closedOn the day on which it was won or lost; required then, ignored otherwise
 * @param leadId the lead that it came from; null for none
 */
public record DealFacts(
    String source,
    @Nullable RepId repId,
    List<Share> splits,
    @Nullable TerritoryId territoryId,
    @Nullable AccountId accountId,
    @Nullable ProductLine productLine,
    DealStage stage,
    @Nullable Money amount,
    @Nullable LocalDate createdOn,
    @Nullable LocalDate expectedCloseOn,
    @Nullable LocalDate closedOn,
    @Nullable LeadId leadId) {

  /** The most reps who may share a deal. */
  public static final int MAX_SHARES = 50;

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /** Throws {@link InvalidValue} where a field or a combination of fields is not as above. */
  public DealFacts {
    Text.checkName("source", source, 100);
    splits = splits.isEmpty() ? List.of() : checkedShares(splits);
    if (stage.isClosed() && closedOn == null) {
      throw new InvalidValue("closedOn", "a date, because the stage is " + stage, "nothing");
    }
    closedOn = stage.isClosed() ? closedOn : null;
  }

  static List<Share> checkedShares(List<Share> shares) {
    BigDecimal sum = shares.stream().map(Share::percent).reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(WHOLE) != 0) {
      throw new InvalidValue("splits", "percents that sum to exactly 100", sum.toPlainString());
    }
    Set<RepId> reps = shares.stream().map(Share::repId).collect(Collectors.toSet());
    if (reps.size() < shares.size() || shares.size() > MAX_SHARES) {
      throw new InvalidValue(
          "splits", "at most " + MAX_SHARES + " shares, each of another rep", shares.toString());
    }
    return List.copyOf(shares);
  }
}
