package dev.quotaledger.query.timeline;

/** The kinds of thing that have a timeline. */
enum Kind {
  ALERT_RULE("alert-rules"),
  CALENDAR("calendars"),
  DEAL("deals"),
  LEAD("leads"),
  PLAN("plans"),
  REP("reps"),
  SPEND("spend"),
  TEAM("teams"),
  TERRITORY("territories");

  private final String plural;

  Kind(String plural) {
    this.plural = plural;
  }

  /** The name of the collection and the last segment of the path. */
  String plural() {
    return plural;
  }

  /** The word for one of them. */
  String singular() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
  }

  /** Whether each has a stream of its own, of which every event is in its timeline. */
  boolean isWholeStream() {
    return switch (this) {
      case ALERT_RULE, DEAL, LEAD, SPEND -> true;
      case CALENDAR, PLAN, REP, TEAM, TERRITORY -> false;
    };
  }
}
