package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * A line of products that quotas and deals may be given for.
 *
 * @param value the name as its source writes it, 1 to 100 printable characters
 */
public record ProductLine(@JsonValue String value) implements Comparable<ProductLine> {

  /** Throws {@link InvalidValue} unless the name has the form above. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public ProductLine {
    Text.checkName("productLine", value, 100);
  }

  @Override
  public int compareTo(ProductLine other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
