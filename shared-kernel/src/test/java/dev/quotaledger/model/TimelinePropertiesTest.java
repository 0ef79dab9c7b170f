package dev.quotaledger.model;

import static dev.quotaledger.model.NaiveDays.DAYS;
import static dev.quotaledger.model.NaiveDays.day;
import static org.assertj.core.api.Assertions.assertThat;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.HolderRole;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationEvent.PersonErased;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.QuotaMove;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.api.TerritoryEvent;
import dev.quotaledger.api.TerritoryEvent.TerritoryAssigned;
import dev.quotaledger.api.TerritoryEvent.TerritoryReallocated;
import dev.quotaledger.api.TerritoryId;
import dev.quotaledger.model.Organization.Placement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * For any events in any order, sensible or not, the folds of the organisation and of a territory's
 * holders say of every day what painting the days one by one says.
 */
class TimelinePropertiesTest {

  private static final List<TeamId> TEAMS =
      List.of(new TeamId("a"), new TeamId("b"), new TeamId("c"), new TeamId("d"));
  private static final List<RepId> REPS = List.of(new RepId("x"), new RepId("y"), new RepId("z"));
  private static final TerritoryId TERRITORY = new TerritoryId("t");

  @Property(tries = 1_000)
  void everyTeamIsWhereTheNaiveModelHasIt(@ForAll("moves") List<TeamMoved> moves) {
    Organization organization = new Organization();
    Map<TeamId, NaiveDays<TeamId>> naive = new HashMap<>();
    for (TeamId team : TEAMS) {
      organization.evolve(new TeamCreated(team, "Team " + team.value(), null, day(0)));
      naive.put(team, new NaiveDays<>());
      naive(naive, team).from(day(0), null);
    }
    for (TeamMoved move : moves) {
      NaiveDays<TeamId> parents = naive(naive, move.teamId());
      if (!wouldBeAboveItself(naive, move)) {
        organization.evolve(move);
        parents.from(move.effectiveOn(), move.parentTeamId());
      }
    }
    for (int day = 0; day < DAYS; day++) {
      for (TeamId team : TEAMS) {
        assertThat(organization.withAncestors(team, day(day)))
            .as("%s on day %d after %s", team, day, moves)
            .isEqualTo(path(naive, team, day))
            .doesNotHaveDuplicates();
      }
    }
  }

  @Property(tries = 1_000)
  void everyRepBelongsWhereTheNaiveModelSays(@ForAll("careers") List<OrganizationEvent> events) {
    Organization organization = new Organization();
    NaiveDays<Placement> naive = new NaiveDays<>();
    Set<LocalDate> hires = new TreeSet<>();
    for (OrganizationEvent event : events) {
      organization.evolve(event);
      paint(event, naive, hires);
    }
    RepId rep = REPS.getFirst();
    for (int day = 0; day < DAYS; day++) {
      Placement placement = naive.at(day);
      LocalDate date = day(day);
      assertThat(organization.rep(rep).map(known -> known.placements().at(date)))
          .as("on day %d after %s", day, events)
          .isEqualTo(Optional.ofNullable(placement));
      assertThat(organization.teamOf(rep, date))
          .isEqualTo(Optional.ofNullable(placement).map(Placement::teamId));
      assertThat(organization.rep(rep).filter(known -> known.isEmployedOn(date)).isPresent())
          .isEqualTo(placement != null);
    }
  }

  @Property(tries = 1_000)
  void everyDayHasTheHoldersThatTheNaiveModelHas(@ForAll("holdings") List<TerritoryEvent> events) {
    Holders holders = Holders.NOBODY;
    NaiveDays<RepId> primary = new NaiveDays<>();
    Map<Integer, List<RepId>> co = new HashMap<>();
    for (TerritoryEvent event : events) {
      holders = holders.evolve(event);
      paint(event, primary, co);
    }
    for (int day = 0; day < DAYS; day++) {
      LocalDate date = day(day);
      assertThat(holders.primary().at(date))
          .as("on day %d after %s", day, events)
          .isEqualTo(primary.at(day));
      assertThat(holders.co().stream()
              .filter(holding -> holding.days().contains(date))
              .map(Holders.CoHolding::repId))
          .isEqualTo(co.getOrDefault(day, List.of()));
      assertThat(holders.primary().changeAfter(date)).isEqualTo(changeAfter(primary, day));
      assertThat(holders.primary().firstHeldIn(DateRange.startingOn(date)))
          .isEqualTo(IntStream.range(day, DAYS)
              .filter(later -> primary.at(later) != null)
              .mapToObj(NaiveDays::day)
              .findFirst());
    }
    assertThatDaysAreListed(holders.primary(), primary);
  }

  /** The stretches of all holders and of the vacancy cover every day once, and cannot be joined. */
  private static void assertThatDaysAreListed(Timeline<RepId> timeline, NaiveDays<RepId> naive) {
    List<@Nullable RepId> holders = new ArrayList<>(REPS);
    holders.add(null);
    for (RepId holder : holders) {
      List<DateRange> stretches = timeline.daysOf(holder);
      for (int day = 0; day < DAYS; day++) {
        LocalDate date = day(day);
        assertThat(stretches.stream().filter(stretch -> stretch.contains(date)))
            .hasSize(Objects.equals(naive.at(day), holder) ? 1 : 0);
      }
      for (int i = 1; i < stretches.size(); i++) {
        assertThat(stretches.get(i - 1).until()).isBefore(stretches.get(i).from());
      }
    }
  }

