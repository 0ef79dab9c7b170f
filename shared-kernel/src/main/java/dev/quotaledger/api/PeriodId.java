package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies a period within its calendar.
 *
 * @param value 1 to 100 letters, digits or {@code . _ : @ + ~ -}, starting with a letter or a digit
 */
public record PeriodId(@JsonValue String value) implements Comparable<PeriodId> {

  /** Throws {@link InvalidValue} unless the value has the form above. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public PeriodId {
    Text.checkId("periodId", value);
  }

  /** Whether a period can have this id. */
  public static boolean isValid(String value) {
    return Text.isId(value);
  }

  @Override
  public int compareTo(PeriodId other) {
    return value.compareTo(other.value);
  }

  /** The identifier with its type's prefix, so that no two kinds of thing share a stream. */
  @Override
  public String toString() {
    return "period-" + value;
  }
}
