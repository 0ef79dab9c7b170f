package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies a sales representative. It is opaque: names and user names live in the erasable directory.
 *
 * @param value 1 to 100 letters, digits or {@code . _ : @ + ~ -}, starting with a letter or a digit
 */
public record RepId(@JsonValue String value) implements Comparable<RepId> {

  /** Throws {@link InvalidValue} unless the value has the form above. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public RepId {
    Text.checkId("repId", value);
  }

  @Override
  public int compareTo(RepId other) {
    return value.compareTo(other.value);
  }

  /** The identifier with its type's prefix, so that no two kinds of thing share a stream. */
  @Override
  public String toString() {
    return "rep-" + value;
  }
}
