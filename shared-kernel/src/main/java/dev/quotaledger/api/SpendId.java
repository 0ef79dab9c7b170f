package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies an amount spent to win customers, as its source names it.
 *
 * @param value 1 to 100 letters, digits or {@code . _ : @ + ~ -}, starting with a letter or a digit
 */
public record SpendId(@JsonValue String value) implements Comparable<SpendId> {

  /** Throws {@link InvalidValue} unless the value has the form above. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public SpendId {
    Text.checkId("spendId", value);
  }

  @Override
  public int compareTo(SpendId other) {
    return value.compareTo(other.value);
  }

  /** The identifier with its type's prefix, so that no two kinds of thing share a stream. */
  @Override
  public String toString() {
    return "spend-" + value;
  }
}
