package dev.quotaledger.query.audit;

import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Collects what does not hold of one event. */
final class Findings {

  private final Grounds grounds;
  private final List<Violation> violations = new ArrayList<>();

  Findings(Grounds grounds) {
    this.grounds = grounds;
  }

  List<Violation> violations() {
    return List.copyOf(violations);
  }

  void require(boolean holds, Invariant invariant, String of, String detail) {
    if (!holds) {
      violations.add(new Violation(invariant, of, detail));
    }
  }

  /** What the event says was so before must be what the events before it come to. */
  void before(String of, @Nullable Object said, @Nullable Object found) {
    require(
        Objects.equals(said, found),
        Invariant.BEFORE_HOLDS,
        of,
        "%s was %s before, and would have been %s.".formatted(of, text(said), text(found)));
  }

  void team(String of, @Nullable TeamId team) {
    require(
        team == null || grounds.organization().team(team).isPresent(),
        Invariant.TEAM_EXISTS,
        of,
        "There would be no " + team + ".");
  }

  void rep(String of, @Nullable RepId rep) {
    require(
        rep == null || grounds.organization().rep(rep).isPresent(),
        Invariant.REP_EXISTS,
        of,
        "There would be no " + rep + ".");
  }

  void territory(String of, @Nullable TerritoryId territory) {
    require(
        territory == null || grounds.hasTerritory(territory),
        Invariant.TERRITORY_EXISTS,
        of,
        "There would be no " + territory + ".");
  }

  void subject(String of, Subject subject) {
    switch (subject.type()) {
      case REP -> rep(of, new RepId(subject.id()));
      case TEAM -> team(of, new TeamId(subject.id()));
      case HOUSE -> {}
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "nothing" : value.toString();
  }
}
