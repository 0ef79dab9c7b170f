package dev.quotaledger.api;

import java.util.Locale;

/**
 * What an alert is about.
 *
 * @param type a rep, a team, a plan or a territory
 * @param id the bare id
 */
public record AlertSubject(AlertLevel type, String id) implements Comparable<AlertSubject> {

  /** Throws {@link InvalidValue} when the id is none. */
  public AlertSubject {
    Text.checkId("subject.id", id);
  }

  @Override
  public int compareTo(AlertSubject other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : id.compareTo(other.id);
  }

  /** The typed identifier: {@code rep-275}, {@code plan-fy26}. */
  @Override
  public String toString() {
    return type.name().toLowerCase(Locale.ROOT) + "-" + id;
  }
}
