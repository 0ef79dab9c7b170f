package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies a deal in the whole organisation, whatever its source.
 *
 * @param value 1 to 100 letters, digits or {@code . _ : @ + ~ -}, starting with a letter or a digit
 */
public record DealId(@JsonValue String value) implements Comparable<DealId> {

  /** Throws {@link InvalidValue} unless the value has the form above. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public DealId {
    Text.checkId("dealId", value);
  }

  @Override
  public int compareTo(DealId other) {
    return value.compareTo(other.value);
  }

  /** The identifier with its type's prefix, so that no two kinds of thing share a stream. */
  @Override
  public String toString() {
    return "deal-" + value;
  }
}
