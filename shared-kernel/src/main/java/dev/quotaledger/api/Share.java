package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;

/**
 * A rep's share of the credit for a deal.
 *
 * @param repId who is credited
 * @param percent above 0 and at most 100, at most 4 decimals, without trailing zeros
 */
public record Share(
    RepId repId,
    @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal percent) {

  private static final BigDecimal WHOLE = BigDecimal.valueOf(100);

  /** Throws {@link InvalidValue} when the percent is out of its range. */
  public Share {
    Text.checkDigits("percent", percent);
    percent = percent.stripTrailingZeros();
    if (percent.signum() <= 0 || percent.compareTo(WHOLE) > 0 || percent.scale() > 4) {
      throw new InvalidValue(
          "percent",
          "a number above 0 and at most 100, with at most 4 decimals",
          percent.toString());
    }
    percent = percent.setScale(Math.max(0, percent.scale()));
  }

  /** The share that a decimal text names; throws {@link InvalidValue} when it names none. */
  public static Share of(RepId repId, String percent) {
    return new Share(repId, Text.decimal("percent", percent));
  }
}