  private static boolean wouldBeAboveItself(Map<TeamId, NaiveDays<TeamId>> naive, TeamMoved move) {
    TeamId parent = move.parentTeamId();
    return parent != null
        && IntStream.range(0, DAYS)
            .filter(day -> !day(day).isBefore(move.effectiveOn()))
            .anyMatch(day -> path(naive, parent, day).contains(move.teamId()));
  }

  private static List<TeamId> path(Map<TeamId, NaiveDays<TeamId>> naive, TeamId team, int day) {
    List<TeamId> path = new ArrayList<>();
    for (TeamId at = team; at != null; at = naive(naive, at).at(day)) {
      path.add(at);
    }
    return path;
  }

  private static NaiveDays<TeamId> naive(Map<TeamId, NaiveDays<TeamId>> naive, TeamId team) {
    return Objects.requireNonNull(naive.get(team));
  }

  private static @Nullable LocalDate changeAfter(NaiveDays<RepId> naive, int day) {
    return IntStream.range(day, DAYS)
        .filter(later -> !Objects.equals(naive.at(later), naive.at(day)))
        .mapToObj(NaiveDays::day)
        .findFirst()
        .orElse(null);
  }

  private static void paint(
      OrganizationEvent event, NaiveDays<Placement> naive, Set<LocalDate> hires) {
    switch (event) {
      case RepHired e -> {
        naive.from(e.effectiveOn(), new Placement(e.teamId(), e.managerId()));
        hires.add(e.effectiveOn());
      }
      case RepTransferred e -> {
        if (!hires.isEmpty()) {
          naive.from(e.effectiveOn(), new Placement(e.toTeamId(), e.managerId()));
        }
      }
      case PersonErased _ -> {}
      case RepDeparted e -> {
        Optional<LocalDate> rehired =
            hires.stream().filter(day -> day.isAfter(e.lastDay())).findFirst();
        if (!hires.isEmpty() && rehired.filter(e.effectiveOn()::equals).isEmpty()) {
          naive.on(new DateRange(e.effectiveOn(), rehired.orElse(null)), null);
        }
      }
      case TeamCreated _, TeamMoved _ -> throw new AssertionError(event);
    }
  }

  private static void paint(
      TerritoryEvent event, NaiveDays<RepId> primary, Map<Integer, List<RepId>> co) {
    switch (event) {
      case TerritoryAssigned e
      when e.role() == HolderRole.CO ->
        IntStream.range(0, DAYS)
            .filter(day -> e.days().contains(day(day)))
            .forEach(day -> co.computeIfAbsent(day, _ -> new ArrayList<>()).add(e.repId()));
      case TerritoryAssigned e -> primary.on(e.days(), e.repId());
      case TerritoryReallocated e -> primary.on(e.days(), e.toRepId());
      case TerritoryEvent.TerritoryDefined _ -> throw new AssertionError(event);
    }
  }

  @Provide
  Arbitrary<List<TeamMoved>> moves() {
    return Combinators.combine(
            Arbitraries.of(TEAMS), Arbitraries.of(TEAMS).injectNull(0.2), days(DAYS))
        .as((team, parent, from) -> new TeamMoved(team, parent, from, null))
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<OrganizationEvent>> careers() {
    RepId rep = REPS.getFirst();
    Arbitrary<@Nullable TeamId> team = Arbitraries.of(TEAMS).injectNull(0.2);
    Arbitrary<@Nullable RepId> manager =
        Arbitraries.of(REPS.get(1), REPS.get(2)).injectNull(0.3);
    Arbitrary<OrganizationEvent> hired = Combinators.combine(team, manager, days(DAYS))
        .as((to, by, from) -> new RepHired(rep, to, by, from));
    Arbitrary<OrganizationEvent> transferred = Combinators.combine(team, manager, days(DAYS))
        .as((to, by, from) -> new RepTransferred(rep, to, by, from, null));
    Arbitrary<OrganizationEvent> departed =
        days(DAYS - 1).map(lastDay -> new RepDeparted(rep, lastDay, lastDay.plusDays(1), null));
    return Arbitraries.oneOf(hired, transferred, transferred, departed).list().ofMaxSize(12);
  }

  @Provide
  Arbitrary<List<TerritoryEvent>> holdings() {
    Arbitrary<TerritoryEvent> assigned = Combinators.combine(
            Arbitraries.of(REPS), Arbitraries.of(HolderRole.class), ranges())
        .as((rep, role, days) ->
            new TerritoryAssigned(TERRITORY, rep, role, days.from(), days.until()));
    Arbitrary<TerritoryEvent> reallocated = Combinators.combine(
            Arbitraries.of(REPS).injectNull(0.3), ranges())
        .as((to, days) -> new TerritoryReallocated(
            TERRITORY,
            null,
            to,
            days.from(),
            days.until(),
            QuotaMove.KEEP,
            List.of(),
            List.of(),
            null));
    return Arbitraries.oneOf(assigned, reallocated).list().ofMaxSize(12);
  }

  private static Arbitrary<LocalDate> days(int count) {
    return Arbitraries.integers().between(0, count - 1).map(NaiveDays::day);
  }

  private static Arbitrary<DateRange> ranges() {
    return Combinators.combine(days(DAYS), Arbitraries.integers().between(1, DAYS))
        .as((from, length) -> {
          LocalDate until = from.plusDays(length);
          return new DateRange(from, until.isBefore(day(DAYS)) ? until : null);
        });
  }
}
