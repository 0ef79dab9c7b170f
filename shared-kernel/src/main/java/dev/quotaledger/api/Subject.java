package dev.quotaledger.api;

import org.jspecify.annotations.Nullable;

/**
 * Who a quota is for.
 *
 * @param type a rep, a team or the house
 * @param id the bare id of the rep or team; always {@code house} for the house
 */
public record Subject(Type type, String id) implements Comparable<Subject> {

  /** The kinds of subject. */
  public enum Type {
    /** A sales representative. */
    REP,
    /** A team. */
    TEAM,
    /** The company itself: quota that nobody holds, and credit that is nobody's. */
    HOUSE
  }

  /** The house's id. */
  public static final String HOUSE_ID = "house";

  /** Throws {@link InvalidValue} when the id does not fit the type. */
  public Subject {
    Text.checkId("subject.id", id);
    if (type == Type.HOUSE && !id.equals(HOUSE_ID)) {
      throw new InvalidValue("subject.id", "no id, or 'house', for the house", id);
    }
  }

  /**
   * Refuses the house's id for a new rep or team: a bare id could not say which of the two it means. Values that are
   * recorded already are read as they are.
   */
  static void checkIsNotTheHouse(String field, String id) {
    if (id.equals(HOUSE_ID)) {
      throw new InvalidValue(field, "another id than that of the house", id);
    }
  }

  /** The rep. */
  public static Subject rep(RepId repId) {
    return new Subject(Type.REP, repId.value());
  }

  /** The team. */
  public static Subject team(TeamId teamId) {
    return new Subject(Type.TEAM, teamId.value());
  }

  /** The house. */
  public static Subject house() {
    return new Subject(Type.HOUSE, HOUSE_ID);
  }

  /** The rep who holds something, or the house where nobody does. */
  public static Subject holder(@Nullable RepId repId) {
    return repId == null ? house() : rep(repId);
  }

  @Override
  public int compareTo(Subject other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : id.compareTo(other.id);
  }

  /** The typed identifier: {@code rep-275}, {@code team-north} or {@code house}. */
  @Override
  public String toString() {
    return switch (type) {
      case REP -> "rep-" + id;
      case TEAM -> "team-" + id;
      case HOUSE -> HOUSE_ID;
    };
  }
}
