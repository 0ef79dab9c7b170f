package dev.quotaledger.query.reference;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Organization;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rep on a day and, where they manage, everybody who reports to them then, however far below, and the
 * teams of nobody else.
 */
final class Subtree {

  private final Organization organization;
  private final RepId top;
  private final boolean manages;
  private final DateRange day;
  private final Set<RepId> reps;
  private final Map<DateRange, Set<TeamId>> teamsByDays = new HashMap<>();

  Subtree(Organization organization, RepId top, boolean manages, LocalDate day) {
    this.organization = organization;
    this.top = top;
    this.manages = manages;
    this.day = DateRange.ofDays(day, day);
    this.reps = repsOn(day);
  }

  boolean has(RepId rep) {
    return reps.contains(rep);
  }

  /** Whether there is somebody in the team on the day, or in one below it, and nobody from outside. */
  boolean has(TeamId team) {
    return had(team, day);
  }

  /**
   * The same on all of some days: whoever was in the team then is in this subtree now, or was below the
   * same rep on each of those days. So what the team came to on the days tells nothing of anybody else.
   */
  boolean had(TeamId team, DateRange days) {
    return teamsByDays.computeIfAbsent(days, this::teamsOf).contains(team);
  }

  /** Whether it is the id of somebody outside. */
  boolean isOutside(String id) {
    return organization.reps().keySet().stream()
        .anyMatch(rep -> rep.value().equals(id) && !reps.contains(rep));
  }

  private Set<RepId> repsOn(LocalDate day) {
    return Stream.concat(
            Stream.of(top),
            organization.reps().keySet().stream()
                .filter(rep -> manages && organization.reportsTo(rep, top, day)))
        .collect(Collectors.toSet());
  }

  private Set<TeamId> teamsOf(DateRange days) {
    if (!manages) {
      return Set.of();
    }
    Set<TeamId> inhabited = new HashSet<>();
    Set<TeamId> shared = new HashSet<>();
    for (LocalDate day : daysOfChange(days)) {
      Set<RepId> then = repsOn(day);
      organization
          .reps()
          .keySet()
          .forEach(rep -> organization.teamOf(rep, day).ifPresent(team -> {
            Set<TeamId> path = Set.copyOf(organization.withAncestors(team, day));
            inhabited.addAll(path);
            if (!reps.contains(rep) && !then.contains(rep)) {
              shared.addAll(path);
            }
          }));
    }
    inhabited.removeAll(shared);
    return inhabited;
  }

  private SortedSet<LocalDate> daysOfChange(DateRange days) {
    SortedSet<LocalDate> changes = organization.changes();
    changes.removeIf(day -> !days.contains(day));
    changes.add(days.from());
    return changes;
  }
}
