package dev.quotaledger.command.organization;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;

import dev.quotaledger.api.OrganizationCommand.CreateTeam;
import dev.quotaledger.api.OrganizationCommand.ErasePerson;
import dev.quotaledger.api.OrganizationCommand.HireRep;
import dev.quotaledger.api.OrganizationCommand.MoveTeam;
import dev.quotaledger.api.OrganizationCommand.RecordDeparture;
import dev.quotaledger.api.OrganizationCommand.TransferRep;
import dev.quotaledger.api.OrganizationEvent;
import dev.quotaledger.api.OrganizationEvent.PersonErased;
import dev.quotaledger.api.OrganizationEvent.RepDeparted;
import dev.quotaledger.api.OrganizationEvent.RepHired;
import dev.quotaledger.api.OrganizationEvent.RepTransferred;
import dev.quotaledger.api.OrganizationEvent.TeamCreated;
import dev.quotaledger.api.OrganizationEvent.TeamMoved;
import dev.quotaledger.api.OrganizationId;
import dev.quotaledger.api.Refusal;
import dev.quotaledger.api.RepId;
import dev.quotaledger.api.TeamId;
import dev.quotaledger.command.Decider;
import dev.quotaledger.model.Organization;
import dev.quotaledger.model.Organization.Placement;
import dev.quotaledger.model.Organization.Rep;
import dev.quotaledger.model.Organization.Team;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.axonframework.serialization.Revision;
import org.jspecify.annotations.Nullable;

/**
 * The teams and the reps of a deployment, and who belongs where on every date.
 *
 * <p>There is one organisation, and it begins with the first team or rep. Teams are created and
 * moved, each with everything below it. Reps are taken on, move between teams and managers, leave,
 * and may be taken on again; what was recorded of them stays for good.
 *
 * <ol>
 *   <li>On no date is a team above itself, however its moves were dated.
 *   <li>A rep has at most one team and one manager on any date.
 *   <li>A team is placed below an existing team; a rep belongs to an existing team and has an
 *       existing manager.
 *   <li>Only who is employed on a date can be moved or can leave on it.
 *   <li>A departure ends team and manager with the last day, later transfers of that employment
 *       included; it deletes nothing and leaves a later employment alone.
 *   <li>Who is employed is not taken on a second time; who has left can be.
 *   <li>Erasing the person behind a rep leaves the rep, and every figure, as they are.
 *   <li>Creating the same team, taking on the same rep, or recording a move, a transfer or a
 *       departure that changes nothing records nothing.
 * </ol>
 */
@Revision("1")
final class SalesOrganization extends Decider {

  @AggregateIdentifier
  @SuppressWarnings("UnusedVariable") // Axon reads it
  private @Nullable OrganizationId organizationId;

  private final Organization organization = new Organization();

