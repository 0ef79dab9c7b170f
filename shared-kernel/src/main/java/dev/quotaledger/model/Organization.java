package dev.quotaledger.model;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationEvent.PersonErased;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fold of the sales organisation: the tree of teams and who belongs where, on every date.
 * Changes hold from their effective date until the next one in effective order.
 */
public final class Organization {

  /**
   * A team over time.
   *
   * @param createdOn its first day
   * @param createdBelow the team that it was created below; null at the top
   * @param parents the teams above it; no value at the top
   */
  public record Team(
      TeamId teamId,
      String name,
      LocalDate createdOn,
      @Nullable TeamId createdBelow,
      Timeline<TeamId> parents) {}

  /**
   * Where a rep belongs.
   *
   * @param teamId the rep's team; null for none
   * @param managerId the rep's manager; null for none
   */
  public record Placement(@Nullable TeamId teamId, @Nullable RepId managerId) {}

  /**
   * A rep over time.
   *
   * @param hires where the rep was first placed, by the first day of each employment
   * @param placements where the rep belongs; no value while not employed
   */
  public record Rep(RepId repId, Timeline<Placement> hires, Timeline<Placement> placements) {

    /** The first day of the latest employment. */
    public LocalDate hiredOn() {
      return hires.entries().getLast().from();
    }

    /** Whether the rep is employed on the day. */
    public boolean isEmployedOn(LocalDate day) {
      return placements.at(day) != null;
    }

    private @Nullable Placement lastPlacementBy(LocalDate day) {
      return placements.entries().stream()
          .filter(entry -> !entry.from().isAfter(day))
          .map(Timeline.Entry::value)
          .filter(Objects::nonNull)
          .reduce((_, later) -> later)
          .orElse(null);
    }

    /** The days after the given one until the rep was taken on again; empty for none. */
    public Optional<DateRange> untilRehired(LocalDate lastDay) {
      LocalDate from = lastDay.plusDays(1);
      Optional<LocalDate> rehired =
          hires.changes().filter(hire -> hire.isAfter(lastDay)).findFirst();
      return rehired.filter(from::equals).isPresent()
          ? Optional.empty()
          : Optional.of(new DateRange(from, rehired.orElse(null)));
    }
  }

  private final SortedMap<TeamId, Team> teams;
  private final SortedMap<RepId, Rep> reps;

  /** Nobody, and no team. */
  public Organization() {
    teams = new TreeMap<>();
    reps = new TreeMap<>();
  }

  private Organization(Organization other) {
    teams = new TreeMap<>(other.teams);
    reps = new TreeMap<>(other.reps);
  }

  /** The same organisation, which later events of this one do not reach. */
  public Organization copy() {
    return new Organization(this);
  }

  /** Takes the event in. */
  public void evolve(OrganizationEvent event) {
    switch (event) {
      case TeamCreated e ->
        teams.put(
            e.teamId(),
            new Team(
                e.teamId(),
                e.name(),
                e.effectiveOn(),
                e.parentTeamId(),
                Timeline.<TeamId>empty().with(e.effectiveOn(), e.parentTeamId())));
      case TeamMoved e ->
        teams.computeIfPresent(
            e.teamId(), (_, team) -> moved(team, e.effectiveOn(), e.parentTeamId()));
      case RepHired e -> reps.put(e.repId(), hired(reps.get(e.repId()), e));
      case RepTransferred e ->
        place(e.repId(), e.effectiveOn(), new Placement(e.toTeamId(), e.managerId()));
      case PersonErased _ -> {
        // Names and texts are kept elsewhere.
      }
      case RepDeparted e ->
        reps.computeIfPresent(e.repId(), (_, rep) -> departed(rep, e.lastDay()));
    }
  }

  /** The team; empty when there is none. */
  public Optional<Team> team(TeamId teamId) {
    return Optional.ofNullable(teams.get(teamId));
  }

  /** The rep; empty when there is none. */
  public Optional<Rep> rep(RepId repId) {
    return Optional.ofNullable(reps.get(repId));
  }

