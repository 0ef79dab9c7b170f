package dev.quotaledger.query.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.PeriodId;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Organization;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which lines make up the quota of what. A team's is its own lines; where it has none for a period,
 * those of the teams below it and of its reps, by the same rule. A rep's lines count in the team to
 * which the rep last belonged within the period, up to the day asked for. The plan's is that of the
 * teams at the top, of the reps without a team, and of the house.
 */
final class QuotaByNode {

  private final PlanFrame plan;
  private final Calendar calendar;
  private final Organization organization;
  private final LocalDate asOf;
  private final Period period;

  QuotaByNode(
      PlanFrame plan, Calendar calendar, Organization organization, View view, Period period) {
    this.plan = plan;
    this.calendar = calendar;
    this.organization = organization;
    this.asOf = view.day();
    this.period = period;
  }

  /** The lines of each node that has any. */
  Map<Node, List<LineAmount>> lines(List<LineAmount> lines, GroupBy groupBy) {
    return switch (groupBy) {
      case REP ->
        grouped(
            lines,
            line -> line.line().subject().type() == Subject.Type.TEAM
                ? null
                : Node.of(line.line().subject()));
      case TERRITORY ->
        grouped(
            lines,
            line -> line.line().territoryId() == null
                ? null
                : Node.territory(line.line().territoryId()));
      case PRODUCT_LINE ->
        grouped(
            lines,
            line -> line.line().productLine() == null
                ? null
                : Node.productLine(line.line().productLine()));
      case TEAM -> byTeam(lines);
      case PLAN -> Map.of(Node.plan(plan.planId()), ofPlan(lines));
    };
  }

  private static Map<Node, List<LineAmount>> grouped(
      List<LineAmount> lines, java.util.function.Function<LineAmount, @Nullable Node> node) {
    Map<Node, List<LineAmount>> result = new HashMap<>();
    for (LineAmount line : lines) {
      Node of = node.apply(line);
      if (of != null) {
        result.computeIfAbsent(of, _ -> new ArrayList<>()).add(line);
      }
    }
    return result;
  }

  private Map<Node, List<LineAmount>> byTeam(List<LineAmount> lines) {
    Below below = new Below(lines);
    Map<Node, List<LineAmount>> result = new HashMap<>();
    organization.teams().keySet().forEach(team -> {
      List<LineAmount> ofTeam = below.ofTeam(team, 0);
      if (!ofTeam.isEmpty()) {
        result.put(Node.team(team), ofTeam);
      }
    });
    List<LineAmount> house = below.house();
    if (!house.isEmpty()) {
      result.put(Node.HOUSE, house);
    }
    return result;
  }

  private List<LineAmount> ofPlan(List<LineAmount> lines) {
    Below below = new Below(lines);
    Stream<LineAmount> teams = organization.teams().keySet().stream()
        .filter(team -> organization.parentOf(team, treeDay()).isEmpty())
        .flatMap(team -> below.ofTeam(team, 0).stream());
    return Stream.of(teams, below.ofRepsIn(null), below.house().stream())
        .flatMap(stream -> stream)
        .toList();
  }

  /** The lines by who they are for. */
  private final class Below {

    private static final int DEEPEST = 100;

    private final List<LineAmount> lines;
    private final Map<RepId, Optional<TeamId>> teamOfRep = new HashMap<>();

    private Below(List<LineAmount> lines) {
      this.lines = lines;
    }

    private List<LineAmount> ofTeam(TeamId team, int depth) {
      List<LineAmount> own = of(Subject.team(team)).toList();
      Stream<LineAmount> teams = organization.teams().keySet().stream()
          .filter(child -> depth < DEEPEST)
          .filter(child -> organization.parentOf(child, treeDay()).equals(Optional.of(team)))
          .flatMap(child -> ofTeam(child, depth + 1).stream());
      Stream<LineAmount> members =
          Stream.concat(teams, ofRepsIn(team)).filter(line -> isUncovered(line, own));
      return Stream.concat(own.stream(), members).toList();
    }

    private Stream<LineAmount> ofRepsIn(@Nullable TeamId team) {
      return lines.stream()
          .filter(line -> line.line().subject().type() == Subject.Type.REP)
          .filter(line -> teamOf(line).equals(Optional.ofNullable(team)));
    }

    private List<LineAmount> house() {
      return of(Subject.house()).toList();
    }

    private Stream<LineAmount> of(Subject subject) {
      return lines.stream().filter(line -> line.line().subject().equals(subject));
    }

    private Optional<TeamId> teamOf(LineAmount line) {
      return teamOfRep.computeIfAbsent(
          new RepId(line.line().subject().id()), QuotaByNode.this::lastTeam);
    }
  }

  /** Whether no own line is for a period that is, contains or lies within the line's. */
  private boolean isUncovered(LineAmount line, List<LineAmount> own) {
    PeriodId periodId = line.line().periodId();
    return own.stream()
        .map(ownLine -> ownLine.line().periodId())
        .noneMatch(other -> isWithin(periodId, other) || isWithin(other, periodId));
  }

  private boolean isWithin(PeriodId inner, PeriodId outer) {
    return calendar.withAncestors(inner).stream().anyMatch(p -> p.periodId().equals(outer));
  }

  private Optional<TeamId> lastTeam(RepId repId) {
    return organization
        .rep(repId)
        .flatMap(rep -> Stream.concat(
                Stream.of(treeDay()), rep.placements().changes().map(d -> d.minusDays(1)))
            .filter(day ->
                !day.isAfter(treeDay()) && new DateRange(period.firstDay(), null).contains(day))
            .sorted(java.util.Comparator.reverseOrder())
            .map(day -> organization.teamOf(repId, day).orElse(null))
            .filter(Objects::nonNull)
            .findFirst());
  }

  /** The last day of the period, or the day asked for where it comes earlier. */
  private LocalDate treeDay() {
    LocalDate cut = asOf.isBefore(period.firstDay()) ? period.firstDay() : asOf;
    return cut.isBefore(period.lastDay()) ? cut : period.lastDay();
  }
}