  /** For Axon, which folds the events into it. */
  SalesOrganization() {}

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(CreateTeam command) {
    Optional<Team> existing = organization.team(command.teamId());
    if (existing.isPresent()) {
      if (!isSame(existing.get(), command)) {
        throw new Refusal.AlreadyExists("team", command.teamId().value()).asException();
      }
      return;
    }
    requireTeam("parentTeamId", command.parentTeamId());
    apply(new TeamCreated(
        command.teamId(), command.name(), command.parentTeamId(), command.effectiveOn()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(MoveTeam command) {
    Team team = organization
        .team(command.teamId())
        .orElseThrow(() -> new Refusal.NotFound("team", command.teamId().value()).asException());
    TeamId parent = command.parentTeamId();
    requireTeam("parentTeamId", parent);
    if (Objects.equals(team.parents().at(command.effectiveOn()), parent)) {
      return;
    }
    if (parent != null) {
      requireNoCycle(team, parent, command.effectiveOn());
    }
    apply(new TeamMoved(command.teamId(), parent, command.effectiveOn(), command.reason()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(HireRep command) {
    Optional<Rep> existing = organization.rep(command.repId());
    if (existing.filter(rep -> isSame(rep, command)).isPresent()) {
      return;
    }
    if (existing.filter(rep -> !hadLeft(rep, command.hiredOn())).isPresent()) {
      throw new Refusal.AlreadyExists("rep", command.repId().value()).asException();
    }
    requireTeam("teamId", command.teamId());
    requireRep("managerId", command.managerId());
    apply(new RepHired(command.repId(), command.teamId(), command.managerId(), command.hiredOn()));
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(TransferRep command) {
    Rep rep = employed(command.repId(), command.effectiveOn());
    requireTeam("toTeamId", command.toTeamId());
    requireRep("managerId", command.managerId());
    Placement placement = new Placement(command.toTeamId(), command.managerId());
    if (!placement.equals(rep.placements().at(command.effectiveOn()))) {
      apply(new RepTransferred(
          command.repId(),
          command.toTeamId(),
          command.managerId(),
          command.effectiveOn(),
          command.reason()));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(RecordDeparture command) {
    Rep rep = employed(command.repId(), command.lastDay());
    boolean wouldStay = rep.untilRehired(command.lastDay())
        .flatMap(days -> rep.placements().firstHeldIn(days))
        .isPresent();
    if (wouldStay) {
      apply(new RepDeparted(
          command.repId(), command.lastDay(), command.lastDay().plusDays(1), command.reason()));
    }
  }

  @CommandHandler
  @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
  void decide(ErasePerson command) {
    if (organization.rep(command.repId()).isEmpty()) {
      throw new Refusal.NotFound("rep", command.repId().value()).asException();
    }
    apply(new PersonErased(command.repId(), command.effectiveOn()));
  }

  @EventSourcingHandler
  void evolve(OrganizationEvent event, MetaData metadata) {
    organizationId = OrganizationId.THE_ONE;
    organization.evolve(event);
    remember(metadata);
  }

  private static boolean isSame(Team team, CreateTeam command) {
    return team.name().equals(command.name())
        && team.createdOn().equals(command.effectiveOn())
        && Objects.equals(team.createdBelow(), command.parentTeamId());
  }

  private static boolean isSame(Rep rep, HireRep command) {
    Placement placement = new Placement(command.teamId(), command.managerId());
    return rep.hires().entries().stream()
        .anyMatch(hire -> hire.from().equals(command.hiredOn()) && placement.equals(hire.value()));
  }

  private static boolean hadLeft(Rep rep, LocalDate on) {
    boolean hiredBefore = rep.hires().at(on) != null;
    return hiredBefore && !rep.isEmployedOn(on);
  }

  private void requireTeam(String field, @Nullable TeamId teamId) {
    if (teamId != null && organization.team(teamId).isEmpty()) {
      throw new Refusal.UnknownReference(field, teamId.value()).asException();
    }
  }

  private void requireRep(String field, @Nullable RepId repId) {
    if (repId != null && organization.rep(repId).isEmpty()) {
      throw new Refusal.UnknownReference(field, repId.value()).asException();
    }
  }

  private Rep employed(RepId repId, LocalDate on) {
    Rep rep = organization
        .rep(repId)
        .orElseThrow(() -> new Refusal.NotFound("rep", repId.value()).asException());
    if (!rep.isEmployedOn(on)) {
      throw new Refusal.RepNotEmployed(repId, on).asException();
    }
    return rep;
  }

  /** The tree changes only on its days of change, so that these stand for every date. */
  private void requireNoCycle(Team team, TeamId parent, LocalDate effectiveOn) {
    var parents = team.parents().with(effectiveOn, parent);
    Stream.concat(Stream.of(effectiveOn), organization.treeChanges())
        .filter(day -> !day.isBefore(effectiveOn) && parent.equals(parents.at(day)))
        .filter(day -> organization.isWithin(parent, team.teamId(), day))
        .min(LocalDate::compareTo)
        .ifPresent(day -> {
          throw new Refusal.TeamCycle(team.teamId(), parent, day).asException();
        });
  }
}