  /** All teams. */
  public Map<TeamId, Team> teams() {
    return Collections.unmodifiableMap(teams);
  }

  /** All reps, those who left included. */
  public Map<RepId, Rep> reps() {
    return Collections.unmodifiableMap(reps);
  }

  /** The team that the rep belongs to on the day; empty when none. */
  public Optional<TeamId> teamOf(RepId repId, LocalDate day) {
    return rep(repId).map(rep -> rep.placements().at(day)).map(Placement::teamId);
  }

  /** The team above on the day; empty at the top. */
  public Optional<TeamId> parentOf(TeamId teamId, LocalDate day) {
    return team(teamId).map(team -> team.parents().at(day));
  }

  /** The team and every team above it on the day, from below. */
  public List<TeamId> withAncestors(TeamId teamId, LocalDate day) {
    Set<TeamId> path = new HashSet<>();
    List<TeamId> upwards = new ArrayList<>();
    Optional<TeamId> next = Optional.of(teamId);
    while (next.isPresent() && path.add(next.get())) {
      upwards.add(next.get());
      next = parentOf(next.get(), day);
    }
    return upwards;
  }

  /** Whether the team is the other one or below it on the day. */
  public boolean isWithin(TeamId teamId, TeamId ancestor, LocalDate day) {
    return withAncestors(teamId, day).contains(ancestor);
  }

  /**
   * The rep's manager on the day; of one who has left, whoever it was last. Empty for none, and before
   * the first day of the rep.
   */
  public Optional<RepId> managerOf(RepId repId, LocalDate day) {
    return rep(repId).map(rep -> rep.lastPlacementBy(day)).map(Placement::managerId);
  }

  /**
   * Whether the rep reports to the manager on the day, directly or through others. Nobody reports to
   * somebody who is not employed on the day; who has left still reports to whom they did.
   */
  public boolean reportsTo(RepId repId, RepId managerId, LocalDate day) {
    if (rep(managerId).filter(manager -> manager.isEmployedOn(day)).isEmpty()) {
      return false;
    }
    Set<RepId> path = new HashSet<>();
    Optional<RepId> next = managerOf(repId, day);
    while (next.isPresent() && path.add(next.get())) {
      if (next.get().equals(managerId)) {
        return true;
      }
      next = managerOf(next.get(), day);
    }
    return false;
  }

  /** Every day on which somebody comes, goes or changes places, or the tree of teams changes, in order. */
  public SortedSet<LocalDate> changes() {
    return Stream.concat(
            reps.values().stream().flatMap(rep -> rep.placements().changes()), treeChanges())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Every day on which the tree of teams changes. */
  public Stream<LocalDate> treeChanges() {
    return teams.values().stream().flatMap(team -> team.parents().changes()).distinct();
  }

  private static Team moved(Team team, LocalDate from, @Nullable TeamId parent) {
    return new Team(
        team.teamId(),
        team.name(),
        team.createdOn(),
        team.createdBelow(),
        team.parents().with(from, parent));
  }

  private static Rep hired(@Nullable Rep rep, RepHired e) {
    Placement placement = new Placement(e.teamId(), e.managerId());
    Timeline<Placement> hires = rep == null ? Timeline.empty() : rep.hires();
    Timeline<Placement> placements = rep == null ? Timeline.empty() : rep.placements();
    return new Rep(
        e.repId(),
        hires.with(e.effectiveOn(), placement),
        placements.with(e.effectiveOn(), placement));
  }

  private static Rep departed(Rep rep, LocalDate lastDay) {
    return rep.untilRehired(lastDay)
        .map(days -> new Rep(rep.repId(), rep.hires(), rep.placements().with(days, null)))
        .orElse(rep);
  }

  private void place(RepId repId, LocalDate from, Placement placement) {
    reps.computeIfPresent(
        repId, (_, rep) -> new Rep(repId, rep.hires(), rep.placements().with(from, placement)));
  }
}
