package dev.quotaledger.api;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.UUID;

/**
 * Identifies an alert: one limit of one rule, for one subject in one period.
 *
 * @param value 1 to 100 letters, digits or {@code . _ : @ + ~ -}, starting with a letter or a digit
 */
public record AlertId(@JsonValue String value) implements Comparable<AlertId> {

  /** Throws {@link InvalidValue} unless the value has the form above. */
  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  public AlertId {
    Text.checkId("alertId", value);
  }

  /**
   * The alert of a rule, which is the same whoever finds out about it and whenever: so it is raised in
   * one stream only.
   *
   * @param limit which limit of the rule it is, in a word of the rule's own
   */
  static AlertId of(AlertRuleId ruleId, AlertSubject subject, PeriodId periodId, String limit) {
    String name = String.join(
        "|", ruleId.value(), subject.type().name(), subject.id(), periodId.value(), limit);
    return new AlertId(UUID.nameUUIDFromBytes(bytes(name)).toString());
  }

  /** Identifiers have no other characters than those of a byte each. */
  private static byte[] bytes(String name) {
    byte[] bytes = new byte[name.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) name.charAt(i);
    }
    return bytes;
  }

  @Override
  public int compareTo(AlertId other) {
    return value.compareTo(other.value);
  }

  /** The identifier with its type's prefix, so that no two kinds of thing share a stream. */
  @Override
  public String toString() {
    return "alert-" + value;
  }
}
