package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Identifies the sales organisation. A deployment has exactly one: {@link #THE_ONE}.
 *
 * @param value always {@code sales} today
 */
public record OrganizationId(@JsonValue String value) {

  /** The deployment's organisation. */
  public static final OrganizationId THE_ONE = new OrganizationId("sales");

  /** Throws {@link InvalidValue} for a value that no identifier may have. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public OrganizationId {
    Text.checkId("organizationId", value);
  }

  /** The identifier with its type's prefix. */
  @Override
  public String toString() {
    return "organization-" + value;
  }
}
