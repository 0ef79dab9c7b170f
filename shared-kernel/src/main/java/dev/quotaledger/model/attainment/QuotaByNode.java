package dev.quotaledger.model.attainment;

import dev.quotaledger.api.DateRange;
import dev.quotaledger.api.Period;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.Subject;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.model.Calendar;
import dev.quotaledger.model.Organization;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which lines make up the quota of what. A line of a team is that team's; a line of a rep is that of
 * the team to which the rep last belonged within the line's period, up to the day asked for. From
 * there it counts in every team above and in the plan, up to a team that has a line of its own for
 * those days. Each line goes by the tree of its own period, so that a longer period is the sum of the
 * periods within it.
 */
final class QuotaByNode {

  private final PlanFrame plan;
  private final Calendar calendar;
  private final Organization organization;
  private final LocalDate asOf;

  QuotaByNode(PlanFrame plan, Calendar calendar, Organization organization, View view) {
    this.plan = plan;
    this.calendar = calendar;
    this.organization = organization;
    this.asOf = view.day();
  }

  /** The lines of each node that has any. */
  Map<Node, List<LineAmount>> lines(List<LineAmount> lines, GroupBy groupBy) {
    return switch (groupBy) {
      case REP ->
        grouped(
            lines,
            line -> line.line().subject().type() == Subject.Type.TEAM
                ? List.of()
                : List.of(Node.of(line.line().subject())));
      case TERRITORY ->
        grouped(
            lines,
            line -> line.line().territoryId() == null
                ? List.of()
                : List.of(Node.territory(line.line().territoryId())));
      case PRODUCT_LINE ->
        grouped(
            lines,
            line -> line.line().productLine() == null
                ? List.of()
                : List.of(Node.productLine(line.line().productLine())));
      case LEAD_SOURCE -> Map.of();
      case TEAM -> byTeam(lines, groupBy);
      case PLAN -> {
        Map<Node, List<LineAmount>> ofPlan = byTeam(lines, groupBy);
        ofPlan.putIfAbsent(Node.plan(plan.planId()), List.of());
        yield ofPlan;
      }
    };
  }

  private static Map<Node, List<LineAmount>> grouped(
      List<LineAmount> lines, Function<LineAmount, List<Node>> nodes) {
    Map<Node, List<LineAmount>> result = new HashMap<>();
    for (LineAmount line : lines) {
      nodes
          .apply(line)
          .forEach(node -> result.computeIfAbsent(node, _ -> new ArrayList<>()).add(line));
    }
    return result;
  }

  private Map<Node, List<LineAmount>> byTeam(List<LineAmount> lines, GroupBy groupBy) {
    Map<String, List<Period>> ofTeams = periodsOfTeams(lines);
    return grouped(lines, line -> {
      boolean house = line.line().subject().type() == Subject.Type.HOUSE;
      List<TeamId> path = house ? List.of() : path(line);
      List<TeamId> counting =
          path.stream().takeWhile(team -> isUncovered(line, team, ofTeams)).toList();
      if (groupBy == GroupBy.PLAN) {
        return counting.equals(path) ? List.of(Node.plan(plan.planId())) : List.of();
      }
      return house ? List.of(Node.HOUSE) : counting.stream().map(Node::team).toList();
    });
  }

  /** The teams above a line from below, the first being whom it is for or where its rep belongs. */
  private List<TeamId> path(LineAmount line) {
    Subject subject = line.line().subject();
    Period period = periodOf(line);
    Optional<TeamId> first = subject.type() == Subject.Type.TEAM
        ? Optional.of(new TeamId(subject.id()))
        : lastTeam(new RepId(subject.id()), period);
    return first.map(team -> organization.withAncestors(team, treeDay(period))).orElse(List.of());
  }

  /** For which periods each team has a line of its own. */
  private Map<String, List<Period>> periodsOfTeams(List<LineAmount> lines) {
    return lines.stream()
        .filter(line -> line.line().subject().type() == Subject.Type.TEAM)
        .collect(Collectors.groupingBy(
            line -> line.line().subject().id(),
            Collectors.mapping(this::periodOf, Collectors.toList())));
  }

  /** Whether the line is the team's own, or the team has none for any of the line's days. */
  private boolean isUncovered(LineAmount line, TeamId team, Map<String, List<Period>> ofTeams) {
    DateRange days = periodOf(line).days();
    return line.line().subject().equals(Subject.team(team))
        || ofTeams.getOrDefault(team.value(), List.of()).stream()
            .noneMatch(own -> own.days().overlaps(days));
  }

  private Period periodOf(LineAmount line) {
    return calendar.period(line.line().periodId()).orElseThrow();
  }

  private Optional<TeamId> lastTeam(RepId repId, Period period) {
    return organization
        .rep(repId)
        .flatMap(rep -> lastDays(rep, period)
            .map(day -> organization.teamOf(repId, day).orElse(null))
            .filter(Objects::nonNull)
            .findFirst());
  }

  /** The last days on which each placement of the rep held within the period, latest first. */
  private Stream<LocalDate> lastDays(Organization.Rep rep, Period period) {
    LocalDate last = treeDay(period);
    return Stream.concat(
            Stream.of(last), rep.placements().changes().map(change -> change.minusDays(1)))
        .filter(day -> !day.isAfter(last) && !day.isBefore(period.firstDay()))
        .sorted(Comparator.reverseOrder());
  }

  /** The last day of the period, or the day asked for where it comes earlier. */
  private LocalDate treeDay(Period period) {
    LocalDate cut = asOf.isBefore(period.firstDay()) ? period.firstDay() : asOf;
    return cut.isBefore(period.lastDay()) ? cut : period.lastDay();
  }
}
