package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How likely deals of each open stage are won, as somebody says.
 *
 * @param byStage one for each open stage: 0 to 1 with at most 6 decimals, without trailing zeros
 */
public record StageProbabilities(@JsonValue Map<DealStage, BigDecimal> byStage) {

  private static final int MAX_DECIMALS = 6;

  /** Throws {@link InvalidValue} unless each open stage, and no other, has a probability. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public StageProbabilities {
    Map<DealStage, BigDecimal> checked = new EnumMap<>(DealStage.class);
    for (DealStage stage : DealStage.values()) {
      String field = "probabilities." + stage;
      BigDecimal probability = byStage.get(stage);
      if (probability != null && stage.isClosed()) {
        throw new InvalidValue(field, "nothing, because it is closed", probability.toString());
      } else if (probability != null) {
        checked.put(stage, checked(field, probability));
      } else if (!stage.isClosed()) {
        throw new InvalidValue(field, "a probability, as for each open stage", "nothing");
      }
    }
    byStage = Collections.unmodifiableMap(checked);
  }

  /** That of an open stage. */
  public double of(DealStage stage) {
    BigDecimal probability = byStage.get(stage);
    if (probability == null) {
      throw new IllegalArgumentException(stage + " is no open stage");
    }
    return probability.doubleValue();
  }

  private static BigDecimal checked(String field, BigDecimal probability) {
    Text.checkDigits(field, probability);
    BigDecimal stripped = probability.stripTrailingZeros();
    if (stripped.signum() < 0
        || stripped.compareTo(BigDecimal.ONE) > 0
        || stripped.scale() > MAX_DECIMALS) {
      throw new InvalidValue(
          field, "a number from 0 to 1 with at most 6 decimals", stripped.toString());
    }
    return stripped.setScale(Math.max(0, stripped.scale()));
  }
}
